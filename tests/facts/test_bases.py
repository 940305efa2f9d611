"""The plain image of a distribution."""

from __future__ import annotations

import pytest

from dockerize_ms.facts import Distribution, distribution_base


@pytest.mark.parametrize(
    ("family", "name", "slim", "base"),
    [
        ("debian", "bookworm", True, ("debian", "bookworm-slim")),
        ("debian", "bookworm", False, ("debian", "bookworm")),
        ("debian", "wheezy", True, ("debian", "wheezy-slim")),
        ("debian", "squeeze", True, ("debian", "squeeze")),
        ("ubuntu", "jammy", True, ("ubuntu", "22.04")),
        ("alpine", "3.18", True, ("alpine", "3.18")),
        ("rhel", "oraclelinux9", True, ("oraclelinux", "9-slim")),
        ("rhel", "almalinux9", True, ("almalinux", "9-minimal")),
        ("rhel", "amazonlinux2023", True, ("amazonlinux", "2023")),
        ("rhel", "centos7", True, ("centos", "7")),
        ("rhel", "fedora40", False, ("fedora", "40")),
        ("debian", "", True, None),
        ("alpine", "", True, None),
        ("scratch", "", True, None),
        ("windows", "nanoserver", True, None),
    ],
)
def test_distribution_base(
    family: str, name: str, slim: bool, base: tuple[str, str] | None
) -> None:
    assert distribution_base(Distribution(family, name), slim=slim) == base
