"""Which folder is the context of a Dockerfile, by what the repository says."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Sequence

from msgspec import Struct

from dockerize_ms.context import bake, build_commands, compose, workflow
from dockerize_ms.context.build_use import BuildUse
from dockerize_ms.context.candidates import bake_files, compose_files, script_files, workflow_files
from dockerize_ms.context.repository import Repository
from dockerize_ms.context.wildcards import BadPattern
from dockerize_ms.errors import Evidence


class ContextChoice(Struct, frozen=True, kw_only=True, eq=False):
    """The folder to use, the stages that are built by name, and why.

    ``directory`` is a path of this machine. ``ambiguous`` means that the evidence
    disagrees or was guessed: what rests on it is assumed.
    """

    directory: str
    targets: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    ambiguous: bool = False

    @property
    def target(self) -> str | None:
        """The stage that is built by name, if it is one."""
        return self.targets[0] if len(self.targets) == 1 else None


class _Claim(Struct, frozen=True, eq=False):
    directory: str
    use: BuildUse


def find_context(
    dockerfile: str, repository: Repository, *, needs: Sequence[str] = ()
) -> ContextChoice:
    """The context of a Dockerfile (a path of this machine) in its repository.

    ``needs`` are COPY sources; they decide where the evidence disagrees or is silent.
    Without evidence it is the Dockerfile's folder.
    """
    path = repository.relative(dockerfile)
    if path is None:
        return ContextChoice(directory=posixpath.dirname(dockerfile) or ".")
    claims = [
        _Claim(directory, use)
        for use in _uses(repository, posixpath.dirname(path))
        if (directory := use.context_of(path)) is not None
    ]
    directory, ambiguous, why = _choose(path, claims, repository, needs)
    return ContextChoice(
        directory=posixpath.join(repository.root, directory) if directory else repository.root,
        targets=tuple(dict.fromkeys(claim.use.target for claim in claims if claim.use.target)),
        evidence=(
            *why,
            *dict.fromkeys(_evidence(claim) for claim in claims if claim.directory == directory),
        ),
        ambiguous=ambiguous,
    )


def _uses(repository: Repository, folder: str) -> Iterator[BuildUse]:
    for path in compose_files(repository, folder):
        yield from repository.once(compose.build_uses, path)
    for path in workflow_files(repository):
        yield from repository.once(workflow.build_uses, path)
    for path in bake_files(repository, folder):
        yield from repository.once(bake.build_uses, path)
    for path in script_files(repository, folder):
        yield from repository.once(build_commands.build_uses, path)


def _choose(
    path: str, claims: Sequence[_Claim], repository: Repository, needs: Sequence[str]
) -> tuple[str, bool, tuple[Evidence, ...]]:
    """The folder, whether that is a guess, and reasons beyond the claims."""
    folder = posixpath.dirname(path)
    claimed = list(dict.fromkeys(claim.directory for claim in claims))
    if len(claimed) == 1:
        return claimed[0], False, ()
    if claimed:
        fitting = [directory for directory in claimed if _holds(repository, directory, needs)]
        if needs and len(fitting) == 1:
            why = Evidence(f"every COPY source exists in {fitting[0] or 'the root'}")
            return fitting[0], False, (why,)
        return folder, True, ()
    if not needs or _holds(repository, folder, needs):
        return folder, False, ()
    for above in _above(folder):
        if _holds(repository, above, needs):
            why = Evidence(f"every COPY source exists in {above or 'the root'}, not in {folder}")
            return above, True, (why,)
    return folder, False, ()


def _above(folder: str) -> Iterator[str]:
    while folder:
        folder = posixpath.dirname(folder)
        yield folder


def _holds(repository: Repository, directory: str, needs: Sequence[str]) -> bool:
    """Whether every source exists in a folder, wildcards included."""
    try:
        return all(repository.glob(posixpath.join(directory, need.lstrip("/"))) for need in needs)
    except BadPattern:
        return False


def _evidence(claim: _Claim) -> Evidence:
    context = claim.directory or "the root of the repository"
    return Evidence(f"{claim.use.how} builds it in {context}", claim.use.span)
