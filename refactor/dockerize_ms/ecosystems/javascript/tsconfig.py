"""tsconfig.json: where the compiler puts what it makes."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from msgspec import Struct

from dockerize_ms.ecosystems.javascript import jsonc
from dockerize_ms.model import paths
from dockerize_ms.model.answer import Tree

_DEPTH = 12
_MANY = 100
_PATHS = ("outDir", "outFile", "rootDir", "declarationDir", "tsBuildInfoFile")


class Settings(Struct, frozen=True, kw_only=True, eq=False):
    """What counts of a configuration. Paths are absolute.

    ``known``: all of it, and all that it extends, was read; a configuration that comes with
    a package (``extends: "@tsconfig/node18"``) is taken to name no paths, since its paths
    would lie in that package.
    """

    path: str
    known: bool = True
    options: dict[str, object] = {}
    include: tuple[str, ...] | None = None
    references: tuple[str, ...] = ()

    def text(self, name: str) -> str:
        """A compiler option that is a text, "" otherwise."""
        value = self.options.get(name)
        return value if isinstance(value, str) else ""

    def flag(self, name: str) -> bool:
        """A compiler option that is set to true."""
        return self.options.get(name) is True

    @property
    def directory(self) -> str:
        """Where the configuration lies."""
        return posixpath.dirname(self.path)


def load(path: str, fs: Tree, depth: int = 0) -> Settings | None:
    """The settings of a configuration, with what it extends; None where it cannot be read."""
    content = fs.read(path)
    data = jsonc.read(content) if content is not None else None
    if not isinstance(data, dict):
        return None
    directory = posixpath.dirname(path)
    options: dict[str, object] = {}
    include: tuple[str, ...] | None = None
    known = True
    extends = data.get("extends")
    for word in extends if isinstance(extends, list) else [extends]:
        if not isinstance(word, str):
            continue
        base = _base(word, directory, fs, depth)
        if base is not None:
            options |= base.options
            include = base.include if base.include is not None else include
            known = known and base.known
        elif word[:1] in (".", "/"):
            known = False
    own = data.get("compilerOptions")
    options |= _absolute(own, directory) if isinstance(own, dict) else {}
    named = _named(data, directory)
    references = data.get("references")
    listed = references if isinstance(references, list) else []
    return Settings(
        path=path,
        known=known,
        options=options,
        include=include if named is None else named,
        references=tuple(
            paths.join(directory, one["path"])
            for one in listed[:_MANY]
            if isinstance(one, dict) and isinstance(one.get("path"), str)
        ),
    )


def _base(word: str, directory: str, fs: Tree, depth: int) -> Settings | None:
    if depth >= _DEPTH or word[:1] not in (".", "/"):
        return None
    path = paths.join(directory, word)
    for spelled in (path, f"{path}.json"):
        if (found := load(spelled, fs, depth + 1)) is not None:
            return found
    return None


def _absolute(options: dict[str, object], directory: str) -> dict[str, object]:
    return {
        name: paths.join(directory, value.replace("${configDir}", directory))
        if name in _PATHS and isinstance(value, str)
        else value
        for name, value in options.items()
    }


def _named(data: dict[str, object], directory: str) -> tuple[str, ...] | None:
    """The directories that ``files`` and ``include`` name; None where neither is there."""
    found: dict[str, None] = {}
    seen = False
    for key in ("files", "include"):
        value = data.get(key)
        if not isinstance(value, list):
            continue
        seen = True
        for word in value:
            if isinstance(word, str):
                top = paths.literal_ancestor(paths.join(directory, word))
                is_file = key == "files" or (
                    top == paths.join(directory, word) and "." in posixpath.basename(top)
                )
                found[posixpath.dirname(top) if is_file else top] = None
    return tuple(found) if seen else None


def with_references(path: str, fs: Tree) -> Iterator[Settings]:
    """A configuration and all that it refers to, each once."""
    queue, seen = [path], set[str]()
    while queue and len(seen) < _MANY:
        current = queue.pop(0)
        if not current.endswith(".json"):
            current = paths.join(current, "tsconfig.json")
        if current in seen:
            continue
        seen.add(current)
        settings = load(current, fs)
        if settings is None:
            yield Settings(path=current, known=False)
            continue
        yield settings
        queue += settings.references
