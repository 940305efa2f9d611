"""The stand-ins are as large as the real images, or it is said why not."""

from __future__ import annotations

import pytest
from tests.builds.base_sizes import LIBRARY, BaseSize, rows, sizes
from tests.builds.bench import OwnBench

from dockerize_ms.facts.lookup import find

REAL = sizes().real
# A stand-in that was made, its size in 10^6 bytes, and whether that has to be explained.
MADE = {
    ("debian:bookworm-slim", 80): False,
    ("debian:bookworm-slim", 87): True,
    ("debian:bookworm-slim", 63): True,
    ("node:18-bullseye", 968): False,
}


@pytest.mark.parametrize("tag", REAL)
def test_the_facts_say_the_same(tag: str) -> None:
    assert float(find("sizes", tag) or 0) == REAL[tag].mb


@pytest.mark.parametrize(("image", "mb"), MADE)
def test_what_has_to_be_explained(image: str, mb: int) -> None:
    assert [one.unexplained for one in rows({f"{LIBRARY}{image}": mb * 10**6})] == [MADE[image, mb]]


def test_what_the_table_has_not_has_to_be_explained() -> None:
    assert BaseSize(image="unheard-of:1", ours=1).unexplained


def test_each_stand_in_is_named_once() -> None:
    names = ("library/golang:1.21-bookworm", "library/golang:1.21", "library/golang:bookworm")
    made = {f"docker.io/{name}": 810 * 10**6 for name in names} | {"localhost/golang-tools:x": 1}
    assert [(one.image, one.real_tag) for one in rows(made)] == [
        ("golang:1.21-bookworm", "golang:1.26-bookworm")
    ]


@pytest.mark.builds
def test_as_large_as_the_real_ones(bench: OwnBench) -> None:
    bench.images.ensure("debian:bookworm-slim")
    found = rows(bench.images.sizes())
    assert [one for one in found if one.unexplained] == []
