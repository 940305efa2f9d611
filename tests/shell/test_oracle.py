"""Word expansion and command lists against the real bash."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dockerize_ms.shell import commands, expand, parse
from dockerize_ms.text import SourceMap

VARIABLES = {
    "HOME": "/home/me",
    "x": "a b",
    "e": "",
    "p": "/usr/local/lib.tar.gz",
    "s": " lead and  trail ",
    "n": "5",
    "r": "x",
    "g": "*.c",
    "v": "1.2.3-r0",
    "abc": "abcabc",
}
POSITIONAL = ("one two", "three")

# The name of a command that does not exist reaches this handler with all its arguments.
PRELUDE = """
set -f
command_not_found_handle() { printf '%s\\0' "$#" "$@"; }
PATH=/nonexistent
"""

WORDS = Path(__file__).with_name("words.txt").read_text().splitlines()
SCRIPTS = Path(__file__).with_name("scripts.txt").read_text().split("\n---\n")


def bash(script: str) -> list[tuple[str, ...]]:
    """The commands that bash runs, with their arguments."""
    full = PRELUDE + script
    done = subprocess.run(
        ["bash", "--noprofile", "--norc", "-c", full, "bash", *POSITIONAL],
        env={**VARIABLES, "LC_ALL": "C.UTF-8"},
        capture_output=True,
        check=False,
    )
    items = iter(done.stdout.decode("utf-8", "surrogateescape").split("\0")[:-1])
    return [tuple(next(items) for _ in range(int(count))) for count in items]


def ours(script: str) -> list[tuple[str, ...]]:
    """The same, without running anything."""
    numbered = {str(i): value for i, value in enumerate(POSITIONAL, 1)}
    known = {**VARIABLES, **numbered, "#": str(len(POSITIONAL)), "*": " ".join(POSITIONAL)}
    return [
        tuple(
            field
            for word in command.words
            for field in expand(word, known.get, lookup_all=lambda: POSITIONAL)
        )
        for command in commands(parse(SourceMap.literal(script)).body)
    ]


@pytest.mark.parametrize("word", [word for word in WORDS if word and word[0] != "#"])
def test_words_as_in_bash(word: str) -> None:
    assert ours(f"_cmd {word}") == bash(f"_cmd {word}")


@pytest.mark.parametrize("script", SCRIPTS)
def test_commands_as_in_bash(script: str) -> None:
    assert ours(script) == bash(script)


FUZZ = json.loads(Path(__file__).with_name("fuzz.json").read_text())
TEXTS = (
    st.lists(st.sampled_from(FUZZ["pieces"]), min_size=1, max_size=6)
    .map("".join)
    # whose home that is depends on the machine, or is left open (POSIX has no end of it at a
    # colon, and bash then expands nothing of the word); the grammar takes == for a test of [[;
    # the line after a comment is a command of its own, which bash does not find
    .filter(lambda word: not re.match(r"~[\w+:-]|==|#\\\n", word))
)


@settings(max_examples=60, deadline=None)
@given(st.lists(TEXTS, min_size=1, max_size=20))
def test_any_words_as_in_bash(words: list[str]) -> None:
    script = "".join(f"_cmd {word} end\n" for word in words)
    assert ours(script) == bash(script)


def nested(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    bodies = st.lists(inner, min_size=1, max_size=3).map("\n".join)
    return st.builds(
        lambda outer, body: outer.replace("%s", f"{body}\n_z"),
        st.sampled_from(FUZZ["nests"]),
        bodies,
    )


STATEMENTS = st.recursive(st.sampled_from(FUZZ["leaves"]), nested, max_leaves=6)


@settings(max_examples=40, deadline=None)
@given(st.lists(STATEMENTS, max_size=5).map("\n".join))
def test_any_script_as_in_bash(script: str) -> None:
    silent = ("_no", "true", "false", "break")
    assert [argv for argv in ours(script) if argv[0] not in silent] == bash(script)
