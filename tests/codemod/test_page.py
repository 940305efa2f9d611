"""The HTML report in a real browser: filters, sorting, differences, keys, dark mode, no errors."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from msgspec import structs

from dockerize_ms.codemod.reports import as_html
from dockerize_ms.codemod.row import Done, Note, Row, Stage, State, Why
from dockerize_ms.codemod.totals import Totals

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")

DIFF = (
    "--- a/Dockerfile\n+++ b/Dockerfile\n@@ -1,2 +1,4 @@\n-FROM golang:1.21\n"
    "+FROM golang:1.21 AS builder\n RUN go build -o /m <b>\n+FROM debian AS runtime\n"
    "+COPY --from=builder /m /m\n"
)
REWRITTEN = Row(
    path="api/Dockerfile",
    repository="api",
    state=State.REWRITTEN,
    language="Go",
    base="golang",
    line=1,
    context=".",
    evidence=(Why("compose service a builds it", line=3, path="compose.yml"),),
    verdict="assumed",
    before_mb=900.0,
    after_mb=80.0,
    saving_mb=820.0,
    assumptions=(Why("it is so", "context-guessed", 3, 1),),
    stages=(Stage("builder", "golang:1.21"), Stage("runtime", "debian", (("builder", "/m"),))),
    diff=DIFF,
    notes=(Note(1, "named"), Note(4, "the program that runs")),
    edits=(Why("a new name", "name-stages", 1, 1),),
    findings=(Why("it may lack sh", "DMS004", 4, 1),),
)
BESIDE = "--- /dev/null\n+++ b/.dockerignore\n@@ -0,0 +1,4 @@\n+.git\n+-- a\n++++ b\n+@@ -1 +1 @@\n"
"""A second file, with lines that look like a difference's own."""
ALONE = Row(
    path="idle/Dockerfile",
    repository="idle",
    state=State.LEFT_ALONE,
    language="JavaScript",
    base="node",
    why=Why("no CMD", "no-effective-command", 1, 1, "name it"),
)


def many(count: int) -> list[Row]:
    """Rows of both kinds, in turns."""
    return [
        structs.replace(row, path=f"r{number:05}/Dockerfile", saving_mb=float(number))
        for number, row in enumerate([REWRITTEN, ALONE] * (count // 2))
    ]


def written(folder: Path, rows: list[Row]) -> str:
    totals = Totals()
    for row in rows:
        totals.add(Done(row=row))
    path = folder / "report.html"
    path.write_text("".join(as_html.report(totals, rows)), encoding="utf-8")
    return path.as_uri()


@pytest.fixture(scope="module")
def browser() -> Iterator[object]:
    with playwright.sync_playwright() as running:
        browser = running.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Any) -> Iterator[object]:
    """A page that must not say anything on the console, nor ask for anything but itself."""
    page = browser.new_page()
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    yield page
    page.close()
    assert said == []
    assert {url for url in asked if not url.startswith("data:")} == {asked[0]}


def paths(page: Any) -> list[str]:
    found: list[str] = page.locator("#rows tbody button").all_inner_texts()
    return found


def test_filters(page: Any, tmp_path: Path) -> None:
    page.goto(written(tmp_path, [REWRITTEN, ALONE]))
    assert paths(page) == ["api/Dockerfile", "idle/Dockerfile"]
    page.fill("#find", "NO CMD")
    assert paths(page) == ["idle/Dockerfile"]
    page.fill("#find", "")
    page.select_option("#base", "golang")
    assert paths(page) == ["api/Dockerfile"]
    page.select_option("#base", "")
    page.click("button.card.left-alone")
    assert paths(page) == ["idle/Dockerfile"]
    page.click("button.card.left-alone")
    page.select_option("#verdict", "assumed")
    assert paths(page) == ["api/Dockerfile"]
    page.select_option("#verdict", "proven")
    assert (paths(page), page.is_visible("#nothing")) == ([], True)
    page.click("#reset")
    page.locator("#count", has_text="2 of 2").wait_for()
    page.select_option("#code", "context-guessed")
    assert paths(page) == ["api/Dockerfile"]
    assert page.inner_text("#count") == "1 of 2"


CHARTS = {
    ".card.rewritten": "api/Dockerfile",
    ".card.assumed": "api/Dockerfile",
    "[data-language=JavaScript]": "idle/Dockerfile",
    "[data-code=no-effective-command]": "idle/Dockerfile",
    "[data-code=context-guessed]": "api/Dockerfile",
}


@pytest.mark.parametrize("button", CHARTS)
def test_what_is_counted_can_be_shown(button: str, page: Any, tmp_path: Path) -> None:
    page.goto(written(tmp_path, [REWRITTEN, ALONE]))
    page.click(f"button{button}")
    assert paths(page) == [CHARTS[button]]
    page.click(f"button{button}")
    assert len(paths(page)) == 2


def test_charts(page: Any, tmp_path: Path) -> None:
    unsized = structs.replace(REWRITTEN, before_mb=None, after_mb=None)
    page.goto(written(tmp_path, [REWRITTEN, unsized, ALONE]))
    saving = page.locator("section:has(#sizes) tbody tr").all_inner_texts()
    assert [text.split() for text in saving] == [
        ["Go", "1.6", "GB", "900", "MB", "→", "80", "MB,", "known", "of", "1", "of", "2", "files"]
    ]
    counts = page.locator("section:has(#outcomes) tbody tr").all_inner_texts()
    assert [text.split() for text in counts] == [["Go", "2"], ["JavaScript", "1"]]


def test_sorts(page: Any, tmp_path: Path) -> None:
    page.goto(written(tmp_path, many(6)))
    first = paths(page)
    page.click("#rows thead button[data-key=path]")
    assert paths(page) == first
    page.click("#rows thead button[data-key=path]")
    assert paths(page) == first[::-1]
    page.click("#rows thead button[data-key=saving_mb]")
    assert paths(page) == first[::-1]
    assert page.locator("th[aria-sort=descending]").inner_text() == "smaller by"


def test_opens_a_difference(page: Any, tmp_path: Path) -> None:
    page.goto(written(tmp_path, [REWRITTEN, ALONE]))
    page.click("text=api/Dockerfile")
    detail = page.locator("tr.detail")
    assert detail.locator(".diff .add").all_inner_texts()[-1] == "+COPY --from=builder /m /m"
    assert detail.locator(".diff .add + .note").all_inner_texts() == [
        "named",
        "the program that runs",
    ]
    assert "<b>" in detail.locator(".diff").inner_text()
    assert detail.locator("svg rect").count() == 2
    text = detail.inner_text()
    for part in (
        "it is so (line 3) context-guessed",
        "Nothing in the repository says which folder the file is built in",
        "900 MB → 80 MB, before what it builds",
        "a new name (line 1) name-stages",
        "it may lack sh (line 4) DMS004",
        "compose service a builds it (compose.yml:3)",
    ):
        assert part in text
    page.click("text=api/Dockerfile")
    assert detail.count() == 0


def test_a_second_file_in_a_difference(page: Any, tmp_path: Path) -> None:
    page.goto(written(tmp_path, [structs.replace(REWRITTEN, diff=DIFF + BESIDE)]))
    page.click("text=api/Dockerfile")
    box = page.locator("tr.detail .diff")
    assert box.locator(".note").count() == 2
    heads = ["--- /dev/null", "+++ b/.dockerignore", "@@ -0,0 +1,4 @@"]
    assert box.locator(".hunk").all_inner_texts()[-3:] == heads
    assert box.locator(".add").all_inner_texts()[-2:] == ["++++ b", "+@@ -1 +1 @@"]


def test_a_file_has_an_address(page: Any, tmp_path: Path) -> None:
    address = written(tmp_path, many(600))
    page.goto(address)
    page.click("text=r00002/Dockerfile")
    assert page.url == f"{address}#r00002%2FDockerfile"
    page.goto("about:blank")
    page.goto(f"{address}#r00598%2FDockerfile")
    assert paths(page) == ["r00598/Dockerfile"]
    assert "it is so" in page.inner_text("tr.detail")


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_nothing_sticks_out(width: int, page: Any, tmp_path: Path) -> None:
    """Only what has a scroll bar of its own may be wider than the window."""
    page.set_viewport_size({"width": width, "height": 800})
    wide = structs.replace(REWRITTEN, path="deep/" * 40 + "Dockerfile", base="x/" * 40 + "y")
    page.goto(written(tmp_path, [wide, ALONE]))
    page.locator("#rows tbody button").first.click()
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_keys(page: Any, tmp_path: Path) -> None:
    page.goto(written(tmp_path, [REWRITTEN, ALONE]))
    for key in ("j", "j", "k", "j", "Enter"):
        page.keyboard.press(key)
    shown = page.inner_text("tr.detail")
    assert shown.startswith("Why it is left alone\n")
    assert "The file has neither CMD nor ENTRYPOINT\n" in shown
    assert "name it" in shown
    page.keyboard.press("Escape")
    assert page.locator("tr.detail").count() == 0
    for key in ("/", "a", "p", "i"):
        page.keyboard.press(key)
    assert paths(page) == ["api/Dockerfile"]


@pytest.mark.parametrize(
    ("scheme", "colour"), [("light", "rgb(255, 255, 255)"), ("dark", "rgb(13, 17, 23)")]
)
def test_light_and_dark(scheme: str, colour: str, page: Any, tmp_path: Path) -> None:
    page.emulate_media(color_scheme=scheme)
    page.goto(written(tmp_path, [REWRITTEN]))
    found = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert found == colour


def test_many_rows_stay_usable(page: Any, tmp_path: Path) -> None:
    page.goto(written(tmp_path, many(5000)))
    assert 0 < page.locator("#rows tbody tr").count() <= 300
    took = page.evaluate(
        """() => {
            const start = performance.now();
            const find = document.getElementById('find');
            find.value = 'r04998';
            find.dispatchEvent(new Event('input'));
            document.querySelector('[data-key=why]').click();
            return performance.now() - start;
        }"""
    )
    assert paths(page) == ["r04998/Dockerfile"]
    assert took < 2000
    page.fill("#find", "")
    before = len(paths(page))
    page.locator("footer").scroll_into_view_if_needed()
    page.locator("#rows tbody tr").nth(before).wait_for()


def test_an_empty_report(page: Any, tmp_path: Path) -> None:
    page.goto(written(tmp_path, []))
    assert page.inner_text("#count") == "0 of 0"
