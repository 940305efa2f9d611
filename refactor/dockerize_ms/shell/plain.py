"""Texts that are one command with plain words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from dockerize_ms.shell.nodes import Command, Script

_SPECIAL = re.compile(r"[*?\[\]{}~]")


_NOTHING: Mapping[str, str] = MappingProxyType({})


def plain_words(script: Script, env: Mapping[str, str] = _NOTHING) -> tuple[str, ...] | None:
    """The words of a text that is one simple command, of which nothing is expanded; else None.

    ``exec`` before it is taken off, and so is what gives a variable the value that it has in
    ``env``.
    """
    parts = script.body.parts
    node = parts[0].node if len(parts) == 1 and not parts[0].background else None
    if not isinstance(node, Command) or node.redirects or not node.words:
        return None
    for given in node.assignments:
        if given.append or given.value is None or given.value.literal != env.get(given.name):
            return None
    words = [word.literal for word in node.words]
    if any(word is None or _SPECIAL.search(word) for word in words):
        return None
    found = tuple(word for word in words if word is not None)
    return found[1:] or None if found[0] == "exec" else found
