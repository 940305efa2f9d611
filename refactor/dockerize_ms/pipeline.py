"""From text to text: parse, analyse, plan, apply, check."""

from __future__ import annotations

import enum
import os
import re
from collections.abc import Sequence

from msgspec import Struct, structs

from dockerize_ms import cst
from dockerize_ms.analysis.interpret import interpret
from dockerize_ms.analysis.live import Live, live
from dockerize_ms.analysis.started import never_started
from dockerize_ms.analysis.uses import uses
from dockerize_ms.checks import Suppressed, check, inspect
from dockerize_ms.context import Context
from dockerize_ms.cst.second import agrees
from dockerize_ms.errors import Assumption, Evidence, Finding, ParseError, Severity, Verdict
from dockerize_ms.model.stage import Stage
from dockerize_ms.rewrite.apply import apply
from dockerize_ms.rewrite.plan import Plan, Reason, Refusal
from dockerize_ms.rewrite.refactorings import befores
from dockerize_ms.rewrite.split_stages import NAME as SPLIT_STAGES
from dockerize_ms.rewrite.split_stages import plan
from dockerize_ms.settings import Inline, Options, inline


class Outcome(enum.StrEnum):
    """What became of a file."""

    REWRITTEN = "rewritten"
    LEFT_ALONE = "left-alone"
    INVALID = "invalid"


class Result(Struct, frozen=True, kw_only=True, eq=False):
    """What ``refactor`` gives. ``text`` is the original where nothing is rewritten."""

    source: str
    text: str
    path: str
    outcome: Outcome
    plan: Plan | None = None
    refusal: Refusal | None = None
    findings: tuple[Finding, ...] = ()
    errors: tuple[ParseError, ...] = ()

    @property
    def assumptions(self) -> tuple[Assumption, ...]:
        """What the result takes for granted."""
        return self.plan.assumptions if self.plan else ()

    @property
    def verdict(self) -> Verdict | None:
        """How sure the result is; None where nothing was rewritten."""
        return self.plan.verdict if self.plan else None

    @property
    def exit_code(self) -> int:
        """As ``docs/exit-codes.md`` says."""
        if self.errors:
            return 4
        return self.refusal.exit_code if self.refusal else 0


def refactor(
    text: str,
    *,
    context: Context | str | os.PathLike[str] | None = None,
    options: Options | None = None,
    path: str = "Dockerfile",
    others: Sequence[Context] = (),
    assuming: tuple[Assumption, ...] = (),
) -> Result:
    """Splits a single-stage file. Never raises for any text; the reason is in the result.

    ``others`` are contexts that may be meant as well: the file is left alone unless each
    gives the same text. ``assuming`` is what the caller takes for granted of the context.
    """
    options = options or Options()
    context = _opened(context)
    tree = cst.parse(text, path=path)
    if tree.errors:
        return Result(
            source=text, text=text, path=path, outcome=Outcome.INVALID, errors=tree.errors
        )

    def alone(refusal: Refusal) -> Result:
        return Result(
            source=text, text=text, path=path, outcome=Outcome.LEFT_ALONE, refusal=refusal
        )

    if (refusal := _at_first_sight(tree, options)) is not None:
        return alone(refusal)
    stages = interpret(tree, context)
    stage = stages[-1]
    asked = _asked(tree)
    if any(one.kind == "ignore" and not one.codes for one in asked):
        return alone(
            Refusal(
                reason=Reason.IGNORED, text="a comment says to ignore it", by=_by(stage.instruction)
            )
        )
    keep = (*options.keep, *(kept for one in asked for kept in one.paths))
    needs = live(stage, keep, uses(context, path))
    if (refusal := _at_second_sight(stage, needs)) is not None:
        return alone(refusal)
    for before in befores(options):
        if (changed := before(tree, stage, needs)) is not None:
            tree = cst.parse(changed, path=path)
            stages = interpret(tree, context)
            stage = stages[-1]
            needs = live(stage, keep, uses(context, path))
    planned = plan(tree, stage, needs, options)
    if isinstance(planned, Refusal):
        return alone(planned)
    if assuming:
        planned = structs.replace(planned, assumptions=(*assuming, *planned.assumptions))
    if options.strict and planned.verdict is not Verdict.PROVEN:
        reason = "; ".join(a.text for a in planned.assumptions)
        return alone(
            Refusal(reason=Reason.NOT_PROVEN, text=f"--strict: it rests on assumptions: {reason}")
        )
    written = apply(tree, planned)
    if (refusal := second_look(written, context, stage)) is not None:
        return alone(refusal)
    findings = verify(written, context=context, path=path)
    wrong = [one for one in findings if one.severity is Severity.ERROR]
    if wrong:  # what the original has already is not ours to block
        had = {_subject(one) for one in check(stages, tree, context)}
        wrong = [one for one in wrong if _subject(one) not in had]
    if wrong:
        text_of = f"our own check refuted the result: {wrong[0].code} {wrong[0].message}"
        return alone(Refusal(reason=Reason.INCONSISTENT, text=text_of, by=_by(stage.instruction)))
    for other in others:
        if refactor(text, context=other, options=options, path=path).text != written:
            return alone(_depends(context, other))
    return Result(
        source=text,
        text=written,
        path=path,
        outcome=Outcome.REWRITTEN,
        plan=planned,
        findings=findings,
    )


class Verified(Struct, frozen=True, kw_only=True, eq=False):
    """What the checks say of a file. ``errors``: it is no Dockerfile, and nothing was checked."""

    source: str
    path: str
    findings: tuple[Finding, ...] = ()
    suppressed: tuple[Suppressed, ...] = ()
    errors: tuple[ParseError, ...] = ()


def verify(
    text: str, *, context: Context | str | os.PathLike[str] | None = None, path: str = "Dockerfile"
) -> tuple[Finding, ...]:
    """The checks on any file's text. A file that does not parse has no findings: see ``parse``."""
    return examine(text, context=context, path=path).findings


def examine(
    text: str, *, context: Context | str | os.PathLike[str] | None = None, path: str = "Dockerfile"
) -> Verified:
    """The findings of ``verify``, with those that the file switches off, or why it is invalid."""
    context = _opened(context)
    tree = cst.parse(text, path=path)
    if tree.errors:
        return Verified(source=text, path=path, errors=tree.errors)
    findings, suppressed = inspect(interpret(tree, context), tree, context)
    return Verified(source=text, path=path, findings=findings, suppressed=suppressed)


def _depends(one: Context | None, other: Context) -> Refusal:
    """The result is another one in another context that may be meant."""
    folders = " and ".join(_folder(context) for context in (one, other) if context is not None)
    return Refusal(
        reason=Reason.CONTEXT,
        text=f"the repository builds it in several folders, and the result differs: {folders}",
        advice="name the build context with -C",
    )


def _folder(context: Context) -> str:
    """A context's folder as its repository names it."""
    folder = context.repository.relative(context.root) if context.repository else context.root
    return folder or "the root of the repository"


def _subject(finding: Finding) -> tuple[str, ...]:
    """What a finding is about, whatever the stages are called: its code and the paths in it."""
    return (finding.code, *re.findall(r"/[\w./-]+", finding.message))


def _opened(context: Context | str | os.PathLike[str] | None) -> Context | None:
    if context is None or isinstance(context, Context):
        return context
    return Context.open(os.fspath(context))


def second_look(text: str, context: Context | None, stage: Stage) -> Refusal | None:
    """An independent parser must see what we see in the text that we wrote."""
    tree = cst.parse(text)
    disagreement = tree.errors[0].message if tree.errors else agrees(tree)
    if disagreement is None:
        return None
    return Refusal(
        reason=Reason.INCONSISTENT,
        text=f"a second parser reads the result otherwise: {disagreement}",
        by=Evidence(stage.reference, stage.instruction.span),
    )


def _asked(tree: cst.Dockerfile) -> list[Inline]:
    """What comments ask of us."""
    lines = [line for i in tree.instructions for line in i.leading] + list(tree.footer)
    found = (inline(line.code) for line in lines if isinstance(line, cst.Comment))
    return [one for one in found if one is not None]


def _at_first_sight(tree: cst.Dockerfile, options: Options) -> Refusal | None:
    """Reasons that need no analysis."""
    if SPLIT_STAGES in options.without:
        text = "every refactoring that could change it is switched off"
        return Refusal(reason=Reason.IGNORED, text=text)
    froms = [i for i in tree.instructions if i.name == "FROM"]
    if len(froms) > 1 and not options.recheck_multi_stage:
        return Refusal(reason=Reason.MULTI_STAGE, text="already multi-stage", by=_by(froms[1]))
    for instruction in tree.instructions:
        if instruction.name == "ONBUILD":
            return Refusal(
                reason=Reason.ONBUILD,
                text="ONBUILD: the image is meant as a base for others",
                by=_by(instruction),
            )
    return None


def _at_second_sight(stage: Stage, needs: Live) -> Refusal | None:
    """Reasons that show in the stage as a whole."""
    distribution = stage.image.distribution
    if distribution is not None and distribution.family == "windows":
        return Refusal(reason=Reason.WINDOWS, text="a Windows base", by=_by(stage.instruction))
    if stage.image.onbuild:
        text = f"{stage.reference} hides its build in ONBUILD instructions"
        return Refusal(reason=Reason.ONBUILD, text=text, by=_by(stage.instruction))
    if needs.builds:
        build = needs.builds[0]
        return Refusal(
            reason=Reason.RUNS_BUILD,
            text=f"the container runs the build when it starts: {build.what}",
            by=build.by,
            advice=build.advice,
        )
    config = stage.config
    mine = [c for c in (config.entrypoint, config.cmd) if c is not None and not c.inherited]
    if not mine:
        return Refusal(
            reason=Reason.NO_COMMAND,
            text="no CMD or ENTRYPOINT: what the container runs is not known",
            by=_by(stage.instruction),
            advice="name what must stay with --keep, and the command with CMD",
        )
    if needs.unresolved is not None and not needs.programs:
        return Refusal(
            reason=Reason.NO_COMMAND,
            text=f"what the container starts is not found in it: {needs.unresolved.text}",
            by=needs.unresolved,
            advice="name what must stay with --keep, or mend the command",
        )
    if needs.interactive is not None:
        prompt = needs.interactive
        return Refusal(
            reason=Reason.INTERACTIVE,
            text=f"the container starts {prompt.what}: what its user calls there is not known",
            by=prompt.by,
            advice="an image that is a toolbox has nothing that only its build needs",
        )
    if (made := never_started(stage, needs)) is not None:
        return Refusal(
            reason=Reason.INTERACTIVE,
            text="the container starts nothing of what the file makes: who calls it is not known",
            by=made,
            advice="name what must stay with --keep, or start it with CMD",
        )
    return None


def _by(instruction: cst.Instruction) -> Evidence:
    return Evidence(instruction.text.strip(), instruction.span)
