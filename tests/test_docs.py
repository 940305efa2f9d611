"""What the documents say is there, is there; and what they show is what the project prints.

``pytest tests/test_docs.py --snapshot-update`` writes the true output into the examples.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import click
import pytest
from tests import documents
from tests.documents import PAGES, ROOT, name, read

import dockerize_ms
from dockerize_ms import errors
from dockerize_ms.cli.root import root
from dockerize_ms.rewrite import REFACTORINGS
from dockerize_ms.rewrite.plan import Reason
from dockerize_ms.settings.values import READERS

PACKAGE = ROOT / "refactor" / "dockerize_ms"
DOCS = ROOT / "docs"
OTHERS_OPTIONS = {
    *("--build-context", "--chmod", "--chown", "--exclude", "--from", "--link", "--mount"),
    *("--network", "--parents", "--platform", "--security", "--virtual"),
    *("--no-install-recommends", "--snapshot-update"),
    *("--dry-run", "--manual-commit"),
    *("--user", "--prefix", "--omit", "--prod", "--production", "--no-cache", "--no-cache-dir"),
}
"""Options of Docker, package managers, pytest and multi-gitter that the pages speak of."""

OURS = [page for page in PAGES if page.name != "coverage.md"]
"""That one speaks of other repositories, and of their paths and commands."""
SHOWING = [page for page in PAGES if page.parent.name != "checks"]
"""The pages of checks have a test of their own, ``tests/checks/test_docs.py``."""

each_page = pytest.mark.parametrize("page", OURS, ids=name)


@pytest.mark.parametrize("page", SHOWING, ids=name)
def test_examples_are_what_is_printed(page: Path, pytestconfig: pytest.Config) -> None:
    text = read(page)
    true = documents.rendered(text)
    if pytestconfig.option.update_snapshots:
        page.write_text(true, encoding="utf-8")
    else:
        assert text == true


# --- names ------------------------------------------------------------------------------


@each_page
def test_links_lead_somewhere(page: Path) -> None:
    for link in documents.links(read(page)):
        target, _, fragment = link.partition("#")
        if not target.startswith(("https://", "http://")):
            path = page.parent / target if target else page
            assert path.exists(), link
            assert not fragment or fragment in documents.anchors(read(path)), link


@each_page
def test_paths_exist(page: Path) -> None:
    assert [span for span in documents.spans(read(page)) if is_missing(span)] == []


def is_missing(span: str) -> bool:
    """Whether a span names a path of the repository that is not there.

    Capitals in it stand for any name; a span that begins like no path here is another's.
    """
    if not re.fullmatch(r"\.?\w[\w./*-]*", span) or re.search(r"/.*[A-Z]{2}", span):
        return False
    tops = [top for top in (ROOT, PACKAGE) if "/" in span and (top / span.split("/")[0]).exists()]
    if not tops:
        return span.endswith(".py") and not any(ROOT.glob(f"[!.]*/**/{span}"))
    return not any(any(top.glob(span.rstrip("/"))) for top in tops)


@each_page
def test_commands_exist(page: Path) -> None:
    wrong = [" ".join(words) for words in documents.commands(read(page)) if not is_command(words)]
    assert wrong == []


def is_command(words: list[str]) -> bool:
    """Whether a command line of ours, or of make, is one that works."""
    program, *rest = words
    if program == "make":
        return set(targets(rest)) <= make_targets()
    if not rest or rest[0].startswith("-"):
        return set(rest) <= {"--version", "--help", "-h"}
    known = commands().get(rest[0])
    return known is not None and set(options(rest[1:])) <= options_of(known)


def targets(words: list[str]) -> list[str]:
    return [word for word in words if "=" not in word and word != "…"]


def options(words: list[str]) -> list[str]:
    return [word.split("=")[0] for word in words if re.match(r"--?[a-zA-Z]", word)]


def make_targets() -> set[str]:
    found = re.search(r"^\.PHONY: (.+)$", (ROOT / "Makefile").read_text(), re.MULTILINE)
    return set(found[1].split()) if found else set()


def commands() -> dict[str, click.Command]:
    context = click.Context(root)
    found = {name: root.get_command(context, name) for name in root.list_commands(context)}
    return {name: command for name, command in found.items() if command is not None}


def options_of(command: click.Command) -> set[str]:
    return {option for one in command.params for option in one.opts} | {"-h", "--help"}


@each_page
def test_options_exist(page: Path) -> None:
    known = {"--version", *OTHERS_OPTIONS}.union(*map(options_of, commands().values()))
    named = {
        word
        for span in documents.spans(read(page))
        for word in options(span.split()[:1])
        if word[:2] == "--"
    }
    assert named <= known


# --- nothing is left out ------------------------------------------------------------------


def headings(page: str) -> set[str]:
    return set(re.findall(r"^#+ `([\w-]+)`", read(DOCS / page), re.MULTILINE))


def assumption_codes() -> set[str]:
    call = re.compile(r"\bAssumption\(\s*(?:code=)?\"([\w-]+)\"")
    return {code for file in PACKAGE.rglob("*.py") for code in call.findall(file.read_text())}


def test_every_reason_has_its_section() -> None:
    assert headings("left-alone.md") == {reason.value for reason in Reason}


def test_every_assumption_has_its_section() -> None:
    assert headings("verdicts.md") == assumption_codes()


def test_there_are_assumptions() -> None:
    assert "argument-default" in assumption_codes()


def test_every_refactoring_has_its_page() -> None:
    pages = {page.stem for page in (DOCS / "refactorings").glob("*.md")}
    assert pages == set(REFACTORINGS)


def test_every_setting_is_explained() -> None:
    assert headings("configuration.md") == set(READERS)


def test_every_exit_code_is_explained() -> None:
    kinds = [one for one in vars(errors).values() if hasattr(one, "exit_code")]
    rows = set(re.findall(r"^\| (\d+) \|", read(DOCS / "exit-codes.md"), re.MULTILINE))
    assert {str(kind.exit_code) for kind in kinds} | {"0", "1", "5"} <= rows


@pytest.mark.parametrize("command", commands().values(), ids=lambda command: command.name)
def test_every_option_is_explained(command: click.Command) -> None:
    text = " ".join(read(page) for page in SHOWING)
    options = {max(one.opts, key=len) for one in command.params if isinstance(one, click.Option)}
    assert options <= set(re.findall(r"--[a-z][a-z-]*", text))


def test_every_room_is_in_the_architecture() -> None:
    text = read(ROOT / "ARCHITECTURE.md")
    rooms = {path.name for path in PACKAGE.iterdir() if (path / "__init__.py").exists()}
    assert {room for room in rooms if f"`{room}/`" not in text} == set()


def test_the_changelog_has_the_version() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert project["version"] == dockerize_ms.__version__
    assert f"## {dockerize_ms.__version__}" in read(ROOT / "CHANGELOG.md")
