from common import greetings
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route


async def greet(request):
    name = request.path_params.get("name", "you").title()
    return PlainTextResponse(greetings["greetings"]["english"].format(name=name))


app = Starlette(routes=[Route("/", greet), Route("/greet/{name}", greet)])
