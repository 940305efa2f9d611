"""What installed packages, and the application's own sources, need when Python runs them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dockerize_ms import facts
from dockerize_ms.ecosystems.pythonic import packages, sources
from dockerize_ms.ecosystems.pythonic.environments import home_of
from dockerize_ms.ecosystems.pythonic.installing import local
from dockerize_ms.ecosystems.pythonic.interpreter import Environment
from dockerize_ms.ecosystems.pythonic.lacking import is_brought, lacks
from dockerize_ms.ecosystems.pythonic.record import Installed, installed
from dockerize_ms.ecosystems.pythonic.requirement import Requirement
from dockerize_ms.errors import Evidence
from dockerize_ms.model import effects as fx
from dockerize_ms.model import needs as nd
from dockerize_ms.model import paths
from dockerize_ms.model.invocation import Invocation, State

_FEATURES = {
    "zones": nd.Feature.TIME_ZONES,
    "types": nd.Feature.MIME_TYPES,
}
_CERTIFICATES = "/etc/ssl/certs/ca-certificates.crt"
_OF_PYTHON = re.compile(r"(lib)?python[\d.]*-(dev|all-dev|devel)$")
STANDARD = (
    "/",
    "/usr",
    "/bin",
    "/usr/bin",
    "/usr/local",
    "/usr/local/bin",
    "/opt",
    "/home",
    "/root",
    "/srv",
    "/var",
)
"""Directories of the system: no application's own."""


def of_environment(env: Environment, invocation: Invocation, state: State) -> Iterator[nd.Need]:
    """The interpreter, and what the packages that were installed need."""
    yield nd.NeedsCommand(name=env.python, by=invocation.evidence())
    if env.own and (home := home_of(env, state)):
        by = invocation.evidence(f"{env.root} is an environment of it")
        yield nd.NeedsCommand(name=home, by=by)
    doubt: Evidence | None = None
    later: list[nd.Need] = []
    for note in installed(state.fs):
        for what in note.unread:
            by = Evidence(f"{what} cannot be read", invocation.span)
            doubt = doubt or by
            yield nd.NeedsUnknown(what=f"the packages of {what}", by=by)
        later += note.linked
        for requirement in note.requirements:
            row = packages.row_of(requirement.name)
            directory = local(requirement, state)
            if directory is not None:
                doubt = doubt or requirement.by
                yield from _of_project(directory, requirement, invocation, state)
            elif row is None:
                doubt = doubt or requirement.by
                what = requirement.name or requirement.url or requirement.path or "a package"
                yield nd.NeedsUnknown(what=what, by=requirement.by)
            else:
                built = _is_built(requirement, note, env, state)
                if built and not (row.get("debian-dev") and _is_debian(state)):
                    doubt = doubt or requirement.by
                yield from _listed(requirement, row, built, state)
    if doubt is not None:
        yield from _linked(env, state)
    yield from later
    yield from _of_distribution(env, invocation, state)
    if zone := state.env.get("TZ"):
        by = Evidence(f"the environment sets TZ={zone}")
        yield nd.NeedsFeature(feature=nd.Feature.TIME_ZONES, by=by)
    by = invocation.evidence("the ssl module of Python trusts the system's certificates")
    yield nd.NeedsFeature(feature=nd.Feature.CERTIFICATES, by=by)
    if not state.fs.base.lookup(_CERTIFICATES).yes:
        yield nd.NeedsPackage(name="ca-certificates", by=by)


def _of_project(
    directory: str, requirement: Requirement, invocation: Invocation, state: State
) -> Iterator[nd.Need]:
    """A project of the context: run where it lies, or installed from there."""
    if requirement.editable:
        yield from of_application(directory, invocation, state)
    else:
        yield from _of_sources(directory, state)


def _is_built(requirement: Requirement, note: Installed, env: Environment, state: State) -> bool:
    """Whether a package may have been compiled here."""
    if packages.is_pure(requirement):
        return False
    if ":all:" in note.source or requirement.name in note.source:
        return True
    libc = (state.distribution.libc if state.distribution else None) or ""
    return not packages.is_self_contained(requirement, libc, env.minor)


def _listed(
    requirement: Requirement, row: packages.Row, built: bool, state: State
) -> Iterator[nd.Need]:
    """What the table says of one package, and of its extras."""
    family = state.distribution.family if state.distribution else ""
    kind = "alpine" if family == "alpine" else "debian"
    by = requirement.by
    extras = (packages.row_of(f"{requirement.name}[{extra}]") for extra in requirement.extras)
    for at, one in enumerate((row, *extras)):
        if one is None:
            continue
        for name in one.get(f"{kind}-dev", ()) if built or at else ():
            yield nd.NeedsLibrary(package=name, by=by, linked=not at)
        held = not built and packages.holds_libraries(requirement)
        for name in one.get(kind, ()) if not held else ():
            yield nd.NeedsPackage(name=name, by=by)
        for name in one.get("commands", ()):
            if not lacks(name, state):
                yield nd.NeedsCommand(name=name, by=by)
        for name in one.get("tools", ()):
            if is_brought(name, state):
                yield nd.NeedsCommand(name=name, by=by, certain=False)
        for name in one.get("features", ()):
            yield nd.NeedsFeature(feature=_FEATURES[name], by=by)


def _is_debian(state: State) -> bool:
    """Whether the table's names are of this distribution, whose base has the C++ library."""
    return state.distribution is not None and state.distribution.family in ("debian", "ubuntu")


def _of_distribution(env: Environment, invocation: Invocation, state: State) -> Iterator[nd.Need]:
    """For the distribution's own Python: packages that pip takes for installed already."""
    if env.own or env.python.startswith("/"):
        return
    alpine = state.distribution is not None and state.distribution.family == "alpine"
    by = invocation.evidence("pip takes it for installed already")
    usual = _SHIPPED_BY_ALPINE if alpine else _SHIPPED
    for name in _SHIPPED_WITH_TWO if env.minor == "2.7" else usual:
        yield nd.NeedsPackage(name=name, by=by)


_SHIPPED = (
    "python3-setuptools", "python3-pkg-resources", "python3-distutils", "python3-lib2to3",
    "python3-six", "python3-packaging",
)  # fmt: skip
_SHIPPED_WITH_TWO = ("python-setuptools", "python-pkg-resources", "python-six", "python-packaging")
_SHIPPED_BY_ALPINE = ("py3-setuptools", "py3-packaging", "py3-parsing", "py3-six")


def _linked(env: Environment, state: State) -> Iterator[nd.Need]:
    """The libraries of every development package: something that was built may link them."""
    foreign = env.own or env.python.startswith("/")
    distribution = state.distribution
    if distribution is None:
        return
    for entry in state.fs.entries():
        if isinstance(entry.effect, fx.InstallsPackages):
            for package in entry.effect.packages:
                if foreign and _OF_PYTHON.match(package):
                    continue
                if facts.leaves(distribution, package):
                    yield nd.NeedsLibrary(package=package, by=entry.by)


def of_application(directory: str, invocation: Invocation, state: State) -> Iterator[nd.Need]:
    """The directory with an application's code, and what its sources start and read."""
    by = invocation.evidence(f"{invocation.called} runs code of {directory}")
    if directory in STANDARD:
        for name in state.fs.children(directory):
            path = paths.join(directory, name)
            if state.fs.lookup(path).origin is not None:
                yield nd.NeedsPath(path=path, by=by)
        yield from _of_sources(directory, state, deep=False)
        return
    yield nd.NeedsApplication(path=directory, by=by)
    yield from _of_sources(directory, state)


def _of_sources(directory: str, state: State, *, deep: bool = True) -> Iterator[nd.Need]:
    found = sources.scan(state.fs, directory, deep)
    for name, by in found.commands.items():
        if not lacks(name, state):
            yield nd.NeedsCommand(name=name, by=by, certain=False)
    for feature, by in found.features.items():
        yield nd.NeedsFeature(feature=_FEATURES[feature], by=by)
    for library, by in found.libraries.items():
        yield nd.NeedsLibrary(package=library, by=by)
    for what, by in found.unknown.items():
        yield nd.NeedsUnknown(what=what, by=by)
    if found.installs is not None:
        yield nd.RunsBuild(
            by=found.installs,
            what="pip, called by the program",
            advice="install the packages in the image",
        )


def of_path(state: State, invocation: Invocation) -> Iterator[nd.Need]:
    """Directories of PYTHONPATH that the build filled."""
    for word in state.env.get("PYTHONPATH", "").split(":"):
        path = state.path(word) if word else ""
        if path and path not in STANDARD and state.fs.lookup(path).step is not None:
            yield from of_application(path, invocation, state)
