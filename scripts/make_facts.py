"""Makes the data files of ``dockerize_ms.facts``.

``python scripts/make_facts.py`` compiles the hand-made tables (``facts/tables``).
``python scripts/make_facts.py SOURCE_DIR`` also makes the rest, from tables that
are not part of this repository. Both write the same bytes for the same input.
"""

from __future__ import annotations

import csv
import glob
import gzip
import json
import os
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

FACTS = os.path.join(os.path.dirname(__file__), "..", "refactor", "dockerize_ms", "facts")
Rows = Iterable[Mapping[str, str]]
Lines = dict[str, str]


class FactsError(Exception):
    """A table that contradicts itself."""


# --- hand-made tables -------------------------------------------------------


def distributions(toml: Mapping[str, Any]) -> tuple[Lines, Lines]:
    """The lines of ``distributions`` (what a release is) and ``releases`` (its names)."""
    facts_date = toml["facts_date"].isoformat()
    known: Lines = {}
    names: Lines = {}
    for family, table in toml.items():
        if family == "facts_date":
            continue
        for order, (name, others, libc, end) in enumerate(table["releases"]):
            ended = ("yes" if end < facts_date else "no") if end else ""
            number = next((o for o in [name, *others] if o[0].isdigit()), "")
            put(known, f"{family}/{name}", f"{order}\t{libc}\t{end}\t{ended}\t{number}")
            for alias in [name, *others]:
                put(names, f"{family}:{alias}", f"{family}\t{name}")
                if not alias[0].isdigit() and family != "distroless":
                    put(names, alias, f"{family}\t{name}")
            if family == "alpine":
                put(names, f"alpine{name}", f"{family}\t{name}")
    return known, names


def images(tables: Iterable[Mapping[str, Any]]) -> Lines:
    """One line an image: its rules as JSON."""
    lines: Lines = {}
    for table in tables:
        rules = {key: value for key, value in table.items() if key not in ("names", "source")}
        if not table.get("source"):
            raise FactsError(f"{table['names']}: no source")
        for name in table["names"]:
            put(lines, name, compact(rules))
    return lines


def words_table(toml: Mapping[str, Any]) -> Lines:
    """Lines ``family/name`` → words, from tables of lists or of words separated by blanks."""
    lines: Lines = {}
    for family, table in toml.items():
        for name, words in table.items():
            if not isinstance(words, str | list):
                raise FactsError(f"quote the name: {family}/{name}")
            put(lines, f"{family}/{name}", words if isinstance(words, str) else " ".join(words))
    return lines


def providers(commands: Lines) -> Lines:
    """Lines ``family/command`` → ``package=path …``: the table of commands turned round."""
    lines: Lines = {}
    for key, row in commands.items():
        family, package = key.split("/")
        folder = "/usr/bin"
        for word in row.split():
            if word.startswith("/"):
                folder = word.removesuffix(":")
                continue
            found = f"{family}/{word}"
            lines[found] = f"{lines.get(found, '')} {package}={folder}/{word}".strip()
    return lines


def roles(toml: Mapping[str, Any]) -> Lines:
    """Lines ``use/family/name`` and, for names with a star, ``use/family`` → JSON pairs."""
    lines: Lines = {}
    patterns: dict[str, list[list[str]]] = {}
    for use, family, name, value in _role_rows(toml):
        if "*" in name:
            patterns.setdefault(f"{use}/{family}", []).append([name, value])
        else:
            put(lines, f"{use}/{family}/{name}", value)
    for key, pairs in patterns.items():
        put(lines, key, compact(pairs))
    return lines


def _role_rows(toml: Mapping[str, Any]) -> Iterator[tuple[str, str, str, str]]:
    for family, reasons in toml["build_only"].items():
        for reason, names in reasons.items():
            yield from (("build_only", family, name, reason) for name in names)
    for family, names in toml["not_build_only"].items():
        yield from (("not_build_only", family, name, "") for name in names)
    for family, packages in toml["leaves"].items():
        for name, left in packages.items():
            yield "leaves", family, name, " ".join(left)


def by_release(toml: Mapping[str, Any]) -> Lines:
    """Lines ``family/name``; what differs by release as ``since=packages;…``, newest first."""
    lines: Lines = {}
    for family, table in toml.items():
        for name, left in table.items():
            text = left if isinstance(left, str) else ";".join(f"{s}={p}" for s, p in left)
            put(lines, f"{family}/{name}", text)
    return lines


# --- tables from the sources ------------------------------------------------


def tags(rows: Rows, corrections: Mapping[str, Any], facts_date: str) -> dict[str, Lines]:
    """For each image, its tags: distribution, and the last listing if that is over."""
    by_image: dict[str, list[Mapping[str, str]]] = {}
    for row in rows:
        by_image.setdefault(row["image"], []).append(row)
    return {
        image: _tags_of(listed, corrections["built_on"], facts_date)
        for image, listed in by_image.items()
    }


def _tags_of(
    rows: list[Mapping[str, str]], built_on: list[Mapping[str, str]], facts_date: str
) -> Lines:
    """An image's tags. One that the lists have dropped for a year is frozen as a whole."""
    newest = max(row["last_listed"] for row in rows)
    if int(newest[:4]) < int(facts_date[:4]) - 1:
        newest = facts_date
    alpine = _alpine_releases(rows)
    lines: Lines = {}
    for row in rows:
        frozen = row["last_listed"] if row["last_listed"] < newest else ""
        found = row["distribution"] or alpine.get((row["tag"], row["last_listed"]), "")
        found = found or _built_on(row, built_on)
        put(lines, row["tag"], f"{found}\t{frozen}".rstrip())
    return lines


def _alpine_releases(rows: Iterable[Mapping[str, str]]) -> dict[tuple[str, str], str]:
    """The Alpine release of tags that only say "alpine", from those listed until the same day."""
    found: dict[tuple[str, str], str] = {}
    for row in rows:
        named = re.fullmatch(r"(.*alpine)-?(\d+)\.(\d+)", row["tag"])
        if named:
            key = (named[1], row["last_listed"])
            known = found.get(key, "alpine0.0").removeprefix("alpine").split(".")
            if [int(named[2]), int(named[3])] > [int(number) for number in known]:
                found[key] = f"alpine{named[2]}.{named[3]}"
    return found


def _built_on(row: Mapping[str, str], rules: Iterable[Mapping[str, str]]) -> str:
    """What ``corrections.toml`` says of a tag for which the lists do not tell."""
    for rule in rules:
        dated = rule["since"] <= row["last_listed"] < rule["before"]
        if dated and re.fullmatch(rule["tags"], f"{row['image']}:{row['tag']}"):
            return rule["distribution"]
    return ""


def packages(
    popular: Rows, dev: Rows, brings: Rows, corrections: Mapping[str, Any]
) -> dict[str, Lines]:
    """For each suite, what is known of its packages, and what an install brings on top of the base.

    A line: section, installed KiB, closure KiB, uses, dependencies, and of the
    recommendations those that Dockerfiles also install by name (the rest is a megabyte
    of libraries that nobody asks for).
    """
    popular = list(popular)
    named = frozenset(row["package"] for row in popular)
    brought = {f"{row['suite']}/{row['package']}": row for row in brings}
    noise = _recommended_anyway(brought.values())
    suites: dict[str, Lines] = {}
    for row in popular:
        more = brought.get(f"{row['suite']}/{row['package']}")
        hidden = _hidden(row, brought, corrections["hidden"])
        depends = " ".join(sorted({*(more["depends"].split() if more else ()), *hidden["brings"]}))
        recommends = _own_recommends(row["package"], more, noise) if more else []
        asked = " ".join(name for name in recommends if name in named)
        closure = int(row["closure_kb"]) + hidden["installed_kb"]
        numbers = f"{row['installed_kb']}\t{closure}\t{row['dockerfile_uses']}"
        lines = suites.setdefault(row["suite"], {})
        put(lines, row["package"], f"{row['section']}\t{numbers}\t{depends}\t{asked}")
    for row in dev:
        line = f"{row['section']}\t{row['installed_kb']}\t\t\t\t"
        suites.setdefault(row["suite"], {}).setdefault(row["package"], line)
    return suites


_NOTHING_HIDDEN: Mapping[str, Any] = {"brings": [], "installed_kb": 0}


def _hidden(
    row: Mapping[str, str], brought: Mapping[str, Mapping[str, str]], hidden: Mapping[str, Any]
) -> Mapping[str, Any]:
    """What the computed dependencies of a package leave out; see ``tables/corrections.toml``."""
    rule = hidden.get(row["suite"])
    other = brought.get(f"{rule['seen_in']}/{row['package']}") if rule else None
    if rule and other and rule["package"] in other["depends"].split():
        found: Mapping[str, Any] = rule
        return found
    return _NOTHING_HIDDEN


def _recommended_anyway(rows: Iterable[Mapping[str, str]]) -> dict[str, frozenset[str]]:
    """For each suite, what every install would recommend: the base system's own, never installed.

    The table computes on top of an empty system; in an image the base is there already
    and its recommendations are not looked at again.
    """
    counts: dict[str, Counter[str]] = {}
    for row in rows:
        if row["recommends"]:
            counts.setdefault(row["suite"], Counter()).update(
                {"": 1, **dict.fromkeys(row["recommends"].split(), 1)}
            )
    return {
        suite: frozenset(name for name, count in found.items() if count > 0.6 * found[""])
        for suite, found in counts.items()
    }


_TLS_CLIENTS = re.compile(r"(libcurl[34]\S*|wget|git|aria2|nodejs)$")


def _own_recommends(
    package: str, row: Mapping[str, str], noise: Mapping[str, frozenset[str]]
) -> list[str]:
    """Recommended packages, certificates kept for those whose control files name them."""
    clients = any(_TLS_CLIENTS.match(name) for name in [package, *row["depends"].split()])
    drop = noise[row["suite"]] - ({"ca-certificates"} if clients else set())
    return [name for name in row["recommends"].split() if name not in drop]


def runtime(rows: Rows, corrections: Mapping[str, Any]) -> dict[str, Lines]:
    """For each suite's ``-dev`` packages, the libraries a program linked with one needs.

    An empty answer counts only for packages that are known to need nothing.
    """
    nothing = frozenset(corrections["runtime_nothing"]["names"].split())
    suites: dict[str, Lines] = {}
    for row in rows:
        name = row["package"]
        left = corrections["runtime"].get(name, row["runtime_packages"])
        if left or name in nothing or name in corrections["runtime"]:
            put(suites.setdefault(row["suite"], {}), name, left)
    return suites


def package_sets(rows: Rows, corrections: Mapping[str, Any]) -> Lines:
    """The packages that images hold, with the corrections of ``tables/corrections.toml``."""
    lines: Lines = {}
    for row in rows:
        held = frozenset(row["packages"].split())
        key = f"{row['suite']}/{row['set']}"
        held -= _named_for(key, corrections["drop"])
        held |= _named_for(key, corrections["add"])
        put(lines, key, " ".join(sorted(held)))
    for key, names in corrections["sets"].items():
        put(lines, key, " ".join(sorted(names.split())))
    return lines


def _named_for(key: str, lists: Mapping[str, list[str]]) -> frozenset[str]:
    found = (names for pattern, names in lists.items() if re.fullmatch(pattern, key))
    return frozenset(name for names in found for name in names)


def sizes(rows: Rows, facts_date: str) -> Lines:
    """Measured sizes in MB by ``image:tag``.

    ``stored`` is the day of the reading and the full tag behind the short one; after a
    year the short one stands for something else.
    """
    lines: Lines = {}
    for row in rows:
        day, full = row["stored"].split()[:2]
        lines[full] = row["size_mb"]
        if day[:4] >= facts_date[:4]:
            lines[f"{row['image']}:{row['tag']}"] = row["size_mb"]
    return lines


def uses(rows: Rows) -> Lines:
    """How many Dockerfiles install a package."""
    lines: Lines = {}
    for row in rows:
        put(lines, row["package"], row["uses"])
    return lines


# --- reading and writing ----------------------------------------------------


def put(lines: Lines, key: str, value: str) -> None:
    """Adds a line; a key twice, or one that would break the file, is an error."""
    if key in lines:
        raise FactsError(f"twice: {key}")
    if re.search(r"[\t\n]|^#|^$", key) or "\n" in value:
        raise FactsError(f"not a line: {key!r}")
    lines[key] = value


def compact(value: object) -> str:
    """JSON on one line, the same for the same value."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def content(lines: Lines, source: str) -> bytes:
    """The bytes of a data file: where it is from, then its lines in byte order."""
    rows = sorted(f"{key}\t{value}".encode() for key, value in lines.items())
    return b"\n".join([f"# {source}".encode(), *rows, b""])


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
    made = {
        "image-packages": content(held, "the images' recipes; tables/corrections.toml"),
        "sizes": content(
            sizes(of("image-size"), facts_date), "the official images' published information"
        ),
        "apk-uses": content(uses(of("apk-popular")), "a count over public Dockerfiles"),
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
