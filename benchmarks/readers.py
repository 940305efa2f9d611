"""How long readers of Dockerfiles take for a file, side by side.

Each file is read by all in turn, several times; the least CPU time counts, so that what else
the machine does disturbs little. Texts are in memory. What a reader refuses counts as well.
"""

from __future__ import annotations

import contextlib
import io
import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import dockerfile as buildkit  # type: ignore[import-not-found]
from benchmarks.table import Table
from dockerfile_parse import DockerfileParser  # type: ignore[import-untyped]

from dockerize_ms.cst import Dockerfile, parse

ROUNDS = 5
ROOT = Path(__file__).resolve().parent.parent


def answered(text: str) -> Dockerfile:
    """The tree, and whatever it works out when it is asked."""
    tree = parse(text)
    _ = tree.errors
    for each in tree.instructions:
        _ = each.view, each.shell_source, each.span
    return tree


def structure(text: str) -> object:
    """What dockerfile-parse sees: lines and their first words."""
    return DockerfileParser(fileobj=io.BytesIO(text.encode())).structure


READERS: dict[str, Callable[[str], object]] = {
    "dockerfile-parse, `structure`": structure,
    "`cst.parse`": parse,
    "`cst.parse`, everything asked": answered,
    "BuildKit's parser through `dockerfile`": buildkit.parse_string,
}


def files(folder: str | None) -> list[str]:
    """The texts of the corpus, or of every file in a folder; of UTF-8: more ends the binding."""
    found = Path(folder).rglob("*") if folder else (ROOT / "corpus").glob("*/*/Dockerfile")
    texts = []
    for path in sorted(found):
        with contextlib.suppress(UnicodeDecodeError, IsADirectoryError):
            texts.append(path.read_bytes().decode())
    return texts


def table(texts: Sequence[str]) -> Table:
    """Microseconds a file: median, mean, and the mean beside dockerfile-parse's."""
    times = [_fastest(text) for text in texts]
    rows = []
    means = [statistics.fmean(one) for one in zip(*times, strict=True)]
    for name, mean, one in zip(READERS, means, zip(*times, strict=True), strict=True):
        median = statistics.median(one)
        rows.append((name, f"{median:.0f}", f"{mean:.0f}", f"× {mean / means[0]:.2f}"))
    return Table(("", "median, µs", "mean, µs", "mean beside the first"), tuple(rows))


def _fastest(text: str) -> list[float]:
    best = [float("inf")] * len(READERS)
    for _ in range(ROUNDS):
        for index, read in enumerate(READERS.values()):
            began = time.process_time()
            with contextlib.suppress(Exception):
                read(text)
            best[index] = min(best[index], (time.process_time() - began) * 1e6)
    return best
