"""What words become where bash cannot tell: holes and options. The rest is in test_oracle.py."""

from __future__ import annotations

import pytest

from dockerize_ms.shell import List, Word, commands, expand, expand_one, matches, parse
from dockerize_ms.text import HOLE, SourceMap

VALUES = {"x": "a b", "h": HOLE, "p": f"/app/{HOLE}/bin", "e": "", "g": "*.c", "HOME": "/home/me"}


def word(text: str) -> Word:
    (command,) = commands_of(f"_ {text}")
    return command[1]


def commands_of(text: str) -> list[tuple[Word, ...]]:
    body = parse(SourceMap.literal(text)).body
    return [command.words for command in commands(body)][:1]


def output(body: List) -> str | None:
    names = [command.words[0].literal for command in commands(body)]
    return "o p\n\n" if names == ["known"] else None


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("$h", (HOLE,)),
        ("$p/x", (f"/app/{HOLE}/bin/x",)),
        ("$(known)", (HOLE,)),
        ("`known`", (HOLE,)),
        ("a$((1+1))b", (f"a{HOLE}b",)),
        ("<(known)", (HOLE,)),
        ("${h:-d}", (HOLE,)),
        ("${h:+d}", (HOLE,)),
        ("${h-d} ", (HOLE,)),
        ("${h+d}", ("d",)),
        ("${p:-d}", (f"/app/{HOLE}/bin",)),
        ("${p:+d}", ("d",)),
        ("${p##*/}", (HOLE,)),
        ("${x#$h}", (HOLE,)),
        ("${p/a/b}", (HOLE,)),
        ("${#p}", (HOLE,)),
        ("${u:?why}", (HOLE,)),
        ("${a[0]}", (HOLE,)),
        ("${x@Q}", (HOLE,)),
        ("${!x*}", (HOLE,)),
        ("${x:n}", (HOLE,)),
        ("${@:2}", (HOLE,)),
        ("~root/x", ("/root/x",)),
        ("~other", (HOLE,)),
        ("~", ("/home/me",)),
        ("~\\\n/x", ("/home/me/x",)),
        ("$@", ()),
        ("{a,b}" * 30, (HOLE,)),
        ("{1..99999}", (HOLE,)),
    ],
)
def test_holes(text: str, fields: tuple[str, ...]) -> None:
    assert expand(word(text), VALUES.get) == fields


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("$(known)", ("o", "p")),
        ('"$(known)"', ("o p",)),
        ("a`known`b", ("ao", "pb")),
        ("$(other)", (HOLE,)),
        ("<(known)", (HOLE,)),
    ],
)
def test_outputs_that_are_known(text: str, fields: tuple[str, ...]) -> None:
    assert expand(word(text), VALUES.get, substitute=output) == fields


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("*.[ch]", ("*.[ch]",)),
        ("'*'.c", ("\\*.c",)),
        ("\\?x", ("\\?x",)),
        ('"[a]"*', ("\\[a]*",)),
        ("$g", ("*.c",)),
        ('"$g"', ("\\*.c",)),
        ("'a\\b'", ("a\\\\b",)),
    ],
)
def test_quoted_patterns_are_told_apart(text: str, fields: tuple[str, ...]) -> None:
    assert expand(word(text), VALUES.get, glob=True) == fields


def test_shells_without_braces() -> None:
    assert expand(word("~/{a,b}{1..3}"), VALUES.get, braces=False) == ("/home/me/{a,b}{1..3}",)


def test_unknown_positional_parameters() -> None:
    assert expand(word('a"$@"b'), VALUES.get, lookup_all=lambda: None) == (f"a{HOLE}b",)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("$x", "a b"),
        ("{a,b}", "{a,b}"),
        ("$u:~/x:~", ":/home/me/x:/home/me"),
        ("a~", "a~"),
        ('"$@"', "one two"),
        ("${u:-$x c}", "a b c"),
        ("''", ""),
        ("*", "*"),
    ],
)
def test_one_value(text: str, value: str) -> None:
    assert expand_one(word(text), VALUES.get, lookup_all=lambda: ("one", "two")) == value


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("*", "", True),
        ("a*c", "abbc", True),
        ("a*c", "abbcd", False),
        ("a**c", "ac", True),
        ("?", "é", True),
        ("?", "", False),
        ("[a-c]x", "bx", True),
        ("[!a-c]x", "bx", False),
        ("[^a]", "b", True),
        ("[]a]", "]", True),
        ("[[:digit:]]*", "1a", True),
        ("[[:nope:]]", "n", False),
        ("[a", "[a", True),
        ("\\*", "*", True),
        ("\\*", "a", False),
        ("x86_64|arm", "arm", False),
    ],
)
def test_patterns(pattern: str, text: str, expected: bool) -> None:
    assert matches(pattern, text) is expected
