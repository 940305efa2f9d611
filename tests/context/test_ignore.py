"""moby's rules for ``.dockerignore``, as a table and against a literal reading of them."""

from __future__ import annotations

import pickle
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dockerize_ms.context import BadPattern, Ignore, match


def _paths(text: str) -> list[str]:
    return [path.replace("\xa0", " ") for path in text.split(" ") if path]


# One ignore file (lines separated by "|"), paths that it leaves out, paths that it keeps.
TABLE: list[tuple[str, str, str]] = [
    # nothing, comments, blanks
    ("", "", "a a/b .git"),
    ("# a|#b", "", "a #b b"),
    (" # a", "#\xa0a", "a"),
    ("| |\t", "", "a"),
    ("  a  ", "a", "b"),
    ("\ufeffa", "a", "b"),
    ("\ufeff#a", "", "a #a"),
    ("a\r|b\r", "a b", "c"),
    # plain names match at the root only, and everything below
    ("a", "a a/b a/b/c", "b b/a ab a.txt"),
    ("a/b", "a/b a/b/c", "a b x/a/b a/bc"),
    ("/a", "a a/b", "b/a"),
    ("/a/b/", "a/b a/b/c", "a"),
    ("a/", "a a/b", "b/a"),
    ("./a", "a a/b", "b"),
    ("a//b", "a/b", "a"),
    ("a/./b", "a/b", "a"),
    ("a/x/../b", "a/b", "a a/x"),
    ("//a", "a", "b"),
    ("..", "", "a"),
    ("../a", "", "a"),
    (".", "", "a a/b"),
    ("/", "", "a a/b"),
    ("a.b", "a.b", "aXb"),
    ("a+b", "a+b", "aab"),
    ("a(b)|c{d}$", "a(b) c{d}$", "ab cd"),
    ("a^b", "a^b", "ab"),
    (".git", ".git .git/HEAD", "git a/.git .github .gitignore"),
    # one component
    ("*", "a a/b .git", ""),
    ("*.go", "a.go .go", "a/b.go a.go2"),
    ("*/*.go", "a/b.go", "b.go a/b/c.go"),
    ("*/a", "b/a b/a/c", "a c/b/a"),
    ("a*", "a ab a.txt ab/c", "b ba"),
    ("*a*", "a bab xa/y", "b"),
    ("?", "a b/c", "ab"),
    ("a?c", "abc", "ac abbc a/c"),
    ("a/*", "a/b a/b/c", "a b"),
    ("a/*.txt", "a/f.txt", "a/d/f.txt a/f.md"),
    ("a/*/c", "a/b/c a/x/c/d", "a/c a/b/b/c"),
    (".*", ".a .git/HEAD", "a a/.b"),
    ("[ab]", "a b b/c", "c ab"),
    ("[a-c]x", "ax cx", "dx"),
    ("[^a-c]x", "dx", "ax"),
    ("[!a]x", "!x ax", "bx"),
    ("*.py[co]", "a.pyc a.pyo", "a.py a/b.pyc"),
    ("[.]env", ".env", "xenv"),
    ("[[]x", "[x", "x"),
    ("a\\*b", "a*b", "axb"),
    ("a\\?", "a?", "ab"),
    ("\\!a", "!a", "a"),
    ("\\#a", "#a", "a"),
    ("a\\\\", "a\\", "a"),
    ("\\d*", "1 9x", "d dx"),
    ("bin\\Debug", "bin.ebug binDebug bin/ebug", "bin/Debug bin\\Debug bin1ebug"),
    # two stars
    ("**", "a a/b a/b/c .git", ""),
    ("**/", "a a/b", ""),
    ("**/**", "a a/b", ""),
    ("**/a", "a b/a c/b/a a/b b/a/c", "ab b/ab ba"),
    ("**/a/b", "a/b c/a/b", "a b ca/b"),
    ("**/*.go", "a.go b/a.go c/b/a.go", "a.goo"),
    ("**/**/*.go", "a.go b/a.go c/b/a.go", "a.txt"),
    ("**/a*", "a ab c/ab c/ab/d", "ba c/ba"),
    ("**/a*.txt", "a.txt d/ab.txt d/e/ab.txt", "ba.txt"),
    ("**/.git", ".git a/.git a/.git/HEAD", "a.git .gitignore"),
    ("**a", "a ba c/ba c/a a/b", "ab"),
    ("**/x/*", "x/y a/x/y a/b/x/y/z", "x a/x"),
    ("**/x/**", "x/y a/x/y a/b/x/y/z", "x a/x"),
    ("a/**", "a/b a/b/c", "a b"),
    ("a**", "a ab a/b ab/c", "b"),
    ("a/**/b", "a/b a/c/b a/c/d/b", "a b a/c a/bb"),
    ("a/**/*.txt", "a/f.txt a/b/f.txt a/b/c/f.txt", "f.txt a/f.md"),
    ("a**/*.txt", "a/f.txt a/b/f.txt af.txt ab/f.txt", "b/f.txt ab/f.md"),
    ("a**b", "ab ac/b", "axb a/bc ac"),
    ("a/*.txt**", "a/f.txt a/f.txtx", "a/f.md"),
    ("**/node_modules", "node_modules a/node_modules/b", "node_modules2"),
    ("**/b?n", "bin a/ban/x", "bn a/b/n"),
    ("**/[ab]/c", "a/c x/b/c", "c x/c"),
    ("***", "a a/b", ""),
    ("***a", "a ba c/ba", "ab"),
    ("**/*", "a a/b", ""),
    ("**/*/c", "a/c a/b/c", "c"),
    ("*/**/c", "a/c a/b/c", "c"),
    ("**/a/**/a/b", "a/a/b x/a/y/a/b a/x/a/a/b", "a/b x/a/b"),
    ("a/**/b/*/**/c", "a/b/b/c a/b/x/c a/x/b/x/y/c", "a/b/c a/x/c"),
    # the last match wins
    ("a|!a", "", "a a/b"),
    ("!a|a", "a a/b", "b"),
    ("a|!a|a", "a", "b"),
    ("*|!a", "b b/c", "a a/b a/b/c"),
    ("*|!a|a/b", "b a/b a/b/c", "a a/c"),
    ("*|!a|a/b|!a/b/c", "a/b a/b/d", "a/b/c a/b/c/d a/x"),
    ("*.md|!README.md", "a.md", "README.md a.txt"),
    ("*.md|!README*.md|README-secret.md", "a.md README-secret.md", "README.md README-x.md"),
    ("*.md|README-secret.md|!README*.md", "a.md", "README.md README-secret.md"),
    ("**/*.md|!**/README.md", "a.md a/b.md", "README.md a/README.md"),
    ("docs|!docs/README.md", "docs docs/a docs/x/README.md", "docs/README.md"),
    ("docs/|!docs/README.md", "docs docs/a", "docs/README.md"),
    ("docs/*|!docs/README.md", "docs/a", "docs docs/README.md"),
    ("docs/**|!docs/README.md", "docs/a docs/a/b", "docs docs/README.md"),
    ("**|!src", "a a/b", "src src/a src/a/b"),
    ("**|!src|src/a", "src/a src/a/b", "src src/b"),
    ("**|!src/**", "a src", "src/a src/a/b"),
    ("**|!src/*.go", "src src/a.txt src/x/a.go", "src/a.go"),
    ("**|!**/*.go", "a a/b", "a.go a/b.go a/b/c.go"),
    ("*|!*.go", "a a/b", "a.go"),
    ("*|!*/", "", "a a/b"),
    ("*|!/a", "b", "a"),
    ("*|! a", "b", "a"),
    ("*|! /a/b ", "a a/c", "a/b"),
    ("*|!./a", "b", "a"),
    ("*|!a/", "b", "a a/b"),
    ("a|!b", "a", "b c"),
    ("a|!**/b", "a a/c", "a/b a/c/b b"),
    ("a|!**", "", "a a/b"),
    ("a/b|!a", "", "a"),
    ("a|!*", "", "a a/b"),
    # a directory hands down what matched it, and only what was looked at
    ("a|!a/b/c", "a a/b a/b/d", "a/b/c a/b/c/e"),
    ("a/b/c|!a/b", "a/b/c a/b/c/d", "a/b a/b/x"),
    ("!a/b|a", "a a/b", "b"),
    ("a|!a/b|**/*.o", "a a/x a/b/f.o", "a/b a/b/f.c"),
    ("*|!a|**/tmp", "b a/tmp a/tmp/x", "a a/b"),
    # lines that Docker refuses are left out
    ("[|a", "a", "["),
    ("a[|b", "b", "a a["),
    ("a\\", "", "a"),
    ("src\\obj", "", "src/obj"),
    ("!|a", "a", "!"),
    ("!/|a", "a", "b"),
    # what people write
    (
        "node_modules|npm-debug.log|.git",
        "node_modules/x .git/HEAD npm-debug.log",
        "src package.json",
    ),
    ("**/bin|**/obj", "bin/x a/obj/y obj", "binary a/object"),
    ("*|!go.mod|!go.sum|!cmd/|!internal/", "README.md", "go.mod cmd/main.go internal/a/b.go"),
    ("**/*.pyc|**/__pycache__", "a.pyc p/a.pyc p/__pycache__/x", "a.py p/a.py"),
    ("/dist|/build", "dist/a build", "src/dist src/build/x"),
    ("Dockerfile*|docker-compose*", "Dockerfile Dockerfile.dev docker-compose.yml", "a/Dockerfile"),
    ("target|!target/release/app", "target target/debug/app", "target/release/app"),
    ("target/*|!target/*.jar", "target/classes target/a.txt", "target/app.jar target"),
]

ROWS = [(text.replace("|", "\n"), _paths(out), _paths(kept)) for text, out, kept in TABLE]


def test_the_table_is_large() -> None:
    assert sum(len(out) + len(kept) for _, out, kept in ROWS) >= 150


@pytest.mark.parametrize(("text", "out", "kept"), ROWS)
def test_excluded(text: str, out: list[str], kept: list[str]) -> None:
    ignore = Ignore.parse(text)
    assert [path for path in out + kept if ignore.excluded(path)] == out


@pytest.mark.parametrize(("text", "out", "kept"), ROWS)
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
]


@pytest.mark.parametrize(("text", "directory", "pruned"), PRUNES)
def test_prunes(text: str, directory: str, pruned: bool) -> None:
    assert Ignore.parse(text.replace("|", "\n")).prunes(directory) is pruned


def test_errors_tell_the_line() -> None:
    assert Ignore.parse("a\n[\n!\nb\\").errors == ((2, "["), (3, "!"), (4, "b\\"))


def test_too_many_wildcards_are_refused() -> None:
    assert Ignore.parse("a**b*c*d*e*f").errors


def test_survives_a_process_pool() -> None:
    assert pickle.loads(pickle.dumps(Ignore.parse("*\n!a"))).excluded("b")  # noqa: S301


def test_a_very_long_path_is_only_a_path() -> None:
    assert not Ignore.parse("a").excluded("a/" * 100_000 + "a")


def test_many_stars_take_no_time() -> None:
    assert not Ignore.parse("**/" + "*a" * 30 + "b").excluded("a/" * 50 + "a" * 200)


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
    negated = line.startswith("!")
    text = _clean(line[1:].strip() if negated else line)
    text = text[1:] if len(text) > 1 and text.startswith("/") else text
    return None if text in ("", "/") or _malformed(text) else (negated, text)


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
            regex += "\\" + char if char in ".+()|{}$" else char
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
