"""Reading ELF files and scripts."""

from __future__ import annotations

import os
import sys

import pytest

from dockerize_ms.compare import elf


@pytest.fixture(scope="module")
def program() -> bytes:
    with open(os.path.realpath(sys.executable), "rb") as file:
        return file.read()


def test_reads_a_program(program: bytes) -> None:
    found = elf.parse(program)
    assert found is not None
    assert "/ld-" in found.interpreter
    assert [name for name in found.needed if name.startswith("libc.")]
    assert {want.library for want in found.wants} <= set(found.needed)


def test_reads_the_versions_that_a_library_defines(program: bytes) -> None:
    wanted = elf.parse(program)
    assert wanted is not None
    with open("/proc/self/maps", encoding="utf-8") as maps:
        paths = {line.split()[-1] for line in maps if "/libc." in line}
    with open(paths.pop(), "rb") as file:
        library = elf.parse(file.read())
    assert library is not None
    names = {want.name for want in wanted.wants if want.library == library.soname}
    assert names
    assert names <= library.defines


@pytest.mark.parametrize("length", [0, 3, 4, 6, 19, 40, 63, 64, 100, 500, 1000, 5000])
def test_a_file_that_breaks_off_is_no_error(length: int, program: bytes) -> None:
    assert elf.parse(program[:length]) is None


@pytest.mark.parametrize("at", range(4, 64))
def test_a_broken_header_is_no_error(at: int, program: bytes) -> None:
    elf.parse(program[:at] + b"\xff" + program[at + 1 : 4096])


def test_a_list_that_bites_its_tail_ends() -> None:
    head = b"\x7fELF\x02\x01" + bytes(12) + b"\x3e\x00" + bytes(44)
    assert elf.parse(head) == elf.Elf(kind=(2, 1, 62))


SCRIPTS: dict[bytes, tuple[str, ...]] = {
    b"#! /usr/bin/env -S a b\nrest": ("/usr/bin/env", "-S a b"),
    b"#!/bin/sh": ("/bin/sh",),
    b"#!/bin/sh\r\n": ("/bin/sh",),
    b"#!\n": (),
    b"text": (),
    b"": (),
}


@pytest.mark.parametrize("data", SCRIPTS)
def test_reads_a_script(data: bytes) -> None:
    assert elf.shebang(data) == SCRIPTS[data]
