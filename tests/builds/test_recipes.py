"""References to stand-ins, and what Dockerfiles ask for. Needs no engine."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.builds.images import REPOSITORIES, recipe_files
from tests.builds.recipe import NoStandInError
from tests.builds.recipes import recipe
from tests.builds.references import references
from tests.builds.sources import RECIPES

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
    "eclipse-temurin:17": "docker.io/library/eclipse-temurin:17-jdk-noble",
    "eclipse-temurin:17-jdk-jammy": "docker.io/library/eclipse-temurin:17-jdk-jammy",
    "eclipse-temurin:17.0.9_9-jre": "docker.io/library/eclipse-temurin:17-jre-noble",
    "eclipse-temurin:21-jre": "docker.io/library/eclipse-temurin:21-jre-noble",
    "openjdk:11": "docker.io/library/openjdk:11-jdk-bullseye",
    "openjdk:11-jre-slim": "docker.io/library/openjdk:11-jre-slim-bullseye",
    "openjdk:17-jdk-slim": "docker.io/library/openjdk:17-jdk-slim-bookworm",
    "maven:3-eclipse-temurin-17": "docker.io/library/maven:3-eclipse-temurin-17-noble",
    "maven:3.9.6-eclipse-temurin-21-jammy": "docker.io/library/maven:3-eclipse-temurin-21-jammy",
    "rust": "docker.io/library/rust:1.96-trixie",
    "rust:1": "docker.io/library/rust:1.96-trixie",
    "rust:1-slim": "docker.io/library/rust:1.96-slim-trixie",
    "rust:1-bookworm": "docker.io/library/rust:1.85-bookworm",
    "rust:1.85.1-slim-bookworm": "docker.io/library/rust:1.85-slim-bookworm",
    "gcc": "docker.io/library/gcc:14-trixie",
    "gcc:12": "docker.io/library/gcc:12-bookworm",
    "gcc:13.2": "docker.io/library/gcc:13-trixie",
    "ruby": "docker.io/library/ruby:3.3-trixie",
    "ruby:3.1": "docker.io/library/ruby:3.1-bookworm",
    "ruby:3.3-slim": "docker.io/library/ruby:3.3-slim-trixie",
    "ruby:3.3.4-slim-bookworm": "docker.io/library/ruby:3.3-slim-bookworm",
    "php": "docker.io/library/php:8.4-cli-trixie",
    "php:8.2": "docker.io/library/php:8.2-cli-bookworm",
    "php:8.2-cli": "docker.io/library/php:8.2-cli-bookworm",
    "php:8.2.10-apache-bookworm": "docker.io/library/php:8.2-apache-bookworm",
    "php:8.4-fpm": "docker.io/library/php:8.4-fpm-trixie",
    "gcr.io/distroless/static-debian12": "gcr.io/distroless/static-debian12:latest",
    "gcr.io/distroless/cc-debian13": "gcr.io/distroless/cc-debian13:latest",
    "gcr.io/distroless/nodejs22-debian13": "gcr.io/distroless/nodejs22-debian13:latest",
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
    "gcr.io/distroless/static-debian12:debug",
    "gcr.io/distroless/python3-debian13",
    "ubuntu:22.04",
    "eclipse-temurin:8-jdk",
    "eclipse-temurin:17-jre-alpine",
    "openjdk:8-jre",
    "openjdk:17",
    "maven:3-openjdk-17",
    "maven:3-eclipse-temurin-8",
    "rust:1.70",
    "rust:1.96-bookworm",
    "rust:1-alpine",
    "gcc:9",
    "gcc:12-trixie",
    "ruby:3.2",
    "ruby:3.1-alpine",
    "php:8.1-cli",
    "php:8.2-zts",
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
    assert recipe(NAMES[reference]).name == NAMES[reference]


@pytest.mark.parametrize("reference", NONE)
def test_has_no_stand_in(reference: str) -> None:
    with pytest.raises(NoStandInError):
        recipe(reference)


@pytest.mark.parametrize("text", DOCKERFILES)
def test_references(text: str) -> None:
    assert list(references(text)) == DOCKERFILES[text]


def needed(name: str) -> set[str]:
    """The recipes that an image is made by, with those of the images that it is made from."""
    found = recipe(name)
    images = (*((found.base,) if found.base else ()), *(image for _, image in found.parts))
    return {found.dockerfile}.union(*map(needed, images))


def test_every_file_is_used() -> None:
    mounted = (f"localhost/{image}" for image, _ in REPOSITORIES.values())
    used = set().union(*map(needed, (*NAMES, *mounted)))
    files = {path for name in used for path in recipe_files(name)}
    assert files == {str(path) for path in Path(RECIPES).rglob("*") if path.is_file()}
