"""What is mounted for the tools that a Dockerfile runs, and where sources are. Needs no engine."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import cast

import pytest
from msgspec import Struct
from tests.builds import certificates, debian_archive, npmcommand, pipcommand, tools
from tests.builds.engine import Engine
from tests.builds.sources import SourceError

MAVEN = "/usr/share/maven/conf/settings.xml"
GO, NPM, PIP = "/root/.cache/go-build", "/usr/local/etc/npmrc", "/etc/xdg/pip/pip.conf"
USER, TRUST = "/root/.npmrc", "/etc/ssl/certs/ca-certificates.crt"
# A Dockerfile, and which of these are mounted while it is built.
MOUNTED: dict[str, set[str]] = {
    "FROM golang:1.21\nRUN go build\n": {GO},
    "FROM golang:1.21\nRUN --mount=type=cache,target=/root/.cache go build\n": set(),
    "FROM node:20\nRUN npm ci\n": {NPM},
    "FROM python:3.11\nRUN pip install .\n": {PIP},
    "FROM node:20\nRUN npm ci --prefix client\n": {NPM, USER},
    "FROM debian\nRUN ./configure --prefix=/usr && npm ci\n": {NPM},
    "FROM debian\nRUN uv pip install . && yarn\n": {PIP, NPM, TRUST},
    "FROM python:3.11\nRUN poetry install\n": {PIP, TRUST},
    "FROM debian\nRUN ./build.sh\n": {GO},
    "FROM debian\nRUN apt-get update\n": set(),
    "FROM maven:3-eclipse-temurin-17\nRUN mvn package\n": {MAVEN},
}
BUILD_ONLY = {
    "CGO_ENABLED": True,
    "PIP_NO_CACHE_DIR": True,
    "POETRY_VERSION": True,
    "npm_config_loglevel": True,
    "PYTHONUNBUFFERED": False,
    "PYTHON_VERSION": False,
    "NODE_ENV": False,
    "RUSTUP_HOME": True,
    "GCC_VERSION": True,
    "MAVEN_CONFIG": True,
    "JAVA_HOME": False,
    "PIPE": False,
}
# What pip says of its settings, and what of it is meant for builds.
PIP_SETTINGS = {
    "global.index-url='https://mirror.example/simple'": [
        "index-url = https://mirror.example/simple"
    ],
    "global.trusted-host='mirror.example'": ["trusted-host = mirror.example"],
    "global.extra-index-url='file:///opt/simple'": [],
    "global.extra-index-url='file:///opt https://two.example'": [
        "extra-index-url = https://two.example"
    ],
    "global.find-links='/opt/wheels'": [],
    ":env:.cert='/somewhere/else.crt'": [],
}
STANZA = """Package: {package}
Version: {version}-1
Checksums-Sha256:
 {digest} 10 {package}_{version}.orig.tar.xz
Directory: pool/main/p/{package}
"""


class Home(Struct):
    """An engine that has nothing but a place."""

    home: str


@pytest.mark.parametrize("text", MOUNTED)
def test_mounts(text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(certificates, "bundle", lambda: "/some.crt")
    mounts = tools.volumes(cast(Engine, Home(str(tmp_path))), text)
    targets = {mount.split(":")[1] for mount in mounts}
    assert targets & {GO, MAVEN, NPM, PIP, TRUST, USER} == MOUNTED[text]


@pytest.mark.parametrize("name", BUILD_ONLY)
def test_build_only(name: str) -> None:
    assert tools.build_only(name) is BUILD_ONLY[name]


@pytest.mark.parametrize("line", PIP_SETTINGS)
def test_settings_of_pip(line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    listed = subprocess.CompletedProcess((), 0, f"{line}\n", "")
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: listed)
    monkeypatch.setattr(certificates, "bundle", lambda: "")
    assert pipcommand.settings().splitlines() == ["[global]", *PIP_SETTINGS[line]]


def test_settings_of_npm(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(certificates, "bundle", lambda: "/some.crt")
    found = npmcommand.settings("/usr/local").splitlines()
    assert {"nodedir=/usr/local", f"cafile={certificates.INSIDE}"} <= set(found)


def test_the_newest_source_of_a_python() -> None:
    index = "\n".join(
        STANZA.format(package=package, version=version, digest=digest * 64)
        for package, version, digest in (
            ("python3.1", "3.1.9", "a"),
            ("python3.11", "3.11.2", "b"),
            ("python3.11", "3.11.15", "c"),
        )
    )
    archive = debian_archive.source_archive(index, "python3.11")
    assert archive == ("pool/main/p/python3.11", "python3.11_3.11.15.orig.tar.xz", "c" * 64)
    with pytest.raises(SourceError):
        debian_archive.source_archive(index, "python3.12")


def test_the_version_that_authors_gave() -> None:
    stanzas = ("Package: a-b\nVersion: 9-1", "Package: a\nVersion: 1:17.0.19+10-1~deb12u2")
    index = "\n\n".join(stanzas)
    assert debian_archive.upstream_version(index, "a") == "17.0.19+10"
    assert debian_archive.upstream_version(index, "a-b") == "9"
    with pytest.raises(SourceError):
        debian_archive.upstream_version(index, "b")
