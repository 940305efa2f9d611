"""Snapshots of what a format prints for a case of the corpus, as the command line prints it."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from syrupy.assertion import SnapshotAssertion
from tests.command_line import run
from tests.conftest import PlainFile
from tests.corpus_cases import CORPUS, ROOT, Case

SUFFIXES = {"text": "txt", "markdown": "md", "mermaid": "mmd", "github": "txt"}
_PAGE = re.compile(rb'("(?:text|markdown)": "# [^\\\\]+)[^\n]*"')


def case(name: str) -> Case:
    """A case by its folder below ``corpus/``."""
    return Case(CORPUS / name)


def printed(case: Case, command: str, form: str) -> bytes:
    """Standard output for a case's Dockerfile, called from the top of the repository.

    Of whole pages in it the beginning stays.
    """
    path = case.dockerfile.relative_to(ROOT).as_posix()
    found = run(command, "--format", form, path, directory=ROOT).out
    return _PAGE.sub(rb'\1..."', found)


@pytest.fixture
def same(snapshot: SnapshotAssertion) -> Callable[[bytes, str], bool]:
    """Whether a format's output is the snapshot, which is a file with the format's suffix."""

    def compare(found: bytes, form: str) -> bool:
        suffix = SUFFIXES.get(form, form)
        kind = type(form, (PlainFile,), {"file_extension": suffix})
        return bool(found == snapshot.use_extension(kind))

    return compare
