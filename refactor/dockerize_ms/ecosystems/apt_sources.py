"""Where apt gets packages from, and what it remembers."""

from __future__ import annotations

from collections.abc import Iterator

from dockerize_ms.ecosystems.apt import LISTS
from dockerize_ms.ecosystems.places import SYSTEM_TREES, place
from dockerize_ms.ecosystems.registry import standard
from dockerize_ms.model.effects import (
    Configures,
    Effect,
    MarksAutomatic,
    Opaque,
    WritesTree,
)
from dockerize_ms.model.invocation import Invocation, State


@standard("add-apt-repository", "apt-add-repository")
def add_repository(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Adds a source of packages, and reads its index."""
    for directory in ("/etc/apt/sources.list.d", "/etc/apt/trusted.gpg.d"):
        yield WritesTree(path=directory)
    yield WritesTree(path="/var/lib/apt/lists", build_only=LISTS)


@standard("apt-key")
def apt_key(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Trusts a key."""
    if invocation.arguments[:1] not in (("list",), ("finger",), ("export",), ("exportall",)):
        yield WritesTree(path="/etc/apt/trusted.gpg.d")
        yield Configures(path="/etc/apt/trusted.gpg")


@standard(
    "apt-mark", "apt-cache", "apt-config", "apt-cdrom", "apt-file", "apt-show-versions",
    "apt-listchanges"
)  # fmt: skip
def apt_other(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Marks packages or asks for them. What is marked ``auto`` goes with the next autoremove."""
    if invocation.name == "apt-mark":
        yield Configures(path="/var/lib/apt/extended_states")
        words = [word for word in invocation.arguments if word[:1] != "-"]
        if words[:1] == ["auto"]:
            yield MarksAutomatic(patterns=tuple(words[1:]))
    elif invocation.name == "apt-file" and "update" in invocation.arguments:
        yield WritesTree(path=place(state, "/var/lib/apt/lists"), build_only=LISTS)


@standard("gdebi", "apt-install")
def from_files(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Installs packages from files."""
    yield Opaque(reason="packages from files are not known by name", below=SYSTEM_TREES)
