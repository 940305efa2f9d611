"""The options in force: defaults, then the configuration file, then the command line."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, Literal

import msgspec

from dockerize_ms.errors import Severity, UsageError
from dockerize_ms.settings.configuration import written_options
from dockerize_ms.settings.values import key_of, read_value


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """What the user asked for.

    ``with_`` and ``without`` name refactorings; ``min_saving`` is in bytes. With
    ``recheck_multi_stage`` a multi-stage file is not left alone for being one.
    """

    target: Literal["auto", "slim", "distroless", "scratch"] = "auto"
    with_: frozenset[str] = frozenset()
    without: frozenset[str] = frozenset()
    keep: tuple[str, ...] = ()
    strict: bool = False
    min_saving: int = 10 * 1024 * 1024
    fail_on: Severity = Severity.ERROR
    recheck_multi_stage: bool = False


def load(
    start: str | None,
    overrides: Mapping[str, object] | None = None,
    *,
    refactorings: Collection[str] = (),
) -> Options:
    """The options in force for a folder; None is one without settings.

    The nearest ``.dockerize-ms.toml`` or ``[tool.dockerize-ms]`` up to the root of
    the repository, then ``overrides``: fields of ``Options``, None for "not given". A
    name given to ``with`` there takes back the file's ``without``, and the other way round.
    Raises ``UsageError``, also for names that are not among ``refactorings`` if there are any.
    """
    written = {} if start is None else written_options(start, refactorings)
    asked = {}
    for field, value in (overrides or {}).items():
        if value is not None and value != ():
            key = key_of(field)
            asked[field] = read_value(key, value, f"--{key}", refactorings)
    return msgspec.structs.replace(Options(), **_merge(written, asked))


def _merge(written: Mapping[str, Any], asked: Mapping[str, Any]) -> dict[str, Any]:
    nothing: frozenset[str] = frozenset()
    merged = {**written, **asked}
    for field, other in (("with_", "without"), ("without", "with_")):
        kept = written.get(field, nothing) - asked.get(other, nothing)
        merged[field] = kept | asked.get(field, nothing)
    merged["keep"] = tuple(dict.fromkeys((*written.get("keep", ()), *asked.get("keep", ()))))
    if both := merged["with_"] & merged["without"]:
        raise UsageError(f"asked for with and without: {', '.join(sorted(both))}")
    return merged
