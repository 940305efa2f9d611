"""The corpus as data: a folder is a case, the TOML file beside it says what is expected."""

from __future__ import annotations

import tomllib
from functools import cached_property
from pathlib import Path
from typing import Any

from dockerize_ms.context import Context
from dockerize_ms.cst import parse
from dockerize_ms.pipeline import Result, refactor
from dockerize_ms.settings import Options, load

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT / "corpus"


class Case:
    """One folder of the corpus."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.id = f"{folder.parent.name}-{folder.name}"

    @property
    def dockerfile(self) -> Path:
        """The case's Dockerfile."""
        return self.folder / "Dockerfile"

    @cached_property
    def source(self) -> str:
        """Its text; bytes that are no UTF-8 as surrogates."""
        return self.dockerfile.read_bytes().decode("utf-8", "surrogateescape")

    @property
    def is_multi_stage(self) -> bool:
        """Whether it has several stages as it stands."""
        return sum(each.name == "FROM" for each in parse(self.source).instructions) > 1

    @cached_property
    def settings(self) -> dict[str, Any]:
        """What is expected, and why."""
        return tomllib.loads(self.folder.with_suffix(".toml").read_text(encoding="utf-8"))

    @property
    def expect(self) -> dict[str, Any]:
        """The table ``expect``."""
        found: dict[str, Any] = self.settings["expect"]
        return found

    @cached_property
    def context(self) -> Context:
        """Its build context."""
        return Context.open(str(self.folder), dockerfile=str(self.dockerfile))

    @cached_property
    def options(self) -> Options:
        """Options as its command line gives them."""
        words = iter(self.expect.get("options", []))
        given: dict[str, Any] = {}
        for word in words:
            name = word.removeprefix("--")
            field = {"with": "with_", "min-saving": "min_saving"}.get(name, name)
            many = field in ("with_", "without", "keep")
            before = given.get(field, ()) if many else ()
            given[field] = name == "strict" or ((*before, next(words)) if many else next(words))
        return load(str(self.folder), given)

    @cached_property
    def result(self) -> Result:
        """What ``refactor`` gives, computed once."""
        return refactor(self.source, context=self.context, options=self.options, path="Dockerfile")

    @property
    def is_split(self) -> bool:
        """Whether the file itself is to be split; else it is multi-stage already and edited."""
        return not any(line.startswith("COPY --from=") for line in self.source.splitlines())


def cases(*groups: str) -> list[Case]:
    """All cases of some groups (of all, where none is named), in order."""
    folders = sorted(path for path in CORPUS.glob("*/*") if path.is_dir())
    return [Case(folder) for folder in folders if not groups or folder.parent.name in groups]


def rewritten() -> list[Case]:
    """The cases that are expected to be rewritten."""
    return [case for case in cases() if case.expect["outcome"] == "rewritten"]


def left_alone() -> list[Case]:
    """The cases that are expected to be left alone."""
    return [case for case in cases() if case.expect["outcome"] == "left-alone"]
