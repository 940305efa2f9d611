"""A project with Dockerfiles of every outcome."""

from __future__ import annotations

from pathlib import Path

import pytest

FILES = {
    "Dockerfile": b"FROM golang:1.21\nWORKDIR /app\nCOPY . .\nRUN go build -o main .\n"
    b'CMD ["./main"]\n',
    "idle.Dockerfile": b"FROM golang:1.21\nCOPY . /app\nRUN cd /app && go build -o /m .\n",
    "two.Dockerfile": b'FROM debian AS a\nFROM debian\nCOPY --from=a /bin/ls /ls\nCMD ["/ls"]\n',
    "broken.Dockerfile": b"FROM debian\nFOO bar\n",
    "go.mod": b"module example.com/main\n\ngo 1.21\n",
    "main.go": b'package main\n\nimport "fmt"\n\nfunc main() { fmt.Println("hello") }\n',
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """``Dockerfile`` is rewritten; ``idle`` (no CMD) gives 5, ``two`` 0, ``broken`` 4."""
    folder = tmp_path / "project"
    folder.mkdir()
    for name, content in FILES.items():
        (folder / name).write_bytes(content)
    return folder
