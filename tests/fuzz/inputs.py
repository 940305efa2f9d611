"""Texts to try: by a grammar, by changing seeds, by repeating a piece, and by chance."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from random import Random

from msgspec import Struct
from tests.corpus_cases import CORPUS
from tests.cst import grammar

from dockerize_ms.cst import parse
from dockerize_ms.text import encode

HERE = Path(__file__).resolve().parent
LONGEST = 4_000
"""Characters of an input, but for a piece that is repeated."""

_SHELL = json.loads((HERE.parent / "shell" / "fuzz.json").read_text("utf-8"))
_CHARACTERS = "\\`\n\r\t #<'\"$-=[]{}()&|;:/*!?,a1\0\x0b\x85\xa0\ufeff\udc85\ud800\u2028é"
_WORDS = (
    *("$", "${", "}", ":-", ":+", ":?", "-", "+", "?", "#", "##", "%", "%%", "/", "//", "a"),
    *("$A", "${A", "'", '"', "\\", "`", " ", "*", "[", "]", "{", "é", "\udc80", "\0", "b/c"),
    *("<<", "HOLE"),
)
_IGNORED = (
    *("a", "b", "/", "*", "**", "**/", "?", "!", "[", "]", "[^", "-", "\\", ".", "..", "\n"),
    *(" ", "#", "{", "}", "(", "|", "^", "$", "+", "é", "\udc80", "\0", "\x85", "node_modules"),
    "\r\n",
)


class Kind(Struct, frozen=True):
    """A kind of text: examples to change, pieces to put together, and a whole one by a grammar."""

    seeds: tuple[str, ...]
    pieces: tuple[str, ...]
    whole: Callable[[Random], str]


def _joined(pieces: tuple[str, ...], most: int) -> Callable[[Random], str]:
    return lambda random: "".join(random.choices(pieces, k=random.randint(0, most)))


def _read(path: Path) -> str:
    return path.read_bytes().decode("utf-8", "surrogateescape")


def kinds() -> dict[str, Kind]:
    """Every kind by its name. Reads the seeds."""
    own = sorted((HERE / "seeds").glob("*.Dockerfile"))
    texts = tuple(_read(path) for path in (*own, *sorted(CORPUS.glob("*/*/Dockerfile"))))
    instructions = [each for text in texts for each in parse(text).instructions]
    scripts = tuple(each.shell_source.text for each in instructions if each.shell_source)
    ignores = tuple(_read(path) for path in sorted(CORPUS.glob("*/*/.dockerignore")))
    soup = tuple(_SHELL["soup"])
    words = (*_WORDS, *_SHELL["pieces"])
    return {
        "dockerfile": Kind(texts, grammar.PIECES, lambda random: grammar.dockerfile(random.choice)),
        "shell": Kind(scripts, soup, _joined(soup, 30)),
        "word": Kind(tuple(_SHELL["pieces"]), words, _joined(words, 12)),
        "ignore": Kind(ignores, _IGNORED, _joined(_IGNORED, 20)),
    }


def make(kind: Kind, random: Random) -> str:
    """A text of a kind."""
    maker = random.choices((_by_grammar, _changed, _noise, _repeated), (40, 45, 12, 3))[0]
    return maker(kind, random)


def _by_grammar(kind: Kind, random: Random) -> str:
    return kind.whole(random)


def _noise(kind: Kind, random: Random) -> str:
    return "".join(random.choices(_CHARACTERS, k=random.randint(0, 60)))


def _repeated(kind: Kind, random: Random) -> str:
    """What would blow up a reader that looks at everything more than a few times."""
    piece = "".join(random.choices(kind.pieces, k=random.randint(1, 3)))
    times = random.choice((20, 200, 1_500))
    return kind.whole(random)[:200] + piece * times + random.choice(kind.pieces)


def _changed(kind: Kind, random: Random) -> str:
    text = random.choice(kind.seeds)[:LONGEST]
    for _ in range(random.randint(1, 4)):
        text = random.choice(_CHANGES)(text, kind, random)
    return text[:LONGEST]


def _cut(text: str, random: Random) -> tuple[int, int]:
    start = random.randint(0, len(text))
    return start, min(len(text), start + random.choice((1, 4, 20, 200)))


def _truncate(text: str, kind: Kind, random: Random) -> str:
    return text[: random.randint(0, len(text))]


def _remove(text: str, kind: Kind, random: Random) -> str:
    start, end = _cut(text, random)
    return text[:start] + text[end:]


def _duplicate(text: str, kind: Kind, random: Random) -> str:
    start, end = _cut(text, random)
    return text[:end] + text[start:end] * random.choice((1, 1, 1, 10)) + text[end:]


def _insert(text: str, kind: Kind, random: Random) -> str:
    at = random.randint(0, len(text))
    return text[:at] + random.choice(kind.pieces) + text[at:]


def _splice(text: str, kind: Kind, random: Random) -> str:
    other = random.choice(kind.seeds)[:LONGEST]
    at = random.randint(0, len(text))
    start, end = _cut(other, random)
    return text[:at] + other[start:end] + (text[at:] if random.random() < 0.8 else other[end:])


def _flip(text: str, kind: Kind, random: Random) -> str:
    raw = bytearray(encode(text))
    for _ in range(random.randint(1, 3) if raw else 0):
        raw[random.randrange(len(raw))] ^= 1 << random.randrange(8)
    return raw.decode("utf-8", "surrogateescape")


def _swap_lines(text: str, kind: Kind, random: Random) -> str:
    lines = text.splitlines(keepends=True)
    if lines:
        lines.insert(random.randrange(len(lines)), lines.pop(random.randrange(len(lines))))
    return "".join(lines)


_CHANGES = (_truncate, _remove, _duplicate, _insert, _insert, _splice, _flip, _swap_lines)
