"""Lines from the source tables, which are not part of the repository."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from facts_lines import Lines, put

Rows = Iterable[Mapping[str, str]]


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
