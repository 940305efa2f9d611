"""Completion in a real bash on a terminal of its own: what a press of the tab key adds."""

from __future__ import annotations

import os
import pty
import select
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BASH = shutil.which("bash")
PROGRAM = f"""\
#!/bin/sh
if [ -z "$_DOCKERIZE_MS_COMPLETE" ]; then printf '<%s>\\n' "$*"; exit; fi
exec {sys.executable} -c '
import sys
sys.argv[0] = "dockerize-ms"
from dockerize_ms.cli import main
main()' "$@"
"""
"""Says with what it was called, and else is what is tested."""
WANTED = {
    "dockerize-ms codem": "codemod",
    "dockerize-ms codemod --resu": "codemod --resume",
    "dockerize-ms refactor --target scr": "refactor --target scratch",
    "dockerize-ms refactor Docker": "refactor Dockerfile",
    "dockerize-ms refactor -C fold": "refactor -C folder/",
    "dockerize-ms codemod --report rep": "codemod --report report.html",
    "dockerize-ms codemod --with dockeri": "codemod --with dockerignore",
    "dockerize-ms rules DMS01": "rules DMS01",  # several
    "dockerize-ms rules DMS012": "rules DMS012",
}

pytestmark = pytest.mark.skipif(BASH is None, reason="bash is not installed")


@pytest.fixture(scope="module")
def terminal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """A terminal in which bash has our completion."""
    folder = tmp_path_factory.mktemp("completion")
    (folder / "bin").mkdir()
    (folder / "folder").mkdir()
    (folder / "Dockerfile").touch()
    (folder / "report.html").touch()
    (folder / "bin" / "dockerize-ms").write_text(PROGRAM)
    (folder / "bin" / "dockerize-ms").chmod(0o755)
    environment = {
        "PATH": f"{folder / 'bin'}:{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT / "refactor"),
        "HOME": str(folder),
        "TERM": "dumb",
        "PS1": "",
    }
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [str(BASH), "--norc", "--noprofile", "-i"],
        cwd=folder,
        env=environment,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
    )
    os.close(theirs)
    write(ours, 'eval "$(_DOCKERIZE_MS_COMPLETE=bash_source dockerize-ms)"; echo re""ady\n')
    read_until(ours, "\nready")
    yield ours
    os.close(ours)
    process.kill()
    process.wait()


def write(terminal: int, text: str) -> None:
    os.write(terminal, text.encode())


def read_until(terminal: int, wanted: str) -> str:
    """What the terminal shows until something comes, for half a minute at most."""
    text, end = "", time.monotonic() + 30
    while wanted not in text and time.monotonic() < end:
        if select.select([terminal], [], [], 0.1)[0]:
            text += os.read(terminal, 4096).decode("utf-8", "replace").replace("\r", "")
    assert wanted in text
    return text


@pytest.mark.parametrize("typed", WANTED)
def test_the_tab_key(typed: str, terminal: int) -> None:
    write(terminal, f"{typed}\t\n")
    shown = read_until(terminal, ">\n")
    assert shown.rpartition("<")[2].partition(">")[0].rstrip() == WANTED[typed]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_gets_a_script(shell: str, terminal: int) -> None:
    write(
        terminal, f"_DOCKERIZE_MS_COMPLETE={shell}_source dockerize-ms | grep -c . ; echo e''nd\n"
    )
    lines = read_until(terminal, "\nend").splitlines()
    assert int(lines[-2]) > 10
