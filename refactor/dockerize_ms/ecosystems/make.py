"""make: follows a target through its Makefile."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator

from dockerize_ms.ecosystems.arguments import Arguments, Options
from dockerize_ms.ecosystems.index import printed
from dockerize_ms.ecosystems.makefile.expansion import Scope
from dockerize_ms.ecosystems.makefile.following import Follower
from dockerize_ms.ecosystems.makefile.reader import Makefile, Reader
from dockerize_ms.ecosystems.places import SYSTEM_TREES, expand, place
from dockerize_ms.ecosystems.registry import handles
from dockerize_ms.model import paths
from dockerize_ms.model.answer import Answer
from dockerize_ms.model.effects import Effect, Opaque, Reads, Runs, WritesFile
from dockerize_ms.model.invocation import Invocation, State
from dockerize_ms.text import HOLE, SourceFile, SourceMap

_MAKE = Options(
    "-C|--directory: -f|--file|--makefile: -j|--jobs? -l? -k|--keep-going -s|--silent|--quiet"
    " -n|--dry-run|--just-print|--recon -e -B|--always-make -i|--ignore-errors -I|--include-dir:"
    " -o: -W: -r|--no-builtin-rules -R -q|--question -t|--touch -w -b -m -S -d -p"
    " --no-print-directory --print-directory --trace -O|--output-sync? -v|--version -h|--help"
    " --warn-undefined-variables --debug? -E|--eval:"
)
_NAMES = ("GNUmakefile", "makefile", "Makefile")
_ASSIGNMENT = re.compile(r"([A-Za-z_][\w.]*)[:+?]*=(.*)\Z", re.DOTALL)
_SIMPLE = re.compile(r"[\w ./:=@%+,-]+\Z")
_LISTS = ("find ", "git ls-files")  # commands that print names of files, whatever follows
_LARGEST = 512 * 1024


@handles("make", "gmake", "gnumake", "mingw32-make")
def make(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Runs the recipes that the goals need, prerequisites first."""
    arguments = _MAKE.read(_joined_jobs(invocation.arguments))
    if arguments.has("-n", "-v", "-h", "-q"):
        return
    directory = place(state, "")
    for word in arguments.values("-C"):
        directory = place(state, word) if word[:1] == HOLE else paths.join(directory, word)
    given = [match for word in arguments.operands if (match := _ASSIGNMENT.match(word))]
    overrides = {match[1]: match[2] for match in given}
    goals = [word for word in arguments.operands if not _ASSIGNMENT.match(word)]
    path = _makefile(arguments, directory, state)
    file = None if path is None else _load(path, state)
    if path is None or file is None:
        reason = f"the Makefile in {directory.replace(HOLE, '…')} cannot be read"
        installs = any("install" in goal for goal in goals)  # which files, nobody can say
        yield Opaque(reason=reason, below=() if installs else (directory,))
        return
    yield Reads(path=path)
    calls = _Calls(invocation, state, directory)
    scope = Scope(
        _environment(state, directory),
        overrides,
        calls,
        lambda globs: _files(globs, directory, state),
    )
    reader = Reader(
        scope, lambda name: None if HOLE in name else _load(paths.join(directory, name), state)
    )
    recipes = list(_recipes(reader.read(file), goals, overrides, directory, state))
    yield from calls.effects()  # known only now, but they ran first
    yield from recipes


def _joined_jobs(words: tuple[str, ...]) -> list[str]:
    """``-j 4``: the number belongs to the option."""
    kept: list[str] = []
    for word in words:
        if kept and kept[-1] in ("-j", "-l", "--jobs") and word.strip(HOLE).isdigit():
            continue
        kept.append(word)
    return kept


def _makefile(arguments: Arguments, directory: str, state: State) -> str | None:
    given = arguments.value("-f")
    if given is not None:
        return None if HOLE in given or given == "-" else paths.join(directory, given)
    for name in _NAMES:
        path = paths.join(directory, name)
        if state.fs.read(path) is not None:
            return path
    return None


def _load(path: str, state: State) -> SourceFile | None:
    content = state.fs.read(path)
    if content is None or len(content) > _LARGEST:
        return None
    origin = state.fs.follow(path).origin
    return SourceFile(content.decode("utf-8", "surrogateescape"), origin or path)


def _files(globs: str, directory: str, state: State) -> str | None:
    """The files that globs stand for, as make writes them; None where not all are known."""
    found: list[str] = []
    for word in globs.split():
        expanded = expand(state, paths.join(directory, word))
        if not expanded.complete:
            return f"./{HOLE}"
        existing = [path for path in expanded.found if state.fs.exists(path) is not Answer.NO]
        prefix = "" if word[:1] == "/" else directory.rstrip("/") + "/"
        found += [path.removeprefix(prefix) for path in existing]
    return "\n".join(found)


def _environment(state: State, directory: str) -> dict[str, str]:
    return {
        **state.env,
        "CURDIR": directory,
        "MAKE": "make",
        "CC": "cc",
        "CXX": "g++",
        "AR": "ar",
        "RM": "rm -f",
        "SHELL": "/bin/sh",
    }


def _recipes(
    makefile: Makefile, goals: list[str], overrides: dict[str, str], directory: str, state: State
) -> Iterator[Effect]:
    def exists(name: str) -> bool | None:
        answer = state.fs.exists(paths.join(directory, name))
        return {Answer.YES: True, Answer.NO: False}.get(answer)

    follower = Follower(makefile, exists)
    exported = {
        name: makefile.scope.expand(v.value)
        for name in makefile.exported
        if (v := makefile.scope.get(name))
    }
    env = {**exported, **overrides}
    for goal in goals or [follower.default or HOLE]:
        for step in follower.steps(goal):
            if step.source is None:
                yield _unknown(step.target, overrides, directory)
            else:
                yield Runs(source=step.source, cwd=directory, env=env, maybe=step.maybe)


def _unknown(target: str, overrides: dict[str, str], directory: str) -> Effect:
    """A target that no rule makes: object files come from make's own rules."""
    if target.endswith(".o") and HOLE not in target:
        path = paths.join(directory, target)
        return WritesFile(path=path, build_only="an object file for the linker")
    reason = f"make: no rule for {target.replace(HOLE, '…')} is known"
    return Opaque(reason=reason, below=_reach([target], overrides, directory))


def _reach(goals: list[str], overrides: dict[str, str], directory: str) -> tuple[str, ...]:
    """Where rules that are not known write: here; where they install, also into the system."""
    if not any("install" in goal or goal == HOLE for goal in goals):
        return (directory,)
    given = (value for value in overrides.values() if value[:1] == "/" and value != "/")
    return (directory, *SYSTEM_TREES, *given)


class _Calls:
    """What ``$(shell …)`` calls: their output where it is known, and that they ran."""

    def __init__(self, invocation: Invocation, state: State, directory: str) -> None:
        self._invocation = invocation
        self._state = state
        self._directory = directory
        self._texts: dict[str, None] = {}

    def __call__(self, text: str) -> str | None:
        """What the text prints; None where it is not known."""
        self._texts[text] = None
        if text.startswith(_LISTS):
            return f"./{HOLE}"
        if not _SIMPLE.match(text):
            return None
        words = shlex.split(text)
        if not words or words == ["pwd"]:
            return self._directory if words else None
        invocation = Invocation(
            called=words[0], arguments=tuple(words[1:]), span=self._invocation.span, text=text
        )
        return printed(invocation, self._state)

    def effects(self) -> Iterator[Effect]:
        """The texts that were called."""
        for text in self._texts:
            if text.strip() and text != HOLE:
                yield Runs(source=SourceMap.literal(text), cwd=self._directory)
