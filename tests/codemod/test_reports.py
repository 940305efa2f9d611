"""Reports: each format says the same, and none is broken by what stands in a Dockerfile."""

from __future__ import annotations

import json
import re
from pathlib import Path

import msgspec
import pytest
from tests.codemod.conftest import GO, ROOT, SERVICE, Codemod, repository
from tests.command_line import run

from dockerize_ms.codemod.reports import as_json

NASTY = GO.replace("CMD", "# </script><!-- ``` | <b> {{ x }}\nCMD")


@pytest.fixture
def nasty(tmp_path: Path) -> Path:
    repository(tmp_path / "r", {**SERVICE, "Dockerfile": NASTY})
    return tmp_path


def reported(folder: Path, suffix: str) -> str:
    assert run("codemod", "-q", "--report", f"report{suffix}", directory=folder).code == 0
    return (folder / f"report{suffix}").read_text()


def test_json_fits_its_schema(codemod: Codemod, fleet: Path) -> None:
    codemod("--report", "report.json")
    report = msgspec.json.decode((fleet / "report.json").read_bytes(), type=as_json.Report)
    assert (report.schema_version, report.totals.files, len(report.files)) == (1, 6, 6)
    assert report.totals.states == {"invalid": 1, "left-alone": 2, "rewritten": 3}


def test_the_schema_is_published(pytestconfig: pytest.Config) -> None:
    path = ROOT / "docs" / "schema" / "codemod.json"
    text = json.dumps(as_json.schema(), indent=2) + "\n"
    if pytestconfig.option.update_snapshots:
        path.write_text(text)
    assert path.read_text() == text


def test_json_of_nothing(tmp_path: Path) -> None:
    assert json.loads(reported(tmp_path, ".json"))["files"] == []


def test_text_is_what_is_printed(codemod: Codemod, fleet: Path) -> None:
    ran = codemod("--report", "report.txt")
    assert (fleet / "report.txt").read_text() == f"{ran.out.decode()}\n{ran.err}"


def test_markdown(codemod: Codemod, fleet: Path) -> None:
    codemod("--report", "report.md")
    text = (fleet / "report.md").read_text()
    assert "6 Dockerfiles in 4 repositories, 3 rewritten, about 2.4 GB smaller.\n" in text
    assert "| `api/Dockerfile` | rewritten | 882 MB | 75 MB | proven |\n" in text
    assert "| `already-multi-stage` | 1 |\n" in text
    assert text.count("```diff\n") == 3


def test_markdown_fences_hold(nasty: Path) -> None:
    text = reported(nasty, ".md")
    fences = re.findall(r"^(`{3,})(?:diff)?$", text, re.MULTILINE)
    assert fences == ["``````", "``````"]


def test_every_added_line_is_explained(codemod: Codemod, fleet: Path) -> None:
    codemod("--report", "report.json", "api")
    (row,) = json.loads((fleet / "report.json").read_text())["files"]
    new = [line[1:] for line in row["diff"].splitlines()[3:] if line[:1] in "+ "]
    noted = {new[note["line"] - 1] for note in row["notes"]}
    assert {line for line in new if line.startswith(("COPY --from", "FROM debian"))} <= noted
    assert [(stage["name"], len(stage.get("copies", ()))) for stage in row["stages"]] == [
        ("builder", 0),
        ("runtime", 1),
    ]


def data_of(page: str) -> list[dict[str, object]]:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    rows: list[dict[str, object]] = json.loads(found[1]) if found else []
    return rows


def test_html_has_all_rows(codemod: Codemod, fleet: Path) -> None:
    codemod("--report", "report.html", "--report", "report.json")
    rows = data_of((fleet / "report.html").read_text())
    assert rows == json.loads((fleet / "report.json").read_text())["files"]


def test_html_is_not_broken_by_what_it_shows(nasty: Path) -> None:
    page = reported(nasty, ".html")
    assert "</script><!--" in str(data_of(page)[0]["diff"])
    assert page.count("</script>") == 3


def test_html_needs_no_network(codemod: Codemod, fleet: Path) -> None:
    codemod("--report", "report.html")
    page = (fleet / "report.html").read_text()
    assert "default-src 'none'" in page
    addresses = re.findall(r"\b(?:src|href)=\"([^\"]*)\"|https?://[^\"' ]+", page)
    assert set(addresses) <= {"data:,", ""}
    assert set(re.findall(r"https?://[^\"' ]+", page)) == {"http://www.w3.org/2000/svg"}


def test_an_older_report_stays_where_the_new_one_cannot_be_made(
    codemod: Codemod, fleet: Path
) -> None:
    (fleet / "folder.txt").mkdir()
    ran = codemod("--report", "folder.txt")
    assert (ran.code, "folder.txt: cannot be written" in ran.err) == (3, True)
    assert len(ran.out.splitlines()) == 6
