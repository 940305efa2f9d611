"""Classes of context files, and reasons of variables. A line: class (``-``: none) and path."""

from __future__ import annotations

from pathlib import Path

import pytest

from dockerize_ms.ecosystems.sources import classify
from dockerize_ms.ecosystems.variables import build_only_variable

_LINES = Path(__file__).with_name("paths.txt").read_text(encoding="utf-8").splitlines()
_BUILD = [
    "GO111MODULE",
    "CGO_ENABLED",
    "DEBIAN_FRONTEND",
    "PIP_NO_CACHE_DIR",
    "CARGO_HOME",
    "CFLAGS",
]
_KEPT = [
    "PORT",
    "PATH",
    "GOGC",
    "GOMAXPROCS",
    "GODEBUG",
    "NODE_ENV",
    "TZ",
    "LANG",
    "LD_LIBRARY_PATH",
]
_KEPT_TOO = [
    "JAVA_HOME",
    "PYTHONPATH",
    "RUST_LOG",
    "RUST_BACKTRACE",
    "NPM_CONFIG_PREFIX",
    "GIN_MODE",
]


@pytest.mark.parametrize("line", _LINES)
def test_class(line: str) -> None:
    wanted, _, path = line.partition(" ")
    assert (classify(path) or "-") == wanted


@pytest.mark.parametrize("name", _BUILD)
def test_build_only(name: str) -> None:
    assert build_only_variable(name)


@pytest.mark.parametrize("name", [*_KEPT, *_KEPT_TOO])
def test_kept(name: str) -> None:
    assert build_only_variable(name) is None
