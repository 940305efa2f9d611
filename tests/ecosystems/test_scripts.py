"""Files that are run by their path, and where their text comes from."""

from __future__ import annotations

import pytest

from dockerize_ms.context import Context
from dockerize_ms.ecosystems import index
from dockerize_ms.ecosystems.scripts import script
from dockerize_ms.errors import Evidence
from dockerize_ms.facts import image
from dockerize_ms.model.effects import CopiesContext, Runs
from dockerize_ms.model.filesystem import Filesystem, Scratch
from dockerize_ms.model.invocation import Invocation, State
from dockerize_ms.text import Span

_FILES = {
    "docker/run.sh": "#!/bin/bash -e\nexec app\n",
    "docker/plain": "exec app\n",
    "docker/tool.py": "#!/usr/bin/env -S python3 -u\nprint()\n",
    "docker/app": "\x7fELF\x01\0",
    "docker/windows.sh": "#!/bin/sh\r\nexec app\r\n",
    "docker/wait.sh": 'while true; do case $1 in\n  --)\n    shift\n    CLI=("$@")\n    break;;\n'
    'esac; done\nexec "${CLI[@]}"\n',
    "src/Makefile": "OUT := bin/server\n"
    "build: main.go\n"
    "\t@go build -o $(OUT) ./cmd && strip $(OUT)\n",
    "src/main.go": "package main\n",
}


def _state() -> State:
    copies = CopiesContext(context=Context.from_files(_FILES), source="", target="/app")
    fs = Filesystem(Scratch()).apply(copies, Evidence("COPY . /app"))
    return State(cwd="/app/src", env={}, fs=fs, image=image("scratch"))


@pytest.mark.parametrize("name", ["run.sh", "plain", "windows.sh"])
def test_a_shell_script_is_interpreted(name: str) -> None:
    runs = script(f"/app/docker/{name}", _state(), ("x",))
    assert isinstance(runs, Runs)
    assert runs.source is not None
    assert (runs.source.file.path, runs.script) == (f"docker/{name}", f"/app/docker/{name}")


def test_another_script_is_handed_to_its_interpreter() -> None:
    runs = script("../docker/tool.py", _state(), ("x",))
    assert isinstance(runs, Runs)
    assert runs.argv == ("python3", "/app/docker/tool.py", "x")


@pytest.mark.parametrize("path", ["/app/docker/app", "/app/missing", "/usr/bin/x"])
def test_no_script(path: str) -> None:
    assert script(path, _state(), ()) is None


def test_a_recipe_points_into_its_makefile() -> None:
    span = Span("Dockerfile", 1, 1, 1, 1, 0, 0)
    make = index.handler("make")
    assert make is not None
    invocation = Invocation(called="make", arguments=(), span=span, text="make")
    sources = [e.source for e in make(invocation, _state()) if isinstance(e, Runs) and e.source]
    text = sources[0].text
    assert text == "go build -o bin/server ./cmd && strip bin/server"
    at = text.index("strip")
    assert str(sources[0].span(at, at + 5)) == "src/Makefile:3:31"
    assert str(sources[0].span(0, 2)) == "src/Makefile:3:3"
    assert sources[0].span(at + 6, len(text)).column == 37


def test_a_script_hands_on_what_follows_two_dashes() -> None:
    runs = script("/app/docker/wait.sh", _state(), ("db:5432", "--", "server", "-v"))
    assert isinstance(runs, Runs)
    assert runs.source is not None
    assert runs.arguments == ("server", "-v")
    assert runs.source.text.endswith('exec "$@"       \n')


def test_a_script_that_reads_no_dashes_gets_them_all() -> None:
    runs = script("/app/docker/run.sh", _state(), ("--", "server"))
    assert isinstance(runs, Runs)
    assert runs.arguments == ("--", "server")
