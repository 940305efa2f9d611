"""The second reader: what dockerfile-parse, which knows nothing of this package, sees in a file.

It also reads image references and the pairs of ``ENV``, with the two of its functions
that proved right on 100,000 files. Nothing else of the project imports it, and this
module is not imported with ``cst``, to keep the start quick.
"""

from __future__ import annotations

import functools
import io
import re

from dockerfile_parse import DockerfileParser  # type: ignore[import-untyped]
from dockerfile_parse.parser import image_from  # type: ignore[import-untyped]
from dockerfile_parse.util import extract_key_values  # type: ignore[import-untyped]
from msgspec import Struct

from dockerize_ms.cst import lines
from dockerize_ms.cst.characters import SPACE
from dockerize_ms.cst.dockerfile import Dockerfile
from dockerize_ms.cst.instruction import Instruction
from dockerize_ms.cst.views import From


@functools.cache  # most files need one of them, and compiling takes its time
def _beyond(mark: str) -> re.Pattern[str]:
    return re.compile(
        rf"""
          \A\ufeff | [\ud800-\udfff]                # a byte order mark, no UTF-8
        | <<                                        # heredocs, perhaps
        | ^[ \t]*\#[ \t]*check[ \t]*=               # hides an escape directive below
        | [^\S \t\r\n] | \r(?!\n)                   # blanks of other kinds
        | {mark}[ \t]*\r?\n(?:[ \t]*\#[^\n]*\n)*+   # inside, behind comments:
          (?:[ \t]*\r?\n | [ \t]*(?:\#[^\n]*)?\Z)   # a blank line, or nothing more
        | {mark}[ \t\r\n]*\Z                        # a continuation that leads nowhere
        | {mark}{{2}}[ \t]*\r?$                     # an escaped one
        | ^[ \t]*\S+\Z                             # no argument on the last line
        """,
        re.MULTILINE | re.VERBOSE | re.IGNORECASE,
    )


_DIRECTIVE = re.compile(r"^[ \t]*#[ \t]*escape[ \t]*=", re.MULTILINE | re.IGNORECASE)

Seen = tuple[tuple[str, str], ...]
"""The name and the joined line of arguments, flags included, of each instruction."""


def second_reader(text: str) -> Seen | None:
    """What dockerfile-parse sees; None where it is known not to understand the file."""
    if _beyond(r"[\\`]" if _DIRECTIVE.search(text) else r"\\").search(text):
        return None
    seen: list[tuple[str, str]] = []
    for each in DockerfileParser(fileobj=io.BytesIO(text.encode())).structure:
        name = each["instruction"]
        if name[-1] in "\\`":  # a keyword that goes on in the next line
            return None
        if name != "COMMENT":
            seen.append((name, each["value"].strip(SPACE)))
    return tuple(seen)


def agrees(tree: Dockerfile) -> str | None:
    """How the second reader disagrees with a tree, in one line; None if it does not, or cannot."""
    theirs = second_reader(tree.code)
    if theirs is None:
        return None
    if len(theirs) != len(tree.items):
        return f"{len(tree.items)} instructions, but dockerfile-parse sees {len(theirs)}"
    for instruction, seen in zip(tree.items, theirs, strict=True):
        ours = (instruction.name, _line(instruction))
        if ours != seen:
            return f"dockerfile-parse sees {seen!r} instead of {ours!r}"
        view = instruction.view
        if isinstance(view, From) and not instruction.parsed.error:
            image, alias = image_from(seen[1])
            if (image, alias and alias.lower()) != (view.image, view.alias):
                return f"dockerfile-parse sees the stage {seen[1]!r} as {(image, alias)!r}"
    return None


def _line(instruction: Instruction) -> str:
    raw = instruction.text[len(instruction.indent) + len(instruction.keyword) :]
    _, line, _ = lines.fold(raw, 0, instruction.origin.escape)
    return line.strip(SPACE)


class ImageReference(Struct, frozen=True, kw_only=True):
    """An image reference in its parts, as written; what is not given is empty."""

    registry: str = ""
    namespace: str = ""
    name: str
    tag: str = ""
    digest: str = ""


def image_parts(reference: str) -> ImageReference:
    """The parts of a reference, such as ``FROM`` names it.

    What stands before the first slash is a registry if it has a dot or a colon or is
    ``localhost``, as in Docker; else it belongs to the namespace.
    """
    image, _ = image_from(reference)
    path, _, digest = (image or "").partition("@")
    base, _, last = path.rpartition("/")
    name, _, tag = last.partition(":")
    first, slash, others = base.partition("/")
    if not ("." in first or ":" in first or first == "localhost"):
        first, others = "", first + slash + others
    return ImageReference(registry=first, namespace=others, name=name, tag=tag, digest=digest)


def env_pairs(arguments: str) -> tuple[tuple[str, str], ...]:
    """The names and values of ``ENV``, quotes removed, variables kept; empty if it has none."""
    if not arguments.strip():
        return ()
    try:
        return tuple(extract_key_values(False, {}, {}, arguments))
    except ValueError:
        return ()
