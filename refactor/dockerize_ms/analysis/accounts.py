"""Users and groups of a filesystem: those of its base image, and those that commands add."""

from __future__ import annotations

from collections.abc import Iterator

from dockerize_ms.errors import Evidence
from dockerize_ms.model import effects as fx
from dockerize_ms.model import paths
from dockerize_ms.model.answer import UNKNOWN, Answer, Found
from dockerize_ms.model.base import ImageBase
from dockerize_ms.model.filesystem import Filesystem, Scratch
from dockerize_ms.model.log import Entry

USERS = "/etc/passwd"
GROUPS = "/etc/group"


def has(fs: Filesystem, name: str, file: str = USERS) -> Found:
    """Whether there is a user, or with ``GROUPS`` a group, of a name."""
    doubt: Found | None = None
    for entry in reversed(tuple(fs.entries())):
        said = _said(entry, name, file)
        if said is None:
            continue
        if entry.certain and said.answer is not Answer.MAYBE:
            return doubt if said.no and doubt else said
        doubt = doubt or Found(answer=Answer.MAYBE, by=said.by or entry.by, step=entry.step)
    base = _base(fs, name, file)
    return doubt if doubt and not base.yes else base


def _said(entry: Entry, name: str, file: str) -> Found | None:
    match entry.effect:
        case fx.AddsUser(name=added, group=group):
            mine = added if file == USERS else (group or added)
            return _yes(entry) if mine == name else _unless_known(mine)
        case fx.AddsGroup(name=added) if file == GROUPS:
            return _yes(entry) if added == name else _unless_known(added)
        case fx.InstallsPackages() | fx.Opaque():
            return UNKNOWN
        case fx.CopiesStage(stage=Filesystem() as other, source=source, target=target):
            if not paths.within(file, target):
                return None
            inner = paths.join(source, paths.relative(file, target))
            if inner == file:
                return has(other, name, file)
            return _listed(other.read(inner), name, entry)
        case fx.WritesFile(path=path, content=content, appends=appends) if path == file:
            said = _listed(content, name, entry)
            return None if appends and said.no else said
        case fx.CopiesContext(context=context, source=source, target=target):
            if not paths.within(file, target):
                return None
            inner = "/".join(p for p in (source, paths.relative(file, target)) if p)
            if not context.exists(inner):
                return None
            text = context.read(inner)
            return _listed(text if isinstance(text, bytes) else None, name, entry)
        case fx.WritesTree(path=path) | fx.Updates(path=path) if paths.within(file, path):
            return UNKNOWN
        case fx.CopiesTree(target=target) | fx.Moves(target=target) if paths.within(file, target):
            return UNKNOWN
        case _:
            return None


def _yes(entry: Entry) -> Found:
    return Found(answer=Answer.YES, by=entry.by, step=entry.step)


def _unless_known(added: str) -> Found | None:
    """A name that is not known might be any."""
    return UNKNOWN if paths.is_pattern(added) else None


def _listed(content: bytes | None, name: str, entry: Entry) -> Found:
    """Whether a file of accounts has a line for a name."""
    if content is None:
        return UNKNOWN
    names = {line.partition(b":")[0].decode("utf-8", "replace") for line in content.splitlines()}
    answer = Answer.YES if name in names else Answer.NO
    return Found(answer=answer, by=entry.by, step=entry.step)


def _base(fs: Filesystem, name: str, file: str) -> Found:
    base = fs.base
    if isinstance(base, Scratch):
        return Found(answer=Answer.NO, by=Evidence(f"an empty image has no {file}"))
    if not isinstance(base, ImageBase):
        return UNKNOWN
    layout = base.layout
    if name in (layout.users if file == USERS else layout.groups):
        return Found(answer=Answer.YES)
    if not layout.users_complete:
        return UNKNOWN
    word = "user" if file == USERS else "group"
    image = f"{base.image.name}:{base.image.tag}"
    return Found(answer=Answer.NO, by=Evidence(f"{image} comes without the {word} {name}"))


def names(word: str) -> Iterator[tuple[str, str]]:
    """The names of ``user:group``, each with its file; numbers need no account."""
    user, _, group = word.partition(":")
    for name, file in ((user, USERS), (group, GROUPS)):
        if name and not name.isdecimal() and name != "root":
            yield name, file
