"""find: what ``-delete`` and ``-exec`` do to the files below a directory."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from dockerize_ms.ecosystems.places import place
from dockerize_ms.ecosystems.registry import standard
from dockerize_ms.model.effects import Effect, Removes, Runs, WritesFile
from dockerize_ms.model.invocation import Invocation, State
from dockerize_ms.text import HOLE

_EXEC = ("-exec", "-execdir", "-ok", "-okdir")
_WRITES = ("-fprint", "-fprint0", "-fls", "-fprintf")
_GLOBAL = ("-H", "-L", "-P", "-O1", "-O2", "-O3")


@standard("find", "gfind", "fd")
def find(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Removes or runs something for names not known: all below the directories may be meant."""
    words = invocation.arguments
    found = matched(words)
    if "-delete" in words:
        for word in found:
            yield Removes(path=place(state, word))
    for at, word in enumerate(words):
        if word in _EXEC:
            yield from _execute(words[at + 1 :], found)
        elif word in _WRITES and at + 1 < len(words):
            yield WritesFile(path=place(state, words[at + 1]))


def starts(words: tuple[str, ...]) -> tuple[str, ...]:
    """The directories that a search begins in."""
    found: list[str] = []
    for word in words:
        if word in _GLOBAL:
            continue
        if word[:1] in ("-", "(", "!", ")", "\\"):
            break
        found.append(word)
    return tuple(found) or (".",)


def matched(words: tuple[str, ...]) -> tuple[str, ...]:
    """Patterns for what a search finds: ``DIR/<hole>NAME`` where it asks for a name."""
    names = [value for word, value in pairwise(words) if word in ("-name", "-iname")]
    plain = len(names) == 1 and not {"-o", "-or", "!", "-not", "-iname"} & set(words)
    name = names[0] if plain else ""
    tail = name.replace("*", HOLE).replace("?", HOLE) if "[" not in name else HOLE
    tail = tail if tail.startswith(HOLE) else HOLE + ("/" + tail if tail else "")
    return tuple(f"{start.rstrip('/')}/{tail}" for start in starts(words))


def _execute(words: tuple[str, ...], found: tuple[str, ...]) -> Iterator[Effect]:
    """The command up to ``;`` or ``+``, for each pattern."""
    ends = [
        at
        for at, word in enumerate(words)
        if word in (";", "\\;") or (word == "+" and words[at - 1] == "{}")
    ]
    command = words[: ends[0]] if ends else words
    if not command:
        return
    for pattern in found:
        yield Runs(argv=tuple(word.replace("{}", pattern) for word in command), maybe=True)
