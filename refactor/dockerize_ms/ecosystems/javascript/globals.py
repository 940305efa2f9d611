"""Programs that are installed for all projects: where they lie, and their commands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dockerize_ms.ecosystems.javascript import tables
from dockerize_ms.ecosystems.javascript.installing import setting
from dockerize_ms.ecosystems.javascript.workspaces import Project
from dockerize_ms.model import effects as fx
from dockerize_ms.model import paths
from dockerize_ms.model.effects import Effect
from dockerize_ms.model.filesystem import Filesystem
from dockerize_ms.model.invocation import State
from dockerize_ms.text import HOLE

_SPEC = re.compile(r"(?:npm:)?(?P<name>(?:@[\w.~-]+/)?[\w.~-]+)(?:@.*)?\Z", re.DOTALL)


def package_name(word: str) -> str:
    """The package that ``name@version`` asks for; "" for a path, an address, an alias."""
    if word[:1] in (".", "/") or HOLE in word.partition("@")[0] or ":" in word.split("@")[0]:
        return ""
    match = _SPEC.match(word)
    if match is None or word.endswith((".tgz", ".tar.gz")):
        return ""
    return match["name"]


def prefixes(project: Project, state: State) -> tuple[str, ...]:
    """The directories that ``-g`` may install below: one where it is known."""
    given = setting("prefix", project, state)
    if given:
        return (state.path(given.replace("~", state.home, 1).replace("${HOME}", state.home)),)
    if state.image.name == "node":
        return ("/usr/local",)
    for directory, prefix in (("/usr/local/bin", "/usr/local"), ("/usr/bin", "/usr")):
        if state.fs.follow(paths.join(directory, "node")).yes:
            return (prefix,)
    return ("/usr/local",) if _packaged(state.fs) else ("/usr/local", "/usr")


def _packaged(fs: Filesystem) -> bool:
    """Whether the distribution's own npm is used, which installs below /usr/local.

    NodeSource's package ``nodejs`` brings its own npm, which installs below /usr.
    """
    return any(
        isinstance(entry.effect, fx.InstallsPackages) and "npm" in entry.effect.packages
        for entry in fs.entries()
    )


def installed(
    words: Sequence[str], tops: tuple[str, ...], inner: str, bins: tuple[str, ...]
) -> Iterator[Effect]:
    """Global packages: a tree for each below ``inner`` of a prefix, and their commands.

    The commands are links in a directory of programs; where in the package they lead is the
    package's own affair, so only the directory is told. Packages of plain JavaScript are
    installed alike in any stage.
    """
    repeats = all(package_name(word) in tables.names("node_commands", "plain") for word in words)
    for word in words:
        name = package_name(word)
        if not name:
            yield fx.Opaque(reason=f"what programs {word.replace(HOLE, '…')} brings is not known")
            continue
        commands = tables.commands_of(name)
        for top in tops:
            path = paths.join(top, inner, name)
            maybe = len(tops) > 1
            yield fx.WritesTree(path=path, programs=commands, repeats=repeats, maybe=maybe)
        for path in bins:
            readers = ("node", "nodejs")
            yield fx.WritesTree(
                path=path,
                programs=commands,
                readers=readers,
                repeats=repeats,
                maybe=len(bins) > 1,
            )
