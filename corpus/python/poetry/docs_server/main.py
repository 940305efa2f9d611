from pathlib import Path

import mistune
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.routing import Route

DOCS = Path("docs").resolve()


async def health(_):
    return PlainTextResponse("ok")


async def home(_):
    names = sorted(path.stem for path in DOCS.glob("*.md"))
    return HTMLResponse("".join(f'<a href="/docs/{name}">{name}</a>' for name in names))


async def page(request):
    path = DOCS / (request.path_params["name"] + ".md")
    if not path.is_file():
        raise HTTPException(404)
    return HTMLResponse(mistune.html(path.read_text()))


app = Starlette(
    routes=[Route("/", home), Route("/health", health), Route("/docs/{name}", page)]
)
