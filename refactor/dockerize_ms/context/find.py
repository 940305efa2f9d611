"""Which folder is the context of a Dockerfile, by what the repository says."""

from __future__ import annotations

import itertools
import posixpath
from collections.abc import Callable, Iterator, Sequence

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
    disagrees or was guessed: what rests on it is assumed. ``others`` are the folders
    that the evidence names as well and that may be meant.
    """

    directory: str
    others: tuple[str, ...] = ()
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
    dockerfile: str, repository: Repository, *, needs: Callable[[], Sequence[str]] = tuple
) -> ContextChoice:
    """The context of a Dockerfile (a path of this machine) in its repository.

    ``needs`` gives its COPY sources; it is called, and they decide, where the evidence
    disagrees or is silent. Without evidence it is the Dockerfile's folder.
    """
    path = repository.relative(dockerfile)
    if path is None:
        return ContextChoice(directory=posixpath.dirname(dockerfile) or ".")
    claims = [
        _Claim(directory, use)
        for use in _uses(repository, posixpath.dirname(path))
        if (directory := use.context_of(path)) is not None
    ]
    (directory, *others), ambiguous, why = _choose(path, claims, repository, needs)

    def here(folder: str) -> str:
        return posixpath.join(repository.root, folder) if folder else repository.root

    return ContextChoice(
        directory=here(directory),
        others=tuple(map(here, others)),
        targets=tuple(dict.fromkeys(claim.use.target for claim in claims if claim.use.target)),
        evidence=(
            *why,
            *dict.fromkeys(_evidence(claim) for claim in claims if claim.directory == directory),
        ),
        ambiguous=ambiguous,
    )


def named_dockerfiles(path: str) -> Iterator[str]:
    """The Dockerfiles that a compose file, bake file or workflow of this machine builds.

    Those of the default name are left out: they are found without.
    """
    repository = Repository.around(path)
    relative = repository.relative(path)
    readers = (compose.build_uses, workflow.build_uses, bake.build_uses)
    for use in (use for read in readers for use in repository.once(read, relative or "")):
        if use.dockerfile is None:
            continue
        there = (one for one in use.dockerfiles() if repository.kind(one) in ("file", "link"))
        yield from (posixpath.join(repository.root, one) for one in itertools.islice(there, 1))


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
    path: str,
    claims: Sequence[_Claim],
    repository: Repository,
    needs: Callable[[], Sequence[str]],
) -> tuple[Sequence[str], bool, tuple[Evidence, ...]]:
    """The folder and others that may be meant, whether that is a guess, and further reasons."""
    folder = posixpath.dirname(path)
    claimed = list(dict.fromkeys(claim.directory for claim in claims))
    if len(claimed) == 1:
        return claimed, False, ()
    if claimed:
        return _of_several(claimed, folder, repository, needs())
    if not folder or not (sources := needs()) or _holds(repository, folder, sources):
        return (folder,), False, ()
    for above in _above(folder):
        if _holds(repository, above, sources):
            why = Evidence(f"every COPY source exists in {_named(above)}, not in {folder}")
            return (above,), True, (why,)
    return _of_some(folder, repository, sources)


def _of_some(
    folder: str, repository: Repository, sources: Sequence[str]
) -> tuple[Sequence[str], bool, tuple[Evidence, ...]]:
    """Where no folder holds every source: one above that holds some, if the nearest has none."""
    for directory in (folder, *_above(folder)):
        if any(_holds(repository, directory, (source,)) for source in sources):
            if directory == folder:
                break
            why = Evidence(f"some COPY sources exist in {_named(directory)}, none in {folder}")
            return (directory,), True, (why,)
    return (folder,), False, ()


def _of_several(
    claimed: Sequence[str], folder: str, repository: Repository, needs: Sequence[str]
) -> tuple[Sequence[str], bool, tuple[Evidence, ...]]:
    """Of folders that the evidence names, those that hold every source; the Dockerfile's first."""
    fitting = [directory for directory in claimed if _holds(repository, directory, needs)]
    if needs and len(fitting) == 1:
        return fitting, False, (Evidence(f"every COPY source exists in {_named(fitting[0])}"),)
    possible = sorted(fitting or claimed, key=lambda directory: directory != folder)
    names = ", ".join(map(_named, possible))
    return possible, True, (Evidence(f"the repository builds it in several folders: {names}"),)


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


def _named(directory: str) -> str:
    return directory or "the root of the repository"


def _evidence(claim: _Claim) -> Evidence:
    return Evidence(f"{claim.use.how} builds it in {_named(claim.directory)}", claim.use.span)
