"""References to stand-ins, and what Dockerfiles ask for. Needs no engine."""

from __future__ import annotations

import pytest
from tests.builds.recipe import NoStandInError
from tests.builds.recipes import recipe
from tests.builds.references import references

NAMES = {
    "debian": "docker.io/library/debian:trixie",
    "debian:12-slim": "docker.io/library/debian:bookworm-slim",
    "debian:12.9": "docker.io/library/debian:bookworm",
    "debian:bookworm-20240211-slim": "docker.io/library/debian:bookworm-slim",
    "docker.io/library/debian:bullseye": "docker.io/library/debian:bullseye",
    "buildpack-deps:bookworm-curl": "docker.io/library/buildpack-deps:bookworm-curl",
    "buildpack-deps:12": "docker.io/library/buildpack-deps:bookworm",
    "golang": "docker.io/library/golang:latest-trixie",
    "golang:1.21": "docker.io/library/golang:1.21-bookworm",
    "golang:1.21.5-bookworm": "docker.io/library/golang:1.21-bookworm",
    "golang:1.22-bullseye": "docker.io/library/golang:1.22-bullseye",
    "golang:1.25": "docker.io/library/golang:1.25-trixie",
    "golang:1.21-alpine3.18": "docker.io/library/golang:1.21-alpine3.18",
    "golang:1.22-alpine": "docker.io/library/golang:1.22-alpine3.21",
    "golang:alpine": "docker.io/library/golang:latest-alpine3.24",
    "golang:bookworm": "docker.io/library/golang:latest-bookworm",
    "python": "docker.io/library/python:3.14-trixie",
    "python:3.11": "docker.io/library/python:3.11-trixie",
    "python:3.11.4-slim": "docker.io/library/python:3.11-slim-trixie",
    "python:3.11-slim-bookworm": "docker.io/library/python:3.11-slim-bookworm",
    "python:3.9-bullseye": "docker.io/library/python:3.9-bullseye",
    "node:20": "docker.io/library/node:20-bookworm",
    "node:20.11.1-slim": "docker.io/library/node:20-bookworm-slim",
    "node:18-bullseye-slim": "docker.io/library/node:18-bullseye-slim",
    "node:lts": "docker.io/library/node:24-bookworm",
    "node:20-alpine": "docker.io/library/node:20-alpine3.23",
    "node:22-alpine3.20": "docker.io/library/node:22-alpine3.20",
    "alpine": "docker.io/library/alpine:3.24",
    "alpine:3.18": "docker.io/library/alpine:3.18",
    "alpine:3.18.4": "docker.io/library/alpine:3.18.4",
}
NONE = (
    "golang:1.19",
    "golang:1.21-buster",
    "golang:1.21-windowsservercore",
    "golang:1.21@sha256:0123",
    "debian:stretch",
    "debian:bookworm-backports",
    "buildpack-deps:noble",
    "alpine:edge",
    "python:3.12",
    "python:3.11-alpine",
    "python:3.11-slim-buster",
    "node:16",
    "node:20-lts-slim",
    "ubuntu:22.04",
    "example.com/golang:1.21",
)
DOCKERFILES = {
    "FROM golang:1.21\nRUN true\n": ["golang:1.21"],
    "FROM --platform=linux/amd64 golang:1.21 AS b\nFROM scratch\nFROM B\n": ["golang:1.21"],
    "ARG V=1.22\nARG D=bookworm\nFROM golang:${V}-$D AS x\n": ["golang:1.22-bookworm"],
    "FROM golang:1.21 as a\nfrom alpine:3.18\nCOPY --from=a /x /x\n": [
        "golang:1.21",
        "alpine:3.18",
    ],
    "FROM scratch\nCOPY --chown=1 --from=debian:bookworm /x /x\n": ["debian:bookworm"],
}


@pytest.mark.parametrize("reference", NAMES)
def test_names(reference: str) -> None:
    assert recipe(reference).name == NAMES[reference]


@pytest.mark.parametrize("reference", NONE)
def test_has_no_stand_in(reference: str) -> None:
    with pytest.raises(NoStandInError):
        recipe(reference)


@pytest.mark.parametrize("text", DOCKERFILES)
def test_references(text: str) -> None:
    assert list(references(text)) == DOCKERFILES[text]
