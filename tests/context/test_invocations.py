# ruff: noqa: E501 - one case a line
"""Commands that scripts and pages run in containers."""

from __future__ import annotations

import pytest

from dockerize_ms.context import Repository, invocations
from dockerize_ms.text import HOLE

CASES = [
    ("docker run app pytest -q", ("run", "app", ("pytest", "-q"))),
    ("docker run --rm -it app sh", ("run", "app", ("sh",))),
    ("docker run -p 80:80 -v $(pwd):/app --name x app ls /app", ("run", "app", ("ls", "/app"))),
    ("docker run -itp 80:80 app ls", ("run", "app", ("ls",))),
    ("docker run -p80:80 -e A=$A app ls", ("run", "app", ("ls",))),
    ("docker run --env-file=.env app ls -l", ("run", "app", ("ls", "-l"))),
    ("docker run $IMAGE ls", ("run", HOLE, ("ls",))),
    ("docker container run app ls", ("run", "app", ("ls",))),
    ("podman run app ls", ("run", "app", ("ls",))),
    ("docker exec -it web python manage.py migrate", ("exec", "web", ("python", "manage.py", "migrate"))),
    ("docker exec -u root -w /x web ls", ("exec", "web", ("ls",))),
    ("docker compose run --rm web pytest", ("run", "web", ("pytest",))),
    ("docker compose -f x.yml exec -T web ls", ("exec", "web", ("ls",))),
    ("docker-compose exec web sh -c 'a && b'", ("exec", "web", ("sh", "-c", "a && b"))),
    ("docker --context x run app ls", ("run", "app", ("ls",))),
    ("docker run --entrypoint sh app", ("run", "app", ())),
    ("docker run app ls | grep x", ("run", "app", ("ls",))),
    ("docker run -- app ls", ("run", "app", ("ls",))),
]  # fmt: skip


@pytest.mark.parametrize(("line", "expected"), CASES)
def test_invocation(line: str, expected: tuple[str, str, tuple[str, ...]]) -> None:
    found = invocations(Repository.from_files({"test.sh": line + "\n"}))
    assert [(each.kind, each.subject, each.argv) for each in found] == [expected]


@pytest.mark.parametrize(
    "line",
    [
        "docker run app",
        "docker run",
        "docker run app $CMD",
        "docker run app sh -c \"$CMD\"",
        "docker run --entrypoint $X app ls",
        "docker pull app",
        "docker compose up",
        "docker ps run",
        "# docker run app ls",
        "echo docker run app ls",
    ],
)  # fmt: skip
def test_nothing_literal(line: str) -> None:
    assert invocations(Repository.from_files({"test.sh": line + "\n"})) == ()


def test_details() -> None:
    text = "docker compose run --entrypoint /e --user=app web a\n"
    found = invocations(Repository.from_files({"test.sh": text}))[0]
    assert (found.compose, found.entrypoint, found.user) == (True, "/e", "app")
    assert str(found.span) == "test.sh:1:1"


@pytest.mark.parametrize(
    ("path", "near", "count"),
    [
        ("Makefile", "", 1),
        ("README.rst", "", 1),
        ("README", "", 1),
        (".github/workflows/ci.yml", "", 1),
        (".github/workflows/ci.yml", "a", 1),
        ("scripts/test.sh", "", 1),
        ("a/test.sh", "a", 1),
        ("a/test.sh", "", 0),
        ("compose.yml", "", 1),
        ("docs/x/test.sh", "", 0),
        ("main.go", "", 0),
    ],
)
def test_where(path: str, near: str, count: int) -> None:
    files = {path: "docker run app ls\n", "a/b": ""}
    assert len(invocations(Repository.from_files(files), near)) == count


def test_a_file_is_looked_at_once() -> None:
    repository = Repository.from_files({"scripts/a.sh": "docker run app ls\n"})
    assert len(invocations(repository, "scripts")) == 1
