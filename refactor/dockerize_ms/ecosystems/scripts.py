"""Scripts: files that are run by their path, and who reads them."""

from __future__ import annotations

import posixpath
import re

from dockerize_ms.ecosystems.places import place
from dockerize_ms.model.effects import Opaque, Runs
from dockerize_ms.model.invocation import State
from dockerize_ms.text import SourceFile, SourceMap

_SHELLS = ("sh", "bash", "ash", "dash", "zsh", "ksh", "mksh")
_SHEBANG = re.compile(r"#![ \t]*(?P<program>[^\s]+)[ \t]*(?P<rest>[^\r\n]*)")
_ARRAY = re.compile(r"\b([A-Za-z_]\w*)=\(\s*\"\$@\"\s*\)")
_BEHIND = re.compile(r"(?:^|\s)--[ \t]*\)\s*shift\b")
_LARGEST = 256 * 1024  # a script; longer ones are generated installers


def text_of(path: str, state: State) -> str | None:
    """A script's text with plain line ends, where it is known and a text."""
    content = state.fs.read(path)
    if (
        content is None
        or len(content) > _LARGEST
        or content[:4] == b"\x7fELF"
        or b"\0" in content[:1024]
    ):
        return None
    return content.decode("utf-8", "surrogateescape")


def source_of(path: str, state: State) -> SourceMap | None:
    """A script's text, with the path of the file it comes from."""
    text = text_of(path, state)
    if text is None:
        return None
    origin = state.fs.follow(path).origin
    return SourceMap(_with_arguments(text), SourceFile(text, origin or path))


def _with_arguments(text: str) -> str:
    """The text with ``"$@"`` for arrays that hold just that, in as many characters."""
    for name in dict.fromkeys(_ARRAY.findall(text)):
        whole = f'"${{{name}[@]}}"'
        text = text.replace(whole, '"$@"'.ljust(len(whole)))
    return text


def handed_on(text: str, arguments: tuple[str, ...]) -> tuple[str, ...]:
    """The arguments that are left when a script has read its own: a command behind ``--``."""
    if "--" in arguments and _BEHIND.search(text):
        return arguments[arguments.index("--") + 1 :]
    return arguments


def interpreter(text: str) -> tuple[str, ...]:
    """The command of a script's first line; ``()`` where it has none."""
    match = _SHEBANG.match(text)
    if match is None:
        return ()
    words = [match["program"], *match["rest"].split()]
    if posixpath.basename(words[0]) == "env":
        words = [word for word in words[1:] if word[:1] != "-" and "=" not in word]
    return tuple(words)


def script(path: str, state: State, arguments: tuple[str, ...]) -> Runs | Opaque | None:
    """What running the file at a path means; None where its content is not known or no script.

    A shell script is interpreted next; of other scripts, their interpreter is called.
    """
    path = place(state, path)
    text = text_of(path, state)
    if text is None:
        return None
    words = interpreter(text)
    if not words or posixpath.basename(words[0]) in _SHELLS:
        given = handed_on(text, arguments)
        return Runs(source=source_of(path, state), arguments=given, script=path)
    return Runs(argv=(*words, path, *arguments))
