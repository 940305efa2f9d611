"""Names that tools choose by themselves for what they make: ``output_names.ini``."""

from __future__ import annotations

import functools

from dockerize_ms.ecosystems import tables


@functools.cache
def output_words() -> frozenset[str]:
    """The words of such names, in lower case."""
    return frozenset(
        word for row in tables.read("output_names") for word in row.words.get("words", ())
    )
