"""What is printed where, in which form, and with which exit code."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from tests.cli.conftest import FILES
from tests.command_line import run

import dockerize_ms

CODES: dict[tuple[str, ...], int] = {
    ("refactor",): 0,
    ("refactor", "Dockerfile"): 0,
    ("refactor", "--check"): 1,
    ("refactor", "--check", "two.Dockerfile"): 0,
    ("refactor", "--check", "idle.Dockerfile"): 0,
    ("refactor", "--check", "broken.Dockerfile"): 4,
    ("refactor", "two.Dockerfile"): 0,
    ("refactor", "idle.Dockerfile"): 5,
    ("refactor", "broken.Dockerfile"): 4,
    ("refactor", "gone"): 3,
    ("refactor", "--min-saving", "10GB"): 0,
    ("refactor", "idle.Dockerfile", "idle.Dockerfile"): 0,
    ("refactor", "Dockerfile", "idle.Dockerfile"): 0,
    ("refactor", "Dockerfile", "idle.Dockerfile", "--check"): 1,
    ("refactor", "Dockerfile", "gone"): 3,
    ("refactor", "gone", "Dockerfile", "broken.Dockerfile", "idle.Dockerfile"): 4,
    ("verify", "two.Dockerfile"): 0,
    ("verify", "broken.Dockerfile"): 4,
    ("verify", "gone", "two.Dockerfile"): 3,
    ("explain",): 0,
    ("explain", "idle.Dockerfile"): 5,
    ("explain", "broken.Dockerfile"): 4,
    ("explain", "--format", "svg", "two.Dockerfile"): 0,
    ("explain", "--format", "svg", "broken.Dockerfile"): 4,
    ("verify", "--format", "sarif", "broken.Dockerfile", "two.Dockerfile"): 4,
    ("refactor", "--format", "sarif", "--check"): 1,
    ("refactor", "--format", "markdown", "idle.Dockerfile"): 5,
    ("rules",): 0,
    ("rules", "DMS001"): 0,
    ("rules", "nothing"): 2,
    (): 2,
    ("--help",): 0,
    ("--version",): 0,
    ("refactor", "-h"): 0,
}


@pytest.mark.parametrize("arguments", CODES, ids=" ".join)
def test_exit_code(arguments: tuple[str, ...], project: Path) -> None:
    assert run(*arguments, directory=project).code == CODES[arguments]


def test_a_stage_that_is_missing_fails_verify(project: Path) -> None:
    text = b'FROM debian AS a\nFROM debian\nCOPY --from=b /bin/ls /ls\nCMD ["/ls"]\n'
    (project / "Dockerfile").write_bytes(
        text.replace(b"/bin/ls", b"/gone", 1).replace(b"=b", b"=a")
    )
    ran = run("verify", directory=project)
    assert (ran.code, ran.err) == (1, "")
    assert ran.out.startswith(b"Dockerfile:3:")


# --- outputs ---------------------------------------------------------------------------


def test_version(project: Path) -> None:
    wanted = f"dockerize-ms {dockerize_ms.__version__}\n".encode()
    assert run("--version", directory=project).out == wanted


def test_results_and_messages_are_apart(project: Path) -> None:
    ran = run("refactor", directory=project)
    assert ran.out.startswith(b"--- a/Dockerfile\n+++ b/Dockerfile\n@@ ")
    assert ran.err.startswith("Dockerfile: rewritten, proven; about ")


@pytest.mark.parametrize("name", ["two.Dockerfile", "idle.Dockerfile"])
def test_a_reason_is_always_printed(name: str, project: Path) -> None:
    assert run("refactor", name, directory=project).err.startswith(f"{name}:")
    assert ": left alone: " in run("refactor", name, directory=project).err


@pytest.mark.parametrize("name", ["two.Dockerfile", "idle.Dockerfile", "broken.Dockerfile"])
def test_format_dockerfile_prints_what_is_left_alone(name: str, project: Path) -> None:
    assert run("refactor", "--format", "dockerfile", name, directory=project).out == FILES[name]


def test_the_containerfile_is_found(project: Path) -> None:
    (project / "Dockerfile").rename(project / "Containerfile")
    assert b"+++ b/Containerfile\n" in run("refactor", directory=project).out


def test_explain_says_why(project: Path) -> None:
    ran = run("explain", directory=project)
    assert (ran.code, ran.err) == (0, "")
    assert all(word in ran.out.decode() for word in ("builder", "runtime", "go build -o main ."))


def test_refactor_explains_beside_the_difference(project: Path) -> None:
    plain, explained = (
        run("refactor", directory=project),
        run("refactor", "--explain", directory=project),
    )
    assert explained.out == plain.out
    assert explained.err.encode() == run("explain", directory=project).out


# --- standard input -----------------------------------------------------------------------


def test_stdin_without_a_context(project: Path) -> None:
    ran = run("refactor", "-", stdin=FILES["Dockerfile"], directory=project)
    assert ran.code in (0, 5)
    assert ran.err.startswith("-:")


def test_stdin_with_a_context(project: Path) -> None:
    arguments = ("refactor", "--format", "dockerfile")
    ran = run(*arguments, "-C", ".", "-", stdin=FILES["Dockerfile"], directory=project)
    assert ran.out == run(*arguments, directory=project).out


def test_verify_reads_stdin(project: Path) -> None:
    assert run("verify", "-", stdin=FILES["two.Dockerfile"], directory=project).code == 0


# --- JSON ---------------------------------------------------------------------------------


def test_json(project: Path) -> None:
    names = ("Dockerfile", "idle.Dockerfile", "broken.Dockerfile")
    ran = run("refactor", "--format", "json", *names, directory=project)
    document = json.loads(ran.out)
    assert document["schema_version"] == 2
    assert [(f["path"], f["outcome"]) for f in document["files"]] == [
        ("Dockerfile", "rewritten"),
        ("idle.Dockerfile", "left-alone"),
        ("broken.Dockerfile", "invalid"),
    ]
    assert document["files"][0]["text"].count("FROM") == 2
    assert document["files"][1]["reason"] == "no-effective-command"
    assert document["files"][2]["errors"][0]["span"]["line"] == 2


def test_json_of_findings(project: Path) -> None:
    text = b'FROM debian AS a\nFROM debian\nCOPY --from=a /gone /ls\nCMD ["/ls"]\n'
    ran = run("verify", "--format", "json", "-", stdin=text, directory=project)
    findings = json.loads(ran.out)["findings"]
    assert ("DMS001", 3) in [(one["code"], one["span"]["line"]) for one in findings]


# --- colours ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("terminal", "environment", "coloured"),
    [(True, {}, True), (False, {}, False), (True, {"NO_COLOR": "1"}, False)],
)
def test_colours(
    terminal: bool,
    environment: dict[str, str],
    coloured: bool,
    project: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    (project / "bad").write_bytes(b"FROM a AS a\nFROM a\nCOPY --from=9 /x /\n")
    for words in (("refactor",), ("verify", "bad"), ("rules",)):
        ran = run(*words, directory=project, terminal=terminal, environment=environment)
        assert (b"\x1b[" in ran.out) is coloured


def test_documents_have_no_colours(project: Path) -> None:
    for form in ("json", "sarif", "github", "markdown"):
        ran = run("refactor", "--format", form, "Dockerfile", directory=project, terminal=True)
        assert ran.out
        assert b"\x1b[" not in ran.out


# --- options that reach the plan ------------------------------------------------------------


def test_strict_names_the_assumption(project: Path) -> None:
    text = b"ARG V=1.21\n" + FILES["Dockerfile"].replace(b"1.21", b"$V")
    (project / "Dockerfile").write_bytes(text)
    assert "assumed: " in run("refactor", directory=project).err
    ran = run("refactor", "--strict", directory=project)
    assert (ran.code, ran.out) == (5, b"")
    assert "keep their defaults: golang:1.21 [not-proven]" in ran.err


def test_keep(project: Path) -> None:
    ran = run("refactor", "--keep", "/app/go.mod", directory=project)
    assert b"+COPY --from=builder /app/go.mod /app/go.mod\n" in ran.out


@pytest.mark.parametrize(
    "settings", ["[tool.dockerize-ms]\nkeep = ['/app/go.mod']\n", "keep = ['/app/go.mod']\n"]
)
def test_settings_file(settings: str, project: Path) -> None:
    name = "pyproject.toml" if "tool" in settings else ".dockerize-ms.toml"
    (project / name).write_text(settings)
    assert b"/app/go.mod" in run("refactor", directory=project).out


@pytest.mark.parametrize(("level", "code"), [("error", 0), ("warning", 1)])
@pytest.mark.parametrize("written", [True, False])
def test_fail_on(level: str, code: int, written: bool, project: Path) -> None:
    text = b'ARG A=1\nFROM debian\nLABEL a=$A\nCMD ["ls"]\n'
    (project / "Dockerfile").write_bytes(text)
    if written:
        (project / ".dockerize-ms.toml").write_text(f"fail-on = '{level}'\n")
    arguments = () if written else ("--fail-on", level)
    assert run("verify", *arguments, directory=project).code == code


def test_a_comment_keeps_a_path(project: Path) -> None:
    text = b"# dockerize-ms: keep /app/go.mod\n" + FILES["Dockerfile"]
    (project / "Dockerfile").write_bytes(text)
    assert b"+COPY --from=builder /app/go.mod" in run("refactor", directory=project).out


def test_a_comment_leaves_the_file_alone(project: Path) -> None:
    (project / "Dockerfile").write_bytes(b"# dockerize-ms: ignore\n" + FILES["Dockerfile"])
    ran = run("refactor", directory=project)
    assert (ran.code, ran.out) == (0, b"")
    assert "[ignored]" in ran.err


def test_without_every_refactoring_nothing_changes(project: Path) -> None:
    ran = run("refactor", "--without", "split-stages", directory=project)
    assert (ran.code, ran.out) == (0, b"")


# --- as a process of its own ----------------------------------------------------------------


def test_runs_as_a_module(project: Path) -> None:
    command = [sys.executable, "-m", "dockerize_ms", "refactor", "--check"]
    done = subprocess.run(command, cwd=project, capture_output=True, check=False)
    assert (done.returncode, done.stdout[:17]) == (1, b"--- a/Dockerfile\n")


def test_a_closed_pipe_is_no_error(project: Path) -> None:
    command = [sys.executable, "-m", "dockerize_ms", "refactor"]
    process = subprocess.Popen(
        command, cwd=project, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    process.stdout.close()
    _, errors = process.communicate(timeout=60)
    assert "Traceback" not in errors
    assert process.returncode in (0, 141)
