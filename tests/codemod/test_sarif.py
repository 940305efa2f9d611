"""The SARIF report: valid by the official schema, every row and its evidence at its place."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.codemod.conftest import GO, PROGRAM, SERVICE, Codemod, repository
from tests.command_line import run
from tests.report.test_sarif import run_of

from dockerize_ms.codemod.failures import FAILURES

DEVELOPS = "FROM node:20\nWORKDIR /app\nCOPY . .\nRUN npm install\nCMD npm start\n"
MANIFEST = '{\n  "scripts": {\n    "start": "nodemon a.js"\n  }\n}\n'
COMPOSE = "services:\n  a:\n    build: .\n"


def reported(folder: Path, *arguments: str, code: int = 0) -> dict[str, Any]:
    ran = run("codemod", "-q", "-j", "1", "--report", "r.sarif", *arguments, directory=folder)
    assert ran.code == code
    return run_of((folder / "r.sarif").read_text())


def of(found: dict[str, Any], rule: str) -> list[tuple[str, str, str, int]]:
    """Level, kind, path and line of the results of a rule."""
    return [
        (one["level"], one["kind"], *place(one["locations"][0]))
        for one in found["results"]
        if one["ruleId"] == rule
    ]


def place(location: dict[str, Any]) -> tuple[str, int]:
    where = location["physicalLocation"]
    return where["artifactLocation"]["uri"], where["region"]["startLine"]


def test_every_outcome(codemod: Codemod, fleet: Path) -> None:
    found = reported(fleet, "api", "idle", "many", "gone", code=6)
    assert of(found, "split-stages") == [
        ("warning", "fail", "api/Dockerfile", 1),
        ("warning", "fail", "many/Dockerfile", 1),
    ]
    alone = [("none", "informational", "idle/Dockerfile", 1)]
    assert of(found, "no-effective-command") == alone
    assert of(found, "syntax") == [("error", "fail", "many/Dockerfile.broken", 2)]
    assert of(found, "not-readable") == [("error", "fail", "gone", 1)]
    assert found["invocations"] == [{"executionSuccessful": False}]


def test_rules_are_those_that_are_named(fleet: Path) -> None:
    found = reported(fleet, "many", "gone", code=6)
    rules = [rule["id"] for rule in found["tool"]["driver"]["rules"]]
    assert rules == ["not-readable", "split-stages", "syntax", "already-multi-stage"]
    assert [rules[one["ruleIndex"]] for one in found["results"]] == [
        one["ruleId"] for one in found["results"]
    ]


def test_what_was_written_is_no_problem_any_more(fleet: Path) -> None:
    found = reported(fleet, "--write", "api")
    assert of(found, "split-stages") == [("none", "informational", "api/Dockerfile", 1)]
    assert found["results"][0]["message"]["text"].startswith("was split, proven; ")


def test_evidence_stands_at_its_place(tmp_path: Path) -> None:
    repository(tmp_path / "a b", {**SERVICE, "compose.yml": COMPOSE})
    (result,) = reported(tmp_path)["results"]
    (ground,) = result["relatedLocations"]
    assert place(ground) == ("a%20b/compose.yml", 3)
    assert ground["message"]["text"].startswith("compose service a builds it in ")


def test_a_reason_in_another_file(tmp_path: Path) -> None:
    files = {"app/Dockerfile": DEVELOPS, "app/package.json": MANIFEST}
    repository(tmp_path / "r", files)
    (result,) = reported(tmp_path)["results"]
    assert place(result["locations"][0]) == ("r/app/Dockerfile", 1)
    assert place(result["relatedLocations"][0]) == ("r/app/package.json", 3)


def test_assumptions_are_to_be_reviewed(tmp_path: Path) -> None:
    text = GO.replace("COPY . .", "COPY go.mod main.go ./")
    repository(tmp_path / "r", {**PROGRAM, "docker/Dockerfile": text})
    found = reported(tmp_path)
    assert of(found, "context-guessed") == [("none", "review", "r/docker/Dockerfile", 1)]
    grounds = found["results"][0]["relatedLocations"]
    assert grounds[0]["message"]["text"].startswith("assumed: that is its build context: ")


def test_what_was_asked_for(fleet: Path) -> None:
    found = reported(fleet, "--with", "dockerignore", "api")
    assert of(found, "dockerignore") == [("warning", "fail", "api/Dockerfile", 1)] * 2


def test_nothing_at_all(tmp_path: Path) -> None:
    assert reported(tmp_path)["results"] == []


@pytest.mark.parametrize("code", FAILURES)
def test_failures_are_explained(code: str) -> None:
    document = (Path(__file__).parents[2] / "docs" / "codemod.md").read_text()
    assert f"| `{code}` | {FAILURES[code]} |" in document


def test_names_that_are_no_text(tmp_path: Path) -> None:
    repository(tmp_path / "caf\udce9 #1", SERVICE)
    found = reported(tmp_path)
    assert of(found, "split-stages") == [("warning", "fail", "caf%3F%20%231/Dockerfile", 1)]
    assert json.dumps(found)
