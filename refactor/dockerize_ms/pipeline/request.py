"""What is asked for: where, with which options, and what comments in the file say of it."""

from __future__ import annotations

import os

from msgspec import Struct

from dockerize_ms import cst
from dockerize_ms.context import Context
from dockerize_ms.errors import Assumption
from dockerize_ms.settings import Inline, Options, inline


class Request(Struct, frozen=True, kw_only=True, eq=False):
    """A wish about one file. ``keep`` are paths that stay, from options and comments.

    ``assuming`` is what the caller takes for granted; ``ignored``: a comment says to leave the
    file alone.
    """

    path: str
    options: Options
    keep: tuple[str, ...]
    assuming: tuple[Assumption, ...]
    ignored: bool


def requested(
    tree: cst.Dockerfile, path: str, options: Options, assuming: tuple[Assumption, ...]
) -> Request:
    """What options and the file's own comments ask for."""
    asked = _asked(tree)
    return Request(
        path=path,
        options=options,
        keep=(*options.keep, *(kept for one in asked for kept in one.paths)),
        assuming=assuming,
        ignored=any(one.kind == "ignore" and not one.codes for one in asked),
    )


def opened(context: Context | str | os.PathLike[str] | None) -> Context | None:
    """A build context, however it was named."""
    if context is None or isinstance(context, Context):
        return context
    return Context.open(os.fspath(context))


def _asked(tree: cst.Dockerfile) -> list[Inline]:
    lines = [line for i in tree.instructions for line in i.leading] + list(tree.footer)
    found = (inline(line.code) for line in lines if isinstance(line, cst.Comment))
    return [one for one in found if one is not None]
