"""Cases of the corpus with refactorings on request, for real: ``requests.toml``."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import cast

import msgspec
import pytest
from msgspec import Struct, structs
from tests.builds import tools
from tests.builds.ahead import ahead, asked
from tests.builds.bench import OwnBench
from tests.builds.cases import built, settings
from tests.builds.test_corpus import trial, unexpected
from tests.corpus_cases import Case

from dockerize_ms import refactor
from dockerize_ms.compare.failures import EngineError
from dockerize_ms.compare.observation import Run
from dockerize_ms.compare.trial import Report, Trial, original
from dockerize_ms.pipeline import Result
from dockerize_ms.settings import Options

ENOUGH = 20


class Request(Struct, frozen=True, kw_only=True, rename={"with_": "with"}):
    """A case, what is asked for, and what comes of it."""

    case: str
    with_: frozenset[str]
    without: frozenset[str] = frozenset()
    lost: tuple[str, ...] | None = None
    differs: tuple[str, ...] = ()

    @property
    def below(self) -> tuple[str, ...]:
        """The directories of ``lost``, with a slash behind."""
        return tuple(f"{path}/" for path in self.lost or ())

    def __str__(self) -> str:
        return " ".join([self.case, *sorted(self.with_)])


class Project(Struct, frozen=True, kw_only=True):
    """A project with tests; ``breaks``: a file, a word of it, and a wrong one."""

    name: str
    dockerfile: str
    files: dict[str, str]
    breaks: tuple[str, str, str]


class Table(Struct, frozen=True, kw_only=True):
    """The file."""

    request: list[Request]
    tests: list[Project]


TABLE = msgspec.toml.decode(Path(__file__).with_name("requests.toml").read_bytes(), type=Table)
CASES = {case.id: case for case in built()}

pytestmark = pytest.mark.builds


def result(case: Case, request: Request) -> Result:
    """What comes of a case, with more refactorings than its own."""
    own = case.options
    options = structs.replace(own, with_=own.with_ | request.with_, without=request.without)
    return refactor(case.source, context=case.context, options=options)


def attempt(request: Request, bench: OwnBench, folder: Path) -> Report:
    """Builds a case, and what is asked for, with the ignore file that comes of it."""
    case = CASES[request.case]
    subject = trial(case, bench, folder / str(request))
    if request.lost is not None:
        subject = structs.replace(subject, gone=())
    found = result(case, request)
    with original(bench, subject) as before:
        assert before.works, before.first
        for edit in found.edits[1:]:
            Path(subject.context, os.path.basename(edit.path)).write_text(edit.after)
        return before.compare(found.text)


@pytest.fixture(scope="module")
def report(
    request: pytest.FixtureRequest, bench: OwnBench, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[Request], Report]]:
    """What the comparison of a request says."""
    folder = tmp_path_factory.mktemp("contexts")
    wanted = [cast(Request, one) for (one,) in asked(request, "wanted")]
    with ahead((str(one), partial(attempt, one, bench, folder)) for one in wanted) as results:
        yield lambda one: results(str(one))


def test_there_are_enough() -> None:
    assert len(TABLE.request) >= ENOUGH


@pytest.mark.parametrize("asked_for", TABLE.request, ids=str)
def test_does_what_was_asked(asked_for: Request) -> None:
    case = CASES[asked_for.case]
    whole = result(case, asked_for).edits
    less = {n: structs.replace(asked_for, with_=asked_for.with_ - {n}) for n in asked_for.with_}
    assert [name for name, one in less.items() if result(case, one).edits == whole] == []


@pytest.mark.parametrize("wanted", TABLE.request, ids=str)
def test_behaves_as_before(
    wanted: Request, report: Callable[[Request], Report], record: list[Report]
) -> None:
    seen = report(wanted)
    record.append(seen)
    found = [str(difference) for difference in seen.differences]
    own = settings(CASES[wanted.case]).expect.differences
    assert unexpected([one for one in found if not one.startswith(own)], wanted.differs) == []
    if wanted.lost is None:
        assert seen.size_after <= seen.size_before
    else:
        lost = (group.name for group in seen.only_before)
        assert [one for one in lost if not f"{one}/".startswith(wanted.below)] == []


@pytest.mark.parametrize("project", TABLE.tests, ids=lambda one: one.name)
def test_the_stage_with_the_tests(project: Project, bench: OwnBench, tmp_path: Path) -> None:
    for name, content in project.files.items():
        (tmp_path / name).write_text(content)
    source = project.dockerfile.lstrip()
    text = refactor(source, context=tmp_path, options=Options(with_=frozenset(["test-stage"]))).text
    volumes = tools.volumes(bench.engine, source)
    subject = Trial(
        name=project.name,
        context=str(tmp_path),
        text=source,
        run=Run(),
        build_only=tools.build_only,
        volumes=volumes,
    )
    bench.remove(bench.build(text, "passes", subject, target="test"))
    name, old, new = project.breaks
    (tmp_path / name).write_text(project.files[name].replace(old, new))
    bench.remove(bench.build(text, "untested", subject))
    with pytest.raises(EngineError):
        bench.build(text, "fails", subject, target="test")
