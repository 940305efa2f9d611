"""What compose files say of their services."""

from __future__ import annotations

import pytest

from dockerize_ms.context import ComposeService, Repository, compose_services
from dockerize_ms.text import HOLE

TEXT = """\
x-common: &common
  user: app
  environment: {A: 1, B: "2"}
services:
  web:
    <<: *common
    build: .
    command: ["gunicorn", "app:app", "$$HOME"]
    healthcheck:
      test: curl -f http://localhost/
    volumes:
      - ./src:/app
      - {type: volume, source: data, target: /data}
      - cache
  worker:
    image: app:${TAG:-latest}
    build:
      context: ./worker
      dockerfile: docker/Dockerfile.worker
      target: prod
    entrypoint: /entry.sh
    command: celery -A app ${OPTS}
    working_dir: /app
    environment:
      - C=3
      - D
    healthcheck:
      test: [CMD, "true"]
  db:
    image: postgres
"""


def service(name: str) -> ComposeService:
    found = compose_services(Repository.from_files({"docker-compose.yml": TEXT}))
    return next(each for each in found if each.name == name)


@pytest.mark.parametrize(
    ("name", "field", "value"),
    [
        ("web", "build_context", ""),
        ("web", "dockerfile", "Dockerfile"),
        ("web", "target", None),
        ("web", "command", ("gunicorn", "app:app", "$HOME")),
        ("web", "entrypoint", None),
        ("web", "healthcheck_test", "curl -f http://localhost/"),
        ("web", "volumes", ("./src:/app", "data:/data", "cache")),
        ("web", "user", "app"),
        ("web", "environment", ("A", "B")),
        ("worker", "image", "app:latest"),
        ("worker", "build_context", "worker"),
        ("worker", "dockerfile", "worker/docker/Dockerfile.worker"),
        ("worker", "target", "prod"),
        ("worker", "entrypoint", "/entry.sh"),
        ("worker", "command", f"celery -A app {HOLE}"),
        ("worker", "working_dir", "/app"),
        ("worker", "environment", ("C", "D")),
        ("worker", "healthcheck_test", ("CMD", "true")),
        ("db", "build_context", None),
        ("db", "image", "postgres"),
    ],
)
def test_service(name: str, field: str, value: object) -> None:
    assert getattr(service(name), field) == value


def test_service_has_a_line() -> None:
    assert [str(service(name).span) for name in ("web", "worker", "db")] == [
        "docker-compose.yml:7:12",
        "docker-compose.yml:18:7",
        "docker-compose.yml:29:3",
    ]


BUILDS = [
    ("compose.yaml", "services: {a: {build: .}}", ("", "Dockerfile")),
    ("compose.yaml", "services: {a: {build: {}}}", ("", "Dockerfile")),
    ("compose.yaml", "services: {a: {build: sub/}}", ("sub", "sub/Dockerfile")),
    ("docker-compose.yml", "a:\n  build: .\n  dockerfile: x\n", ("", "Dockerfile")),
    ("deploy/docker-compose.yml", "services: {a: {build: ..}}", ("", "Dockerfile")),
    ("deploy/docker-compose.yml", "services: {a: {build: ../..}}", (None, None)),
    ("compose.yaml", "services: {a: {build: '${DIR:-app}'}}", ("app", "app/Dockerfile")),
    ("compose.yaml", "services: {a: {build: '${DIR-app}'}}", ("app", "app/Dockerfile")),
    ("compose.yaml", "services: {a: {build: '${DIR}'}}", (None, None)),
    ("compose.yaml", "services: {a: {build: 'https://x.invalid/y.git'}}", (None, None)),
    ("compose.yaml", "services: {a: {build: /abs}}", (None, None)),
    ("compose.yaml", "services: {a: {build: {dockerfile_inline: FROM x}}}", ("", None)),
    ("compose.yaml", "services: {a: {build: {context: b, dockerfile: ../D}}}", ("b", "D")),
]


@pytest.mark.parametrize(("path", "text", "expected"), BUILDS)
def test_builds(path: str, text: str, expected: tuple[str | None, str | None]) -> None:
    found = compose_services(Repository.from_files({path: text}), path.rpartition("/")[0])
    assert [(each.build_context, each.dockerfile) for each in found] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "services:\n",
        "services: []\n",
        "services: {a: }\n",
        "services: {a: text, image: b}\n",
        "services: [image, build]\n",
        "version: '3'\nimage: x\n",
        "image: [\n",
    ],
)
def test_no_services(text: str) -> None:
    assert compose_services(Repository.from_files({"compose.yml": text})) == ()


@pytest.mark.parametrize(
    ("path", "near", "found"),
    [
        ("compose.yml", "", True),
        ("compose.yml", "a/b", True),
        ("a/docker-compose.dev.yaml", "a/b", True),
        ("a/b/docker-compose-prod.yml", "a/b", True),
        ("a/compose.yml", "", False),
        ("compose.json", "", False),
        ("other.yml", "", False),
    ],
)
def test_which_files(path: str, near: str, found: bool) -> None:
    repository = Repository.from_files({path: TEXT, "a/b/x": ""})
    assert bool(compose_services(repository, near)) is found
