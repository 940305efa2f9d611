"""Colours, for terminals. Without them a text is the same, less the escape sequences."""

from __future__ import annotations

from collections.abc import Callable

_CODES = {
    "bold": "1",
    "dim": "2",
    "red": "31",
    "green": "32",
    "cyan": "36",
    "error": "1;31",
    "warning": "1;33",
    "info": "1;36",
}
Paint = Callable[[str, str], str]
"""A text in a style."""


def paint(colour: bool) -> Paint:
    """What paints, or leaves everything as it is."""
    return _painted if colour else _plain


def _painted(text: str, style: str) -> str:
    return f"\x1b[{_CODES[style]}m{text}\x1b[0m" if text else text


def _plain(text: str, style: str) -> str:
    return text
