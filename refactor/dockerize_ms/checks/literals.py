"""Data that the literals of a compiled program name, beside the sources that it was built from.

The rules are those of ``analysis.data``, but narrower: there a name is enough to keep a file,
here it has to be sure that a file is meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from dockerize_ms.checks.presence import at
from dockerize_ms.checks.programs import Brought
from dockerize_ms.ecosystems.sources import classify
from dockerize_ms.errors import Evidence
from dockerize_ms.model import paths
from dockerize_ms.model.filesystem import Filesystem
from dockerize_ms.model.needs import Mention
from dockerize_ms.model.stage import Stage

_PLACEHOLDER = re.compile(r"[*?%{}$<>|\"'\s\ue000]|\[")
_SETTINGS = re.compile(
    r"\.(?:ya?ml|toml|ini|conf|cfg|env|properties|pem|crt|key)\Z"
    r"|(?:\A|/)(?:\.[^/]*|[^/]*(?:config|settings)[^/]*)\Z"
)
"""Files that whoever starts a container may bring, and that programs may do without."""
_RELATIVE = ("./", "file://")  # a text that starts so is a path, or nothing
_MOST = 2_000  # files of a directory that are looked at


class Named(Struct, frozen=True, kw_only=True, eq=False):
    """Data by name: its ``path`` where the program was built, and where the image needs it."""

    path: str
    sought: str
    by: Evidence


def named(stage: Stage, one: Brought) -> Iterator[Named]:
    """The data that a program of an image names, which came from the context to its builder.

    A directory that the image lacks stands for what is in it.
    """
    embedded = one.program.embedded()
    for mention in one.program.mentions():
        text = _path(mention) if mention.certain else ""
        path = paths.join(_root(one), text)
        if text and _is_data(one, path, mention) and not any(_holds(e, path) for e in embedded):
            text = text if text.startswith("/") else _whole(stage, one, text)
            sought = paths.join("/", stage.config.workdir, text)
            yield Named(path=paths.join(_root(one), text), sought=sought, by=mention.by)


def _root(one: Brought) -> str:
    return one.program.root or "/"


def _path(mention: Mention) -> str:
    """The path that a literal surely is: by how it is written, or since it is opened."""
    text = mention.text.removeprefix("file://").removeprefix("./")
    plain = _PLACEHOLDER.split(text, maxsplit=1)[0]
    if plain == text:
        sure = mention.opened or mention.text.startswith(_RELATIVE) or "/" in text.strip("/")
        return text.rstrip("/") if sure else ""
    pattern = text[len(plain) :].startswith("*") and plain.endswith("/")
    return plain.rstrip("/") if pattern else ""


def _holds(pattern: str, path: str) -> bool:
    """Whether what a program holds inside has to do with a path."""
    return paths.matches(pattern, path) or paths.within(paths.literal_ancestor(pattern), path)


def _is_data(one: Brought, path: str, mention: Mention) -> bool:
    """Whether a path came from the context and is data; a mere name may mean anything else."""
    found = one.built_in.lookup(path)
    if not found.yes or found.origin is None:
        return False
    if found.kind != "dir":
        return _is_data_file(one, path)
    meant = mention.opened or "*" in mention.text or mention.text.startswith(_RELATIVE)
    return meant and any(_is_data_file(one, file) for file in _files(one.built_in, path))


def _is_data_file(one: Brought, path: str) -> bool:
    """Whether a path is a file, and no source, test, manifest, document or setting."""
    found = one.built_in.lookup(path)
    if found.kind != "file" or not found.origin or path.endswith(one.program.inputs or ("\0",)):
        return False
    return classify(found.origin) is None and not _SETTINGS.search(found.origin)


def _files(fs: Filesystem, directory: str) -> Iterator[str]:
    """The paths of the files below a directory."""
    queue, left = [directory], _MOST
    while queue and left > 0:
        top = queue.pop()
        for name in fs.children(top):
            left -= 1
            path = paths.join(top, name)
            if fs.lookup(path).kind == "dir":
                queue.append(path)
            else:
                yield path


def _whole(stage: Stage, one: Brought, text: str) -> str:
    """The first directory of a relative path that the image lacks and that itself holds data."""
    parts = text.split("/")
    for count in range(1, len(parts)):
        part = "/".join(parts[:count])
        here = paths.join(_root(one), part)
        if not part or not at(stage.fs, paths.join("/", stage.config.workdir, part)).no:
            continue
        names = one.built_in.children(here)
        if any(_is_data_file(one, paths.join(here, name)) for name in names):
            return part
    return text
