"""Whether the reader's time and memory grow as the file does, for files of several shapes."""

from __future__ import annotations

import time
import tracemalloc
from collections.abc import Callable

from benchmarks.readers import answered
from benchmarks.table import Table

from dockerize_ms.cst import parse

SIZES = {"10 kB": 10_000, "100 kB": 100_000, "1 MB": 1_000_000, "10 MB": 10_000_000}
LARGEST = "10 MB"
ASKED = "1 MB"
"""At which size the answers and the memory are measured, which takes longer."""

_MIXED = """\
# why
ENV A=b C="d e"
COPY --chown=a:b c d /e/

RUN f && \\
    g --h
CMD ["i", "j"]
"""


def _filled(head: str, piece: str, tail: str = "\n") -> Callable[[int], str]:
    return lambda size: head + piece * ((size - len(head)) // len(piece)) + tail


SHAPES = {
    "many instructions": _filled("FROM a\n", _MIXED),
    "one RUN of many lines": _filled("FROM a\nRUN b", " && \\\n    apt-get install -y c=1.2"),
    "comments inside a RUN": _filled("FROM a\nRUN b \\\n", "    # why this is done\n", "    c\n"),
    "one heredoc": _filled("FROM a\nRUN <<EOF\n", "install -m 0755 b /c\n", "EOF\n"),
    "many heredocs": _filled("FROM a\n", "COPY <<a <<b /c/\nd\na\ne\nb\n"),
    "many flags": _filled("FROM a\nRUN", " --mount=type=cache,target=/b", " c\n"),
    "many quoted flags": _filled("FROM a\nRUN", ' --mount=type=cache,target="/b"', " c\n"),
    "many pairs": _filled("FROM a\nENV", ' B="c $d"'),
    "a long JSON array": _filled("FROM a\nCMD [", '"b", ', '"c"]\n'),
    "backslashes": _filled("FROM a\nRUN b", "\\ "),
    "comments and blank lines": _filled("FROM a\n", "# why\n\n"),
}


def table() -> Table:
    """Nanoseconds of CPU time a byte for each size; what it comes to; bytes of memory a byte."""
    rows = []
    for shape, make in SHAPES.items():
        texts = {name: make(size) for name, size in SIZES.items()}
        times = {name: _fastest(parse, text) for name, text in texts.items()}
        asked = _fastest(answered, texts[ASKED]) / len(texts[ASKED])
        rows.append(
            (
                shape,
                *[f"{times[name] / len(text) * 1e9:.0f}" for name, text in texts.items()],
                f"{times[LARGEST]:.1f} s",
                f"{asked * 1e9:.0f}",
                f"{_memory(texts[ASKED]) / len(texts[ASKED]):.1f}",
            )
        )
    return Table(
        ("ns a byte at", *SIZES, f"{LARGEST} in", "everything asked", "memory"), tuple(rows)
    )


def _fastest(read: Callable[[str], object], text: str) -> float:
    """Seconds of CPU time, of several runs where they are short."""
    best = float("inf")
    for _ in range(max(1, min(20, 1_000_000 // len(text)))):
        began = time.process_time()
        read(text)
        best = min(best, time.process_time() - began)
    return best


def _memory(text: str) -> int:
    """Bytes that parsing takes at most."""
    tracemalloc.start()
    try:
        parse(text)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
