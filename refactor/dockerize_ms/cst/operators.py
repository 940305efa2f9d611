"""The operators of ``${name<operator>word}``, with values that may hold a hole."""

from __future__ import annotations

from dockerize_ms.cst import patterns
from dockerize_ms.cst.expansion_error import ExpansionError
from dockerize_ms.text import HOLE


def substitute(name: str, operator: str, word: str, value: str | None) -> str:
    """What an expansion stands for. What depends on an unknown value is a hole."""
    unknown = bool(value) and value == HOLE * len(value or "")
    missing = value is None or (value == "" and operator[0] == ":")
    match operator:
        case "-" | ":-":
            return word if missing else value or ""
        case "+" | ":+":
            return HOLE if unknown else "" if missing else word
        case "?" | ":?":
            if missing:
                state = "unset" if value is None else "empty"
                raise ExpansionError(f"{name}: {word or f'is not allowed to be {state}'}")
            return value or ""
        case "#" | "%":
            return _trimmed(value or "", operator, word)
    raise ExpansionError(f"unsupported modifier ({operator}) in substitution")


def _trimmed(value: str, operator: str, word: str) -> str:
    greedy = word.startswith(operator)
    pattern = word[greedy:]
    if HOLE in value + word:
        patterns.parse(pattern if operator == "#" else patterns.backwards(pattern))
        return HOLE
    trim = patterns.without_prefix if operator == "#" else patterns.without_suffix
    return trim(value, pattern, greedy)


def replace(value: str | None, pattern: str, text: str, every: bool) -> str:
    """What ``${name/pattern/text}`` stands for, or ``//`` for every match."""
    if HOLE in (value or "") + pattern:
        patterns.parse(pattern)
        return HOLE
    return patterns.replace(value or "", pattern, text, every)
