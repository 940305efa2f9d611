"""Go's ``filepath.Match``, on the cases of Go's own documentation and tests."""

from __future__ import annotations

import fnmatch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dockerize_ms.context import BadPattern, match

CASES = [
    ("abc", "abc", True),
    ("abc", "abcd", False),
    ("abc", "xabc", False),
    ("", "", True),
    ("", "a", False),
    ("*", "", True),
    ("*", "abc", True),
    ("*", "a/b", False),
    ("*", ".hidden", True),
    ("*c", "abc", True),
    ("a*", "a", True),
    ("a*", "abc", True),
    ("a*", "ab/c", False),
    ("a*/b", "abc/b", True),
    ("a*/b", "a/c/b", False),
    ("a*b*c*d*e*/f", "axbxcxdxe/f", True),
    ("a*b*c*d*e*/f", "axbxcxdxexxx/f", True),
    ("a*b*c*d*e*/f", "axbxcxdxe/xxx/f", False),
    ("a*b*c*d*e*/f", "axbxcxdxexxx/fff", False),
    ("a*b?c*x", "abxbbxdbxebxczzx", True),
    ("a*b?c*x", "abxbbxdbxebxczzy", False),
    ("ab[c]", "abc", True),
    ("ab[b-d]", "abc", True),
    ("ab[e-g]", "abc", False),
    ("ab[^c]", "abc", False),
    ("ab[^b-d]", "abc", False),
    ("ab[^e-g]", "abc", True),
    ("a\\*b", "a*b", True),
    ("a\\*b", "ab", False),
    ("a?b", "a☺b", True),
    ("a[^a]b", "a☺b", True),
    ("a???b", "a☺b", False),
    ("a[^a][^a][^a]b", "a☺b", False),
    ("[a-ζ]*", "α", True),
    ("*[a-ζ]", "A", False),
    ("a?b", "a/b", False),
    ("a*b", "a/b", False),
    ("[\\]a]", "]", True),
    ("[\\-]", "-", True),
    ("[x\\-]", "x", True),
    ("[x\\-]", "-", True),
    ("[x\\-]", "z", False),
    ("[\\-x]", "x", True),
    ("[\\-x]", "-", True),
    ("[\\-x]", "a", False),
    ("*x", "xxx", True),
    ("*.go", "main.go", True),
    ("*.go", "main.go.bak", False),
    ("*.go", ".go", True),
    ("**", "a", True),
    ("**", "a/b", False),
    ("a**b", "axxb", True),
    ("[!a]", "!", True),
    ("[!a]", "b", False),
    ("[[]", "[", True),
    ("[a&&b]", "&", True),
    ("[z-a]", "m", False),
    ("[^z-a]", "m", True),
    ("a]", "a]", True),
    ("{a,b}", "a", False),
    ("{a,b}", "{a,b}", True),
    ("a.c", "abc", False),
    ("(a|b)+$", "(a|b)+$", True),
    ("^a", "^a", True),
    ("\\a", "a", True),
    ("\\\\", "\\", True),
    ("a\nb", "a\nb", True),
    ("a*b", "a\n\nb", True),
    ("?", "\udcff", True),
    ("package*.json", "package-lock.json", True),
    ("package*.json", "package.json", True),
    ("requirements*.txt", "requirements/dev.txt", False),
    ("*/*.csproj", "api/api.csproj", True),
    ("*/*.csproj", "src/api/api.csproj", False),
    ("[A-Z][a-z]*", "Readme", True),
    ("[A-Z][a-z]*", "README", False),
]

MALFORMED = [
    "[]a]",
    "[-]",
    "[x-]",
    "[-x]",
    "\\",
    "a\\",
    "[a-b-c]",
    "[",
    "[^",
    "[^bc",
    "a[",
    "*[",
    "[\\",
    "[a-",
    "[a-]",
]


@pytest.mark.parametrize(("pattern", "name", "expected"), CASES)
def test_matches(pattern: str, name: str, expected: bool) -> None:
    assert match(pattern, name) is expected


@pytest.mark.parametrize("pattern", MALFORMED)
@pytest.mark.parametrize("name", ["", "a", "zzz"])
def test_refuses(pattern: str, name: str) -> None:
    with pytest.raises(BadPattern):
        match(pattern, name)


@given(st.text("ab*?", max_size=8), st.text("ab", max_size=10))
def test_agrees_with_fnmatch_inside_one_component(pattern: str, name: str) -> None:
    assert match(pattern, name) is fnmatch.fnmatchcase(name, pattern)


@given(st.text("ab/*?[]^-\\", max_size=8), st.text("ab/-]", max_size=8))
def test_agrees_with_a_plain_reading_of_go(pattern: str, name: str) -> None:
    name = name.replace("/", "") if "[" in pattern else name  # Go's star never looks back
    assert _outcome(match, pattern, name) == _outcome(_go, pattern, name)


def test_many_stars_take_no_time() -> None:
    assert not match("*a" * 60 + "b", "a" * 4000)


def _outcome(function: object, pattern: str, name: str) -> object:
    try:
        return function(pattern, name)  # type: ignore[operator]
    except BadPattern:
        return "malformed"


def _go(pattern: str, name: str) -> bool:
    """The grammar of ``filepath.Match`` read naively: a star takes each of its choices."""
    pieces = list(_pieces(pattern))

    def fits(at: int, rest: str) -> bool:
        if at == len(pieces):
            return not rest
        piece = pieces[at]
        if piece == "*":
            ends = rest.find("/") if "/" in rest else len(rest)
            return any(fits(at + 1, rest[taken:]) for taken in range(ends + 1))
        return bool(rest) and piece(rest[0]) and fits(at + 1, rest[1:])

    return fits(0, name)


def _pieces(pattern: str):  # type: ignore[no-untyped-def]
    chars = list(pattern)
    while chars:
        char = chars.pop(0)
        if char == "*":
            yield "*"
        elif char == "?":
            yield lambda c: c != "/"
        elif char == "[":
            yield _range(chars, pattern)
        else:
            wanted = _literal(chars, pattern) if char == "\\" else char
            yield lambda c, wanted=wanted: c == wanted


def _literal(chars: list[str], pattern: str) -> str:
    if not chars:
        raise BadPattern(pattern)
    return chars.pop(0)


def _range(chars: list[str], pattern: str):  # type: ignore[no-untyped-def]
    negated = bool(chars) and chars[0] == "^"
    if negated:
        chars.pop(0)
    ranges: list[tuple[str, str]] = []
    while not (ranges and chars and chars[0] == "]"):
        low = high = _end(chars, pattern)
        if chars[0] == "-":
            chars.pop(0)
            high = _end(chars, pattern)
        ranges.append((low, high))
    chars.pop(0)
    return lambda c: any(low <= c <= high for low, high in ranges) != negated


def _end(chars: list[str], pattern: str) -> str:
    if not chars or chars[0] in "-]":
        raise BadPattern(pattern)
    char = chars.pop(0)
    char = _literal(chars, pattern) if char == "\\" else char
    if not chars:
        raise BadPattern(pattern)
    return char
