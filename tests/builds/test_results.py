"""The page of results: from data to text, without building anything."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace
from tests import tables
from tests.builds.base_sizes import BaseSize
from tests.builds.figures import Figures, Measured
from tests.builds.results import IncompleteError, page
from tests.corpus_cases import Case

SCRATCH = 'options = ["--target", "scratch"]\ndifferences = ["[mode] /a|b: x -> y"]\n'
SPLIT = 'build = true\n[expect]\noutcome = "rewritten"\n'
CORPUS = {
    "go/web": SPLIT,
    "go/small": SPLIT + SCRATCH,
    "go/broken": SPLIT,
    "left-alone/dull": 'build = true\n[expect]\noutcome = "left-alone"\n',
    "node/named": f'{SPLIT}options = ["--with", "name-stages"]\n',
    "node/slow": 'build = false\nwhy_not_built = "a | b"\n[expect]\noutcome = "rewritten"\n',
}
SECONDS = {"before": 4.4, "after": 5.6, "compare": 1.0}
MEASURED = Measured(
    machines=("2 processors", "4 processors"),
    exact=True,
    cases={
        "go-web": Figures(
            verdict="proven",
            before=800_000_000,
            after=80_000_000,
            seconds=SECONDS,
            checked={"path": 1200, "program": 3},
            answers=2,
            health=True,
        ),
        "go-small": Figures(
            verdict="assumed", before=10**9, after=10**7, seconds=SECONDS, answers=1
        ),
        "go-broken": Figures(failure="buildah: exit | code 1"),
        "left-alone-dull": Figures(),
        "node-named": Figures(
            verdict="proven", before=79_700_000, after=79_700_000, seconds=SECONDS, exit=3
        ),
    },
)
BASE = BaseSize(
    image="debian:bookworm",
    ours=120_000_000,
    real_tag="debian:12",
    real=100_000_000,
    explanation="no updates",
)
OTHER = BaseSize(image="node:20", ours=1_100_000_000)
EXPECTED = {
    "In short": [
        ["all", "2", "0", "94.5%", "90.0%", "99.0%"],
        ["go", "2", "0", "94.5%", "90.0%", "99.0%"],
    ],
    "go": [
        [
            "[go/web](../corpus/go/web)",
            *("800.0", "80.0", "90.0%", "proven", "2 answers, health check", "4 + 6"),
        ],
        [
            "[go/small](../corpus/go/small) `--target scratch`",
            *("1000.0", "10.0", "99.0%", "assumed", "1 answer", "4 + 6"),
        ],
    ],
    "Refactorings on request": [
        [
            "[node/named](../corpus/node/named) `--with name-stages`",
            *("79.7", "79.7", "0.0%", "proven", "output, exit code 3", "4 + 6"),
        ]
    ],
    "Left alone": [],
    "Failed": [["[go/broken](../corpus/go/broken)", "buildah: exit \\| code 1"]],
    "Differences that are harmless": [["go/small", "`[mode] /a\\|b: x -> y`"]],
    "Not built": [["[node/slow](../corpus/node/slow)", "a \\| b"]],
    "The stand-ins beside the real images": [
        ["`debian:bookworm`", "120", "`debian:12`", "100", "+20%", "no updates"],
        ["`node:20`", "1100", "not known", "", "", ""],
    ],
    "Measured on": [],
}


@pytest.fixture
def corpus(tmp_path: Path) -> list[Case]:
    for name, text in CORPUS.items():
        (tmp_path / name).mkdir(parents=True)
        (tmp_path / name / "Dockerfile").write_text("FROM scratch\n")
        (tmp_path / f"{name}.toml").write_text(text)
    return [Case(tmp_path / name) for name in CORPUS]


def test_the_page_says_what_was_measured(corpus: list[Case]) -> None:
    assert tables.by_heading(page(MEASURED, corpus, [BASE, OTHER])) == EXPECTED


@pytest.mark.parametrize(
    "words",
    [
        "new images: 1,200 paths, 3 programs and libraries, 0 scripts.",
        "1 case builds and is left as it is:\n[left-alone/dull](../corpus/left-alone/dull).",
        "\n- 2 processors\n- 4 processors\n",
    ],
)
def test_the_page_says(words: str, corpus: list[Case]) -> None:
    assert words in page(MEASURED, corpus, [BASE])


@pytest.mark.parametrize("name", sorted(MEASURED.cases))
def test_no_page_without_a_case(name: str, corpus: list[Case]) -> None:
    rest = {one: found for one, found in MEASURED.cases.items() if one != name}
    with pytest.raises(IncompleteError, match=f"^not measured: {name}$"):
        page(replace(MEASURED, cases=rest), corpus, [])


def test_no_page_of_sizes_that_nobody_sees(corpus: list[Case]) -> None:
    with pytest.raises(IncompleteError, match="compile cache"):
        page(replace(MEASURED, exact=False), corpus, [])


def test_what_is_no_case_any_more_is_not_shown(corpus: list[Case]) -> None:
    assert "go/web" not in page(MEASURED, corpus[1:], [])
