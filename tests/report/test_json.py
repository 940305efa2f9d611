"""The JSON documents: their schemas are published, and what is printed is valid by them.

``pytest tests/report/test_json.py --snapshot-update`` writes the schemas into ``docs/schema``.
"""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import msgspec
import pytest
from tests.command_line import run
from tests.corpus_cases import ROOT, Case
from tests.report.conftest import case

from dockerize_ms.report.documents import DOCUMENTS, SCHEMA_VERSION
from dockerize_ms.report.formats import FORMATS

SCHEMAS = ROOT / "docs" / "schema"
CASES = [
    case("left-alone/multi-stage-mistakes"),
    case("left-alone/go-run"),
    case("go/generated-data"),
    case("go/exec-git"),
    case("node/alpine-gyp"),
]


def schema(command: str) -> str:
    """The schema of a command's document, as text."""
    found = msgspec.json.schema(DOCUMENTS[command])
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    title = f"dockerize-ms {command} --format json, schema_version {SCHEMA_VERSION}"
    text = msgspec.json.encode({**head, "title": title, **found}, order="sorted")
    return msgspec.json.format(text, indent=2).decode() + "\n"


def valid(text: bytes, command: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(text)
    published = json.loads((SCHEMAS / f"{command}.json").read_text("utf-8"))
    jsonschema.Draft202012Validator(strict(published)).validate(found)
    assert found["schema_version"] == SCHEMA_VERSION
    return found


def strict(schema: Any) -> Any:
    """The schema, with no field but those that it names."""
    if isinstance(schema, dict):
        closed = {"additionalProperties": False} if "properties" in schema else {}
        return {name: strict(value) for name, value in schema.items()} | closed
    return [strict(one) for one in schema] if isinstance(schema, list) else schema


@pytest.mark.parametrize("command", DOCUMENTS)
def test_the_schema_is_current(command: str, pytestconfig: pytest.Config) -> None:
    path = SCHEMAS / f"{command}.json"
    if pytestconfig.option.update_snapshots:
        path.parent.mkdir(exist_ok=True)
        path.write_text(schema(command), encoding="utf-8")
    else:
        assert path.read_text(encoding="utf-8") == schema(command)


def test_every_schema_has_its_document() -> None:
    others = {"codemod", "compare"}  # of rooms with tests of their own
    assert {path.stem for path in SCHEMAS.iterdir()} == set(DOCUMENTS) | others
    assert {command for command, forms in FORMATS.items() if "json" in forms} == set(DOCUMENTS)


@pytest.mark.parametrize("command", ["refactor", "verify", "explain"])
@pytest.mark.parametrize("case", CASES)
def test_is_valid(case: Case, command: str) -> None:
    ran = run(command, "--format", "json", str(case.dockerfile), directory=case.folder)
    assert valid(ran.out, command)


def test_says_what_was_asked_for() -> None:
    words = ("refactor", "--with", "dockerignore", "--with", "launcher", "--format", "json")
    ran = run(*words, "Dockerfile", directory=case("go/http-templates").folder)
    (file,) = valid(ran.out, "refactor")["files"]
    assert [(one["name"], one["changes"]) for one in file["applied"]] == [
        ("launcher", False),
        ("dockerignore", True),
    ]
    assert [edit["path"] for edit in file["edits"]] == ["Dockerfile", ".dockerignore"]
    assert file["edits"][1]["before"] is None


@pytest.mark.parametrize("command", ["refactor", "verify"])
@pytest.mark.parametrize("text", [b"", b"FOO\n", b"FROM a\nFOO \xff\n"])
def test_no_dockerfile_is_valid(text: bytes, command: str) -> None:
    ran = run(command, "--format", "json", "-", stdin=text, directory=ROOT)
    assert (ran.code, bool(valid(ran.out, command))) == (4, True)


def test_rules_are_valid() -> None:
    found = valid(run("rules", "--format", "json", directory=ROOT).out, "rules")
    assert len(found["rules"]) > 40


def test_the_schema_objects() -> None:
    with pytest.raises(jsonschema.ValidationError):
        valid(b'{"schema_version": 2, "findings": [], "suppressed": [{}], "errors": []}', "verify")
