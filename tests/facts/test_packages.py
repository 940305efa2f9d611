"""Packages: sizes, dependencies, what a build needs alone and what it leaves."""

from __future__ import annotations

import pytest

from dockerize_ms.facts import (
    Distribution,
    build_only,
    leaves,
    may_bring,
    package,
    runtime_of,
)
from dockerize_ms.facts.suites import suite, suites_around

BOOKWORM = Distribution("debian", "bookworm")
BULLSEYE = Distribution("debian", "bullseye")
BUSTER = Distribution("debian", "buster")
JAMMY = Distribution("ubuntu", "jammy")
NOBLE = Distribution("ubuntu", "noble")
ALPINE = Distribution("alpine", "3.20")
OLD_ALPINE = Distribution("alpine", "3.12")
CENTOS = Distribution("rhel", "centos7")


@pytest.mark.parametrize(
    ("distribution", "nearest", "around"),
    [
        (BOOKWORM, "bookworm", "bookworm"),
        (BUSTER, "bullseye", "bullseye bookworm"),
        (Distribution("debian", "sid"), "bookworm", "trixie forky"),
        (Distribution("debian"), "bookworm", "bullseye bookworm trixie"),
        (Distribution("ubuntu", "focal"), "bullseye", "bullseye bookworm"),
        (JAMMY, "bookworm", "bullseye bookworm"),
        (NOBLE, "trixie", "bookworm trixie"),
        (Distribution("distroless", "debian12"), "bookworm", "bookworm"),
        (ALPINE, "", ""),
    ],
)
def test_suites(distribution: Distribution, nearest: str, around: str) -> None:
    assert (suite(distribution), " ".join(suites_around(distribution))) == (nearest, around)


@pytest.mark.parametrize(
    ("distribution", "name", "section", "installed", "approximate"),
    [
        (BOOKWORM, "git", "vcs", range(40_000, 50_000), False),
        (BOOKWORM, "libpq-dev", "libdevel", range(400, 1_000), False),
        (JAMMY, "git", "vcs", range(40_000, 50_000), True),
        (ALPINE, "git", "", range(10_000, 20_000), True),
        (ALPINE, "gettext-dev", "", range(1, 10_000), True),
    ],
)
def test_package(
    distribution: Distribution, name: str, section: str, installed: range, approximate: bool
) -> None:
    found = package(distribution, name)
    assert found
    assert found.installed_kb in installed
    assert found.closure_kb >= found.installed_kb
    assert (found.section, found.approximate) == (section, approximate)


def test_a_package_without_a_size() -> None:
    found = package(BULLSEYE, "libc6-dev-s390x-cross")
    assert found
    assert (found.installed_kb, found.closure_kb) == (0, 0)


@pytest.mark.parametrize(
    ("distribution", "name"),
    [(BOOKWORM, "no-such-package"), (ALPINE, "no-such"), (CENTOS, "no-such")],
)
def test_no_package(distribution: Distribution, name: str) -> None:
    assert package(distribution, name) is None


@pytest.mark.parametrize(
    ("name", "depends", "recommends", "neither"),
    [
        ("git", "perl libcurl3-gnutls", "ca-certificates openssh-client", "apt-utils netbase"),
        ("curl", "libcurl4", "ca-certificates", "apt-utils krb5-locales"),
        ("python3-pip", "python3", "build-essential", "apt-utils"),
        ("unzip", "", "", "ca-certificates apt-utils"),
    ],
)
def test_brings(name: str, depends: str, recommends: str, neither: str) -> None:
    found = package(BOOKWORM, name)
    assert found
    assert set(depends.split()) <= set(found.depends)
    assert set(recommends.split()) <= set(found.recommends)
    assert not set(neither.split()) & {*found.depends, *found.recommends}


@pytest.mark.parametrize(
    ("distribution", "name", "packages"),
    [
        (BOOKWORM, "libpq-dev", "libpq5"),
        (BOOKWORM, "libssl-dev", "libssl3"),
        (BOOKWORM, "libc6-dev", ""),
        (BOOKWORM, "libeigen3-dev", ""),
        (BOOKWORM, "libboost-all-dev", None),
        (BOOKWORM, "no-such-dev", None),
        (BUSTER, "libpq-dev", "libpq5"),
        (BUSTER, "libssl-dev", None),
        (Distribution("debian"), "libcurl4-openssl-dev", None),
        (JAMMY, "libpq-dev", "libpq5"),
        (JAMMY, "libicu-dev", "libicu70"),
        (JAMMY, "libjpeg-dev", "libjpeg-turbo8"),
        (NOBLE, "libssl-dev", "libssl3t64"),
        (Distribution("ubuntu", "resolute"), "libicu-dev", None),
        (ALPINE, "openssl-dev", "libssl3 libcrypto3"),
        (OLD_ALPINE, "openssl-dev", "libssl1.1 libcrypto1.1"),
        (Distribution("alpine"), "openssl-dev", None),
        (ALPINE, "musl-dev", ""),
        (ALPINE, "postgresql-dev", "libpq"),
        (ALPINE, "no-such-dev", None),
        (CENTOS, "openssl-devel", "openssl-libs"),
    ],
)
def test_runtime_of(distribution: Distribution, name: str, packages: str | None) -> None:
    wanted = None if packages is None else tuple(packages.split())
    assert runtime_of(distribution, name) == wanted


@pytest.mark.parametrize(
    ("distribution", "name", "reason"),
    [
        (BOOKWORM, "gcc", "compiler"),
        (BOOKWORM, "gcc-12", "compiler"),
        (BOOKWORM, "gcc-12-base", None),
        (BOOKWORM, "build-essential", "compiler"),
        (BOOKWORM, "libpq-dev", "headers and link libraries"),
        (BOOKWORM, "golang-1.19-go", "toolchain of a compiled language"),
        (BOOKWORM, "make", "build driver"),
        (BOOKWORM, "clang-format", None),
        (BOOKWORM, "gettext", None),
        (BOOKWORM, "patch", None),
        (BOOKWORM, "git", None),
        (BOOKWORM, "openjdk-17-jdk", None),
        (BOOKWORM, "nodejs", None),
        (BOOKWORM, "python3", None),
        (JAMMY, "cmake", "build driver"),
        (ALPINE, "build-base", "compiler"),
        (ALPINE, "linux-headers", "headers and link libraries"),
        (ALPINE, "musl-dev", "headers and link libraries"),
        (ALPINE, "libpq", None),
        (CENTOS, "openssl-devel", "headers and link libraries"),
        (CENTOS, "gcc-c++", "compiler"),
        (CENTOS, "libgcc", None),
        (Distribution("windows"), "gcc", None),
    ],
)
def test_build_only(distribution: Distribution, name: str, reason: str | None) -> None:
    assert build_only(distribution, name) == reason


@pytest.mark.parametrize(
    ("distribution", "name", "left"),
    [
        (BOOKWORM, "g++", "libgomp1 libatomic1"),
        (BOOKWORM, "g++-12", "libgomp1 libatomic1"),
        (BOOKWORM, "libpq-dev", "libpq5"),
        (BOOKWORM, "make", ""),
        (BOOKWORM, "python3-dev", "python3"),
        (BOOKWORM, "libboost-all-dev", None),
        (ALPINE, "g++", "libgcc libgomp libatomic libstdc++"),
        (ALPINE, "libffi-dev", "libffi"),
        (CENTOS, "openssl-devel", "openssl-libs"),
    ],
)
def test_leaves(distribution: Distribution, name: str, left: str | None) -> None:
    assert leaves(distribution, name) == (None if left is None else tuple(left.split()))


@pytest.mark.parametrize(
    ("distribution", "name", "library", "brings"),
    [
        (BOOKWORM, "sqlite3", "libsqlite3-0", True),
        (BOOKWORM, "tini", "libsqlite3-0", False),
        (JAMMY, "sqlite3", "libsqlite3-0", True),
        (ALPINE, "tzdata", "sqlite-libs", False),
    ],
)
def test_may_bring(distribution: Distribution, name: str, library: str, brings: bool) -> None:
    found = may_bring(distribution, name)
    assert found is not None
    assert name in found
    assert (library in found) == brings


def test_recommended_packages_come_where_they_are_not_switched_off() -> None:
    plain, more = (may_bring(BOOKWORM, "git", recommends=one) for one in (False, True))
    assert plain is not None
    assert more is not None
    assert plain < more


@pytest.mark.parametrize(
    ("distribution", "name"), [(BOOKWORM, "./own.deb"), (ALPINE, "curl"), (CENTOS, "no-such")]
)
def test_what_is_brought_is_not_known(distribution: Distribution, name: str) -> None:
    assert may_bring(distribution, name) is None
