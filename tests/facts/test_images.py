"""What is known of images: built on what, configured how, how big."""

from __future__ import annotations

import pytest

from dockerize_ms.facts import Image, image
from dockerize_ms.text import HOLE

SYSTEM_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
GO_PATH = f"/go/bin:/usr/local/go/bin:{SYSTEM_PATH}"


def of(reference: str) -> Image:
    name, colon, tag = reference.rpartition(":")
    return image(name, tag) if colon and "/" not in tag else image(reference)


@pytest.mark.parametrize(
    ("reference", "distribution", "lineage"),
    [
        ("golang:1.21", "debian bookworm", "buildpack-deps:bookworm-scm debian:bookworm"),
        ("golang:1.21-alpine", "alpine 3.20", "alpine:3.20"),
        ("golang:1.8", "debian jessie", "buildpack-deps:jessie-scm debian:jessie"),
        ("python:3.12-slim", "debian trixie", "debian:trixie-slim"),
        ("node:20", "debian bookworm", "buildpack-deps:bookworm debian:bookworm"),
        ("node:8.2-slim", "debian jessie", "buildpack-deps:jessie-curl debian:jessie"),
        ("rust:1.75-slim", "debian bookworm", "debian:bookworm-slim"),
        ("php:8.2-apache", "debian trixie", "debian:trixie-slim"),
        ("openjdk:8-jdk-alpine", "alpine 3.9", "alpine:3.9"),
        ("openjdk:17", "rhel oraclelinux8", "oraclelinux:8-slim"),
        (
            "maven:3.9-eclipse-temurin-17",
            "ubuntu noble",
            "eclipse-temurin:17-jdk-noble ubuntu:noble",
        ),
        ("maven:3.6.3-jdk-11-slim", "debian buster", "openjdk:11-jdk-slim debian:buster-slim"),
        ("gradle:7.4-jdk17", "ubuntu jammy", "eclipse-temurin:17-jdk-jammy ubuntu:jammy"),
        ("debian:12-slim", "debian bookworm", ""),
        ("debian:stable", "debian trixie", ""),
        ("ubuntu:22.04", "ubuntu jammy", ""),
        ("alpine", "alpine 3.24", ""),
        ("alpine:3.18.4", "alpine 3.18", ""),
        ("centos:7", "rhel centos7", ""),
        ("redhat/ubi9-minimal", "rhel ubi9", ""),
        ("scratch", "scratch", ""),
        ("golang:nanoserver", "windows nanoserver", ""),
        ("mcr.microsoft.com/dotnet/runtime-deps:8.0", "debian bookworm", "debian:bookworm-slim"),
        (
            "gcr.io/distroless/base-nossl-debian12",
            "distroless debian12",
            "gcr.io/distroless/static-debian12:latest",
        ),
        ("example.com/team/app:1", "None", ""),
        ("mcr.microsoft.com/oss/go/microsoft/golang:1.21", "None", ""),
    ],
)
def test_built_on(reference: str, distribution: str, lineage: str) -> None:
    found = of(reference)
    assert (str(found.distribution), " ".join(found.lineage)) == (distribution, lineage)


@pytest.mark.parametrize(
    ("reference", "known", "listed", "floating"),
    [
        ("golang:1.26", True, True, True),
        ("golang", True, True, True),
        ("golang:1.21", True, True, False),
        ("golang:1.21-slim", True, False, None),
        ("rockylinux:9", True, True, False),
        ("r-base:latest", True, True, True),
        ("scratch", True, None, None),
        ("centos:7", True, None, None),
        ("example.com/golang:1.21", False, None, None),
    ],
)
def test_listed(reference: str, known: bool, listed: bool | None, floating: bool | None) -> None:
    found = of(reference)
    assert (found.known, found.listed, found.floating) == (known, listed, floating)


@pytest.mark.parametrize(
    ("reference", "env"),
    [
        ("debian:bookworm", {"PATH": SYSTEM_PATH}),
        (
            "golang:1.21.5",
            {
                "PATH": GO_PATH,
                "GOLANG_VERSION": "1.21.5",
                "GOPATH": "/go",
                "GOTOOLCHAIN": "local",
            },
        ),
        ("golang:1.20", {"PATH": GO_PATH, "GOLANG_VERSION": HOLE, "GOPATH": "/go"}),
        (
            "rust:1.75.0-alpine",
            {
                "PATH": f"/usr/local/cargo/bin:{SYSTEM_PATH}",
                "RUSTUP_HOME": "/usr/local/rustup",
                "CARGO_HOME": "/usr/local/cargo",
                "RUST_VERSION": "1.75.0",
            },
        ),
        ("node:26.7.0-alpine", {"PATH": SYSTEM_PATH, "NODE_VERSION": "26.7.0"}),
        ("scratch", {}),
    ],
)
def test_env(reference: str, env: dict[str, str]) -> None:
    assert of(reference).env == env


@pytest.mark.parametrize(
    ("reference", "pairs"),
    [
        ("python:3.12", {"LANG": "C.UTF-8"}),
        ("eclipse-temurin:17", {"JAVA_HOME": "/opt/java/openjdk", "LC_ALL": "en_US.UTF-8"}),
        ("openjdk:8", {"JAVA_HOME": "/usr/local/openjdk-8"}),
        ("openjdk:8-jre-alpine", {"JAVA_HOME": "/usr/lib/jvm/java-1.8-openjdk/jre"}),
        ("openjdk:8u151-jre", {"JAVA_HOME": "/docker-java-home/jre"}),
        ("openjdk:17-slim", {"JAVA_HOME": "/usr/local/openjdk-17"}),
        ("maven:3-jdk-8", {"JAVA_HOME": "/usr/local/openjdk-8", "MAVEN_HOME": "/usr/share/maven"}),
        ("ruby:3.2", {"GEM_HOME": "/usr/local/bundle", "BUNDLE_APP_CONFIG": "/usr/local/bundle"}),
        ("mcr.microsoft.com/dotnet/aspnet:8.0", {"ASPNETCORE_HTTP_PORTS": "8080"}),
        ("mcr.microsoft.com/dotnet/aspnet:6.0", {"ASPNETCORE_URLS": "http://+:80"}),
        ("gcr.io/distroless/static-debian12:debug", {"PATH": f"{SYSTEM_PATH}:/busybox"}),
    ],
)
def test_some_env(reference: str, pairs: dict[str, str]) -> None:
    env = of(reference).env or {}
    assert {key: env.get(key) for key in pairs} == pairs


@pytest.mark.parametrize(
    ("reference", "name"), [("python:3.13", "LANG"), ("node:26", "YARN_VERSION")]
)
def test_no_env(reference: str, name: str) -> None:
    assert name not in (of(reference).env or {name: ""})


@pytest.mark.parametrize(
    ("reference", "entrypoint", "cmd"),
    [
        ("golang:1.21", None, "bash"),
        ("golang:1.21-alpine", None, "/bin/sh"),
        ("python:3.12", None, "python3"),
        ("python:2.7", None, "python2"),
        ("node:20", "docker-entrypoint.sh", "node"),
        ("node:10.15.3", None, "node"),
        ("ubuntu:22.04", None, "/bin/bash"),
        ("eclipse-temurin:17-jdk", "/__cacert_entrypoint.sh", "jshell"),
        ("eclipse-temurin:17-jre", "/__cacert_entrypoint.sh", None),
        ("eclipse-temurin:17.0.6_10-jre", None, "/bin/bash"),
        ("openjdk:8-jre-slim", None, "bash"),
        ("maven:3.9", "/usr/local/bin/mvn-entrypoint.sh", "mvn"),
        ("gradle:7.4-jdk17", None, "gradle"),
        ("gradle:7-jdk17", "/__cacert_entrypoint.sh", "gradle"),
        ("php:8.2-fpm", "docker-php-entrypoint", "php-fpm"),
        ("nginx:1.25", "/docker-entrypoint.sh", "nginx -g daemon off;"),
        ("gcr.io/distroless/static-debian12", None, None),
        ("gcr.io/distroless/java17-debian12", "/usr/bin/java -jar", None),
        ("scratch", None, None),
    ],
)
def test_command(reference: str, entrypoint: str | None, cmd: str | None) -> None:
    found = of(reference)
    assert found.config_known
    assert (" ".join(found.entrypoint or ()) or None, " ".join(found.cmd or ()) or None) == (
        entrypoint,
        cmd,
    )


@pytest.mark.parametrize(
    ("reference", "workdir", "user", "expose", "volumes", "stopsignal"),
    [
        ("golang:1.21", "/go", "", "", "", ""),
        ("php:8.2-apache", "/var/www/html", "", "80", "", "SIGWINCH"),
        ("nginx:1.25", "", "", "80", "", "SIGQUIT"),
        ("gradle:8-jdk17", "/home/gradle", "root", "", "/home/gradle/.gradle", ""),
        ("gcr.io/distroless/static-debian12:nonroot", "/home/nonroot", "65532", "", "", ""),
        ("mcr.microsoft.com/dotnet/aspnet:8.0-jammy-chiseled", "", "1654", "", "", ""),
    ],
)
def test_settings(
    reference: str, workdir: str, user: str, expose: str, volumes: str, stopsignal: str
) -> None:
    found = of(reference)
    assert found.config_known
    assert (found.workdir, found.user, " ".join(found.expose)) == (workdir, user, expose)
    assert (" ".join(found.volumes), found.stopsignal) == (volumes, stopsignal)


@pytest.mark.parametrize(
    "reference",
    [
        "example.com/team/app:1",
        "golang:1.22rc2",
        "golang:1.3",
        "golang:nanoserver",
        "ruby:2.3",
        "gradle:6.3-jdk8",
        "gcr.io/distroless/static",
        "r-base:latest",
    ],
)
def test_configuration_not_known(reference: str) -> None:
    assert not of(reference).config_known


def test_onbuild() -> None:
    assert of("python:3.6-onbuild").onbuild
    assert not of("python:3.6").onbuild


@pytest.mark.parametrize(
    ("reference", "low", "high", "measured"),
    [
        ("debian:bookworm-slim", 70, 80, True),
        ("debian:12-slim", 70, 80, False),
        ("debian:bookworm", 110, 120, True),
        ("alpine:3.19", 7, 9, False),
        ("alpine:3.10", 5, 6, False),
        ("ubuntu:22.04", 70, 80, True),
        ("buildpack-deps:bookworm-curl", 160, 170, True),
        ("golang:1.26-bookworm", 800, 860, True),
        ("golang:1.26.3-bookworm", 800, 860, False),
        ("golang:1.21", 800, 900, False),
        ("golang:1.21-alpine", 200, 350, False),
        ("python:3.11-slim", 110, 140, False),
        ("python:3.11", 950, 1100, False),
        ("node:18", 1000, 1250, False),
        ("node:18-alpine", 150, 200, False),
        ("rust:1.75", 1400, 1700, False),
        ("eclipse-temurin:17-jre", 230, 300, False),
        ("mcr.microsoft.com/dotnet/aspnet:8.0", 190, 250, False),
        ("gcr.io/distroless/static-debian12", 1, 4, False),
        ("scratch", 0, 0, False),
    ],
)
def test_size(reference: str, low: float, high: float, measured: bool) -> None:
    found = of(reference)
    assert found.size_mb is not None
    assert low <= found.size_mb <= high
    assert found.size_measured is measured


@pytest.mark.parametrize("reference", ["example.com/team/app:1", "r-base:latest"])
def test_no_size(reference: str) -> None:
    assert of(reference).size_mb is None


@pytest.mark.parametrize(
    ("reference", "held", "lacked", "complete", "programs"),
    [
        ("debian:bookworm-slim", "apt bash tzdata", "perl gawk curl libreadline8", True, True),
        ("debian:trixie-slim", "apt tzdata libssl3t64", "adduser gawk", True, True),
        ("golang:1.21", "git gcc ca-certificates perl", "vim", True, True),
        ("python:3.12-slim-bookworm", "ca-certificates netbase", "gcc git", False, True),
        ("node:20-slim", "bash", "ca-certificates curl", True, True),
        ("ubuntu:22.04", "procps libssl3", "curl ca-certificates", True, True),
        ("debian:buster-slim", "bash apt", "curl libffi7", False, False),
        ("alpine:3.19", "busybox ca-certificates-bundle libssl3", "bash tzdata", True, True),
        ("alpine:3.10", "libssl1.1", "ca-certificates-bundle libssl3", True, True),
        ("gcr.io/distroless/static-debian12", "tzdata", "bash libc6", True, True),
        ("centos:7", "bash curl", "git", False, False),
    ],
)
def test_packages(reference: str, held: str, lacked: str, complete: bool, programs: bool) -> None:
    found = of(reference)
    assert found.packages is not None
    assert set(held.split()) <= found.packages
    assert not set(lacked.split()) & found.packages
    assert (found.packages_complete, found.programs_complete) == (complete, programs)


def test_no_packages() -> None:
    assert of("example.com/team/app:1").packages is None
