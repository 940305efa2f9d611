"""What a tag says by itself."""

from __future__ import annotations

import pytest

from dockerize_ms.facts import short_name
from dockerize_ms.facts.references import tag_words


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("golang", "golang"),
        ("docker.io/library/golang", "golang"),
        ("library/golang", "golang"),
        ("index.docker.io/library/golang", "golang"),
        ("docker.io/bitnami/node", "bitnami/node"),
        ("mcr.microsoft.com/oss/go/golang", "mcr.microsoft.com/oss/go/golang"),
        ("quay.io/library/golang", "quay.io/library/golang"),
    ],
)
def test_short_name(name: str, short: str) -> None:
    assert short_name(name) == short


@pytest.mark.parametrize(
    ("tag", "version", "words", "distribution", "prerelease"),
    [
        ("3.12.1-slim-bookworm", (3, 12, 1), {"slim"}, "debian bookworm", False),
        ("20-bookworm-slim", (20,), {"slim"}, "debian bookworm", False),
        ("latest", (), set(), "None", False),
        ("1.21-alpine3.18", (1, 21), set(), "alpine 3.18", False),
        ("21-jre-alpine-3.24", (21,), {"jre"}, "alpine 3.24", False),
        ("1.21-alpine", (1, 21), set(), "alpine", False),
        ("8u212-jdk-slim", (8, 0, 212), {"jdk", "slim"}, "None", False),
        ("8u382-b05-jre-jammy", (8, 0, 382), {"b05", "jre"}, "ubuntu jammy", False),
        ("17.0.8.1_1-jre", (17, 0, 8, 1), {"jre"}, "None", False),
        ("3.13.0a1-slim", (3, 13, 0), {"slim"}, "None", True),
        ("1.22rc2", (1, 22), set(), "None", True),
        ("17-ea-11-jdk", (17,), {"ea", "11", "jdk"}, "None", True),
        ("3.3.0-preview1", (3, 3, 0), {"preview1"}, "None", True),
        ("fpm-alpine", (), {"fpm"}, "alpine", False),
        ("", (), {""}, "None", False),
    ],
)
def test_tag_words(
    tag: str, version: tuple[int, ...], words: set[str], distribution: str, prerelease: bool
) -> None:
    found = tag_words(tag)
    assert (found.version, set(found.words)) == (version, words)
    assert (str(found.distribution), found.prerelease) == (distribution, prerelease)
