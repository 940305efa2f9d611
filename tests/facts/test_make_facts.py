"""The script that makes the data files."""

from __future__ import annotations

import datetime
import importlib
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "refactor" / "dockerize_ms" / "facts" / "data"


sys.path.insert(0, str(ROOT / "scripts"))
LINES: Any = importlib.import_module("facts_lines")
SOURCES: Any = importlib.import_module("facts_sources")
TABLES: Any = importlib.import_module("facts_tables")
MAKE: Any = importlib.import_module("make_facts")


@pytest.mark.parametrize("name", MAKE.hand_made())
def test_data_is_made_from_the_tables(name: str) -> None:
    assert (DATA / f"{name}.tsv").read_bytes() == MAKE.hand_made()[name]


@pytest.mark.parametrize("path", sorted(DATA.rglob("*.tsv")), ids=lambda path: path.stem)
def test_data_is_sorted(path: Path) -> None:
    lines = path.read_bytes().split(b"\n")
    assert lines.pop() == b""
    assert lines == sorted(lines)
    assert all(line.startswith(b"#") or b"\t" in line for line in lines)


def test_data_is_small() -> None:
    assert sum(path.stat().st_size for path in DATA.rglob("*")) < 12_000_000


def row(**fields: str) -> dict[str, str]:
    return fields


def listed(image: str, tag: str, distribution: str, last: str) -> dict[str, str]:
    return row(image=image, tag=tag, distribution=distribution, last_listed=last)


TAGS = [
    listed("a", "2", "trixie", "2026-08-01"),
    listed("a", "1", "bookworm", "2025-02-01"),
    listed("a", "2-alpine", "", "2026-08-01"),
    listed("a", "2-alpine-3.9", "", "2026-08-01"),
    listed("a", "2-alpine-3.10", "", "2026-08-01"),
    listed("a", "1-alpine", "", "2025-02-01"),
    listed("b", "1", "", "2017-01-01"),
]
BUILT_ON = [
    {"tags": "b:.*", "since": "2016-01-01", "before": "2018-01-01", "distribution": "jessie"}
]


def test_tags() -> None:
    assert SOURCES.tags(TAGS, {"built_on": BUILT_ON}, "2026-08-21") == {
        "a": {
            "2": "trixie",
            "1": "bookworm\t2025-02-01",
            "2-alpine": "alpine3.10",
            "2-alpine-3.9": "",
            "2-alpine-3.10": "",
            "1-alpine": "\t2025-02-01",
        },
        "b": {"1": "jessie\t2017-01-01"},
    }


def test_distributions() -> None:
    releases = [["buster", ["10"], "2.28", "2024-06-30"], ["sid", [], "", ""]]
    toml = {"facts_date": datetime.date(2026, 8, 21), "debian": {"releases": releases}}
    known, names = TABLES.distributions(toml)
    assert known == {
        "debian/buster": "0\t2.28\t2024-06-30\tyes\t10",
        "debian/sid": "1\t\t\t\t",
    }
    assert names["buster"] == names["debian:10"] == "debian\tbuster"
    assert "10" not in names


def popular(suite: str, name: str) -> dict[str, str]:
    sizes = {"installed_kb": "10", "closure_kb": "30", "dockerfile_uses": "5"}
    return row(suite=suite, package=name, section="web", **sizes)


def brings(suite: str, name: str, depends: str, recommends: str) -> dict[str, str]:
    return row(suite=suite, package=name, depends=depends, recommends=recommends)


HIDDEN = {"seen_in": "new", "package": "perl", "brings": ["perl"], "installed_kb": 100}


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("curl", "web\t10\t30\t5\tlibcurl4\tca-certificates"),
        ("git", "web\t10\t130\t5\tperl\tca-certificates less"),
        ("less", "web\t10\t30\t5\t\t"),
        ("x-dev", "libdevel\t7\t\t\t\t"),
    ],
)
def test_packages(name: str, line: str) -> None:
    noise = "apt-utils ca-certificates"
    made = SOURCES.packages(
        [popular("old", n) for n in ("curl", "git", "less", "ca-certificates", "apt-utils")],
        [row(suite="old", package="x-dev", section="libdevel", installed_kb="7")],
        [
            brings("old", "curl", "libcurl4", noise),
            brings("old", "git", "", f"{noise} less"),
            brings("old", "less", "", noise),
            brings("new", "git", "perl", ""),
        ],
        {"hidden": {"old": HIDDEN}},
    )
    assert made["old"][name] == line


def test_runtime() -> None:
    rows = [
        row(suite="s", package=name, runtime_packages=packages)
        for name, packages in [("a-dev", "liba"), ("b-dev", ""), ("c-dev", ""), ("d-dev", "wrong")]
    ]
    corrections = {"runtime_nothing": {"names": "b-dev"}, "runtime": {"d-dev": "libd"}}
    assert SOURCES.runtime(rows, corrections) == {
        "s": {"a-dev": "liba", "b-dev": "", "d-dev": "libd"}
    }


def test_package_sets() -> None:
    corrections = {"drop": {"s/.*": ["gawk"]}, "add": {"s/x": ["mawk"]}, "sets": {"u/y": "c b"}}
    rows = [row(suite="s", set="x", packages="gawk bash")]
    assert SOURCES.package_sets(rows, corrections) == {"s/x": "bash mawk", "u/y": "b c"}


def test_sizes() -> None:
    rows = [
        row(image="a", tag="1", size_mb="5", stored="2026-01-01T00 a:1.0.1 @x"),
        row(image="a", tag="0", size_mb="4", stored="2022-01-01T00 a:0.9.1 @x"),
    ]
    made = SOURCES.sizes(rows, "2026-08-21")
    assert made == {"a:1": "5", "a:1.0.1": "5", "a:0.9.1": "4"}


def test_providers() -> None:
    commands = {"debian/git": "git", "debian/mount": "/bin: mount", "debian/busybox": "mount"}
    assert TABLES.providers(commands) == {
        "debian/git": "git=/usr/bin/git",
        "debian/mount": "mount=/bin/mount busybox=/usr/bin/mount",
    }


def test_roles() -> None:
    toml = {
        "build_only": {"debian": {"compiler": ["gcc", "gcc-*"]}},
        "not_build_only": {"debian": ["gcc-*-base"]},
        "leaves": {"debian": {"gcc": ["libgcc-s1", "libgomp1"]}},
    }
    assert TABLES.roles(toml) == {
        "build_only/debian/gcc": "compiler",
        "build_only/debian": '[["gcc-*","compiler"]]',
        "not_build_only/debian": '[["gcc-*-base",""]]',
        "leaves/debian/gcc": "libgcc-s1 libgomp1",
    }


def test_by_release() -> None:
    toml = {"alpine": {"a-dev": "a", "b-dev": [["3.9", "b2"], ["", "b1"]]}}
    assert TABLES.by_release(toml) == {"alpine/a-dev": "a", "alpine/b-dev": "3.9=b2;=b1"}


@pytest.mark.parametrize(
    ("maker", "table"),
    [
        ("images", [{"names": ["a"]}]),
        ("images", [{"names": ["a"], "source": "x"}, {"names": ["a"], "source": "y"}]),
        ("images", [{"names": ["a"], "source": "x", "layer": [{"no_such_field": 1}]}]),
        ("images", [{"names": ["a"], "source": "x", "layer": [{"when": {"family": ["debain"]}}]}]),
        ("images", [{"names": ["a"], "source": "x", "layer": [{"when": {"tag": "("}}]}]),
        ("roles", {"build_only": {"debain": {}}, "not_build_only": {}, "leaves": {}}),
        ("words_table", {"debian": {"lua5": {"3": "lua"}}}),
        ("words_table", {"debian": {"a\tb": "c"}}),
        ("words_table", {"debian": {"a": "b\nc"}}),
    ],
)
def test_refuses(maker: str, table: Any) -> None:
    with pytest.raises(LINES.FactsError):
        getattr(TABLES, maker)(table)


def test_content() -> None:
    assert LINES.content({"b": "2", "a": "1"}, "where from") == b"# where from\na\t1\nb\t2\n"


def test_usage() -> None:
    said: list[object] = []
    assert MAKE.main(["a", "b"], said.append) == 2
    assert said
