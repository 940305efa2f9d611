"""Which tags exist, and which belong together."""

from __future__ import annotations

import pytest

from dockerize_ms.facts import image, release_tag, siblings, tag_exists, tags, variant_tag
from dockerize_ms.facts.tags import version_at


@pytest.mark.parametrize(
    ("name", "tag", "answer"),
    [
        ("golang", "1.21", True),
        ("golang", "", True),
        ("golang", "1.21-slim", False),
        ("docker.io/library/golang", "1.21", True),
        ("node", "18-lts-slim", False),
        ("debian", "bookworm-slim", True),
        ("alpine", "3.18", True),
        ("bitnami/node", "20", None),
        ("../tags/golang", "1.21", None),
        ("scratch", "latest", None),
    ],
)
def test_tag_exists(name: str, tag: str, answer: bool | None) -> None:
    assert tag_exists(name, tag) is answer


@pytest.mark.parametrize(
    ("reference", "pinned"),
    [
        ("golang:1.21", "1.21-bookworm"),
        ("golang:latest", "trixie"),
        ("golang:1.21-alpine", "1.21-alpine3.20"),
        ("golang:1.21-bookworm", None),
        ("python:3.12", "3.12-trixie"),
        ("python:3.12-slim", "3.12-slim-trixie"),
        ("node:20-slim", "20-bookworm-slim"),
        ("eclipse-temurin:17-jre-alpine", "17-jre-alpine-3.24"),
        ("debian:latest", "trixie"),
        ("debian:stable-slim", "trixie-slim"),
        ("debian:12-slim", None),
        ("alpine:latest", "3.24"),
        ("alpine:3", "3.24"),
        ("alpine:3.18", None),
        ("ubuntu:latest", "resolute"),
        ("buildpack-deps:curl", "trixie-curl"),
        ("bitnami/node:20", None),
    ],
)
def test_release_tag(reference: str, pinned: str | None) -> None:
    name, tag = reference.split(":")
    distribution = image(name, tag).distribution
    assert (distribution and release_tag(name, tag, distribution)) == pinned


@pytest.mark.parametrize(
    ("reference", "add", "drop", "found"),
    [
        ("python:3.12", "slim", "", "3.12-slim"),
        ("python:3.12-bookworm", "slim", "", "3.12-slim-bookworm"),
        ("node:20-bullseye", "slim", "", "20-bullseye-slim"),
        ("eclipse-temurin:17-jdk-jammy", "jre", "jdk", "17-jre-jammy"),
        ("eclipse-temurin:17-alpine", "jre", "jdk", "17-jre-alpine"),
        ("openjdk:11-jdk", "jre", "jdk", "11-jre"),
        ("golang:1.21", "slim", "", None),
        ("python:3.12-alpine", "slim", "", None),
        ("bitnami/node:20", "slim", "", None),
    ],
)
def test_variant_tag(reference: str, add: str, drop: str, found: str | None) -> None:
    name, tag = reference.split(":")
    words = [frozenset(text.split()) for text in (add, drop)]
    assert variant_tag(name, tag, add=words[0], drop=words[1]) == found


def test_siblings() -> None:
    found = siblings("golang", "1.21.5")
    assert {"1.21.5-alpine", "1.21.5-bookworm"} <= set(found)
    assert all(tag.startswith("1.21.5-") for tag in found)


@pytest.mark.parametrize(
    ("name", "tag", "day", "then"),
    [
        ("openjdk", "8-jdk", "2020-10-20", "8u265-jdk"),
        ("eclipse-temurin", "17-jdk-jammy", "2022-09-29", "17.0.4.1_1-jdk-jammy"),
        ("golang", "stretch", "2021-03-01", "1.16.0-stretch"),
        ("golang", "1.21", "1999-01-01", "1.21.0"),
        ("debian", "nonsense", "2020-01-01", None),
    ],
)
def test_version_at(name: str, tag: str, day: str, then: str | None) -> None:
    assert version_at(name, tag, day) == then


def test_tags() -> None:
    found = list(tags("rockylinux"))
    assert found == sorted(found)
    assert "9" in found


def test_tags_of_an_unknown_image() -> None:
    assert list(tags("no-such-image")) == []
