"""Lines from the hand-made tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec
from facts_lines import FactsError, Lines, compact, put

from dockerize_ms.facts.rules import Rules

FAMILIES = frozenset(("debian", "ubuntu", "alpine", "rhel", "distroless", "scratch", "windows"))


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
        if not table.get("source"):
            raise FactsError(f"{table['names']}: no source")
        rules = {key: value for key, value in table.items() if key not in ("names", "source")}
        check_rules(rules)
        for name in table["names"]:
            put(lines, name, compact(rules))
    return lines


def check_rules(rules: Mapping[str, Any]) -> None:
    """Refuses rules with unknown fields, families or releases, or a pattern that is none."""
    try:
        layers = msgspec.convert(rules, Rules).layer
        for layer in layers:
            re.compile(layer.when.tag)
    except (msgspec.ValidationError, re.error) as error:
        raise FactsError(f"{rules}: {error}") from error
    for layer in layers:
        check_families(filter(None, layer.when.family))


def check_families(names: Iterable[str]) -> None:
    """Refuses a family that no distribution has."""
    unknown = set(names) - FAMILIES
    if unknown:
        raise FactsError(f"no such family: {', '.join(sorted(unknown))}")


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
    for families in toml.values():
        check_families(families)
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
