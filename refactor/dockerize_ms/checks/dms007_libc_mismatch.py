"""DMS007: a copied program finds the C library that it was linked with.

glibc moved ``__libc_start_main`` to a new symbol version in 2.34: every dynamic
program that was linked on 2.34 or later asks for it, so it surely does not start
on an older one. Other new symbols a program may or may not use.
"""

from __future__ import annotations

from collections.abc import Iterator

from dockerize_ms.analysis.subject import Subject
from dockerize_ms.checks.findings import error, info, warning
from dockerize_ms.checks.presence import at, opaque
from dockerize_ms.checks.programs import Brought, brought
from dockerize_ms.errors import Evidence, Finding
from dockerize_ms.model import effects as fx
from dockerize_ms.model.filesystem import Scratch
from dockerize_ms.model.stage import Stage

CODE = "DMS007"
NAME = "libc-mismatch"
TITLE = "a copied program does not find the C library it was linked with"

_LOADERS = {
    "glibc": ("/lib64/ld-linux-x86-64.so.2", "/lib/ld-linux-aarch64.so.1"),
    "musl": ("/lib/ld-musl-x86_64.so.1", "/lib/ld-musl-aarch64.so.1"),
}
_START_MOVED = (2, 34)


def find(subject: Subject) -> Iterator[Finding]:
    """An error only for programs known to be dynamic; a warning or info for the others."""
    for stage in subject.images:
        told: set[tuple[int, str]] = set()
        for one in brought(stage):
            key = (one.step.number, one.program.name)
            if one.program.static or one.built_on is None or key in told:
                continue
            if one.program.static is None and one.path not in subject.live(stage).programs:
                continue
            told.add(key)
            finding = _family(subject, stage, one) or _release(subject, stage, one)
            if finding is not None:
                yield finding


def _family(subject: Subject, stage: Stage, one: Brought) -> Finding | None:
    """Another C library, or none at all."""
    built_on = one.built_on
    libc = built_on.libc if built_on else None
    if libc is None or not _lacks_loader(stage, libc):
        return None
    here = stage.image.distribution
    other = here.libc if here and not isinstance(stage.fs.base, Scratch) else None
    has = f"has {other}" if other and other != libc else "has no C library"
    on = f"{one.program.name} is linked on {built_on} ({libc})"
    if one.program.static is False:
        message = f"{on}, and {subject.title(stage)} {has}: it does not start"
        return error(CODE, one.span, message, _evidence(one), _advice(one))
    message = f"{on}, maybe dynamically, and {subject.title(stage)} {has}"
    return warning(CODE, one.span, message, _evidence(one), _advice(one))


def _lacks_loader(stage: Stage, libc: str) -> bool:
    """Whether the stage surely has no loader of a C library."""
    answers = [at(stage.fs, path) for path in _LOADERS[libc]]
    if all(found.no for found in answers):
        return True
    here = stage.image.distribution
    if here is None or here.libc in (None, libc):
        return False
    if opaque(stage.fs) or any(found.yes or found.step is not None for found in answers):
        return False  # a step may have brought it
    return not any(_brings_libc(entry.effect) for entry in stage.fs.entries())


def _brings_libc(effect: fx.Effect) -> bool:
    match effect:
        case fx.InstallsPackages(packages=packages):
            return any("libc" in package or "compat" in package for package in packages)
        case _:
            return False


def _release(subject: Subject, stage: Stage, one: Brought) -> Finding | None:
    """The same C library, but an older one."""
    here, built_on = stage.image.distribution, one.built_on
    if here is None or built_on is None or here.libc != built_on.libc:
        return None
    if isinstance(stage.fs.base, Scratch):
        return None
    newer, older = built_on.libc_version, here.libc_version
    if newer is None or older is None or newer <= older:
        return None
    linked = f"{one.program.name} is linked with {built_on.libc} {_dotted(newer)} ({built_on})"
    runs = f"{subject.title(stage)} has {_dotted(older)} ({here})"
    hint = f"build and run on the same release: use {here} for both, or {built_on} for both"
    if one.program.static is None:
        message = f"{linked}, if it is not static, and {runs}"
        return info(CODE, one.span, message, _evidence(one), hint)
    if older < _START_MOVED <= newer:
        message = f"{linked}, and {runs}: it does not start"
        return error(CODE, one.span, message, _evidence(one), hint)
    message = f"{linked}, and {runs}: it may ask for what is not there"
    return warning(CODE, one.span, message, _evidence(one), hint)


def _evidence(one: Brought) -> tuple[Evidence | None, ...]:
    return one.by, one.program.static_by


def _advice(one: Brought) -> str:
    return f"link it statically, or build and run on the same distribution ({one.built_on})"


def _dotted(version: tuple[int, ...]) -> str:
    return ".".join(map(str, version))
