"""Which image of gcr.io/distroless serves what was built on another one."""

from __future__ import annotations

import pytest

from dockerize_ms.facts import Distribution, distroless, distroless_kind, image, is_distroless

HOME = "gcr.io/distroless/"


@pytest.mark.parametrize(
    ("kind", "family", "release", "found"),
    [
        ("static", "debian", "bookworm", "static-debian12"),
        ("cc", "debian", "trixie", "cc-debian13"),
        ("base", "debian", "bullseye", "base-debian12"),
        ("static", "alpine", "3.19", "static-debian13"),
        ("nodejs22", "debian", "bookworm", "nodejs22-debian13"),
    ],
)
def test_release(kind: str, family: str, release: str, found: str) -> None:
    assert distroless(kind, Distribution(family, release)) == HOME + found


@pytest.mark.parametrize(("kind", "release"), [("nodejs20", "bookworm"), ("ruby", "bookworm")])
def test_none(kind: str, release: str) -> None:
    assert distroless(kind, Distribution("debian", release)) is None


@pytest.mark.parametrize(
    ("name", "tag", "kind"),
    [
        ("node", "22.3-slim", "nodejs22"),
        ("node", "20", "nodejs20"),
        ("node", "latest", None),
        ("eclipse-temurin", "21-jre", "java21"),
        ("python", "3.13", None),
        ("golang", "1.22", None),
    ],
)
def test_kind(name: str, tag: str, kind: str | None) -> None:
    assert distroless_kind(image(name, tag)) == kind


@pytest.mark.parametrize(
    ("reference", "published"),
    [
        ("gcr.io/distroless/cc-debian12", True),
        ("gcr.io/distroless/cc-debian12:nonroot", True),
        ("gcr.io/distroless/nodejs20-debian12", False),
        ("gcr.io/distroless/static", False),
        ("example.com/static-debian12", False),
    ],
)
def test_published(reference: str, published: bool) -> None:
    assert is_distroless(reference) is published


@pytest.mark.parametrize(
    ("name", "tag", "libc"),
    [
        ("gcr.io/distroless/static-debian12", "", None),
        ("gcr.io/distroless/base-debian12", "", "glibc"),
        ("debian", "bookworm-slim", "glibc"),
        ("alpine", "3.19", "musl"),
        ("scratch", "", None),
    ],
)
def test_libc(name: str, tag: str, libc: str | None) -> None:
    assert image(name, tag).libc == libc
