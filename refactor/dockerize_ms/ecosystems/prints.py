"""What commands print, where that is known: for ``$(…)``, pipes and redirections."""

from __future__ import annotations

import posixpath

from dockerize_ms.ecosystems.families import family
from dockerize_ms.ecosystems.places import expand, is_glob, place
from dockerize_ms.ecosystems.registry import prints
from dockerize_ms.ecosystems.searching import matched
from dockerize_ms.model.invocation import Invocation, State
from dockerize_ms.text import HOLE

_ESCAPES = {
    "n": "\n",
    "t": "\t",
    "r": "\r",
    "\\": "\\",
    "a": "\a",
    "b": "\b",
    "f": "\f",
    "v": "\v",
    "e": "\x1b",
}
_LONGEST = 256 * 1024


def _unescaped(text: str) -> tuple[str, bool]:
    """The text with ``\\n`` and its kin replaced; True if ``\\c`` ended it."""
    out: list[str] = []
    at = 0
    while at < len(text):
        if text[at] != "\\" or at + 1 == len(text):
            out.append(text[at])
            at += 1
            continue
        mark = text[at + 1]
        at += 2
        if mark == "c":
            return "".join(out), True
        if mark in "01234567":
            digits = mark
            while at < len(text) and text[at] in "01234567" and len(digits) < 4:
                digits += text[at]
                at += 1
            out.append(chr(int(digits, 8) & 0xFF))
        else:
            out.append(_ESCAPES.get(mark, "\\" + mark))
    return "".join(out), False


@prints("echo")
def echo(invocation: Invocation, state: State) -> str | None:
    """Its words. Without ``-e``, Debian's ``sh`` reads ``\\n`` all the same, others print it."""
    words = list(invocation.arguments)
    newline, escapes = "\n", False
    while words and words[0][:1] == "-" and words[0][1:] and not words[0][1:].strip("neE"):
        flag = words.pop(0)
        newline = "" if "n" in flag else newline
        escapes = "e" in flag or (escapes and "E" not in flag)
    text = " ".join(words)
    if not escapes and family(state) not in ("debian", "ubuntu"):
        return text + newline
    text, ended = _unescaped(text)
    return text if ended else text + newline


@prints("printf")
def printf(invocation: Invocation, state: State) -> str | None:
    """Its format, used again until the words are spent; ``%s``, ``%b``, ``%d``, ``%%`` only."""
    words = list(invocation.arguments)
    if words[:1] == ["--"]:
        words = words[1:]
    if not words or words[0][:2] == "-v":
        return None
    form, values = words[0], words[1:]
    text = ""
    while len(text) <= _LONGEST:
        before = len(values)
        piece = _formatted(form, values)
        if piece is None:
            return None
        text += piece
        if not values or len(values) == before:
            return text
    return None


def _formatted(form: str, values: list[str]) -> str | None:
    """One use of a format; takes its words off ``values``."""
    out: list[str] = []
    parts = form.split("%")
    out.append(_unescaped(parts[0])[0])
    rest = iter(parts[1:])
    for part in rest:
        if part == "":
            out.append("%" + _unescaped(next(rest, ""))[0])
            continue
        if part[0] not in "sbd":
            return None
        value = values.pop(0) if values else ("0" if part[0] == "d" else "")
        out.append(_unescaped(value)[0] if part[0] == "b" else value)
        out.append(_unescaped(part[1:])[0])
    return "".join(out)


@prints("cat", "tee")
def cat(invocation: Invocation, state: State) -> str | None:
    """The files it is given, or what comes in."""
    words = [word for word in invocation.arguments if word == "-" or word[:1] != "-"]
    if invocation.name == "tee" or not words:
        return invocation.stdin
    if len(words) != len(invocation.arguments):
        return None
    texts = [invocation.stdin if word == "-" else _text(word, state) for word in words]
    return None if None in texts else "".join(text for text in texts if text is not None)


def _text(word: str, state: State) -> str | None:
    found = expand(state, word).found if is_glob(word) else (place(state, word),)
    return state.text(found[0]) if len(found) == 1 else None


@prints("find", "fd")
def find(invocation: Invocation, state: State) -> str | None:
    """A pattern for what it finds: one line for each directory it searches."""
    words = invocation.arguments
    if "-exec" in words or "-printf" in words or "-delete" in words:
        return None
    end = "\0" if "-print0" in words else "\n"
    return "".join(pattern + end for pattern in matched(words))


@prints("grep", "egrep", "fgrep")
def grep(invocation: Invocation, state: State) -> str | None:
    """With ``-l``: a pattern for the names below the directories it searches."""
    flags = "".join(word for word in invocation.arguments if word[:1] == "-" and word[:2] != "--")
    words = [word for word in invocation.arguments if word[:1] != "-"]
    if "l" not in flags or len(words) < 2:
        return None
    return "".join(f"{word.rstrip('/')}/{HOLE}\n" for word in words[1:])


@prints("pwd")
def pwd(invocation: Invocation, state: State) -> str | None:
    """The working directory."""
    return state.cwd + "\n"


@prints("basename")
def basename(invocation: Invocation, state: State) -> str | None:
    """The last part of a path, less a suffix."""
    match invocation.arguments:
        case (path,):
            return posixpath.basename(path.rstrip("/") or "/") + "\n"
        case (path, suffix) if path[:1] != "-":
            name = posixpath.basename(path.rstrip("/") or "/")
            return (name.removesuffix(suffix) or name) + "\n"
        case _:
            return None


@prints("dirname")
def dirname(invocation: Invocation, state: State) -> str | None:
    """A path less its last part."""
    words = invocation.arguments
    if len(words) != 1 or words[0][:1] == "-" or HOLE in words[0]:
        return HOLE + "\n"
    return (posixpath.dirname(words[0].rstrip("/")) or ".") + "\n"


@prints("realpath", "readlink")
def realpath(invocation: Invocation, state: State) -> str | None:
    """An absolute path; links are not known everywhere, so only where there is none."""
    words = [word for word in invocation.arguments if word[:1] != "-"]
    if len(words) != 1 or (invocation.name == "readlink" and len(invocation.arguments) == 1):
        return None
    path = place(state, words[0])
    return path + "\n" if state.fs.lookup(path).kind in ("file", "dir") else None


@prints("whoami")
def whoami(invocation: Invocation, state: State) -> str | None:
    """Who runs the command."""
    return None if state.user.isdigit() else (state.user or "root") + "\n"


@prints("id")
def identity(invocation: Invocation, state: State) -> str | None:
    """The number of the one user whose number is known."""
    root = state.user in ("root", "0", "")
    return "0\n" if root and invocation.arguments in (("-u",), ("-g",)) else None


@prints("seq")
def seq(invocation: Invocation, state: State) -> str | None:
    """Numbers."""
    words = invocation.arguments
    if not 1 <= len(words) <= 3 or not all(
        word.isascii() and word.isdigit() and len(word) < 5 for word in words
    ):
        return None
    numbers = [int(word) for word in words]
    first, step, last = (
        (1, 1, numbers[0])
        if len(numbers) == 1
        else (numbers[0], 1 if len(numbers) == 2 else numbers[1], numbers[-1])
    )
    return "".join(f"{number}\n" for number in range(first, last + 1, step)) if step else None


@prints("lsb_release")
def lsb_release(invocation: Invocation, state: State) -> str | None:
    """The distribution's name and release."""
    known = state.distribution
    flags = "".join(sorted("".join(word.lstrip("-") for word in invocation.arguments)))
    if known is None or known.family not in ("debian", "ubuntu"):
        return None
    values = {"cs": known.release, "is": known.family.capitalize(), "rs": known.version}
    value = values.get(flags)
    return value + "\n" if value else None


@prints("uname")
def uname(invocation: Invocation, state: State) -> str | None:
    """Linux; the machine is not known."""
    return "Linux\n" if invocation.arguments in ((), ("-s",), ("--kernel-name",)) else None


@prints(
    ":",
    "true",
    "false",
    "cd",
    "test",
    "[",
    "mkdir",
    "rm",
    "chmod",
    "touch",
    "export",
    "set",
    "sleep",
)
def silent(invocation: Invocation, state: State) -> str | None:
    """Nothing."""
    return ""
