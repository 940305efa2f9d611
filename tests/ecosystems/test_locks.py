"""What a lock brings comes in the order that the project asks for it, on every run."""

from __future__ import annotations

from dockerize_ms.ecosystems.pythonic.locks import Locked, chosen
from dockerize_ms.ecosystems.pythonic.requirement import Requirement
from dockerize_ms.errors import Evidence

NAMES = [f"package-{letter}" for letter in "qwertzuiopas"]


def test_the_order_is_the_projects() -> None:
    direct = [Requirement(name=name, by=Evidence(name)) for name in NAMES]
    locked = {one.name: Locked(requirement=one) for one in direct}
    assert [one.name for one in chosen(locked, direct)] == NAMES
