"""Markers leave a requirement out only where they surely do not hold."""

from __future__ import annotations

import pytest

from dockerize_ms.ecosystems.pythonic.markers import excluded

_OUT = [
    "sys_platform == 'win32'",
    'platform_system == "Windows"',
    "os_name == 'nt' and python_version >= '3.6'",
    "python_version < '3.8'",
    "(python_version <= '2.7')",
    "python_version == '3.6' or python_version == '3.7'",
    "sys_platform != 'linux'",
    "python_version < '3'",
    "python_full_version < '3.8.1'",
]
_IN = [
    "sys_platform == 'linux'",
    "python_version >= '3.8'",
    "python_version == '3.6' or extra == 'x'",
    "platform_machine == 'x86_64'",
    "python_full_version < '3.11.4'",
    "extra == 'x'",
    "python_version in '3.6 3.7'",
    "not a marker",
    "",
    "python_version <",
    "'3.8' > python_version",
]


@pytest.mark.parametrize("marker", _OUT)
def test_leaves_out(marker: str) -> None:
    assert excluded(marker, "3.11")


@pytest.mark.parametrize("marker", _IN)
def test_may_hold(marker: str) -> None:
    assert not excluded(marker, "3.11")


def test_an_unknown_python_decides_nothing() -> None:
    assert not excluded("python_version < '3'", "")
