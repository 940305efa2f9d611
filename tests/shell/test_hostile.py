"""Texts made to be slow, deep or large: all end soon, none raises."""

from __future__ import annotations

import time

import pytest

from dockerize_ms.shell import commands, expand, join, parse, split
from dockerize_ms.text import SourceMap

HOSTILE = {
    "open parentheses": "(" * 10_000,
    "parentheses": "(" * 10_000 + "a" + ")" * 10_000,
    "open substitutions": '"$(a ' * 10_000,
    "substitutions": "$(" * 3_000 + "a" + ")" * 3_000,
    "parameters": "${x:-" * 10_000 + "}" * 10_000,
    "open parameters": "${x" * 20_000,
    "backticks": "`a" * 20_000,
    "groups": "{ " * 5_000 + "a;" + " }" * 5_000,
    "ifs": "if a; then " * 10_000,
    "negations": "! " * 10_000,
    "arrays": "a=(" * 10_000,
    "arithmetic": "((a " * 30_000,
    "unbalanced": "$(}f() " * 5_000,
    "redirects to backticks": ">*`" * 10_000,
    "pipes": "a | " * 100_000 + "a",
    "ors": "||" * 50_000,
    "escaped ors": "\\||" * 10_000,
    "closers": ")" * 100_000,
    "quotes": "'" * 100_001,
    "double quotes": '"' * 100_001,
    "braces": "{a," * 50_000 + "}" * 50_000,
    "expanding braces": "x " + "{a,b}" * 1_000,
    "ranges": "x " + "{1..999999999} " * 50,
    "heredocs": "cat <<E\n$x\nE\n" * 5_000,
    "open heredocs": "cat <<E\n" * 20_000,
    "heredocs of one line": "a <<E " * 5_000 + "\n" + "x\nE\n" * 5_000,
    "hidden comments": "`# x` " * 50_000,
    "continuations": " \\\n" * 100_000,
    "hashes": "\\\n" * 50_000 + "a#" * 50_000,
    "one long word": "a" * 1_000_000,
    "one long string": '"' + "a$x " * 50_000 + '"',
    "many lines": "apt-get install -y foo\n" * 5_000,
    "one long list": "a && " * 1_900 + "a",
    "pattern": "x ${v#" + "*a" * 200 + "} ${v//" + "*a" * 200 + "}",
    "tildes": "x a=" + "~:" * 50_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_ends_soon(text: str) -> None:
    began = time.process_time()
    script = parse(SourceMap.literal(text))
    join(script, range(0, len(split(script)), 2))
    for command in commands(script.body):
        for word in command.words:
            expand(word, {"v": "ab" * 400}.get)
    assert time.process_time() - began < 10
