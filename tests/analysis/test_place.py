"""Which folder a Dockerfile is built in, what else may be meant, and what comes of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.command_line import run

from dockerize_ms.analysis.place import context_sources, place

GO = 'FROM golang:1.21\nWORKDIR /src\nCOPY . .\nRUN go build -o /server .\nCMD ["/server"]\n'
PROGRAM = {
    "go.mod": "module example.com/a\n\ngo 1.21\n",
    "main.go": "package main\n\nfunc main() {}\n",
}
READING = 'package main\n\nimport "os"\n\nfunc main() { os.ReadFile("pages/a.html") }\n'
SAME = {**PROGRAM, **{f"app/{name}": text for name, text in PROGRAM.items()}}
TWO = {
    "build.sh": "docker build .\ndocker build -f Dockerfile app\n",
    "Dockerfile": GO.replace("COPY . .", "COPY go.mod main.go ./"),
}
NUMBERED = """\
FROM golang:1.21
WORKDIR /src
COPY go.mod main.go ./
RUN go build -o /server .
FROM debian
COPY --from=0 /server /server
CMD ["/server"]
"""
ABOVE = {**PROGRAM, "docker/Dockerfile": GO.replace("COPY . .", "COPY go.mod main.go ./")}


def made(folder: Path, files: dict[str, str]) -> Path:
    (folder / ".git").mkdir()
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return folder


@pytest.mark.parametrize(
    ("line", "sources"),
    [
        ("COPY a b/ /c", ["a", "b/"]),
        ("COPY --from=x a /c", []),
        ("COPY $A b /c", ["b"]),
        ("COPY <<E /c\nx\nE", []),
        ("ADD a https://example.com/b git@example.com:c /d/", ["a"]),
        ("RUN true", []),
    ],
)
def test_sources(line: str, sources: list[str]) -> None:
    assert list(context_sources(f"FROM a\n{line}\n")) == sources


def test_a_folder_above_that_has_the_sources_is_assumed(tmp_path: Path) -> None:
    ran = run("refactor", "docker/Dockerfile", directory=made(tmp_path, ABOVE))
    assert (ran.code, "[context-guessed]" in ran.err) == (0, True)


def test_what_is_assumed_is_not_strict(tmp_path: Path) -> None:
    ran = run("refactor", "--strict", "docker/Dockerfile", directory=made(tmp_path, ABOVE))
    assert (ran.code, ran.out, "[not-proven]" in ran.err) == (5, b"", True)


def test_several_folders_with_the_same_result(tmp_path: Path) -> None:
    ran = run("refactor", directory=made(tmp_path, {**SAME, **TWO}))
    assert (ran.code, b"AS runtime" in ran.out) == (0, True)


def test_several_folders_with_different_results(tmp_path: Path) -> None:
    files = {**SAME, **TWO, "Dockerfile": GO, "main.go": READING, "pages/a.html": "a"}
    ran = run("refactor", directory=made(tmp_path, files))
    assert (ran.code, ran.out, "[ambiguous-context]" in ran.err) == (5, b"", True)


def test_an_edit_rests_on_the_folder_as_well(tmp_path: Path) -> None:
    root = made(tmp_path, {**ABOVE, "docker/Dockerfile": NUMBERED})
    ran = run("refactor", "--with", "name-stages", "docker/Dockerfile", directory=root)
    assert (ran.code, ran.err.count("[context-guessed]")) == (0, 1)


def test_an_edit_that_rests_on_the_folder_is_not_strict(tmp_path: Path) -> None:
    root = made(tmp_path, {**ABOVE, "docker/Dockerfile": NUMBERED})
    ran = run("refactor", "--strict", "--with", "name-stages", "docker/Dockerfile", directory=root)
    assert (ran.out, "left: --strict" in ran.err) == (b"", True)


def test_ignore_files_of_several_folders_are_different_results(tmp_path: Path) -> None:
    root = made(tmp_path, {**SAME, **TWO, "README.md": "a\n", "app/README.md": "a\n"})
    ran = run("refactor", "--with", "dockerignore", directory=root)
    assert (ran.code, ran.out, "[ambiguous-context]" in ran.err) == (5, b"", True)


def test_others_and_the_reason_are_given(tmp_path: Path) -> None:
    root = made(tmp_path, {**SAME, **TWO})
    found = place(str(root / "Dockerfile"), GO)
    assert [one.root for one in (found.context, *found.others)] == [str(root), str(root / "app")]
    assert str(found.choice.evidence[0]).endswith(": the root of the repository, app")
