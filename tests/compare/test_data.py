"""The JSON document: its schema is published, and is that of what is printed.

``pytest tests/compare/test_data.py --snapshot-update`` writes it into ``docs/schema``.
"""

from __future__ import annotations

import json

import jsonschema
import msgspec
import pytest
from tests.corpus_cases import ROOT

from dockerize_ms.compare.data import Compared, comparison_json
from dockerize_ms.compare.groups import Group
from dockerize_ms.compare.observation import Answer, Observation
from dockerize_ms.compare.outcome import Comparison
from dockerize_ms.compare.promises import promises, unbuilt
from dockerize_ms.compare.trial import Report
from dockerize_ms.report.documents import SCHEMA_VERSION

SCHEMA = ROOT / "docs" / "schema" / "compare.json"
SEEN = Observation(started=True, answers=(Answer(path="/\udcff", status=200),))
GROUP = Group(kind="package", name="gcc", files=1, size=2)
REPORT = Report(
    name="Dockerfile",
    differences=(),
    size_before=2,
    size_after=1,
    layers_before=2,
    layers_after=1,
    seconds={"before": 1, "after": 2},
    dropped=0,
    checked={"path": 1, "program": 0, "script": 2},
    only_before=(GROUP,),
    only_after=(),
    command=("serve",),
    user="root",
    seen_before=SEEN,
    seen_after=SEEN,
)
DOCUMENTS = {
    "compared": Comparison(
        name="Dockerfile",
        engine="docker",
        report=REPORT,
        promises=promises(REPORT, stable=True),
    ),
    "not built": Comparison(name="Dockerfile", engine="docker", promises=unbuilt("no\npackage")),
    "nothing to compare": Comparison(name="\udcff", engine="docker", unbuilt="no package"),
}


def schema() -> str:
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"dockerize-ms compare --format json, schema_version {SCHEMA_VERSION}",
    }
    text = msgspec.json.encode({**head, **msgspec.json.schema(Compared)}, order="sorted")
    return msgspec.json.format(text, indent=2).decode() + "\n"


def test_the_schema_is_current(pytestconfig: pytest.Config) -> None:
    if pytestconfig.option.update_snapshots:
        SCHEMA.write_text(schema(), encoding="utf-8")
    assert SCHEMA.read_text(encoding="utf-8") == schema()


@pytest.mark.parametrize("name", DOCUMENTS)
def test_is_valid(name: str) -> None:
    document = json.loads(comparison_json(DOCUMENTS[name]))
    jsonschema.Draft202012Validator(json.loads(SCHEMA.read_text("utf-8"))).validate(document)
