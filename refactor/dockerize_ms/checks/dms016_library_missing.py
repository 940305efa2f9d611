"""DMS016: the shared libraries that a program was linked with came along."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from dockerize_ms import facts
from dockerize_ms.analysis.held import held, lacks
from dockerize_ms.analysis.places import word_span
from dockerize_ms.analysis.subject import Subject
from dockerize_ms.checks.findings import warning
from dockerize_ms.checks.libraries import brings_libraries
from dockerize_ms.checks.presence import opaque
from dockerize_ms.errors import Evidence, Finding
from dockerize_ms.model import effects as fx
from dockerize_ms.model.filesystem import Scratch
from dockerize_ms.model.stage import Stage

CODE = "DMS016"
NAME = "library-missing"
TITLE = "a shared library that a program was linked with stays behind in another stage"


class Missing(Struct, frozen=True, kw_only=True, eq=False):
    """Packages of libraries that a stage lacks, and another has with ``development``."""

    packages: tuple[str, ...]
    development: str
    builder: Stage
    by: Evidence


def find(subject: Subject) -> Iterator[Finding]:
    """A warning where no package and no copy of the image brings a library that is linked."""
    for stage in subject.images:
        if isinstance(stage.fs.base, Scratch) or opaque(stage.fs) or brings_libraries(stage):
            continue
        told: set[tuple[str, ...]] = set()
        for missing in _missing(subject, stage):
            if missing.packages not in told:
                told.add(missing.packages)
                yield _finding(subject, stage, missing)


def _missing(subject: Subject, stage: Stage) -> Iterator[Missing]:
    """The libraries that something was linked with in a stage that is copied from."""
    linked = subject.live(stage).linked
    builders = subject.sources(stage)
    for (development, start), by in linked.items():
        for builder in builders:
            packages = _left(builder, development, start)
            if not packages or not _is_sure(builder, development, by, linked):
                continue
            if all(_is_lacked(stage, builder, development, package) for package in packages):
                yield Missing(packages=packages, development=development, builder=builder, by=by)
                break


def _left(builder: Stage, development: str, start: str) -> tuple[str, ...]:
    """The packages that must stay of a development package that a stage has."""
    distribution = builder.image.distribution
    if distribution is None:
        return ()
    if not facts.same_package(development, held(builder.image, builder.fs, distribution)):
        return ()
    left = facts.leaves(distribution, development) or ()
    return tuple(name for name in left if name.startswith(start))


def _is_sure(
    builder: Stage, development: str, by: Evidence, linked: dict[tuple[str, str], Evidence]
) -> bool:
    """Whether the library is really used: of several by one ground, those that are asked for."""
    others = {
        _left(builder, name, start) for (name, start), ground in linked.items() if ground == by
    }
    if len(others - {()}) == 1:
        return True
    installs = (entry.effect for entry in builder.fs.entries())
    return any(
        isinstance(one, fx.InstallsPackages) and development in one.packages for one in installs
    )


def _is_lacked(stage: Stage, builder: Stage, development: str, package: str) -> bool:
    """Whether a stage of the same distribution surely lacks a package."""
    here, there = stage.image.distribution, builder.image.distribution
    if here is None or there is None or here.libc != there.libc:
        return False
    if here.family == there.family and facts.leaves(here, development) != facts.leaves(
        there, development
    ):
        return False  # another release, where it may be there under another name
    return lacks(stage.image, stage.fs, here, package)


def _finding(subject: Subject, stage: Stage, missing: Missing) -> Finding:
    names = " ".join(missing.packages)
    message = f"{subject.title(stage)} has no {names}: what is linked with it does not load"
    builder = subject.title(missing.builder)
    needed = Evidence(
        f"linked with {missing.development} in {builder}: {missing.by.text}", missing.by.span
    )
    here = stage.image.distribution
    hint = f"install {names} in this stage"
    if here is not None and here.family == "distroless":
        hint = f"copy the files of {names} from a stage that has them, or link it statically"
    owner = subject.line(stage)[-1]
    return warning(CODE, word_span(owner.instruction, owner.reference), message, (needed,), hint)
