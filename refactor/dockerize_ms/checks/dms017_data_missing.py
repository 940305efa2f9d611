"""DMS017: a file that a program reads by its name came along."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from dockerize_ms.analysis.subject import Subject
from dockerize_ms.checks.findings import warning
from dockerize_ms.checks.presence import at, opaque
from dockerize_ms.checks.programs import Brought, brought
from dockerize_ms.ecosystems.sources import classify
from dockerize_ms.errors import Evidence, Finding
from dockerize_ms.model import effects as fx
from dockerize_ms.model import paths
from dockerize_ms.model.filesystem import Filesystem
from dockerize_ms.model.needs import Mention
from dockerize_ms.model.stage import Stage

CODE = "DMS017"
NAME = "data-missing"
TITLE = "data that a program reads by its name stays behind in another stage"

_PLACEHOLDER = re.compile(r"[*?%{}$<>|\"'\s\ue000]|\[")
_SETTINGS = re.compile(
    r"\.(?:ya?ml|toml|ini|conf|cfg|env|properties|pem|crt|key)\Z"
    r"|(?:\A|/)(?:\.[^/]*|[^/]*(?:config|settings)[^/]*)\Z"
)
"""Files that whoever starts a container may bring, and most programs do without."""
_MOST = 2_000  # files of a directory that are looked at


class Named(Struct, frozen=True, kw_only=True, eq=False):
    """Data that a literal names: where it lies in the builder, and where the program looks."""

    path: str
    sought: str
    by: Evidence


def find(subject: Subject) -> Iterator[Finding]:
    """A warning where what lies beside the sources, and a literal names, is not in the image.

    Settings, sources, tests and what the program holds inside are not counted; what is
    anywhere in the image may be where the program looks for it.
    """
    for stage in subject.images:
        if opaque(stage.fs):
            continue
        told: set[str] = set()
        for one in brought(stage):
            for named in _named(stage, one):
                if named.sought not in told and _is_missing(stage, one.built_in, named):
                    told.add(named.sought)
                    yield _finding(subject, stage, one, named)


def _named(stage: Stage, one: Brought) -> Iterator[Named]:
    """The data that the literals of a program name, the directories at the top before all else."""
    embedded = one.program.embedded()
    seen: set[str] = set()
    for mention in one.program.mentions():
        text = _path(mention)
        if not text or text in seen:
            continue
        seen.add(text)
        path = paths.join(one.program.root or "/", text)
        if not _is_data(one, path, mention) or any(_holds(pattern, path) for pattern in embedded):
            continue
        sought = paths.join("/", stage.config.workdir, text)
        top = text.split("/", 1)[0]
        whole = paths.join(one.program.root or "/", top)
        if top and at(stage.fs, paths.join(stage.config.workdir, top)).no:
            path, sought = whole, paths.join("/", stage.config.workdir, top)
        yield Named(path=path, sought=sought, by=mention.by)


def _path(mention: Mention) -> str:
    """The path that a literal surely is: of a file in a directory, or one that is opened.

    A directory is meant where it is opened, or files of it by a pattern.
    """
    text = mention.text.removeprefix("file://").removeprefix("./")
    plain = _PLACEHOLDER.split(text, maxsplit=1)[0]
    if plain == text:
        return text.rstrip("/") if mention.opened or "/" in text.strip("/") else ""
    pattern = text[len(plain) :].startswith("*") and plain.endswith("/")
    return plain.rstrip("/") if mention.opened or pattern else ""


def _holds(pattern: str, path: str) -> bool:
    """Whether what a program holds inside has to do with a path."""
    return paths.matches(pattern, path) or paths.within(paths.literal_ancestor(pattern), path)


def _is_data(one: Brought, path: str, mention: Mention) -> bool:
    """Whether a path was copied from the context, and is no source, test, manifest or setting.

    A mere name of a directory may be the name of anything.
    """
    found = one.built_in.lookup(path)
    if not found.yes or found.origin is None:
        return False
    if found.kind == "dir":
        meant = mention.opened or "*" in mention.text
        return meant and any(_is_data_file(one, file) for file in _files(one.built_in, path))
    return _is_data_file(one, path)


def _is_data_file(one: Brought, path: str) -> bool:
    found = one.built_in.lookup(path)
    origin = found.origin or ""
    if found.kind != "file" or not origin or path.endswith(one.program.inputs or ("\0",)):
        return False
    return classify(origin) is None and not _SETTINGS.search(origin)


def _files(fs: Filesystem, directory: str) -> Iterator[str]:
    """The paths below a directory."""
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


def _is_missing(stage: Stage, built_in: Filesystem, named: Named) -> bool:
    """Whether a path is surely not in the image, nor the same data at another place."""
    if not at(stage.fs, named.sought).no:
        return False
    if any(paths.within(named.sought, volume) for volume in stage.config.volumes):
        return False
    origin = built_in.lookup(named.path).origin or ""
    taken = (_taken(entry.effect, named.path, origin) for entry in stage.fs.entries())
    moved = (_taken(entry.effect, named.path, None) for entry in built_in.entries())
    return not any(taken) and not any(moved)


def _taken(effect: fx.Effect, path: str, origin: str | None) -> bool:
    """Whether an effect takes data, or a part of it, to any place."""
    match effect:
        case fx.CopiesContext(source=source):
            return origin is not None and paths.related(f"/{origin}", f"/{source}")
        case fx.CopiesStage(source=source) | fx.CopiesTree(source=source) | fx.Moves(source=source):
            return paths.related(source, path)
        case _:
            return False


def _finding(subject: Subject, stage: Stage, one: Brought, named: Named) -> Finding:
    made = one.built_in.lookup(named.path).by
    message = f"{subject.title(stage)} has no {named.sought}, which {one.path} reads"
    there = Evidence(f"{named.path} is there: {made.text}", made.span) if made else None
    source = next((other for other in subject.stages if other.fs is one.built_in), None)
    hint = "copy it to that path"
    if source is not None:
        hint = f"add COPY --from={source.name or source.index} {named.path} {named.sought}"
    return warning(CODE, one.span, message, (named.by, there), hint)
