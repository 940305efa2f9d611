"""Claims about what stages hand to each other: each source of each ``COPY --from``."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct, structs

from dockerize_ms import cst
from dockerize_ms.analysis import origins
from dockerize_ms.analysis.images import on_image
from dockerize_ms.analysis.walk import title
from dockerize_ms.checks.copies import Source, sources
from dockerize_ms.checks.named import only_unknown, unnamed
from dockerize_ms.checks.presence import at, sure
from dockerize_ms.context import BadPattern, Context, match
from dockerize_ms.errors import Evidence, Verdict
from dockerize_ms.model import paths
from dockerize_ms.model.answer import UNKNOWN, Answer, Found
from dockerize_ms.model.filesystem import Filesystem
from dockerize_ms.model.stage import Stage
from dockerize_ms.text import Span, known

_VERDICT = {
    Answer.YES: Verdict.PROVEN,
    Answer.MAYBE: Verdict.ASSUMED,
    Answer.NO: Verdict.REFUTED,
}


class Claim(Struct, frozen=True, kw_only=True, eq=False):
    """That a path is in the stage or image it is copied from.

    ``stage`` is its name (or number), or the image's reference. ``evidence`` is the
    line that makes, may make or removes it, where there is one.
    """

    instruction: Span
    span: Span
    path: str
    stage: str
    verdict: Verdict
    evidence: tuple[Evidence, ...] = ()


class Artifact(Struct, frozen=True, kw_only=True, eq=False):
    """A source of a ``COPY --from`` and what is known of it; ``origin`` is None for an image.

    ``nameless`` is a part of the path that nothing names: no command makes it.
    """

    source: Source
    path: str
    origin: Stage | None
    fs: Filesystem
    found: Found
    nameless: str = ""

    @property
    def from_(self) -> str:
        """What it is copied from, for people."""
        return title(self.origin) if self.origin else f"the image {self.source.from_}"


def artifacts(
    stages: tuple[Stage, ...], tree: cst.Dockerfile, context: Context | None
) -> tuple[Artifact, ...]:
    """Every source that is copied from a stage or an image, in the order of the text."""
    found = tuple(_artifacts(stages))
    memo: dict[int, Filesystem] = {}
    doubtful = {one: part for one in found if (part := _only_unknown(one, memo))}
    nameless = unnamed(doubtful.values(), tree, context) if doubtful else frozenset()
    return tuple(
        _refuted(one, doubtful[one]) if doubtful.get(one) in nameless else one for one in found
    )


def _artifacts(stages: tuple[Stage, ...]) -> Iterator[Artifact]:
    for source in sources(stages):
        if not source.from_ or not known(source.from_) or "$" in source.from_:
            continue
        stage = origins.earlier(stages, source.stage, source.from_, index=True)
        if stage is None and source.from_.isdecimal():
            continue
        fs = stage.fs if stage else on_image(source.from_)[1]
        path = paths.join("/", source.path)
        yield Artifact(source=source, path=path, origin=stage, fs=fs, found=search(fs, path))


def _only_unknown(one: Artifact, memo: dict[int, Filesystem]) -> str:
    if one.found.yes or one.found.no or one.origin is None or not known(one.path):
        return ""
    return only_unknown(one.fs, one.path, memo)


def _refuted(one: Artifact, part: str) -> Artifact:
    by = Evidence(f"no command is known to make it, and nothing that the build reads names {part}")
    return structs.replace(one, found=Found(answer=Answer.NO, by=by), nameless=part)


def claims(
    stages: tuple[Stage, ...], tree: cst.Dockerfile, context: Context | None
) -> Iterator[Claim]:
    """A claim for each source of each ``COPY --from``, in the order of the text."""
    for artifact in artifacts(stages, tree, context):
        by = artifact.found.by
        yield Claim(
            instruction=artifact.source.step.span,
            span=artifact.source.span,
            path=artifact.path,
            stage=(artifact.origin.name or str(artifact.origin.index))
            if artifact.origin
            else artifact.source.from_,
            verdict=_VERDICT[artifact.found.answer],
            evidence=(by,) if by else (),
        )


def search(fs: Filesystem, path: str) -> Found:
    """What is known of a path that may have wildcards: yes where one match is sure."""
    if not known(path):
        return UNKNOWN
    if not paths.is_pattern(path):
        return at(fs, path)
    answer: Found = fs.follow("/")
    parents = ["/"]
    for part in path.strip("/").split("/"):
        named = [one for parent in parents for one in _matching(fs, parent, part)]
        if not named:
            open_one = next((p for p in parents if paths.is_pattern(part) and not fs.closed(p)), "")
            return UNKNOWN if open_one else sure(fs, _nothing(fs, parents, part), path)
        parents = [path for path, _ in named]
        answer = next((found for _, found in named if found.yes), named[0][1])
    return answer


def _matching(fs: Filesystem, parent: str, part: str) -> Iterator[tuple[str, Found]]:
    if not paths.is_pattern(part):
        names: tuple[str, ...] = (part,)
    else:
        try:
            names = tuple(name for name in fs.children(parent) if match(part, name))
        except BadPattern:
            names = ()
    for name in names:
        path = paths.join(parent, name)
        found = fs.follow(path)
        if not found.no:
            yield path, found


def _nothing(fs: Filesystem, parents: list[str], part: str) -> Found:
    if not paths.is_pattern(part):
        return fs.follow(paths.join(parents[0], part))
    return Found(answer=Answer.NO, by=fs.lookup(parents[0]).by)
