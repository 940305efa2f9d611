"""A guest book: a page, a style sheet, and a file that visitors are written to."""

from pathlib import Path

import bottle
import pgversion

BOOK = Path("data/visitors.txt")


@bottle.get("/")
def page() -> str:
    visitors = BOOK.read_text().splitlines() if BOOK.exists() else []
    return f"libpq {pgversion.major()}, visitors: {', '.join(visitors)}\n"


@bottle.get("/sign")
def sign() -> str:
    with BOOK.open("a") as book:
        book.write(f"{bottle.request.query.name}\n")
    return "thank you\n"


@bottle.get("/static/<name>")
def static(name: str) -> bottle.HTTPResponse:
    return bottle.static_file(name, root="static")


bottle.run(host="0.0.0.0", port=8000, quiet=True)
