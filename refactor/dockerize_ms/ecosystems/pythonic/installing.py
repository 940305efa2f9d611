"""What an install of packages does, whichever tool carries it out."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator

from msgspec import Struct, structs

from dockerize_ms.ecosystems.native import libraries
from dockerize_ms.ecosystems.places import place
from dockerize_ms.ecosystems.pythonic import packages, project
from dockerize_ms.ecosystems.pythonic.interpreter import Environment, home
from dockerize_ms.ecosystems.pythonic.record import Installed
from dockerize_ms.ecosystems.pythonic.requirement import Requirement, normalised
from dockerize_ms.model import effects as fx
from dockerize_ms.model import paths
from dockerize_ms.model.effects import Effect
from dockerize_ms.model.invocation import State
from dockerize_ms.model.needs import NeedsLibrary
from dockerize_ms.model.remedies import Cache, Inputs
from dockerize_ms.text import HOLE

CACHE = "downloaded packages and built wheels"
LEFT = "left by the build of the package"
SHIPPED = frozenset(("pip", "setuptools", "wheel"))
"""What images with Python bring along."""

_LINKS = re.compile(r"^[ \t]*(-f\b|--find-links|--no-index)", re.MULTILINE)

COMPILERS = (
    "gcc", "g++", "cc", "c++", "clang", "gfortran", "ld", "ar", "make", "cmake", "ninja", "swig",
    "pkg-config", "rustc", "cargo", "pg_config", "mysql_config", "mariadb_config", "xml2-config",
    "xslt-config", "curl-config", "krb5-config", "gdal-config", "geos-config", "llvm-config",
    "nc-config", "h5cc", "patch", "m4", "bison", "flex", "autoconf", "automake", "libtool",
)  # fmt: skip
"""What the build of a package may start."""


class Install(Struct, kw_only=True):
    """Packages for an environment.

    ``files`` were read to know them, ``unread`` could not be; ``source`` are names that
    ``--no-binary`` has built. ``cache`` is where the ``tool`` keeps downloads, "" nowhere.
    ``upgrades``: what is there already gives way to what is named. ``replaces``: also what is
    not named may go. ``settings`` are files besides that the tool may read, ``more`` says what
    else it reads of the project.
    """

    environment: Environment
    requirements: list[Requirement]
    files: list[str]
    unread: list[str]
    source: list[str]
    cache: str = ""
    tool: str = "pip"
    upgrades: bool = False
    replaces: bool = False
    maybe: bool = False
    settings: tuple[str, ...] = ()
    more: str = ""


def effects(install: Install, state: State) -> Iterator[Effect]:
    """What the install reads, starts and writes."""
    for path in dict.fromkeys(install.files):
        yield fx.Reads(path=path)
    whole = _with_projects(install, state)
    yield from calls(whole, state)
    yield from _trees(whole, state)
    for requirement in install.requirements:
        yield from _sources(requirement, install.environment, state)
    yield from _scripts(whole, state)
    if install.cache:
        kept = Cache(name=install.tool, native=True)
        yield fx.WritesTree(path=install.cache, build_only=CACHE, cache=kept)
    yield Installed(
        path=install.environment.root or HOLE,
        requirements=tuple(whole.requirements),
        source=tuple(install.source),
        unread=tuple(whole.unread),
        linked=tuple(need for one in install.requirements for need in _linked(one, state)),
        maybe=install.maybe,
        inputs=_inputs(install, whole, state),
    )


def _inputs(install: Install, whole: Install, state: State) -> Inputs:
    """The files of an install that reads nothing else of the project."""
    more = install.more
    if path := next((r.path for r in whole.requirements if r.path), ""):
        more = f"a local project: {path}"
    elif whole.unread:
        more = "lists that cannot be read"
    elif any(_LINKS.search(state.text(path) or "") for path in install.files):
        more = "a directory of packages"
    return Inputs(files=(*install.files, *install.settings), more=more)


def _with_projects(install: Install, state: State) -> Install:
    """The install with the requirements of the local projects that are part of it."""
    requirements, unread = list(install.requirements), list(install.unread)
    seen: set[str] = set()
    for requirement in requirements:  # grows: projects require projects
        directory = local(requirement, state)
        if directory is None or directory in seen or len(requirements) > 5_000:
            continue
        seen.add(directory)
        found = project.read(directory, state, install.environment.minor)
        requirements += found.requirements
        for extra in requirement.extras:
            requirements += found.groups.get(extra, [])
        if not found.complete:
            unread.append(directory)
    return structs.replace(install, requirements=requirements, unread=unread)


def local(requirement: Requirement, state: State) -> str | None:
    """The directory of a local project; None for all other requirements."""
    if not requirement.path or requirement.path.endswith((".whl", ".gz", ".zip", ".bz2")):
        return None
    path = place(state, requirement.path)
    return path if HOLE not in path else None


def calls(install: Install, state: State) -> Iterator[Effect]:
    """The compilers and clients that builds of packages may start."""
    for tool in COMPILERS:
        yield fx.Calls(name=tool)
    clients = {r.vcs for r in install.requirements if r.vcs}
    if install.unread or any(r.path for r in install.requirements):
        clients.add("git")  # for addresses that are not known, and for version stamps
    for client in sorted(clients):
        yield fx.Calls(name=client)
        if client == "git":
            yield fx.Calls(name="ssh")


def _trees(install: Install, state: State) -> Iterator[Effect]:
    env = install.environment
    if not env.known:
        yield fx.Opaque(
            reason="which Python this is is not known", below=("/usr", "/opt", home(state))
        )
        return
    replaces = install.replaces or any(_changes(r, install) for r in install.requirements)
    yield from changed(env, replaces=replaces, maybe=install.maybe)
    if not env.own and env.root not in env.trees:
        for part in _data(install):
            yield fx.WritesTree(path=paths.join(env.root, part), readers=env.readers)


def changed(env: Environment, *, replaces: bool, maybe: bool = False) -> Iterator[Effect]:
    """The trees of an environment; ``replaces``: something that the base image ships changes.

    That is never so among programs, where the same names come again, nor where a distribution
    has pip install, which itself puts nothing there.
    """
    for path in env.trees:
        ships = not env.own and path != env.scripts and not path.endswith("/dist-packages")
        yield fx.WritesTree(
            path=path, readers=env.readers, replaces=replaces and ships, maybe=maybe
        )


def uninstalled(env: Environment, words: Iterable[str]) -> Iterator[Effect]:
    """The trees after packages were removed, by their names."""
    names = {normalised(re.split(r"[\s=<>~!;\[]", word, maxsplit=1)[0]) for word in words}
    yield from changed(env, replaces=bool(names & SHIPPED) or any(HOLE in name for name in names))


def _changes(requirement: Requirement, install: Install) -> bool:
    """Whether it may put another version in the place of one that the base image ships."""
    asked = requirement.bounded or requirement.version or requirement.url or install.upgrades
    return requirement.name in SHIPPED and bool(asked)


def _data(install: Install) -> list[str]:
    """Directories of the prefix, besides packages and programs, that some packages fill."""
    rows = (packages.row_of(requirement.name) or {} for requirement in install.requirements)
    return list(dict.fromkeys(part for row in rows for part in row.get("data", ())))


def _sources(requirement: Requirement, env: Environment, state: State) -> Iterator[Effect]:
    """What an install of a local project, or of a checkout, leaves beside the packages."""
    directory = local(requirement, state)
    if directory is not None:
        yield fx.Reads(path=directory)
        found = project.read(directory, state)
        if requirement.editable:
            if found.leaves_files:
                yield fx.WritesTree(path=directory, readers=env.readers)
        elif found.files:
            yield fx.WritesTree(path=paths.join(directory, "build"), build_only=LEFT)
            egg_info = paths.join(directory, f"{HOLE}.egg-info")
            yield fx.WritesTree(path=egg_info, build_only=LEFT, maybe=True)
    elif requirement.path:
        yield fx.Reads(path=place(state, requirement.path))
    elif requirement.editable and requirement.url:
        top = env.root if env.own else state.cwd
        yield fx.WritesTree(
            path=paths.join(top, "src", requirement.name or HOLE), readers=env.readers
        )


def _linked(requirement: Requirement, state: State) -> Iterator[NeedsLibrary]:
    """The libraries of a local project's extensions."""
    directory = local(requirement, state)
    for name, by in project.read(directory, state).libraries if directory is not None else ():
        yield from libraries.given(name, state, by)


def _scripts(install: Install, state: State) -> Iterator[Effect]:
    env = install.environment
    if not env.known:
        return
    entries: dict[str, tuple[str, bool]] = {}
    for requirement in install.requirements:
        for script, entry in packages.scripts_of(requirement.name):
            entries.setdefault(script, (entry, False))
        if env.shared and requirement.name and packages.row_of(requirement.name) is None:
            entries.setdefault(requirement.name, ("", True))
        directory = local(requirement, state)
        if directory is not None:
            found = project.read(directory, state)
            for script, entry in found.scripts.items():
                if script and "/" not in script:
                    entries[script] = (entry, False)
            for file in found.files_of_scripts:
                yield _script_file(paths.join(directory, file), env, state)
    for script, (entry, maybe) in entries.items():
        yield fx.WritesFile(
            path=paths.join(env.scripts, script),
            content=_wrapper(entry, env) if entry and not maybe else None,
            executable=True,
            maybe=maybe or install.maybe,
        )


def _script_file(file: str, env: Environment, state: State) -> Effect:
    """A script that is installed as it is, for the environment's interpreter."""
    text = state.text(file)
    content: bytes | None = None
    if text is not None:
        body = re.sub(r"\A#![^\n]*python[^\n]*", f"#!{_absolute(env)}", text)
        content = body.encode("utf-8", "surrogateescape")
    path = paths.join(env.scripts, posixpath.basename(file))
    return fx.WritesFile(path=path, content=content, executable=True)


def _absolute(env: Environment) -> str:
    return env.python if env.python.startswith("/") else posixpath.join("/usr/bin", env.python)


def _wrapper(entry: str, env: Environment) -> bytes:
    """A console script as installers write it."""
    module, _, function = entry.partition(":")
    first = function.split(".")[0]
    return (
        f"#!{_absolute(env)}\nimport re\nimport sys\nfrom {module} import {first}\n"
        f"if __name__ == '__main__':\n"
        f"    sys.argv[0] = re.sub(r'(-script\\.pyw|\\.exe)?$', '', sys.argv[0])\n"
        f"    sys.exit({function}())\n"
    ).encode()
