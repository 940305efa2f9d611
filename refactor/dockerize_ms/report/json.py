"""Results as JSON, in the documents that ``documents`` describes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from dockerize_ms.checks import catalogue
from dockerize_ms.errors import Assumption, Evidence, Finding, ParseError
from dockerize_ms.pipeline import Result, Verified
from dockerize_ms.report import documents as doc
from dockerize_ms.report.explain import role
from dockerize_ms.report.graph import Explained
from dockerize_ms.report.places import from_here
from dockerize_ms.report.rules import Rule
from dockerize_ms.rewrite.change import Applied, FileEdit
from dockerize_ms.rewrite.plan import Copied, Plan
from dockerize_ms.text import Span, shown


def refactor(results: Iterable[Result], colour: bool) -> Iterator[str]:
    """The results of all files."""
    files = [_rewritten(one) for one in results]
    yield _dump(doc.Refactoring(schema_version=doc.SCHEMA_VERSION, files=files))


def verify(files: Iterable[Verified], colour: bool) -> Iterator[str]:
    """The findings of all files."""
    found = list(files)
    yield _dump(
        doc.Verification(
            schema_version=doc.SCHEMA_VERSION,
            findings=[_finding(each) for one in found for each in one.findings],
            suppressed=[
                doc.Off(finding=_finding(each.finding), reason=_text(each.reason))
                for one in found
                for each in one.suppressed
            ],
            errors=[_problem(each) for one in found for each in one.errors],
        )
    )


def explain(explained: Iterable[Explained], colour: bool) -> Iterator[str]:
    """What is known of a file, with its stages."""
    for one in explained:
        plan = one.result.plan
        yield _dump(
            doc.Explanation(
                schema_version=doc.SCHEMA_VERSION,
                file=_rewritten(one.result),
                nodes=[
                    doc.StageNode(
                        key=_text(node.key),
                        title=_text(node.title),
                        base=_text(node.base),
                        number=node.number,
                        final=node.final,
                    )
                    for node in one.graph.nodes
                ],
                edges=[
                    doc.StageEdge(
                        kind=edge.kind,
                        source=_text(edge.source),
                        target=_text(edge.target),
                        paths=[_text(path) for path in edge.paths],
                    )
                    for edge in one.graph.edges
                ],
                instructions=list(_fates(plan)) if plan else [],
            )
        )


def rules(found: Iterable[Rule], colour: bool) -> Iterator[str]:
    """Rules with their pages."""
    listed = [
        doc.Listed(
            kind=one.kind,
            code=one.code,
            name=one.name,
            summary=one.summary,
            severities=list(one.severities),
            safety=one.safety,
            default=one.default,
            page=one.page,
        )
        for one in found
    ]
    yield _dump(doc.Listing(schema_version=doc.SCHEMA_VERSION, rules=listed))


def _dump(document: msgspec.Struct) -> str:
    return msgspec.json.format(msgspec.json.encode(document), indent=2).decode() + "\n"


def _rewritten(result: Result) -> doc.Rewritten:
    plan, refusal = result.plan, result.refusal
    return doc.Rewritten(
        path=_text(result.path),
        outcome=result.outcome,
        verdict=result.verdict,
        text=result.text.encode("utf-8", "replace").decode(),
        reason=refusal.reason if refusal else None,
        message=_text(refusal.text) if refusal else None,
        span=_place(refusal.by.span) if refusal and refusal.by else None,
        advice=(refusal.advice or None) if refusal else None,
        errors=[_problem(one) for one in result.errors],
        assumptions=[_assumption(one) for one in result.assumptions],
        findings=[_finding(one) for one in result.findings],
        base=plan.image.reference if plan else None,
        artifacts=[list(p.paths) for p in plan.runtime if isinstance(p, Copied)] if plan else [],
        size_before_mb=plan.before_mb if plan else None,
        size_after_mb=plan.after_mb if plan else None,
        saving_mb=plan.saving_mb if plan else None,
        went=[doc.Size(what=_text(o.what), mb=round(o.mb, 1)) for o in plan.went] if plan else [],
        applied=[_applied(one) for one in result.applied],
        edits=[_written(one) for one in result.edits],
    )


def _applied(one: Applied) -> doc.Done:
    return doc.Done(
        name=one.name,
        changes=one.change.any,
        done=[_ground(each) for each in one.change.done],
        kept=[_ground(each) for each in one.change.kept],
        notes=[_ground(each) for each in one.change.notes],
    )


def _written(one: FileEdit) -> doc.Written:
    before = None if one.before is None else one.before.encode("utf-8", "replace").decode()
    return doc.Written(
        path=_text(from_here(one.path)),
        before=before,
        after=one.after.encode("utf-8", "replace").decode(),
    )


def _fates(plan: Plan) -> Iterator[doc.Fate]:
    for one in plan.assigned:
        yield doc.Fate(
            line=one.step.span.line,
            text=_text(one.step.text),
            role=role(one, plan),
            why=_text(one.why),
            copied=[_text(artifact.path) for artifact in one.artifacts],
            without=[fate.name for fate in one.packages if fate.reason is not None],
        )


def _text(text: str) -> str:
    """Text of a JSON document: unknown parts are dots, and bytes that are no UTF-8 are marked."""
    return shown(text).encode("utf-8", "replace").decode()


def _placed(span: Span) -> doc.Place:
    return doc.Place(
        path=_text(span.path),
        line=span.line,
        column=span.column,
        end_line=span.end_line,
        end_column=span.end_column,
    )


def _place(span: Span | None) -> doc.Place | None:
    return _placed(span) if span else None


def _ground(one: Evidence) -> doc.Ground:
    return doc.Ground(text=_text(one.text), span=_place(one.span))


def _problem(one: ParseError) -> doc.Problem:
    return doc.Problem(message=_text(one.message), span=_placed(one.span), hint=one.hint)


def _assumption(one: Assumption) -> doc.Assumed:
    return doc.Assumed(code=one.code, text=_text(one.text), span=_place(one.span))


def _finding(one: Finding) -> doc.Found:
    names = {check.code: check.name for check in catalogue()}
    return doc.Found(
        code=one.code,
        name=names.get(one.code, one.code),
        severity=one.severity,
        verdict=one.verdict,
        message=_text(one.message),
        span=_placed(one.span),
        evidence=[_ground(each) for each in one.evidence],
        hint=_text(one.hint),
    )
