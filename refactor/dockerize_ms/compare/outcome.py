"""Compares two Dockerfiles: builds both, and says what became of each promise."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from dockerize_ms.compare.failures import BuildError
from dockerize_ms.compare.promises import Promise, State, promises, unbuilt
from dockerize_ms.compare.trial import Bench, Report, Trial, original
from dockerize_ms.context import Context
from dockerize_ms.pipeline import Outcome, Result, refactor
from dockerize_ms.rewrite.plan import Copied
from dockerize_ms.settings import Options
from dockerize_ms.text import known


class Comparison(Struct, frozen=True, kw_only=True):
    """What came of it. No report: the original (``unbuilt`` is its log), or the new one, fails."""

    name: str
    engine: str
    report: Report | None = None
    promises: tuple[Promise, ...] = ()
    unbuilt: str = ""

    @property
    def exit_code(self) -> int:
        """As ``docs/exit-codes.md`` says."""
        if self.unbuilt:
            return 5
        return int(any(one.state is State.BROKEN for one in self.promises))


def compare(
    bench: Bench, trial: Trial, text: str, *, engine: str, stable: bool | None = None
) -> Comparison:
    """Builds a trial's own Dockerfile and another one for it, and judges the second."""

    def outcome(report: Report | None, found: tuple[Promise, ...]) -> Comparison:
        return Comparison(name=trial.name, engine=engine, report=report, promises=found)

    try:
        with original(bench, trial) as before:
            report = before.compare(text)
            return outcome(report, promises(report, stable=stable))
    except BuildError as error:
        if error.step == "after":
            return outcome(None, unbuilt(error.message))
        if error.step == "before":
            return Comparison(name=trial.name, engine=engine, unbuilt=error.message)
        raise


def kept(result: Result) -> tuple[str, ...]:
    """The paths that a rewritten file's runtime stage takes from the builder, as far as known."""
    pieces = result.plan.runtime if result.plan else ()
    paths = (path for piece in pieces if isinstance(piece, Copied) for path in piece.paths)
    return tuple(path for path in paths if known(path) and not set("*?[$") & set(path))


def is_stable(result: Result, context: Context | None, options: Options) -> bool:
    """Whether rewriting a rewritten file changes nothing, also where its stages do not stop it."""
    options = replace(options, recheck_multi_stage=True)
    if context is not None and result.ignore is not None:
        context = context.with_ignore(result.ignore)
    again = refactor(result.text, context=context, options=options, path=result.path)
    return again.outcome is Outcome.LEFT_ALONE
