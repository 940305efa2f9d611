"""The documents as data: their examples, the commands, paths and links that they name.

An example is a fenced block whose text the project itself prints. Either the block is a
``console`` one and begins with ``$ dockerize-ms …``, or a comment ``<!-- $ dockerize-ms … -->``
stands above it; then it holds what goes to standard output alone, and after ``> FILE`` what
does not. It runs at the top of the repository, or, where its section has files
(```` ```go main.go ````), in a directory that holds those.
"""

from __future__ import annotations

import re
import shlex
import tempfile
from pathlib import Path

from tests.command_line import run

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted(
    [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), ROOT / "corpus" / "README.md"],
    key=lambda page: str(page.relative_to(ROOT)),
)
_PART = re.compile(
    r"^(?P<heading>#{1,6}) [^\n]*$"
    r"|^(?:<!-- \$ (?P<command>[^\n]+) -->\n)?"
    r"(?P<fence>`{3,})(?P<kind>[\w-]*)(?: (?P<file>[^\n ]+))?\n(?P<text>.*?)^(?P=fence)$",
    re.MULTILINE | re.DOTALL,
)
_SPAN = re.compile(r"`([^`\n]+)`")
_LINK = re.compile(r"\]\(([^)\s]+)\)")


def name(page: Path) -> str:
    """A page's path in the repository."""
    return page.relative_to(ROOT).as_posix()


def read(page: Path) -> str:
    """A page's text."""
    return page.read_text(encoding="utf-8")


def rendered(text: str) -> str:
    """A page with the true output in its examples."""
    files: dict[str, str] = {}

    def part(found: re.Match[str]) -> str:
        if found["heading"]:
            files.clear()
        elif found["file"]:
            files[found["file"]] = found["text"]
        elif found["command"]:
            return _with(found, _output(found["command"], files, alone=True))
        elif found["kind"] == "console":
            commands = [line for line in found["text"].splitlines() if line.startswith("$ ")]
            return _with(found, "".join(f"{c}\n{_output(c[2:], files)}" for c in commands))
        return found[0]

    return _PART.sub(part, text)


def _with(found: re.Match[str], text: str) -> str:
    start, end = (at - found.start() for at in found.span("text"))
    return found[0][:start] + text + found[0][end:]


def _output(command: str, files: dict[str, str], *, alone: bool = False) -> str:
    program, *arguments = shlex.split(command)
    if not files:
        return _run(program, arguments, ROOT, alone=alone)
    with tempfile.TemporaryDirectory() as folder:
        for file, text in files.items():
            path = Path(folder, file)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return _run(program, arguments, Path(folder), alone=alone)


def _run(program: str, arguments: list[str], directory: Path, *, alone: bool) -> str:
    if program == "cat":
        return "".join((directory / argument).read_text(encoding="utf-8") for argument in arguments)
    if program != "dockerize-ms":
        raise AssertionError(f"an example that cannot be run: {program}")
    written = arguments[-2:-1] == [">"]
    with tempfile.TemporaryDirectory() as cache:
        ran = run(
            *(arguments[:-2] if written else arguments),
            directory=directory,
            environment={"XDG_CACHE_HOME": cache},
        )
    if written:
        return ran.err
    return ran.out.decode() if alone else ran.shown


def blocks(text: str, *kinds: str) -> list[str]:
    """The texts of a page's fenced blocks of some kinds."""
    return [found["text"] for found in _PART.finditer(text) if found["kind"] in kinds]


def files(text: str) -> dict[str, str]:
    """The fenced blocks that name a file."""
    return {found["file"]: found["text"] for found in _PART.finditer(text) if found["file"]}


def spans(text: str) -> list[str]:
    """What stands in `code spans`, outside of fenced blocks."""
    return _SPAN.findall(_without_blocks(text))


def links(text: str) -> list[str]:
    """The targets of links, outside of fenced blocks."""
    return _LINK.findall(_without_blocks(text))


def anchors(text: str) -> set[str]:
    """The fragments by which a page's headings can be linked."""
    found = re.findall(r"^#{1,6} (.+)$", _without_blocks(text), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in found}


def commands(text: str) -> list[list[str]]:
    """The commands that a page names, in spans and in blocks of shell, as words."""
    lines = [line for block in blocks(text, "sh", "console") for line in block.splitlines()]
    typed = [line.removeprefix("$ ") for line in lines]
    found = []
    for line in (*typed, *spans(text)):
        for part in re.split(r"\s*(?:&&|\|\||\||;)\s*", line.partition(" # ")[0]):
            words = part.split()
            if words[:1] in (["make"], ["dockerize-ms"], ["sudo"]):
                found.append(words[1:] if words[0] == "sudo" else words)
    return found


def _without_blocks(text: str) -> str:
    return _PART.sub(lambda found: found[0] if found["heading"] else "", text)
