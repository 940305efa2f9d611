"""The pages of ``docs/`` that come with the program: ``docs/`` itself in a clone."""

from __future__ import annotations

import functools
import os
import re

_PACKAGE = os.path.dirname(os.path.dirname(__file__))
_PLACES = (os.path.join(_PACKAGE, "pages"), os.path.join(_PACKAGE, "..", "..", "docs"))
_SECTION = re.compile(r"^### `(?P<code>[\w-]+)`\n(?P<text>.*?)(?=^##|\Z)", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\[([^\]]+)\]\([^)]+\)")
_COMMENT = re.compile(r"^<!-- .* -->\n", re.MULTILINE)


@functools.cache
def page(name: str) -> str:
    """A page by its path below ``docs/``, without what only the tests read."""
    place = next(filter(os.path.isdir, _PLACES))
    with open(os.path.join(place, name), encoding="utf-8") as file:
        return _COMMENT.sub("", file.read())


def sections(name: str) -> dict[str, str]:
    """The sections of a page that are called by a code."""
    found = _SECTION.finditer(page(name))
    return {each["code"]: f"# `{each['code']}`\n{each['text'].rstrip()}\n" for each in found}


def opening(text: str) -> str:
    """The first sentence of a page, in one line."""
    paragraph = _LINK.sub(r"\1", text.split("\n\n")[1].replace("\n", " ").strip())
    return re.split(r"(?<=[.:]) ", paragraph, maxsplit=1)[0].rstrip(".:")
