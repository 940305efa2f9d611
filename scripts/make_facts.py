"""Makes the data files of ``dockerize_ms.facts``.

``python scripts/make_facts.py`` compiles the hand-made tables (``facts/tables``).
``python scripts/make_facts.py SOURCE_DIR`` also makes the rest, from tables that
are not part of this repository. Both write the same bytes for the same input.
"""

from __future__ import annotations

import csv
import glob
import gzip
import os
import sys
import tomllib
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from facts_lines import content
from facts_sources import package_sets, packages, runtime, sizes, tags
from facts_tables import (
    by_release,
    check_families,
    distributions,
    images,
    providers,
    roles,
    words_table,
)

FACTS = os.path.join(os.path.dirname(__file__), "..", "refactor", "dockerize_ms", "facts")


def read(folder: str, name: str) -> Iterator[dict[str, str]]:
    """The rows of a source table."""
    with gzip.open(os.path.join(folder, f"{name}.tsv.gz"), "rt", encoding="utf-8", newline="") as f:
        yield from csv.DictReader(f, delimiter="\t", quoting=csv.QUOTE_NONE)


def load(name: str) -> dict[str, Any]:
    """A hand-made table."""
    with open(os.path.join(FACTS, "tables", f"{name}.toml"), "rb") as f:
        return tomllib.load(f)


def hand_made() -> dict[str, bytes]:
    """The data files that come from ``tables`` alone."""
    known, names = distributions(load("distributions"))
    pattern = os.path.join(FACTS, "tables", "images", "*.toml")
    rules = [load(f"images/{os.path.basename(path)[:-5]}") for path in sorted(glob.glob(pattern))]
    commands = words_table(load("commands"))
    check_families(key.partition("/")[0] for key in commands)
    made = {
        "commands": content(commands, "tables/commands.toml"),
        "providers": content(providers(commands), "tables/commands.toml"),
        "distributions": content(known, "tables/distributions.toml"),
        "releases": content(names, "tables/distributions.toml"),
        "images": content(images(rules), "tables/images"),
    }
    makers = {
        "files": words_table,
        "roles": roles,
        "alpine": words_table,
        "rhel": words_table,
        "distroless": words_table,
        "runtime": by_release,
    }
    for name, make in makers.items():
        made[name] = content(make(load(name)), f"tables/{name}.toml")
    return made


def from_sources(folder: str) -> dict[str, bytes]:
    """The data files that come from the tables in a folder."""

    def of(name: str) -> Iterator[dict[str, str]]:
        return read(folder, name)

    corrections = load("corrections")
    facts_date = load("distributions")["facts_date"].isoformat()
    debian = packages(
        of("debian-popular"), of("debian-dev-runtime"), of("debian-brings"), corrections
    )
    held = package_sets(of("image-packages"), corrections)
    counts = {row["package"]: row["uses"] for row in of("apk-popular")}
    made = {
        "image-packages": content(held, "the images' recipes; tables/corrections.toml"),
        "sizes": content(
            sizes(of("image-size"), facts_date), "the official images' published information"
        ),
        "apk-uses": content(counts, "a count over public Dockerfiles"),
    }
    for suite, lines in debian.items():
        made[f"packages/{suite}"] = content(lines, "Debian's package indices; public Dockerfiles")
    for suite, lines in runtime(of("debian-dev-runtime"), corrections).items():
        made[f"runtime/{suite}"] = content(lines, "Debian's package indices")
    for image, lines in tags(of("official-image-tags"), corrections, facts_date).items():
        made[f"tags/{image}"] = content(lines, "the official image lists")
    return made


def write(made: Mapping[str, bytes]) -> None:
    """Writes the data files that changed."""
    for name, data in made.items():
        path = os.path.join(FACTS, "data", f"{name}.tsv")
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as f:
            f.write(data)


def main(arguments: list[str], say: Callable[[str], object] = print) -> int:
    """Runs the script; returns its exit code."""
    if len(arguments) > 1:
        say(__doc__ or "")
        return 2
    made = hand_made()
    if arguments:
        made |= from_sources(arguments[0])
    write(made)
    say(f"{len(made)} files, {sum(map(len, made.values())):,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
