"""Requirement files: what they list, what they include, and files that would not end."""

from __future__ import annotations

import codecs
import time

import pytest

from dockerize_ms.context import Context
from dockerize_ms.ecosystems.pythonic import requirements
from dockerize_ms.errors import Evidence
from dockerize_ms.facts import image
from dockerize_ms.model.effects import CopiesContext
from dockerize_ms.model.filesystem import Filesystem, Scratch
from dockerize_ms.model.invocation import State


def _read(files: dict[str, str | bytes]) -> requirements.Listed:
    context = Context.from_files({f"app/{name}": text for name, text in files.items()})
    effect = CopiesContext(context=context, source="", target="/")
    fs = Filesystem(Scratch()).apply(effect, Evidence("COPY"))
    state = State(cwd="/app", env={}, fs=fs, image=image("python", "3.11"))
    return requirements.read([next(iter(files))], state, "3.11")


def test_places_are_those_of_the_file() -> None:
    found = _read({"r.txt": "# first\n\nflask \\\n  --hash=sha256:0\n"}).requirements[0]
    assert str(found.by.span) == "app/r.txt:3:1"


def test_files_that_include_each_other_end() -> None:
    listed = _read({"a.txt": "-r b.txt\nx\n", "b.txt": "-r a.txt\ny\n"})
    assert [str(r) for r in listed.requirements] == ["y", "x"]


def test_what_is_included_from_a_folder_is_looked_up_there() -> None:
    listed = _read({"r/a.txt": "-r b.txt\n", "r/b.txt": "x\n"})
    assert [str(r) for r in listed.requirements] == ["x"]


def test_windows_line_ends_and_a_mark_at_the_start() -> None:
    listed = _read({"a.txt": "\ufeffflask==1.0\r\nredis\r\n"})
    assert [str(r) for r in listed.requirements] == ["flask==1.0", "redis"]


def test_a_variable_that_nobody_knows() -> None:
    listed = _read({"a.txt": "git+https://${TOKEN}@example.com/x.git#egg=x\n"})
    assert listed.requirements[0].name == "x"


def test_a_missing_file_is_named() -> None:
    assert _read({"a.txt": "-r missing.txt\n"}).unreadable == ["/app/missing.txt"]


def test_long_files_end_soon() -> None:
    start = time.monotonic()
    listed = _read({"a.txt": "x==1 \\\n" * 200_000 + "(" * 50_000 + "\n" + "y\n" * 20_000})
    assert listed.unreadable == ["/app/a.txt"]
    assert time.monotonic() - start < 5


@pytest.mark.parametrize(
    "content",
    [
        codecs.BOM_UTF8 + b"flask==1.0\n",
        "flask==1.0\r\n".encode("utf-16"),
        codecs.BOM_UTF16_BE + "flask==1.0\n".encode("utf-16-be"),
        "flask==1.0\n".encode("utf-32"),
        b"# -*- coding: cp1252 -*-\nflask==1.0 # \x80\n",
        b"# caf\xe9\nflask==1.0\n",
        b"# coding: zip_codec\nflask==1.0\n",
    ],
)
def test_decodes_as_pip_does(content: bytes) -> None:
    assert [str(r) for r in _read({"a.txt": content}).requirements] == ["flask==1.0"]
