"""Releases: names, age, C library, end of life."""

from __future__ import annotations

import pytest

from dockerize_ms.facts import Distribution, distribution_named, release


@pytest.mark.parametrize(
    ("word", "text"),
    [
        ("bookworm", "debian bookworm"),
        ("jammy", "ubuntu jammy"),
        ("alpine3.18", "alpine 3.18"),
        ("alpine", "alpine"),
        ("ubi9", "rhel ubi9"),
        ("al2023", "rhel amazonlinux2023"),
        ("oraclelinux8", "rhel oraclelinux8"),
        ("windowsservercore-ltsc2022", "windows windowsservercore-ltsc2022"),
        ("nanoserver", "windows nanoserver"),
        ("slim", "None"),
        ("12", "None"),
        ("3.18", "None"),
    ],
)
def test_named(word: str, text: str) -> None:
    assert str(distribution_named(word)) == text


@pytest.mark.parametrize(
    ("family", "name", "found"),
    [
        ("debian", "12", "bookworm"),
        ("debian", "12.5", "bookworm"),
        ("debian", "bookworm", "bookworm"),
        ("ubuntu", "22.04", "jammy"),
        ("alpine", "3.18.4", "3.18"),
        ("alpine", "3.18", "3.18"),
        ("alpine", "3", ""),
        ("debian", "99", ""),
        ("rhel", "centos7.9.2009", "centos7"),
    ],
)
def test_release(family: str, name: str, found: str) -> None:
    assert release(family, name) == Distribution(family, found)


@pytest.mark.parametrize(
    ("family", "name", "libc", "version", "over"),
    [
        ("debian", "buster", "glibc", (2, 28), True),
        ("debian", "bullseye", "glibc", (2, 31), False),
        ("debian", "bookworm", "glibc", (2, 36), False),
        ("debian", "sid", "glibc", None, None),
        ("ubuntu", "focal", "glibc", (2, 31), True),
        ("ubuntu", "noble", "glibc", (2, 39), False),
        ("alpine", "3.12", "musl", (1, 1), True),
        ("alpine", "3.22", "musl", (1, 2), False),
        ("rhel", "centos7", "glibc", (2, 17), True),
        ("distroless", "debian12", "glibc", (2, 36), False),
        ("scratch", "", None, None, None),
        ("debian", "", "glibc", None, None),
        ("", "", None, None, None),
    ],
)
def test_properties(
    family: str, name: str, libc: str | None, version: tuple[int, ...] | None, over: bool | None
) -> None:
    found = Distribution(family, name)
    assert (found.libc, found.libc_version, found.end_of_life) == (libc, version, over)


@pytest.mark.parametrize(
    ("family", "older", "newer"),
    [
        ("debian", "buster", "bullseye"),
        ("debian", "trixie", "sid"),
        ("ubuntu", "focal", "jammy"),
        ("alpine", "3.9", "3.10"),
        ("rhel", "centos7", "rockylinux9"),
    ],
)
def test_order(family: str, older: str, newer: str) -> None:
    first, second = Distribution(family, older).order, Distribution(family, newer).order
    assert first is not None
    assert second is not None
    assert first < second


def test_order_unknown() -> None:
    assert Distribution("debian").order is None
