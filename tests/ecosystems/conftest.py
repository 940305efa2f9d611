"""Reads the tables in ``commands``, ``printed`` and ``needs``: a command and what is known of it.

    = what the case shows
    image debian:bookworm          (default: an image that holds nothing)
    cwd /app                       (default: /app)
    set NAME=value
    install gcc libpq-dev          packages
    stdin text\\n
    file /app/a.txt content\\n      files of the context; /app/b/ is an empty directory
    $ cp a.txt b
    CopiesTree /app/a.txt /app/b/a.txt

``…`` stands for what is not known. Blank lines separate cases.
"""

from __future__ import annotations

import enum
import shlex
from itertools import groupby
from pathlib import Path

import pytest
from msgspec import Struct

from dockerize_ms.context import Context
from dockerize_ms.ecosystems import index
from dockerize_ms.errors import Evidence
from dockerize_ms.facts import Image, image, layout
from dockerize_ms.model.answer import UNKNOWN, Found
from dockerize_ms.model.base import ImageBase
from dockerize_ms.model.effects import (
    Calls,
    CopiesContext,
    Effect,
    InstallsPackages,
    Runs,
    WritesFile,
)
from dockerize_ms.model.filesystem import Base, Filesystem, Scratch
from dockerize_ms.model.invocation import Invocation, State
from dockerize_ms.model.needs import Need, Program
from dockerize_ms.model.remedies import Cache, Spare
from dockerize_ms.text import HOLE, SourceMap, Span

_HERE = Path(__file__).parent
_BY = Evidence("COPY . /")
_MANY = 2  # readers that are shown
_LINKED = {True: "static", False: "dynamic", None: "either"}
_FIRST = ("path", "source", "target", "packages", "argv", "name", "value", "mode", "reason")


class Case(Struct, frozen=True, kw_only=True):
    """One command and what is expected of it."""

    title: str
    command: str
    expected: tuple[str, ...]
    image: str = "scratch"
    cwd: str = "/app"
    env: dict[str, str] = {}
    stdin: str | None = None
    files: dict[str, str] = {}
    install: str = ""


class Open(Scratch):
    """The base of an image that nobody knows."""

    def lookup(self, path: str) -> Found:
        return UNKNOWN


def cases(folder: str) -> list[tuple[str, Case]]:
    """The cases of all tables in a folder, with their names."""
    found: list[tuple[str, Case]] = []
    for file in sorted((_HERE / folder).glob("*.txt")):
        blocks = file.read_text(encoding="utf-8").split("\n\n")
        every = [_case(block) for block in blocks if block.strip()]
        found += [(f"{file.stem}: {case.title}", case) for case in every]
    return found


def _case(block: str) -> Case:
    fields: dict[str, str] = {}
    env: dict[str, str] = {}
    files: dict[str, str] = {}
    expected: list[str] = []
    for line in block.strip("\n").split("\n"):
        word, _, rest = line.partition(" ")
        if "$" in fields:
            expected.append(line)
        elif word == "set":
            name, _, value = rest.partition("=")
            env[name] = _plain(value)
        elif word == "file":
            path, _, content = rest.partition(" ")
            files[path] = _plain(content)
        else:
            fields[word] = rest
    return Case(
        title=fields["="],
        command=fields["$"],
        expected=tuple(expected),
        image=fields.get("image", "scratch"),
        cwd=fields.get("cwd", "/app"),
        env=env,
        stdin=_plain(fields["stdin"]) if "stdin" in fields else None,
        files=files,
        install=fields.get("install", ""),
    )


def _plain(text: str) -> str:
    return text.replace("\\n", "\n").replace("\\t", "\t").replace("\\r", "\r").replace("…", HOLE)


def state_of(case: Case) -> State:
    """The state that a case's command runs in."""
    known = _image(case.image)
    fs = Filesystem(_base(case.image, known))
    if case.files:
        context = Context.from_files({path.lstrip("/"): text for path, text in case.files.items()})
        fs = fs.apply(CopiesContext(context=context, source="", target="/"), _BY)
    if case.install:
        fs = fs.apply(InstallsPackages(packages=tuple(case.install.split())), _BY)
    return State(cwd=_plain(case.cwd), env=case.env, fs=fs, image=known)


def _image(name: str) -> Image:
    base, _, tag = name.partition(":")
    return image(base, tag)


def _base(name: str, known: Image) -> Base:
    if name == "scratch":
        return Scratch()
    return Open() if name == "unknown" else ImageBase(known, layout(known))


def invocation_of(case: Case) -> Invocation:
    """A case's command."""
    called, *arguments = shlex.split(case.command.replace("…", HOLE))
    span = Span("Dockerfile", 1, 1, 1, 1, 0, 0)
    return Invocation(
        called=called, arguments=tuple(arguments), span=span, text=case.command, stdin=case.stdin
    )


def effects_of(case: Case) -> tuple[str, ...]:
    """The effects of a case's command, one line each."""
    invocation = invocation_of(case)
    handler = index.handler(invocation.called)
    assert handler is not None, f"no handler for {invocation.called}"
    return _joined(list(handler(invocation, state_of(case))))


def _joined(effects: list[Effect]) -> tuple[str, ...]:
    """Effects as lines; programs that are called one after the other share one."""
    groups = groupby(effects, key=lambda effect: isinstance(effect, Calls))
    return tuple(
        line
        for called, group in groups
        for line in (
            [f"Calls {' '.join(e.name for e in group if isinstance(e, Calls))}"]
            if called
            else map(describe, group)
        )
    )


def describe(effect: Effect | Need) -> str:
    """An effect as a line: its name, its main fields, then what differs from the default."""
    fields = {name: getattr(effect, name) for name in effect.__struct_fields__}
    default = dict(
        zip(effect.__struct_fields__[::-1], effect.__struct_defaults__[::-1], strict=False)
    )
    if len(fields.get("readers", ())) > _MANY:
        fields["readers"] = (*fields["readers"][:_MANY], "and more")
    named = _FIRST if not isinstance(effect, Runs) else ("argv",)
    first = [_word(fields.pop(name)) for name in named if name in fields and fields[name] != ()]
    for name in ("by", "inputs"):
        fields.pop(name, None)
    fields |= {name: fields.pop(name) for name in ("build_only", "maybe") if name in fields}
    rest = [
        f"{name}={_word(value)}"
        for name, value in fields.items()
        if _differs(value, default.get(name))
    ]
    return _escaped(" ".join([type(effect).__name__, *first, *rest]))


_SHOWN = str.maketrans(
    {HOLE: "…", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\0": "\\0", "\\": "\\\\"}
)


def _escaped(text: str) -> str:
    return text.translate(_SHOWN)


def _differs(value: object, default: object) -> bool:
    return value not in (default, None, (), {}, "")


def _word(value: object) -> str:
    match value:
        case SourceMap(text=text):
            return f"'{text}'"
        case Cache(name=name):
            return name
        case Spare(command=command):
            return repr(command)
        case Program(root=root, static=static):
            return f"{root or 'unseen'},{_LINKED[static]}"
        case bytes():
            return f"'{value.decode('utf-8', 'surrogateescape')}'"
        case tuple():
            return ",".join(_word(item) for item in value)
        case dict():
            return ",".join(f"{name}={_word(item)}" for name, item in value.items())
        case enum.Enum():
            return value.name
        case True:
            return "yes"
        case False:
            return "no"
        case str() if " " in value:
            return repr(value)
        case _:
            return str(value)


def printed_by(case: Case) -> tuple[str, ...]:
    """What a case's command prints, as one line; none where it is not known."""
    text = index.printed(invocation_of(case), state_of(case))
    return () if text is None else (_escaped(text),)


def needs_of(case: Case) -> tuple[str, ...]:
    """What a case's command needs when a container runs it, one line each."""
    invocation = invocation_of(case)
    find = index.needs_of(invocation.called)
    assert find is not None, f"nothing knows what {invocation.called} needs"
    return tuple(describe(need) for need in find(invocation, state_of(case)))


def linked_by(case: Case) -> tuple[str, ...]:
    """What the programs that a case's command links need and name, one line each."""
    invocation, state = invocation_of(case), state_of(case)
    find = index.handler(invocation.called)
    assert find is not None, f"no handler for {invocation.called}"
    found: list[str] = []
    for effect in find(invocation, state):
        if isinstance(effect, WritesFile) and (program := effect.program) is not None:
            found.append(f"Program {_word(program)}")
            found += map(describe, program.needs())
            found += [f"names {_escaped(mention.text)}" for mention in program.mentions()]
            found += [f"holds {path}" for path in program.embedded()]
            found += [f"assumes {assumption.text}" for assumption in program.assumptions]
    return tuple(found)


_ASK = {"commands": effects_of, "printed": printed_by, "needs": needs_of, "linked": linked_by}


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test that takes a ``case`` runs on every case of the folder that its module names."""
    if "case" in metafunc.fixturenames:
        every = cases(metafunc.module.FOLDER)
        metafunc.parametrize("case", [pytest.param(case, id=title) for title, case in every])


@pytest.fixture
def actual(case: Case, request: pytest.FixtureRequest) -> str:
    """What is known of a case's command, as text."""
    return "\n".join(_ASK[request.module.FOLDER](case))


@pytest.fixture
def wanted(case: Case) -> str:
    """What a case expects, as text."""
    return "\n".join(case.expected)
