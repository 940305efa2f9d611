"""Container commands in scripts, Makefiles, workflows and pages."""

from __future__ import annotations

import time

import pytest

from dockerize_ms.context.command_lines import command_lines
from dockerize_ms.context.command_words import words
from dockerize_ms.text import HOLE, SourceFile

WORDS = [
    (" a b  c", ["a", "b", "c"]),
    (" a; b", ["a"]),
    (" a && b", ["a"]),
    (" a | b", ["a"]),
    (" a) b", ["a"]),
    (" a > f", ["a"]),
    (" a\nb", ["a"]),
    (" a \\\n  b", ["a", "b"]),
    (" a \\\r\n  b\r\n", ["a", "b"]),
    (" a # b", ["a"]),
    (" a#b", ["a#b"]),
    (" 'a b' \"c d\"", ["a b", "c d"]),
    (" a'b'\"c\"d", ["abcd"]),
    (' "a\\"b"', ['a"b']),
    (" a\\ b", ["a b"]),
    (" $A ${B} $(c d) $$", [HOLE, HOLE, HOLE, "$$"]),
    (" a$A/b", [f"a{HOLE}/b"]),
    (' "$A b"', [f"{HOLE} b"]),
    (" '$A'", ["$A"]),
    (" ${{ matrix.x }}/b", [f"{HOLE}/b"]),
    (" {{x}}", [HOLE]),
    (" a ... …", ["a", HOLE, HOLE]),
    (" <image name> a", [HOLE, "a"]),
    (" $(pwd):/a $PWD ${PWD}/b $(CURDIR)", [".:/a", ".", "./b", "."]),
    (" ${{ github.workspace }}/a", ["./a"]),
    (' ."', ["."]),
    (' a "b', ["a"]),
    (" a`", ["a"]),
    (" {a,b}", ["{a,b}"]),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), WORDS)
def test_words(text: str, expected: list[str]) -> None:
    assert words(text, 0)[0] == expected


def test_words_tell_where_the_command_ends() -> None:
    text = 'x "docker build -t a ."\n'
    assert text[: words(text, text.index(" build"))[1]] == 'x "docker build -t a .'


COMMANDS = [
    ("a.sh", "docker build .\n", ["docker build ."]),
    ("a.sh", "sudo docker build . && docker push x\n", ["docker build .", "docker push x"]),
    ("a.sh", "podman build .\nbuildah bud .\n", ["podman build .", "buildah bud ."]),
    ("a.sh", "# docker build .\n", []),
    ("a.sh", "ls # docker build .\n", []),
    ("a.sh", 'echo "docker build ."\n', []),
    ("a.sh", "my-docker build\n/usr/bin/docker build\n", []),
    ("a.sh", "dockerize build\n", []),
    ("a.sh", "nothing here\n", []),
    ("Makefile", "image:\n\t@docker build -t x .\n", ["docker build -t x ."]),
    ("Makefile", "image:\n\t$(DOCKER) build .\n", []),
    ("a.yml", "run: docker build .\n", ["docker build ."]),
    ("a.yml", 'run: "docker build ."\n', ["docker build ."]),
    ("a.json", '{"build": "docker build -t a ."}\n', ["docker build -t a ."]),
    ("README.md", "You can docker build it.\n", []),
    ("README.md", "Run `docker build -t a .` first.\n", ["docker build -t a ."]),
    ("README.md", "```sh\n$ docker run a b\n```\ndocker run c d\n", ["docker run a b"]),
    ("README.md", "    docker run a b\n", ["docker run a b"]),
    ("README.md", "1. x\n   ```\n   docker run a b\n   ```\n", ["docker run a b"]),
]


@pytest.mark.parametrize(("path", "text", "expected"), COMMANDS)
def test_commands(path: str, text: str, expected: list[str]) -> None:
    found = command_lines(SourceFile(text, path))
    assert [" ".join((line.tool, *line.words)) for line in found] == expected


@pytest.mark.parametrize(
    "text",
    [
        "docker " * 30_000,
        "docker build a " * 15_000,
        "docker build " + "'" * 200_000,
        "docker build ${" * 15_000,
        "`" * 200_000 + " docker build .",
        "```\n" * 60_000 + "docker build .\n" * 2_000,
        "docker build \\\n" * 15_000,
        "docker build <" * 15_000,
    ],
    ids=range(8),
)
def test_hostile_texts_end_soon(text: str) -> None:
    start = time.process_time()
    command_lines(SourceFile(text, "README.md"))
    command_lines(SourceFile(text, "a.sh"))
    assert time.process_time() - start < 3
