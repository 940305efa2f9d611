"""Libraries of C that a package's own ``#cgo`` lines hand to the linker (cmd/cgo)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from dockerize_ms.ecosystems.golang.source import GoFile
from dockerize_ms.ecosystems.native import libraries
from dockerize_ms.model import needs as nd
from dockerize_ms.model.invocation import State

_LINE = re.compile(
    r"^[ \t]*(?://[ \t]*)?#cgo[ \t]+(?P<on>[^:\n]*?)(?P<kind>LDFLAGS|pkg-config):(?P<words>.*)$",
    re.MULTILINE,
)
_HERE = frozenset(("", "linux"))
"""Conditions of a line that hold in every build here."""


def linked(files: Iterable[GoFile], state: State) -> Iterator[nd.NeedsLibrary]:
    """The libraries that are linked in surely: without conditions, and not statically."""
    for file in files:
        if "C" not in file.imports or file.is_conditional:
            continue
        for line in _LINE.finditer(file.text):
            if line["on"].strip() in _HERE and "static" not in line["words"]:
                by = file.at(line.start("kind"), line.end(), line[0].strip().removeprefix("// "))
                for name in _names(line["kind"], line["words"]):
                    yield from libraries.given(name, state, by)


def _names(kind: str, text: str) -> Iterator[str]:
    """Names of libraries as the linker takes them."""
    for word in text.split():
        if kind == "LDFLAGS" and word.startswith("-l") and not word.startswith("-l:"):
            yield word[2:]
        elif kind == "pkg-config" and word[0] not in "-<>=!0123456789":
            yield libraries.configured(word) or word
