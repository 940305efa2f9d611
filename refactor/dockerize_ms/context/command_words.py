"""The words of a command line that stands in any text: a script, a Makefile, a workflow, a page.

This is no shell: it reads far enough to see literal words, and marks what depends
on the moment it runs with a hole.
"""

from __future__ import annotations

import re

from dockerize_ms.text import HOLE

WORD_LIMIT = 200
ELLIPSES = ("...", "…")

HERE = (
    r"\$\(pwd\)|\$\(CURDIR\)|\$\{?(?:PWD|CURDIR|GITHUB_WORKSPACE|CI_PROJECT_DIR)\b\}?"
    r"|\$\{\{\s*github\.workspace\s*\}\}"
)
"""Other names of the working directory."""

EXPANSION = (
    r"\$\{\{[^}\n]{0,200}\}\}|\{\{[^}\n]{0,200}\}\}|\$\{[^}\n]{0,200}\}|\$\([^)\n]{0,200}\)"
    r"|\$\$?\w+|\$\$?[@*#?!<^-]"
)
PLAIN = r"[^\s'\"\\$`;&|()<>{}]+"
PLACEHOLDER = r"<[\w .:/-]{1,60}>"
BLANKS = r"(?:[ \t]|\\\r?\n)+"
STOP = frozenset(";&|()<>`\n\r")


def words(text: str, at: int) -> tuple[list[str], int]:
    """The words from an offset on to the end of that command, and where it ends."""
    found: list[str] = []
    end = at
    while len(found) < WORD_LIMIT:
        blanks = _at(BLANKS, text, at)
        at = blanks.end() if blanks else at
        if text.startswith("#", at):
            break
        word, after = _word(text, at)
        if word is None:
            break
        found.append(HOLE if word in ELLIPSES else word)
        at = end = after
        if at < len(text) and text[at] in "'\"":
            break  # a quote that nothing closes: the text around the command ends here
    return found, end


def _word(text: str, at: int) -> tuple[str | None, int]:
    """One word and where it ends; None if none begins here."""
    start = at
    parts: list[str] = []
    while at < len(text):
        piece = _piece(text, at)
        if piece is None:
            break
        parts.append(piece[0])
        at = piece[1]
    return ("".join(parts) if at > start else None), at


def _piece(text: str, at: int) -> tuple[str, int] | None:
    """A part of a word and where it ends; None at the word's end."""
    char = text[at]
    if plain := _at(PLAIN, text, at):
        return plain.group(), plain.end()
    if char in "'\"":
        return _quoted(text, at)
    if here := _at(HERE, text, at):
        return ".", here.end()
    if expansion := _at(EXPANSION, text, at) or _at(PLACEHOLDER, text, at):
        return HOLE, expansion.end()
    if char == "\\" and text[at + 1 : at + 2] not in ("", "\n", "\r"):
        return text[at + 1], at + 2
    if char.isspace() or char in STOP or char == "\\":
        return None
    return char, at + 1


def _quoted(text: str, at: int) -> tuple[str, int] | None:
    """What stands between quotes; None if they are not closed on this line."""
    quote = text[at]
    close = _at(r"(?:[^\\\n" + quote + r"]|\\.)*" + quote, text, at + 1)
    if close is None:
        return None
    inside = text[at + 1 : close.end() - 1]
    if quote == '"':
        inside = re.sub(EXPANSION, HOLE, re.sub(HERE, ".", inside))
        inside = re.sub(r'\\(["\\$`])', r"\1", inside)
    return inside, close.end()


def _at(pattern: str, text: str, at: int) -> re.Match[str] | None:
    """A match that begins at an offset. Patterns are compiled when first needed."""
    return re.compile(pattern).match(text, at)
