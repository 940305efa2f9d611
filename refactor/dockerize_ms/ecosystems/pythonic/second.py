"""Python 2 of a distribution: which commands without a version belong to it."""

from __future__ import annotations

import re

from dockerize_ms.ecosystems.families import family
from dockerize_ms.model import effects as fx
from dockerize_ms.model.invocation import State

_TWO = re.compile(r"(python|python2(\.7)?|py2)(-(?!.*(is-python3|common|data|doc)$).*)?\Z")
_THREE = re.compile(r"(python3(\.\d+)?|python3\d+|py3)(-.*)?\Z")
_PIP_OF_TWO = frozenset(("python-pip", "python2-pip", "py2-pip"))
_PIP_OF_THREE = frozenset(("python3-pip", "py3-pip"))
_USUAL = frozenset(("centos7", "amazonlinux2", "oraclelinux7", "rhel7"))
"""Releases whose ``python`` is Python 2 without a package being asked for."""


def is_two(name: str, state: State) -> bool:
    """Whether a command is Python 2's, by the packages that were installed."""
    if name.endswith("3"):
        return False
    packages = {
        package
        for entry in state.fs.entries()
        if isinstance(entry.effect, fx.InstallsPackages)
        for package in entry.effect.packages
    }
    if name == "python" and "python-is-python3" in packages:
        return False
    two = any(map(_TWO.match, packages))
    three = any(map(_THREE.match, packages))
    if name in ("pip", "easy_install") and packages & (_PIP_OF_TWO | _PIP_OF_THREE):
        return bool(packages & _PIP_OF_TWO)
    release = state.distribution.release if state.distribution else ""
    usual = family(state) == "rhel" and release in _USUAL
    return (two or usual) if name == "python" else two and not three
