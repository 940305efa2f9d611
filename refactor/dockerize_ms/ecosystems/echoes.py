"""What echo and printf print."""

from __future__ import annotations

from dockerize_ms.ecosystems.families import family
from dockerize_ms.ecosystems.registry import prints
from dockerize_ms.model.invocation import Invocation, State

_ESCAPES = {
    "n": "\n",
    "t": "\t",
    "r": "\r",
    "\\": "\\",
    "a": "\a",
    "b": "\b",
    "f": "\f",
    "v": "\v",
    "e": "\x1b",
}


_LONGEST = 256 * 1024


def _unescaped(text: str) -> tuple[str, bool]:
    """The text with ``\\n`` and its kin replaced; True if ``\\c`` ended it."""
    out: list[str] = []
    at = 0
    while at < len(text):
        if text[at] != "\\" or at + 1 == len(text):
            out.append(text[at])
            at += 1
            continue
        mark = text[at + 1]
        at += 2
        if mark == "c":
            return "".join(out), True
        if mark in "01234567":
            digits = mark
            while at < len(text) and text[at] in "01234567" and len(digits) < 4:
                digits += text[at]
                at += 1
            out.append(chr(int(digits, 8) & 0xFF))
        else:
            out.append(_ESCAPES.get(mark, "\\" + mark))
    return "".join(out), False


@prints("echo")
def echo(invocation: Invocation, state: State) -> str | None:
    """Its words. Without ``-e``, Debian's ``sh`` reads ``\\n`` all the same, others print it."""
    words = list(invocation.arguments)
    newline, escapes = "\n", False
    while words and words[0][:1] == "-" and words[0][1:] and not words[0][1:].strip("neE"):
        flag = words.pop(0)
        newline = "" if "n" in flag else newline
        escapes = "e" in flag or (escapes and "E" not in flag)
    text = " ".join(words)
    if not escapes and family(state) not in ("debian", "ubuntu"):
        return text + newline
    text, ended = _unescaped(text)
    return text if ended else text + newline


@prints("printf")
def printf(invocation: Invocation, state: State) -> str | None:
    """Its format, used again until the words are spent; ``%s``, ``%b``, ``%d``, ``%%`` only."""
    words = list(invocation.arguments)
    if words[:1] == ["--"]:
        words = words[1:]
    if not words or words[0][:2] == "-v":
        return None
    form, values = words[0], words[1:]
    text = ""
    while len(text) <= _LONGEST:
        before = len(values)
        piece = _formatted(form, values)
        if piece is None:
            return None
        text += piece
        if not values or len(values) == before:
            return text
    return None


def _formatted(form: str, values: list[str]) -> str | None:
    """One use of a format; takes its words off ``values``."""
    out: list[str] = []
    parts = form.split("%")
    out.append(_unescaped(parts[0])[0])
    rest = iter(parts[1:])
    for part in rest:
        if part == "":
            out.append("%" + _unescaped(next(rest, ""))[0])
            continue
        if part[0] not in "sbd":
            return None
        value = values.pop(0) if values else ("0" if part[0] == "d" else "")
        out.append(_unescaped(value)[0] if part[0] == "b" else value)
        out.append(_unescaped(part[1:])[0])
    return "".join(out)
