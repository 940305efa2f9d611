from starlette.applications import Starlette
from starlette.responses import JSONResponse
from starlette.routing import Route


async def home(request):
    return JSONResponse({"hello": request.client is not None})


app = Starlette(routes=[Route("/", home)])
