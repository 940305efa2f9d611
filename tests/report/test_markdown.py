"""Markdown: text from a Dockerfile means nothing to it."""

from __future__ import annotations

import pytest
from markdown_it import MarkdownIt

from dockerize_ms.context import Context
from dockerize_ms.errors import Severity
from dockerize_ms.pipeline import refactor
from dockerize_ms.report.markdown import _folded, _row
from dockerize_ms.report.markdown import refactor as written
from dockerize_ms.report.notices import Notice
from dockerize_ms.settings import Options
from dockerize_ms.text import SourceFile

RENDER = MarkdownIt("commonmark", {"html": True}).enable("table")
TEXTS = {
    "a | b": "a | b",
    "*bold* _it_ __x__ ~~s~~": "*bold* _it_ __x__ ~~s~~",
    "<script>x</script> &amp;": "&lt;script&gt;x&lt;/script&gt; &amp;amp;",
    "[a](b) ![c](d)": "[a](b) ![c](d)",
    "two\nlines": "two lines",
    "back\\slash": "back\\slash",
    "one ` tick": "one ` tick",
    "`code *x*` and *y*": "<code>code *x*</code> and *y*",
    "`a | b`": "`a | b`",
    "hi @someone, see #12": "hi @<!-- -->someone, see #<!-- -->12",
    "no \udcff text": "no ? text",
}


@pytest.mark.parametrize("text", TEXTS)
def test_is_shown_as_it_is(text: str) -> None:
    file = SourceFile("FROM a\n", "Dockerfile")
    row = _row(
        Notice(rule="a|b", severity=Severity.ERROR, message=text, span=file.span(0, 4), file=file)
    )
    html = RENDER.render(f"| a | b | c |\n|---|---|---|\n{row}\n")
    assert html.count("<td") == 3
    assert f"<td>{TEXTS[text]}</td>" in html


def test_a_fence_is_longer_than_those_within() -> None:
    text = "+```\n+x\n+`````\n"
    assert RENDER.render(_folded("t", text)).count('<code class="language-diff">') == 1
    assert "``````diff\n" in _folded("t", text)


def test_every_file_that_changes_is_shown() -> None:
    text = "FROM debian:bookworm\nCOPY a /a\n"
    options = Options(with_=frozenset(["dockerignore"]))
    context = Context.from_files({"a": "", "b": ""})
    found = "".join(written([refactor(text, context=context, options=options)], False))
    assert [line for line in found.splitlines() if line.startswith("+++")] == [
        "+++ b/.dockerignore"
    ]
    assert "<summary>The difference: `.dockerignore`</summary>" in found


def test_no_dockerfile() -> None:
    found = "".join(written([refactor("FOO\n", path="-")], False))
    assert "#### `-`: not a Dockerfile" in found
    assert "**error** `syntax`" in found
