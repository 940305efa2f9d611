"""Text for people and for what reads ``path:line:column: severity: message [CODE]``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dockerize_ms.pipeline import Verified
from dockerize_ms.report import explain as words
from dockerize_ms.report.graph import Explained
from dockerize_ms.report.messages import finding
from dockerize_ms.report.paint import Paint, paint
from dockerize_ms.report.rules import Rule
from dockerize_ms.text import SourceFile


def verify(files: Iterable[Verified], colour: bool) -> Iterator[str]:
    """The findings of each file."""
    for one in files:
        file = SourceFile(one.source, one.path)
        yield "".join(f"{line}\n" for each in one.findings for line in finding(each, file, colour))


def explain(explained: Iterable[Explained], colour: bool) -> Iterator[str]:
    """Every instruction's role and why."""
    for one in explained:
        if not one.result.errors:
            yield "".join(f"{line}\n" for line in words.explain(one))


def rules(found: Iterable[Rule], colour: bool) -> Iterator[str]:
    """One rule: its page. Several: a line for each."""
    listed = tuple(found)
    if len(listed) == 1:
        yield listed[0].page
        return
    style = paint(colour)
    for kind, title in _TITLES.items():
        yield ("" if kind == "check" else "\n") + style(title, "bold") + "\n"
        for one in listed:
            if one.kind == kind:
                yield _row(one, style)


def _row(one: Rule, style: Paint) -> str:
    code = f"{one.code}  {one.name:<21}" if one.code != one.name else f"{one.code:<25}"
    match one.kind:
        case "check":
            trait = "/".join(one.severities)
        case "refactoring":
            trait = "on" if one.default else "on request"
        case _:
            trait = ""
    width = {"check": 20, "refactoring": 12}.get(one.kind, 0)
    return f"  {style(code, 'cyan')}{f'{trait:<{width}}'}{one.summary}\n"


_TITLES = {
    "check": "Checks of dockerize-ms verify",
    "refactoring": "Refactorings of dockerize-ms refactor",
    "reason": "Why a file is left alone",
    "assumption": "What a result may assume",
}
