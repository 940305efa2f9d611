"""``venv``: Python's packages go to a virtual environment, which is copied as one directory.

On request only: paths move, and who calls a program by its old path finds it no more. It is
applied where the base image's own Python installs them, with pip, as root, and nothing that is
started or set names a place where they were.
"""

from __future__ import annotations

import posixpath
import re

from dockerize_ms import cst
from dockerize_ms.analysis.live import Live
from dockerize_ms.analysis.owners import ROOT
from dockerize_ms.model import effects as fx
from dockerize_ms.model.stage import Stage, Step
from dockerize_ms.rewrite.change import Safety
from dockerize_ms.rewrite.refactorings._text import with_lines_above

SUMMARY = "puts Python's packages into a virtual environment, copied as one directory"
SAFETY = Safety.ASKED
DEFAULT = False

_PLACE = "/opt/venv"
_LINES = (f"RUN python3 -m venv {_PLACE}", f'ENV PATH="{_PLACE}/bin:$PATH"')
_PIP = re.compile(r"pip\d*(\.\d+)?\Z")
_ELSEWHERE = re.compile(r"\s(--user|--target|-t|--prefix|--root|--break-system-packages)\b")
_NAMED = re.compile(r"/usr/local/(bin/|lib/python)")


def before(tree: cst.Dockerfile, stage: Stage, live: Live) -> str | None:
    """The text with an environment made before the first install; None where none is possible."""
    installs = [step for step in stage.steps if _packages(step)]
    if not installs or not all(_is_plain(step, stage) for step in installs):
        return None
    if "VIRTUAL_ENV" in stage.config.env or stage.image.name != "python":
        return None
    if _is_named(tree, live):
        return None
    return with_lines_above(tree, {installs[0].instruction: _LINES})


def _packages(step: Step) -> list[str]:
    """Directories of packages that a step fills."""
    return [
        done.effect.path
        for done in step.effects
        if isinstance(done.effect, fx.WritesTree)
        and posixpath.basename(done.effect.path) in ("site-packages", "dist-packages")
    ]


def _is_plain(step: Step, stage: Stage) -> bool:
    """Whether pip installs for everybody, into the base image's Python."""
    if not all(path.startswith("/usr/local/") for path in _packages(step)):
        return False
    user = stage.before[step.number].user
    first = posixpath.basename(step.tools[0]) if step.tools else ""
    is_pip = bool(_PIP.match(first)) or " -m pip " in step.text
    return is_pip and user in ROOT and not _ELSEWHERE.search(step.text)


def _is_named(tree: cst.Dockerfile, live: Live) -> bool:
    """Whether anything says where the packages or their programs are."""
    started = (name for name in live.commands if "/python" not in name)
    if any(_NAMED.match(name) for name in started):
        return True
    return any(_NAMED.search(instruction.text) for instruction in tree.instructions)
