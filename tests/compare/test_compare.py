"""``dockerize-ms compare`` from end to end, with engines that only note how they are called."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from tests.command_line import Ran, run
from tests.compare.conftest import ROOT, Fake

Engines = Callable[..., Fake]
Golden = Callable[[str, str], str]

FILES = {
    "Dockerfile": 'FROM golang\nCOPY page /page\nEXPOSE 80\nUSER app\nCMD ["greet"]\n',
    "good": 'FROM golang AS b\nFROM debian\nCOPY page /page\nEXPOSE 80\nUSER app\nCMD ["greet"]\n',
    "lost-user": 'FROM debian\nCOPY page /page\nEXPOSE 80\nCMD ["greet"]\n',
    "other-page": 'FROM debian\nCOPY other /page\nEXPOSE 80\nUSER app\nCMD ["greet"]\n',
    "added": 'FROM debian\nCOPY page /page\nCOPY more /more\nEXPOSE 80\nUSER app\nCMD ["greet"]\n',
    "failing": 'FROM debian\nRUN fail\nCMD ["greet"]\n',
    "not-starting": 'FROM debian\nCOPY page /page\nEXPOSE 80\nUSER app\nCMD ["fail"]\n',
    "hanging": 'FROM debian\nRUN hang\nCMD ["greet"]\n',
    "waiting": 'FROM debian\nCOPY page /page\nEXPOSE 80\nUSER app\nCMD ["hang"]\n',
    "larger": 'FROM golang\nCOPY page /page\nEXPOSE 80\nUSER app\nCMD ["greet"]\n',
    "serving": 'FROM debian\nEXPOSE 80\nCMD ["serve"]\n',
    "silent": 'FROM debian\nCMD ["serve"]\n',
    "broken": "FOO\n",
}
# A rewritten file, the exit code, and the promises that are broken.
VERDICTS: dict[str, tuple[int, list[str]]] = {
    "good": (0, []),
    "other-page": (1, ["P3"]),
    "added": (1, ["P5"]),
    "larger": (1, ["P5"]),
    "failing": (1, ["P1"]),
    "not-starting": (1, ["P2", "P4"]),
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    folder.mkdir()
    for name, text in FILES.items():
        (folder / name).write_text(text)
    return folder


def compare(project: Path, engines: Fake, *words: str, terminal: bool = False) -> Ran:
    tempfile.tempdir = None
    try:
        return run(
            "compare",
            *words,
            directory=project,
            environment=engines.environment,
            terminal=terminal,
        )
    finally:
        tempfile.tempdir = None


@pytest.mark.parametrize("name", VERDICTS)
def test_judges(name: str, project: Path, engines: Engines) -> None:
    fake = engines("docker")
    ran = compare(project, fake, "Dockerfile", name, "--format", "json")
    broken = [one["code"] for one in json.loads(ran.out)["promises"] if one["state"] == "broken"]
    assert (ran.code, broken) == VERDICTS[name]
    assert fake.left == []


@pytest.fixture
def golden(pytestconfig: pytest.Config) -> Callable[[str, str], str]:
    """What a file beside this one says; ``--snapshot-update`` writes what is found into it."""

    def expected(name: str, found: str) -> str:
        path = Path(__file__).with_name("golden") / name
        if pytestconfig.option.update_snapshots:
            path.write_text(found)
        return path.read_text()

    return expected


def normal(words: list[str], project: Path) -> str:
    text = " ".join(words).replace(str(project), "PROJECT")
    text = re.sub(r"[^\s=]*/tmp/dockerize-ms-\w+", "TMP", text)
    text = re.sub(r"dockerize-ms-[0-9a-f]{12}-[0-9a-f]{8}", "CONTAINER", text)
    return re.sub(r"127\.0\.0\.1:\d+:", "127.0.0.1:FREE:", re.sub(r"-[0-9a-f]{12}:", "-ID:", text))


@pytest.mark.parametrize("engine", ["docker", "podman", "buildah"])
def test_calls(engine: str, project: Path, engines: Engines, golden: Golden) -> None:
    fake = engines(engine)
    (project / "Dockerfile.dockerignore").write_text("*.md\n")
    words = ("Dockerfile", "good", "--build-arg", "A=1", "--build-arg", "B", "--run", "greet 'a b'")
    ran = compare(project, fake, *words)
    called = "".join(f"{normal(call, project)}\n" for call in fake.calls)
    assert called == golden(f"{engine}.txt", called)
    assert (ran.code, fake.left) == (0, [])


SETTINGS = 'with = ["dockerignore"]\nwithout = ["split-stages"]\n'


def test_the_new_ignore_file_is_in_force(project: Path, engines: Engines) -> None:
    fake = engines("docker")
    (project / ".dockerize-ms.toml").write_text(SETTINGS)
    (project / "Dockerfile").write_text('FROM debian\nCOPY . /opt/app\nCMD ["greet"]\n')
    ran = compare(project, fake, "Dockerfile")
    seen = {file.name: "Dockerfile" in file.read_text() for file in fake.home.glob("ignored-*")}
    assert seen == {"ignored-after.Dockerfile": True}
    assert "P7 stable: held" in ran.out.decode()


def test_asks_a_server(project: Path, engines: Engines) -> None:
    fake = engines("docker")
    ran = compare(
        project, fake, "serving", "serving", "--http", "/", "--http", "/no", "--timeout", "9"
    )
    said = ran.out.decode()
    assert "GET /: 200 text/plain, 5 bytes" in said
    assert "GET /no: 404" in said
    assert fake.left == []


def test_a_port_that_nobody_names(project: Path, engines: Engines) -> None:
    fake = engines("docker")
    ran = compare(project, fake, "silent", "silent", "--http", "/")
    assert (ran.code, fake.left) == (2, [])
    assert "the image exposes no port\n  hint: name the port: --http :8080/" in ran.err


def test_shows_the_end_of_the_log(project: Path, engines: Engines) -> None:
    ran = compare(project, engines("docker"), "Dockerfile", "failing")
    assert "P1 build: broken\n  STEP 1: FROM\n  no such package: left-pad\n" in ran.out.decode()


def test_an_original_that_does_not_build(project: Path, engines: Engines) -> None:
    ran = compare(project, engines("docker"), "failing", "good")
    assert ran.code == 5
    assert "the original does not build: nothing to compare\n" in ran.out.decode()


def test_text(project: Path, engines: Engines, golden: Golden) -> None:
    ran = compare(project, engines("docker"), "Dockerfile", "lost-user")
    said = re.sub(r"\d+\.\d s|\bin \d s", "N s", ran.out.decode())
    assert said == golden("report.txt", said)


def test_markdown(project: Path, engines: Engines, golden: Golden) -> None:
    ran = compare(project, engines("docker"), "Dockerfile", "lost-user", "--format", "markdown")
    said = re.sub(r"\d+\.\d s|\bin \d s", "N s", ran.out.decode())
    assert said == golden("report.md", said)


# --- time and interruption --------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("Dockerfile", "hanging", "--build-timeout", "1"), 1, "not done after 1 s"),
        (("waiting", "waiting", "--timeout", "1"), 1, "both still run when the time is up"),
        (("Dockerfile", "waiting", "--timeout", "1"), 1, "[behaviour] exit code: 0 -> None"),
    ],
)
def test_hangs_end(
    words: tuple[str, ...], code: int, said: str, project: Path, engines: Engines
) -> None:
    fake = engines("podman")
    ran = compare(project, fake, *words)
    assert (ran.code, fake.left) == (code, [])
    assert said in ran.out.decode()


OTHERS = "container-debian-working-container"
"""A build of somebody else's."""
INTERRUPTIONS = [
    ("docker", ("waiting", "good"), signal.SIGINT),
    ("podman", ("hanging", "good"), signal.SIGINT),
    ("podman", ("waiting", "good"), signal.SIGTERM),
    ("buildah", ("hanging", "good"), signal.SIGTERM),
]


@pytest.mark.parametrize(("engine", "words", "number"), INTERRUPTIONS)
def test_an_interruption_leaves_nothing(
    engine: str, words: tuple[str, ...], number: signal.Signals, project: Path, engines: Engines
) -> None:
    fake = engines(engine)
    (fake.home / OTHERS).touch()
    code = "import sys; from dockerize_ms.cli import main; sys.argv[0] = 'dockerize-ms'; main()"
    process = subprocess.Popen(
        [sys.executable, "-c", code, "compare", *words],
        cwd=project,
        env={**os.environ, **fake.environment, "PYTHONPATH": str(ROOT / "refactor")},
        stderr=subprocess.PIPE,
    )
    await_hang(fake, words[0])
    process.send_signal(number)
    process.communicate(timeout=30)
    assert (process.returncode, fake.left) == (130, [OTHERS])


def await_hang(fake: Fake, name: str) -> None:
    deadline = time.monotonic() + 30
    wanted = "build" if name == "hanging" else "run"
    while time.monotonic() < deadline and wanted not in [call[1] for call in fake.calls]:
        time.sleep(0.05)
    time.sleep(0.3)


# --- which engine -----------------------------------------------------------------------

# What is installed, what of it does not work, what is asked for, what is used.
CHOICES: list[tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...], str]] = [
    (("docker", "podman"), (), (), "docker"),
    (("podman", "buildah"), (), (), "podman"),
    (("docker", "buildah"), ("docker",), (), "buildah"),
    (("docker", "buildah"), (), ("--engine", "buildah"), "buildah"),
]


@pytest.mark.parametrize(("there", "down", "asked", "used"), CHOICES)
def test_chooses(
    there: tuple[str, ...],
    down: tuple[str, ...],
    asked: tuple[str, ...],
    used: str,
    project: Path,
    engines: Engines,
) -> None:
    fake = engines(*there)
    for name in down:
        (fake.home / f"{name}-is-down").touch()
    ran = compare(project, fake, "Dockerfile", "failing", *asked)
    assert f"built with {used}" in ran.out.decode()


NONE: Mapping[tuple[str, ...], str] = {
    (): "docker: not found; podman: not found; buildah: not found",
    ("--engine", "podman"): "podman: not found",
    ("--engine", "docker"): "docker: not found",
}


@pytest.mark.parametrize("asked", NONE)
def test_no_engine(asked: tuple[str, ...], project: Path, engines: Engines) -> None:
    ran = compare(project, engines(), "Dockerfile", "good", *asked)
    assert ran.code == 2
    assert ran.err == (
        f"error: no container engine can be used: {NONE[asked]}\n"
        "  hint: compare builds images: install docker, podman or buildah\n"
    )


def test_an_engine_that_does_not_answer(project: Path, engines: Engines) -> None:
    fake = engines("docker")
    (fake.home / "docker-is-down").touch()
    ran = compare(project, fake, "Dockerfile", "good", "--engine", "docker")
    assert ran.code == 2
    assert "docker: Cannot connect to the daemon;" not in ran.err
    assert "docker: Cannot connect to the daemon\n" in ran.err


# --- what is no Dockerfile, and what makes no sense -------------------------------------

WRONG: list[tuple[tuple[str, ...], int, str]] = [
    (("missing",), 3, "error: missing: no such file or directory"),
    (("Dockerfile", "missing"), 3, "error: missing: no such file or directory"),
    (("broken",), 4, "broken:1:1: error: "),
    (("Dockerfile", "broken"), 4, "broken:1:1: error: "),
    (("Dockerfile", "good", "--http", "x"), 2, "error: --http takes a path"),
    (("Dockerfile", "good", "--http", ":1/", "--http", ":2/"), 2, "error: --http: one container"),
    (("Dockerfile", "good", "--run", "'"), 2, "error: --run: no closing quotation"),
    (("Dockerfile", "good", "--timeout", "0"), 2, "Invalid value for '--timeout'"),
    (("-", "good"), 2, "error: standard input has no build context"),
    (("good",), 5, "good:2:1: left alone: already multi-stage [already-multi-stage]"),
]


@pytest.mark.parametrize(("words", "code", "said"), WRONG)
def test_says_what_is_wrong(
    words: tuple[str, ...], code: int, said: str, project: Path, engines: Engines
) -> None:
    fake = engines("docker")
    ran = compare(project, fake, *words)
    assert (ran.code, fake.calls) == (code, [])
    assert said in ran.err
    assert "Traceback" not in ran.err


# --- progress ---------------------------------------------------------------------------


def test_progress_in_plain_lines(project: Path, engines: Engines) -> None:
    ran = compare(project, engines("docker"), "Dockerfile", "failing")
    assert ran.err == "building the original\nstarting a container\nbuilding the rewritten file\n"


def test_progress_on_a_terminal(project: Path, engines: Engines) -> None:
    ran = compare(project, engines("docker"), "Dockerfile", "failing", terminal=True)
    assert "\r\x1b[Kbuilding the original, 0 s: STEP 1: FROM" in ran.err
    assert ran.err.endswith("\r\x1b[K")
