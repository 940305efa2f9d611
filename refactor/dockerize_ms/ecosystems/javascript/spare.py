"""Development dependencies: what removes them, and what needs one after all."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator

from dockerize_ms.ecosystems.javascript import manifest, tables
from dockerize_ms.ecosystems.javascript.locks import Lock, contents, lock_of
from dockerize_ms.ecosystems.javascript.manifest import Manifest
from dockerize_ms.ecosystems.javascript.sources import Code, Sources
from dockerize_ms.ecosystems.javascript.workspaces import Project
from dockerize_ms.errors import Evidence
from dockerize_ms.model import paths
from dockerize_ms.model.answer import Tree
from dockerize_ms.model.remedies import Spare

_USUAL_MB = 0.25
_EVENTS = frozenset(
    ("preinstall", "install", "postinstall", "prepublish", "prepare", "dependencies")
)
_COMPILERS = {".babelrc": ("@babel/", "babel-"), "postcss.config.js": ("postcss", "autoprefixer")}
"""Settings that may name a package by a short name (``env`` is ``@babel/preset-env``)."""
_MODULES = "/node_modules/"
_HELPERS = re.compile(rb'"importHelpers"\s*:\s*true')
_VIEWS = frozenset(("ejs", "eta", "hbs", "handlebars", "jade", "liquid", "mustache", "njk", "pug"))
"""Engines that Express and its kin load by the ending of a view."""


def spare(
    project: Project,
    fs: Tree,
    command: str,
    manager: str,
    *,
    installs: bool = False,
    instead: str = "",
) -> Spare | None:
    """What can be removed after the build by a manager's command; None where there is nothing.

    ``installs``: the command installs what stays, so it takes away what other commands wrote
    into ``node_modules``, and needs the settings of the first install. ``instead`` is the
    install without them, which comes out the same by a lock file where the project's own
    scripts have no part in it.
    """
    owner = project.manifest
    if owner is None or project.shared or not owner.development:
        return None
    lock = lock_of(project.root, fs, owner, manager)
    unneeded = _Unneeded(project.directory, lock, owner, installs)
    unneeded.locked = contents(project.root, fs, manager)
    unneeded.locks = lambda later: contents(project.root, later, manager)
    if installs:
        unneeded.settings = tuple(
            path
            for name in (".npmrc", ".yarnrc")
            if fs.lookup(path := paths.join(project.root, name)).yes
        )
    return Spare(
        command=command,
        directory=project.directory,
        what=f"the development dependencies of {owner.file.path}",
        names=tuple(owner.development),
        saving_mb=_saving(unneeded.names),
        by=owner.evidence("devDependencies", "development dependencies"),
        instead=instead if lock is not None and not _EVENTS & owner.scripts.keys() else "",
        used=unneeded.used,
    )


def _saving(names: frozenset[str]) -> float:
    heavy = tables.section("node_sizes", "megabytes")
    return round(sum(float(heavy.get(name, (str(_USUAL_MB),))[0]) for name in names), 2)


class _Unneeded:
    """The packages that the command would remove."""

    settings: tuple[str, ...] = ()
    locked: tuple[bytes | None, ...] = ()
    locks: Callable[[Tree], tuple[bytes | None, ...]] = staticmethod(lambda fs: ())

    def __init__(self, directory: str, lock: Lock | None, owner: Manifest, installs: bool) -> None:
        self.directory = directory
        self.lock = lock
        self.owner = owner
        self.installs = installs
        self._read: tuple[Tree, Sources] | None = None
        direct = frozenset(owner.development)
        told = lock.development_names if lock is not None else frozenset()
        self.names = (told or direct) - frozenset(owner.production)

    def used(self, fs: Tree, commands: frozenset[str]) -> Evidence | None:
        """What of the finished image needs one of them, given the commands it starts."""
        current = manifest.load(self.directory, fs) or self.owner
        reasons: tuple[Callable[[], Evidence | None], ...] = (
            lambda: self._added(fs, current),
            lambda: self._relocked(fs),
            lambda: self._unset(fs),
            lambda: self._placed(fs),
            lambda: self._started(fs, commands),
            lambda: self._code(fs, commands),
            lambda: self._data(fs),
            lambda: self._implied(fs),
        )
        return next((found for reason in reasons if (found := reason()) is not None), None)

    def _added(self, fs: Tree, current: Manifest) -> Evidence | None:
        """A package that a command added and package.json may not name: it would go, too."""
        for name in _added(paths.join(self.directory, "node_modules"), fs):
            if self.installs or name not in current.production:
                path = paths.join(self.directory, "node_modules", name)
                by = fs.lookup(path).by
                return Evidence(f"{name} is installed by itself", by.span if by else None)
        return None

    def _relocked(self, fs: Tree) -> Evidence | None:
        """Another lock file than the install read or wrote: the command would obey that."""
        for before, after in zip(self.locked, self.locks(fs), strict=False):
            if after is not None and after != before:
                return Evidence("the lock file is another one than the install read")
        return None

    def _unset(self, fs: Tree) -> Evidence | None:
        """Settings of the first install that are not there for a second."""
        gone = next((path for path in self.settings if not fs.lookup(path).yes), None)
        return Evidence(f"{gone} is not there any more") if gone else None

    def _placed(self, fs: Tree) -> Evidence | None:
        """A module that code of the project writes among the installed: it would go, too."""
        hooks = " ".join(text for name, text in self.owner.scripts.items() if name in _EVENTS)
        for code in self._sources(fs).files:
            if (by := code.places) is not None:
                return by
            if posixpath.basename(code.path) in hooks and code.mentions("node_modules"):
                return code.evidence(0, f"{code.origin} may write modules")
        return None

    def _started(self, fs: Tree, commands: frozenset[str]) -> Evidence | None:
        for command in sorted(commands):
            for name in self._bringing(command, fs):
                if name in self.names:
                    return self.owner.evidence(name, f"the container starts {command} of {name}")
        return None

    def _bringing(self, command: str, fs: Tree) -> tuple[str, ...]:
        """The packages that may bring a command."""
        if _MODULES in command and "/.bin/" not in command:
            parts = command.rpartition(_MODULES)[2].split("/")
            return ("/".join(parts[:2]) if parts[0][:1] == "@" else parts[0],)
        if "/" in command and "/.bin/" not in command:
            return ()
        word = posixpath.basename(command)
        found = (self.lock.by_command.get(word, ()) if self.lock else ()) + (
            word,
            *tables.bringing(word),
        )
        peers = tables.section("node_tools", "peers")
        return (*found, *(peer for name in found for peer in peers.get(name, ())))

    def _code(self, fs: Tree, commands: frozenset[str]) -> Evidence | None:
        sources = self._sources(fs)
        if not sources.complete:
            return Evidence("there is more code than is read")
        running = [code for code in sources.files if _tool_of(code.path) is None]
        settings = [code for code in sources.files if _tool_of(code.path) is not None]
        asked = {one.name for code in running for one in code.packages}
        started = {name for command in commands for name in self._bringing(command, fs)}
        running += [code for code in settings if _is_read(code.path, asked | started)]
        for code in running:
            for one in code.packages:
                if one.name in self.names:
                    return code.evidence(one.at, f"{code.origin} asks for {one.name}")
        return self._named(running) or self._plugged(asked | started)

    def _data(self, fs: Tree) -> Evidence | None:
        """A data file of the project that names a direct one: code may load what it lists."""
        direct = [name for name in self.owner.development if name in self.names]
        patterns = {name: _quoted(name) for name in direct}
        for path in self._sources(fs).data:
            if _tool_of(path) is not None:
                continue
            content = fs.read(path) or b""
            for name, pattern in patterns.items():
                if pattern.search(content):
                    return Evidence(f"{fs.lookup(path).origin or path} names {name}")
        return None

    def _implied(self, fs: Tree) -> Evidence | None:
        """A package that no code names: helpers of compiled code, engines by a file's ending."""
        for name in fs.children(self.directory):
            content = fs.read(paths.join(self.directory, name)) or b""
            if name.startswith("tsconfig") and _HELPERS.search(content) and "tslib" in self.names:
                return Evidence(f"{name} makes compiled code ask for tslib")
            if name == "next.config.ts" and "typescript" in self.names:
                return Evidence(f"{name} is compiled at every start")
        for name in sorted(_VIEWS & self.names):
            for code in self._sources(fs).files:
                if code.mentions(f".{name}"):
                    return code.evidence(0, f"{code.origin} shows files of {name}")
        return None

    def _sources(self, fs: Tree) -> Sources:
        """The project's code; several bases are tried with one image."""
        if self._read is None or self._read[0] is not fs:
            self._read = (fs, Sources(self.directory, fs))
        return self._read[1]

    def _named(self, running: list[Code]) -> Evidence | None:
        """A string literal that names a direct one: a driver, a preset, a plug-in."""
        aliases = tables.section("node_tools", "aliases")
        direct = [name for name in self.owner.development if name in self.names]
        spoken = [word for word, means in aliases.items() if any(name in means for name in direct)]
        for code in running:
            for word in (*direct, *spoken):
                if (by := code.names(word)) is not None:
                    return by
        return None

    def _plugged(self, present: set[str]) -> Evidence | None:
        """Presets and plug-ins of compilers that run with the application."""
        for settings, beginnings in _COMPILERS.items():
            for name in self.owner.development if _is_read(settings, present) else ():
                if name in self.names and name.startswith(beginnings):
                    return self.owner.evidence(name, f"{settings} may name {name}")
        return None


def _quoted(name: str) -> re.Pattern[bytes]:
    """A name as a whole value of JSON, YAML or TOML."""
    value = re.escape(name.encode())
    return re.compile(rb"""["']%s["']|(?m:[:-][ \t]+%s[ \t]*$)""" % (value, value))


def _added(directory: str, fs: Tree) -> Iterator[str]:
    """Packages that commands put into ``node_modules`` one by one."""
    for name in fs.children(directory):
        path = paths.join(directory, name)
        if name[:1] == "@":
            yield from (f"{name}/{inner}" for inner in fs.children(path))
        elif name[:1] != "." and fs.lookup(path).origin is None:
            yield name


def _tool_of(path: str) -> str | None:
    """The tool of the development whose configuration file this is."""
    name = posixpath.basename(path)
    return next((title for title, files, _ in tables.tools() if name in files), None)


def _is_read(path: str, present: set[str]) -> bool:
    """Whether one of the packages present reads a configuration file."""
    name = posixpath.basename(path)
    for _, files, packages in tables.tools():
        if name in files and any(package in packages for package in present):
            return True
    return False
