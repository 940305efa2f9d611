"""The settings by name, and how each value is checked."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection

from dockerize_ms.errors import Severity, UsageError

TARGETS = ("auto", "slim", "distroless", "scratch")
UNITS = {
    "": 1,
    "b": 1,
    "kb": 1000,
    "mb": 1000**2,
    "gb": 1000**3,
    "k": 1024,
    "m": 1024**2,
    "g": 1024**3,
    "kib": 1024,
    "mib": 1024**2,
    "gib": 1024**3,
}


def key_of(field: str) -> str:
    """The name of a field of ``Options`` in files and on the command line."""
    return field.rstrip("_").replace("_", "-")


def field_of(key: str) -> str:
    """The field of ``Options`` that a setting fills."""
    return "with_" if key == "with" else key.replace("-", "_")


def read_value(key: str, value: object, place: str, refactorings: Collection[str] = ()) -> object:
    """A value checked and converted. ``place`` begins the message of a ``UsageError``."""
    reader = READERS.get(key)
    if reader is None:
        meant = key_of(key)
        hint = f"did you mean {meant}?" if meant in READERS else f"known: {_listed(READERS)}"
        raise UsageError(f"{place}: unknown setting {key!r}", hint)
    try:
        result = reader(value)
    except ValueError as error:
        raise UsageError(f"{place}: {key}: {error}") from error
    if refactorings and isinstance(result, frozenset) and (odd := result.difference(refactorings)):
        hint = f"known: {_listed(refactorings)}"
        raise UsageError(f"{place}: no such refactoring: {_listed(odd)}", hint)
    return result


def parse_size(text: str) -> int:
    """Bytes of ``10MiB``, ``5MB``, ``512k`` (1024) or ``1048576``. Raises ``UsageError``."""
    try:
        return _size(text)
    except ValueError as error:
        raise UsageError(str(error)) from error


def _listed(names: Collection[str]) -> str:
    return ", ".join(sorted(names))


def _choice(*choices: str) -> Callable[[object], str]:
    def read(value: object) -> str:
        if value not in choices:
            raise ValueError(f"{value!r} is none of {', '.join(choices)}")
        return str(value)

    return read


def _severity(value: object) -> Severity:
    return Severity(_choice(*Severity)(value))


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError(f"{value!r} is neither true nor false")
    return value


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list | tuple | set | frozenset):
        raise ValueError("a list of texts is needed")
    if odd := [item for item in value if not (isinstance(item, str) and item)]:
        raise ValueError(f"{odd[0]!r} is not a text with something in it")
    return tuple(value)


def _names(value: object) -> frozenset[str]:
    return frozenset(_texts(value))


def _size(value: object) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        raise ValueError(f"{value!r} is no size")
    found = re.fullmatch(r"\s*(\d{1,15}(?:\.\d{1,9})?)\s*([a-z]{0,3})\s*", value, re.IGNORECASE)
    unit = UNITS.get(found.group(2).lower()) if found else None
    if found is None or unit is None:
        raise ValueError(f"{value!r} is no size; write 10MiB, 5MB or a number of bytes")
    return round(float(found.group(1)) * unit)


READERS: dict[str, Callable[[object], object]] = {
    "target": _choice(*TARGETS),
    "with": _names,
    "without": _names,
    "keep": _texts,
    "strict": _flag,
    "min-saving": _size,
    "fail-on": _severity,
    "recheck-multi-stage": _flag,
}
