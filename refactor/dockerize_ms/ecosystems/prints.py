"""What commands print, where that is known: for ``$(…)``, pipes and redirections."""

from __future__ import annotations

import posixpath

from dockerize_ms.ecosystems.files import mktemp_place
from dockerize_ms.ecosystems.places import expand, is_glob, place
from dockerize_ms.ecosystems.registry import prints
from dockerize_ms.ecosystems.searching import matched
from dockerize_ms.model.invocation import Invocation, State
from dockerize_ms.text import HOLE


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


@prints("mktemp", "tempfile")
def mktemp(invocation: Invocation, state: State) -> str | None:
    """A name of its own where the template says: only its directory is known."""
    directory, template = mktemp_place(invocation.arguments)
    start = template.rstrip("X") if template else "tmp."
    return f"{posixpath.join(directory, start)}{HOLE}\n"


@prints("which")
def which(invocation: Invocation, state: State) -> str | None:
    """The path of a program that is surely there."""
    words = [word for word in invocation.arguments if word[:1] != "-"]
    if len(words) != 1 or "/" in words[0]:
        return None
    directories = [d for d in state.env.get("PATH", "").split(":") if d[:1] == "/"]
    found = (posixpath.join(d, words[0]) for d in directories if HOLE not in d)
    return next((path + "\n" for path in found if state.fs.follow(path).yes), None)


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
    ":", "true", "false", "cd", "test", "[", "mkdir", "rm", "chmod", "touch", "export", "set",
    "sleep"
)  # fmt: skip
def silent(invocation: Invocation, state: State) -> str | None:
    """Nothing."""
    return ""
