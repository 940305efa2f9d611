"""Requirement files: lines joined, options read, other files followed (pip's own rules)."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator

from msgspec import Struct

from dockerize_ms.ecosystems.places import place
from dockerize_ms.ecosystems.pythonic import project
from dockerize_ms.ecosystems.pythonic.decoding import decoded
from dockerize_ms.ecosystems.pythonic.record import exported
from dockerize_ms.ecosystems.pythonic.requirement import Requirement, parse
from dockerize_ms.errors import Evidence
from dockerize_ms.model import paths
from dockerize_ms.model.invocation import State
from dockerize_ms.text import HOLE, SourceFile

_COMMENT = re.compile(r"(^|\s)#.*")
_OPTION = re.compile(r"(?P<name>--?[A-Za-z][\w-]*)[ \t]*=?[ \t]*(?P<value>.*)", re.DOTALL)
_HASH = re.compile(r"[ \t]+--(?:hash|global-option|install-option|config-settings?)\b.*", re.DOTALL)
_VARIABLE = re.compile(r"\$\{([A-Z0-9_]+)\}")
_LARGEST = 2 * 1024 * 1024
_MOST = 5_000
_DEPTH = 8


class Listed(Struct, kw_only=True):
    """What requirement files ask for, and which were read.

    ``unreadable`` names files that are not known; ``source`` are names that ``--no-binary``
    has built (``:all:`` among them); ``locked`` says that every line pins a version by hash,
    so that the list is the whole closure.
    """

    requirements: list[Requirement]
    files: list[str]
    unreadable: list[str]
    source: list[str]
    locked: bool = False


def read(words: list[str], state: State, minor: str = "") -> Listed:
    """Reads requirement files and those that they include."""
    listed = Listed(requirements=[], files=[], unreadable=[], source=[])
    for word in words:
        _read(place(state, word), listed, state, minor, 0)
    listed.locked = bool(listed.files) and not listed.unreadable and listed.locked
    return listed


def _read(path: str, listed: Listed, state: State, minor: str, depth: int) -> None:
    if path in listed.files or depth > _DEPTH:
        return
    listed.files.append(path)
    content = state.fs.read(path)
    if content is None or len(content) > _LARGEST or HOLE in path:
        written = exported(state.fs, path) if content is None else None
        if written is not None:
            listed.requirements += written.requirements
        if written is None or not written.complete:
            listed.unreadable.append(path)
        return
    if path.endswith(("/pyproject.toml", "/setup.py", "/setup.cfg")):  # uv reads those, too
        own = project.read(path.rpartition("/")[0] or "/", state, minor)
        listed.requirements += own.requirements
        listed.unreadable += [] if own.complete else [path]
        return
    text = decoded(content).replace("\r\n", "\n")
    file = SourceFile(text, state.fs.follow(path).origin or path)
    hashed = "--hash" in text
    listed.locked = listed.locked or hashed
    for line, by in _lines(file):
        if len(listed.requirements) >= _MOST:
            listed.unreadable.append(path)
            return
        line = _VARIABLE.sub(lambda m: state.env.get(m[1], HOLE), line)
        if line[0] == "-":
            _option(line, by, path, listed, state, minor, depth)
        elif (found := parse(_HASH.sub("", line), by, minor=minor)) is not None:
            listed.requirements.append(found)


def _lines(file: SourceFile) -> Iterator[tuple[str, Evidence]]:
    """Logical lines without comments, with their places."""
    parts: list[str] = []
    begin = at = 0
    for line in file.text.split("\n"):
        begin = begin if parts else at
        at += len(line) + 1
        goes_on = line.endswith("\\") and not line.lstrip().startswith("#")
        parts.append(_COMMENT.sub("", line[:-1] if goes_on else line))
        if goes_on and at <= len(file.text):
            continue
        logical = " ".join(parts).strip()
        parts = []
        if logical:
            shown = logical if len(logical) <= 60 else logical[:57] + "…"
            yield logical, Evidence(shown, file.span(begin, begin + len(logical.split()[0])))


def _option(
    line: str, by: Evidence, path: str, listed: Listed, state: State, minor: str, depth: int
) -> None:
    match = _OPTION.match(line)
    if match is None:
        return
    name, value = match["name"], match["value"].strip()
    short = name[:2] if name[1] != "-" else name  # -rother.txt
    if short in ("-r", "-c", "-e") and name != short:
        value = line[2:].strip(" =")
    if short in ("-r", "--requirement"):
        word = (_words(value) or [HOLE])[0]
        other = place(state, word) if word[:1] == HOLE else paths.join(path, "..", word)
        _read(other, listed, state, minor, depth + 1)
    elif short in ("-c", "--constraint"):
        listed.files += [paths.join(path, "..", word) for word in _words(value)[:1]]
    elif short in ("-e", "--editable"):
        found = parse(_HASH.sub("", value).strip("\"'"), by, minor=minor, editable=True)
        if found is not None:
            listed.requirements.append(found)
    elif name == "--no-binary":
        listed.source += value.split(",")


def _words(text: str) -> list[str]:
    try:
        return shlex.split(text)
    except ValueError:
        return text.split()
