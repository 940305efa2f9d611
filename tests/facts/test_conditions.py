"""The tags that a layer of an image's rules holds for."""

from __future__ import annotations

import pytest

from dockerize_ms.facts import Distribution, release
from dockerize_ms.facts.conditions import Subject, expand, fill, match
from dockerize_ms.facts.lookup import table
from dockerize_ms.facts.references import tag_words
from dockerize_ms.facts.rules import Rules, When, rules
from dockerize_ms.text import HOLE

BOOKWORM = Distribution("debian", "bookworm")


@pytest.mark.parametrize(
    ("when", "tag", "holds"),
    [
        (When(), "1.2", True),
        (When(family=("debian",)), "1.2", True),
        (When(family=("alpine", "ubuntu")), "1.2", False),
        (When(words=("slim",)), "1.2-slim", True),
        (When(words=("slim", "jre")), "1.2-slim", False),
        (When(without=("slim",)), "1.2-slim", False),
        (When(since="1.21"), "1.21", True),
        (When(since="1.21"), "1.20.9", False),
        (When(since="1.21.1"), "1.21", True),
        (When(since="1.21.1"), "1", True),
        (When(since="1.21.1"), "latest", True),
        (When(before="1.21"), "1.20.9", True),
        (When(before="1.21"), "1", False),
        (When(before="1.21"), "latest", False),
        (When(since="1.10", before="1.21"), "1.9", False),
        (When(since="1.10", before="1.21"), "1.11", True),
        (When(since_release="bullseye"), "1", True),
        (When(since_release="trixie"), "1", False),
        (When(before_release="bookworm"), "1", False),
        (When(tag=r"\d+-jdk$"), "17-jdk", True),
        (When(tag=r"\d+-jdk$"), "17-jdk-alpine", False),
    ],
)
def test_match(when: When, tag: str, holds: bool) -> None:
    assert match(when, Subject(tag_words(tag), BOOKWORM, newest=True)).holds is holds


@pytest.mark.parametrize(
    ("when", "tag", "holds"),
    [
        (When(since="1.21"), "latest", None),
        (When(before="1.21"), "latest", None),
        (When(since="1.21.1"), "1.21", None),
        (When(since="1.21.1"), "1.22", True),
        (When(since="1.21.1"), "1.20", False),
        (When(since="1.21", family=("alpine",)), "latest", False),
        (When(), "latest", True),
    ],
)
def test_match_an_old_image(when: When, tag: str, holds: bool | None) -> None:
    assert match(when, Subject(tag_words(tag), BOOKWORM, newest=False)).holds is holds


def test_match_an_unknown_release() -> None:
    subject = Subject(tag_words("1"), Distribution("debian"), newest=True)
    assert match(When(since_release="bookworm"), subject).holds is None


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("{version}", "3.12.1"),
        ("{minor} {major}", "3.12 3"),
        ("debian:{release}-slim", "debian:bookworm-slim"),
        ("{tag}", "3.12.1-slim"),
        ("{unknown}", HOLE),
        ("$HOME", "$HOME"),
    ],
)
def test_fill(template: str, text: str) -> None:
    assert fill(template, Subject(tag_words("3.12.1-slim"), BOOKWORM, newest=True).texts) == text


@pytest.mark.parametrize(
    ("text", "expanded"),
    [("$A/bin:${B}", "/a/bin:/b"), ("$C", ""), ("plain", "plain"), ("${A}B", "/aB")],
)
def test_expand(text: str, expanded: str) -> None:
    assert expand(text, {"A": "/a", "B": "/b"}) == expanded


@pytest.mark.parametrize("name", ["golang", "gcr.io/distroless/static-debian12", "scratch"])
def test_rules(name: str) -> None:
    assert isinstance(rules(name), Rules)


def described() -> list[str]:
    images = table("images")
    assert images
    return [name for name, _ in images.starting("")]


@pytest.mark.parametrize("name", described())
def test_rules_name_releases_that_exist(name: str) -> None:
    found = rules(name)
    assert found
    whens = [layer.when for layer in found.layer]
    names = {name for when in whens for name in (when.since_release, when.before_release) if name}
    families = ("debian", "ubuntu", "alpine", "rhel", "distroless")
    assert all(
        any(release(family, name).order is not None for family in families) for name in names
    )


@pytest.mark.parametrize("name", ["no-such-image", "", "example.com/golang"])
def test_no_rules(name: str) -> None:
    assert rules(name) is None
