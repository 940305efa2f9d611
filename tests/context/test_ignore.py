"""moby's rules for ``.dockerignore``, as a table and against a literal reading of them."""

from __future__ import annotations

import pickle
import re
import time
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dockerize_ms.context import BadPattern, Ignore, match


def _paths(text: str) -> list[str]:
    return [path.replace("\xa0", " ") for path in text.split(" ") if path]


DATA = tomllib.loads(Path(__file__).with_name("ignore.toml").read_text(encoding="utf-8"))
PLAIN, ODD = (
    [(text, _paths(out), _paths(kept)) for text, out, kept in DATA[name]]
    for name in ("plain", "odd")
)


def test_the_table_is_large() -> None:
    assert sum(len(out) + len(kept) for _, out, kept in PLAIN + ODD) >= 300


@pytest.mark.parametrize(("text", "out", "kept"), PLAIN + ODD)
def test_excluded(text: str, out: list[str], kept: list[str]) -> None:
    ignore = Ignore.parse(text)
    assert [path for path in out + kept if ignore.excluded(path)] == out


@pytest.mark.parametrize(("text", "lines"), DATA["refused"])
def test_refused(text: str, lines: list[int]) -> None:
    assert [line for line, _ in Ignore.parse(text).errors] == lines


@pytest.mark.parametrize(("text", "out", "kept"), PLAIN)
def test_the_literal_reading_agrees_with_the_table(
    text: str, out: list[str], kept: list[str]
) -> None:
    assert [path for path in out + kept if _moby(text.split("\n"), path)] == out


PRUNES = [
    ("a", "a", True),
    ("a", "b", False),
    ("a|!a/b", "a", False),
    ("a|!a/b", "a/c", True),
    ("a|!a/b/c", "a/b", False),
    ("a|!b", "a", True),
    ("a|!**/x", "a", False),
    ("a|!a/*.md", "a", False),
    ("a|!a/*.md", "a/b", False),
    ("*|!a", "b", True),
    ("*|!a|a/b", "a/b", True),
    ("*|!a|a/b|!a/b/c", "a/b", False),
    ("*|!src/**", "node_modules", True),
    ("a|!a/*/**", "a/b", True),
    ("a|!a/*/?", "a/b", False),
    ("*|!{a}*", "b", False),
]


@pytest.mark.parametrize(("text", "directory", "pruned"), PRUNES)
def test_prunes(text: str, directory: str, pruned: bool) -> None:
    assert Ignore.parse(text.replace("|", "\n")).prunes(directory) is pruned


def test_errors_tell_the_line() -> None:
    assert Ignore.parse("a\n[\n!\nb\\").errors == ((2, "["), (3, "!"), (4, "b\\"))


LARGE = [("a" * 65_535, 0), ("a" * 65_536, 1), ("#" + "é" * 32_768, 1), ("?" * 3000, 1)]
LARGE += [
    ("*{0,1000}\n" * 10_000, 10_000),
    ("a{0,100}?\n" * 1000, 952),
    ("a{0,900}" * 7000 + "*", 1),
]
LARGE += [("a{0,900}|" * 7000 + "*", 1), ("|" * 60_000 + "*", 1)]
LARGE += [("*" * 60_000, 1), ("[" + "a" * 60_000 + "]", 0), ("[" + "[:a" * 5000 + "]", 0)]


@pytest.mark.parametrize(("text", "errors"), LARGE)
def test_how_much_is_read(text: str, errors: int) -> None:
    assert len(Ignore.parse(text).errors) == errors


def test_survives_a_process_pool() -> None:
    assert pickle.loads(pickle.dumps(Ignore.parse("*\n!a"))).excluded("b")  # noqa: S301


def test_a_very_long_path_is_only_a_path() -> None:
    assert not Ignore.parse("a").excluded("a/" * 100_000 + "a")


HOSTILE = ["**/" + "*a" * 30 + "b", "a**b*c*d*e*f" * 5, "**a" * 20 + "*b", "*a" * 400 + "b"]
HOSTILE += ["**/" * 200 + "?b", "a{0,90}" * 5 + "?b", "[^b]*" * 200 + "b", "?" * 1500 + "*b"]


@pytest.mark.parametrize("pattern", HOSTILE)
def test_many_wildcards_take_no_time(pattern: str) -> None:
    ignore = Ignore.parse(pattern)
    before = time.process_time()
    found = [ignore.excluded(path) for path in ("a/" * 50 + "a" * 200, "a" * 1000)]
    assert (ignore.errors, found, time.process_time() - before < 2) == ((), [False] * 2, True)


PATTERN = st.text("ab/*!?.", min_size=1, max_size=7)
PATH = st.lists(st.sampled_from(["a", "b", "ab", ".a", "b.a", "aab"]), min_size=1, max_size=4)


@given(st.lists(PATTERN, max_size=4), PATH.map("/".join))
def test_agrees_with_a_literal_reading_of_moby(lines: list[str], path: str) -> None:
    ignore = Ignore.parse("\n".join(lines))
    refused = {line for line, _ in ignore.errors}
    kept = [line for number, line in enumerate(lines, 1) if number not in refused]
    assert ignore.excluded(path) is _moby(kept, path)


@given(st.lists(PATTERN, max_size=4), PATH.map("/".join), PATH.map("/".join))
def test_nothing_below_a_pruned_directory_is_kept(lines: list[str], path: str, below: str) -> None:
    ignore = Ignore.parse("\n".join(lines))
    assert not ignore.prunes(path) or ignore.excluded(f"{path}/{below}")


def _moby(lines: list[str], path: str) -> bool:
    """BuildKit's walk, one directory after another, pattern by pattern."""
    patterns = [cleaned for line in lines if (cleaned := _cleaned(line)) is not None]
    parent: list[bool] = []
    matched = False
    parts = path.split("/")
    for length in range(1, len(parts) + 1):
        here = "/".join(parts[:length])
        matched = False
        hits = []
        for index, (negated, pattern) in enumerate(patterns):
            hit = bool(parent) and parent[index]
            if not hit and negated == matched:
                hit = _fits(pattern, here)
            hits.append(hit)
            matched = (not negated) if hit else matched
        parent = hits
    return matched


def _cleaned(line: str) -> tuple[bool, str] | None:
    line = line.removeprefix("\ufeff")
    if line.startswith("#") or not line.strip():
        return None
    line = line.strip()
    sign = "!" if line.startswith("!") else ""
    text = _clean(line.removeprefix("!").strip())
    text = _clean((sign + (text[1:] if len(text) > 1 and text.startswith("/") else text)).strip())
    negated = text.startswith("!")
    text = text[negated:]
    return None if not text or _malformed(text) else (negated, text)


def _clean(path: str) -> str:
    parts: list[str] = []
    for part in path.split("/"):
        if part == ".." and parts and parts[-1] != "..":
            parts.pop()
        elif part not in ("", ".") and not (part == ".." and path.startswith("/")):
            parts.append(part)
    return ("/" if path.startswith("/") else "") + "/".join(parts) or (path and ".")


def _malformed(pattern: str) -> bool:
    try:
        match(pattern, ".")
    except BadPattern:
        return True
    return False


def _fits(pattern: str, path: str) -> bool:
    """``Pattern.compile`` and ``Pattern.match`` of moby's patternmatcher, retold."""
    regex, kind, at = "", "exact", 0
    while at < len(pattern):
        char = pattern[at]
        first = at == 0
        at += 1
        if char == "*" and pattern[at : at + 1] == "*":
            at += 1
            at += pattern[at : at + 1] == "/"
            if at >= len(pattern):
                regex += ".*"
                kind = "prefix" if kind == "exact" else "regex"
            else:
                regex += "(.*/)?"
                kind = "regex"
            kind = "suffix" if first else kind
        elif char == "*" or char == "?":
            regex += "[^/]" + ("*" if char == "*" else "")
            kind = "regex"
        elif char == "\\":
            regex += "\\" + pattern[at]
            kind = "regex"
            at += 1
        elif char in "[]":
            regex += "\\[" if char == "[" and regex.endswith("[") else char
            kind = "regex"
        else:
            regex += "\\" + char if char in ".+()$" else char
    return {
        "exact": lambda: path == pattern,
        "prefix": lambda: path.startswith(pattern[:-2]),
        "suffix": lambda: path.endswith(pattern[2:]) or path == pattern[3:],
        "regex": lambda: _search(regex, path),
    }[kind]()


def _search(regex: str, path: str) -> bool:
    try:
        return re.search(f"^{regex}\\Z", path, re.ASCII) is not None
    except re.error:
        return False
