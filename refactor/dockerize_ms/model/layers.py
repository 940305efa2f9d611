"""What one entry of the log says of a path: the meaning of each effect.

``ask`` gives None where the effect does not touch the path, and MAYBE with the
kind "gone" where it may have removed it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgspec import structs

from dockerize_ms import facts
from dockerize_ms.model import effects as fx
from dockerize_ms.model import paths
from dockerize_ms.model.answer import NOTHING, Answer, Found, Tree

_GONE = Found(answer=Answer.MAYBE, kind="gone")
_DIRECTORY = Found(answer=Answer.YES, kind="dir")
_MAYBE = Found(answer=Answer.MAYBE)
PACKAGE_TREES = ("/usr", "/etc", "/var", "/lib", "/lib64", "/bin", "/sbin", "/run")
FOREIGN_TREES = ("/opt", "/usr/local", "/srv", "/home")
"""Where packages of a distribution put nothing (Filesystem Hierarchy Standard, 3.13 and 4.9)."""

Earlier = Callable[[], Tree]
"""Gives the filesystem before the entry; a call, since few effects ask for it."""


def ask(effect: fx.Effect, path: str, earlier: Earlier) -> Found | None:
    """What an effect says of a path, or None."""
    answer = _ASK.get(type(effect))
    return answer(effect, path, earlier) if answer else None


def command(effect: fx.Effect, name: str, family: str) -> Found | None:
    """What an effect says of a command by name, or None."""
    match effect:
        case fx.InstallsCommand(name=installed) if installed == name:
            return Found(answer=Answer.YES, kind="file")
        case fx.InstallsPackages(packages=packages):
            provided = [facts.commands_of(family, package) for package in packages]
            if any(name in commands for commands in provided if commands is not None):
                return Found(answer=Answer.YES, kind="file")
            return _MAYBE if None in provided else None
        case fx.Opaque(below=()):
            return _MAYBE
        case _:
            return None


def copied_names(effect: fx.Effect, directory: str, earlier: Earlier) -> tuple[str, ...]:
    """Names that a copy may have brought into a directory at or below its target."""
    if not isinstance(effect, _COPIES) or not paths.within(directory, effect.target):
        return ()
    inner = paths.relative(directory, effect.target)
    match effect:
        case fx.CopiesContext(context=context, source=source):
            found = context.children(paths.in_context(source, inner))
        case fx.CopiesStage(stage=stage, source=source):
            found = stage.children(paths.join(source, inner))
        case _:
            found = earlier().children(paths.join(effect.source, inner))
    return tuple(name for name in found if not paths.is_pattern(name))


def read(effect: fx.Effect, path: str, earlier: Earlier) -> bytes | None:
    """The content that an effect, which surely made the path, gave it; None where unknown."""
    match effect:
        case fx.WritesFile(content=bytes() as content, appends=appends):
            before = earlier().read(path) if appends else b""
            return None if before is None else before + content
        case fx.CopiesContext(context=context, source=source, target=target):
            copied = context.read(paths.in_context(source, paths.relative(path, target)))
            return copied if isinstance(copied, bytes) else None
        case fx.CopiesStage(stage=stage, source=source, target=target):
            return stage.read(paths.join(source, paths.relative(path, target)))
        case fx.CopiesTree(source=source, target=target) | fx.Moves(source=source, target=target):
            return earlier().read(paths.join(source, paths.relative(path, target)))
        case _:
            return None


def normalised(effect: fx.Effect, normal: Callable[[str], str]) -> fx.Effect:
    """The effect with the paths it changes written without the base's directory links."""
    changes = {
        name: new
        for name in ("path", "target", *(("source",) if isinstance(effect, _INSIDE) else ()))
        if isinstance(old := getattr(effect, name, None), str)
        and (name != "target" or not isinstance(effect, fx.Links))
        and (new := normal(old)) != old
    }
    return structs.replace(effect, **changes) if changes else effect


_INSIDE = (fx.CopiesTree, fx.Moves)
_COPIES = (fx.CopiesContext, fx.CopiesStage, *_INSIDE)


def _file(effect: fx.WritesFile, path: str, earlier: Earlier) -> Found | None:
    if paths.is_pattern(effect.path):
        return _MAYBE if paths.matches(effect.path, path) else _above(effect.path, path)
    if path == effect.path:
        return Found(answer=Answer.YES, kind="file", program=effect.program)
    return NOTHING if paths.below(path, effect.path) else _above(effect.path, path)


def _above(target: str, path: str) -> Found | None:
    top = paths.literal_ancestor(target)
    above = paths.within(top, path) if top != target else paths.below(top, path)
    return _DIRECTORY if above else None


def _tree(effect: fx.WritesTree, path: str, earlier: Earlier) -> Found | None:
    if paths.is_pattern(effect.path):
        return _MAYBE if paths.matches(effect.path, path) else _above(effect.path, path)
    if paths.below(path, effect.path):
        # A directory of programs that only an interpreter reads does not hold the interpreter.
        reader = path.rpartition("/")
        return None if reader[0] == effect.path and reader[2] in effect.readers else _MAYBE
    return _DIRECTORY if path == effect.path else _above(effect.path, path)


def _directory(effect: fx.MakesDirectory, path: str, earlier: Earlier) -> Found | None:
    if paths.is_pattern(effect.path):
        return _MAYBE if paths.matches(effect.path, path) else _above(effect.path, path)
    return _DIRECTORY if paths.within(effect.path, path) else None


def _context(effect: fx.CopiesContext, path: str, earlier: Earlier) -> Found | None:
    if not paths.within(path, effect.target):
        return _above(effect.target, path)
    inner = paths.relative(path, effect.target)
    source = paths.in_context(effect.source, inner)
    if inner and any(paths.matches(pattern, inner) for pattern in effect.excludes):
        return None
    kind = "dir" if source == "" else effect.context.kind(source)
    if kind is None:
        return None
    target = (effect.context.link_target(source) or "") if kind == "link" else ""
    return Found(answer=Answer.YES, kind=kind, origin=source, target=target)


def _other(found: Found, is_top: bool) -> Found | None:
    """What lies below a copy; its top is there, since the command succeeded."""
    if is_top:
        return found if found.yes else structs.replace(found, answer=Answer.YES, origin=None)
    return None if found.no else found


def _stage(effect: fx.CopiesStage, path: str, earlier: Earlier) -> Found | None:
    if not paths.within(path, effect.target):
        return _above(effect.target, path)
    inner = paths.relative(path, effect.target)
    if inner and any(paths.matches(pattern, inner) for pattern in effect.excludes):
        return None
    return _other(effect.stage.lookup(paths.join(effect.source, inner)), not inner)


def _copy(effect: fx.CopiesTree | fx.Moves, path: str, earlier: Earlier) -> Found | None:
    if not paths.within(path, effect.target):
        return _above(effect.target, path)
    inner = paths.relative(path, effect.target)
    return _other(earlier().lookup(paths.join(effect.source, inner)), not inner)


def _move(effect: fx.Moves, path: str, earlier: Earlier) -> Found | None:
    said = _copy(effect, path, earlier)
    if said is None and paths.matches(effect.source, path):
        return _GONE if paths.is_pattern(effect.source) else NOTHING
    return said


def _remove(effect: fx.Removes, path: str, earlier: Earlier) -> Found | None:
    if not paths.matches(effect.path, path):
        return None
    return NOTHING if "\ue000" not in effect.path else _GONE


def _empty(effect: fx.Empties, path: str, earlier: Earlier) -> Found | None:
    return NOTHING if paths.below(path, effect.path) else None


def _link(effect: fx.Links, path: str, earlier: Earlier) -> Found | None:
    if path == effect.path:
        return Found(answer=Answer.YES, kind="link", target=effect.target)
    if paths.below(path, effect.path):
        target = paths.join(effect.path, "..", effect.target, paths.relative(path, effect.path))
        return earlier().lookup(target)
    return _above(effect.path, path)


def _packages(effect: fx.InstallsPackages, path: str, earlier: Earlier) -> Found | None:
    if any(paths.within(file, path) for file in effect.files):
        return Found(answer=Answer.YES)
    if any(paths.within(path, tree) for tree in FOREIGN_TREES):
        return _MAYBE if effect.foreign else None
    return _MAYBE if any(paths.below(path, tree) for tree in PACKAGE_TREES) else None


def _opaque(effect: fx.Opaque, path: str, earlier: Earlier) -> Found | None:
    if effect.below and not any(paths.matches(top, path) for top in effect.below):
        return None
    return _MAYBE


def _update(effect: fx.Updates, path: str, earlier: Earlier) -> Found | None:
    if path == effect.path:
        return Found(answer=Answer.YES)
    return _MAYBE if paths.below(path, effect.path) else None


def _home(effect: fx.AddsUser, path: str, earlier: Earlier) -> Found | None:
    if not effect.home or not paths.within(path, effect.home):
        return None
    if path == effect.home:
        return _DIRECTORY if effect.makes_home else _MAYBE
    return _MAYBE if effect.makes_home else None


_ASK: dict[type[fx.Effect], Callable[[Any, str, Earlier], Found | None]] = {
    fx.WritesFile: _file,
    fx.WritesTree: _tree,
    fx.MakesDirectory: _directory,
    fx.CopiesContext: _context,
    fx.CopiesStage: _stage,
    fx.CopiesTree: _copy,
    fx.Moves: _move,
    fx.Removes: _remove,
    fx.Empties: _empty,
    fx.Links: _link,
    fx.InstallsPackages: _packages,
    fx.Opaque: _opaque,
    fx.Updates: _update,
    fx.AddsUser: _home,
}
