"""Times ``dockerize-ms verify`` on a long multi-stage file with a large build context.

``python -m benchmarks.large``: a file of 500 lines and a context of 20,000 files, made in a
temporary folder; the whole process, five times, CPU time and time that passed.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.processes import measure

STAGES = 25
FILES = 20_000


def dockerfile() -> Iterator[str]:
    """A service and its tool per stage, copied into one image: 20 lines a stage.

    That something makes the summary is told by one file of the context alone: all are read.
    """
    for number in range(STAGES - 1):
        yield f"FROM golang:1.22 AS build{number}"
        yield "WORKDIR /src"
        yield "COPY go.mod ./"
        yield "RUN go mod download"
        yield f"COPY service{number} service{number}"
        yield "COPY shared shared"
        for part in range(6):
            yield f"ENV PART{part}=value{part} \\\n    OTHER{part}=$PART{part}"
        yield f"RUN mkdir -p /out/{number} && go build -o /out/{number}/service ./service{number}"
        yield f"RUN ./scripts/unknown{number} --out /out/{number}/extra"
    yield "FROM debian:bookworm-slim"
    for number in range(STAGES - 1):
        yield f"COPY --from=build{number} /out/{number}/service /usr/local/bin/service{number}"
    yield "COPY --from=build0 /out/0/summary /srv/"
    yield 'CMD ["service0"]'


def context(folder: Path) -> None:
    """Twenty thousand small files, and what the stages build."""
    for number in range(FILES):
        path = folder / f"service{number % (STAGES - 1)}" / f"part{number % 97}" / f"f{number}.go"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"package part{number % 97}\n\nconst N{number} = {number}\n")
    for number in range(STAGES - 1):
        (folder / f"service{number}" / "main.go").write_text("package main\n\nfunc main() {}\n")
    (folder / "go.mod").write_text("module example.com/shop\n\ngo 1.22\n")
    (folder / "zone").mkdir()
    (folder / "zone" / "notes.txt").write_text("the summary is written at the end\n")
    (folder / "shared").mkdir()
    (folder / "shared" / "text.go").write_text("package shared\n")


def main() -> None:
    """Makes both and measures."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        text = "\n".join(dockerfile()) + "\n"
        (folder / "Dockerfile").write_text(text)
        context(folder)
        print(f"{text.count(os.linesep)} lines, {FILES} files")
        command = [sys.executable, "-m", "dockerize_ms", "verify", str(folder / "Dockerfile")]
        for _ in range(5):
            run = measure(command, os.environ)
            print(f"{run.used:.2f} s of CPU time, {run.passed:.2f} s passed")


if __name__ == "__main__":
    main()
