"""``--target distroless``: images without a shell and a package manager, as runtime bases."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator

from msgspec import structs

from dockerize_ms import cst, facts
from dockerize_ms.analysis import accounts
from dockerize_ms.analysis.live import Live
from dockerize_ms.analysis.places import quoted
from dockerize_ms.analysis.roles import Obstacle, Roles
from dockerize_ms.ecosystems.entrypoints import TRANSPARENT
from dockerize_ms.errors import Assumption, Evidence
from dockerize_ms.model import paths
from dockerize_ms.model.stage import Stage
from dockerize_ms.rewrite.base import Base, base_on
from dockerize_ms.rewrite.plan import Added, Copied, Piece, Repeated

_NATIVE = ("static", "base", "cc")
_WHY = "asked for by --target distroless"


def of_programs(stage: Stage) -> Iterator[Base | Obstacle]:
    """Bases for compiled programs, the smallest first.

    Those with a C library are for what was linked on Debian, whose packages they hold.
    """
    distribution = stage.image.distribution
    ours = distribution is not None and distribution.family == "debian"
    for kind in _NATIVE if ours else _NATIVE[:1]:
        reference = facts.distroless(kind, distribution if ours else None)
        if reference is None:
            text = f"there is no gcr.io/distroless/{kind} for what is built on {distribution}"
            yield Obstacle(text=text, by=None)
        else:
            yield _base(reference)


def of_platform(stage: Stage) -> Base | Obstacle:
    """The image that has the program which the original's base is there for."""
    image, distribution = stage.image, stage.image.distribution
    by = quoted(stage.instruction)
    kind = facts.distroless_kind(image)
    if kind is None:
        text = f"no image of gcr.io/distroless runs what is installed for {stage.reference}"
        return Obstacle(text=text, by=by)
    if distribution is None or distribution.libc != "glibc":
        text = f"gcr.io/distroless/{kind} has another C library than {stage.reference}"
        return Obstacle(text=text, by=by)
    reference = facts.distroless(kind, distribution)
    if reference is None:
        text = f"no gcr.io/distroless/{kind} for {distribution} is kept up to date"
        return Obstacle(text=text, by=by)
    base = _base(reference)
    mine, theirs = facts.layout(image).commands.own, facts.layout(base.image).commands.own
    return structs.replace(base, moved=mine & theirs)


def _base(reference: str) -> Base:
    loses = (
        f"no shell and no package manager: {reference}:debug has a shell to look around with, "
        f"{reference}:nonroot is the same with a user without rights"
    )
    return structs.replace(base_on(reference, _WHY), loses=loses)


def unfit(stage: Stage, live: Live, base: Base, roles: Roles) -> Obstacle | None:
    """What an interpreter at another place would not find: libraries beside its old one."""
    layout = facts.layout(stage.image)
    for name in sorted(base.moved):
        place = layout.commands.get(name, "")
        prefix = posixpath.dirname(posixpath.dirname(place))
        for one in roles.assigned:
            for artifact in one.artifacts:
                if paths.within(artifact.path, prefix):
                    text = f"{name} of {base.reference} does not look for {artifact.path}"
                    return Obstacle(text=text, by=artifact.by)
        for called, (by, found) in live.commands.items():
            if (
                found.step is not None
                and found.program is None
                and not passed_on(stage, live, called)
            ):
                text = f"{called} may name {place}, which {base.reference} has elsewhere"
                return Obstacle(text=text, by=by)
    return None


def passed_on(stage: Stage, live: Live, called: str) -> bool:
    """Whether a command is the base image's ENTRYPOINT, and runs CMD, a known command, as it is."""
    entrypoint, cmd = stage.config.entrypoint, stage.config.cmd
    if entrypoint is None or not entrypoint.inherited or entrypoint.argv != (called,):
        return False
    words = cmd.argv if cmd else None
    if called not in TRANSPARENT or not words or words[0].startswith("-"):
        return False
    return words[0] in live.commands and live.commands[words[0]][1].yes


def without_shell(base: Base, pieces: Iterable[Piece]) -> Obstacle | None:
    """A RUN that a runtime stage without a shell cannot carry out."""
    if not base.ground.bare:
        return None
    for piece in pieces:
        match piece:
            case Added(text=text, why=why) if text.startswith("RUN "):
                return Obstacle(text=f"{base.reference} has no shell for `{text}`: {why}", by=None)
            case Repeated(instruction=instruction) if instruction.name == "RUN":
                text = f"{base.reference} has no shell for what the container needs"
                by = Evidence(instruction.text.strip().partition("\n")[0], instruction.span)
                return Obstacle(text=text, by=by)
            case _:
                pass
    return None


def users(stage: Stage, base: Base, roles: Roles, pieces: Iterable[Piece]) -> tuple[Copied, ...]:
    """The user database of the original, where the runtime stage names a user that it lacks."""
    if not base.ground.bare:
        return ()
    for word in (stage.config.user, *_owners(pieces)):
        for name, file in accounts.names(word):
            if not accounts.has(roles.fs, name, file).yes and stage.fs.lookup(file).yes:
                by = Evidence(f"{name} is no account of {base.reference}")
                both = (accounts.USERS, accounts.GROUPS)
                return tuple(Copied(paths=(p,), target=p, owner="", by=by) for p in both)
    return ()


def _owners(pieces: Iterable[Piece]) -> Iterator[str]:
    for piece in pieces:
        match piece:
            case Copied(owner=owner):
                yield owner
            case Repeated(instruction=instruction):
                view = instruction.view
                if isinstance(view, cst.Copy | cst.Add):
                    yield view.chown or ""
            case _:
                pass


def doubts(stage: Stage, live: Live, base: Base) -> Iterator[Assumption]:
    """What is taken for granted where an application loses the tools around it."""
    span = stage.instruction.span
    if base.moved:
        names = ", ".join(sorted(base.moved & live.started))
        text = (
            f"{names} of {base.reference}, at another place and maybe of another patch release, "
            f"runs what that of {stage.reference} does"
        )
        yield Assumption("interpreter-moved", text, span)
    if base.ground.bare and not live.compiled:
        text = f"nothing that the container runs calls a shell or a tool of {stage.reference}"
        yield Assumption("no-shell", text, span)
