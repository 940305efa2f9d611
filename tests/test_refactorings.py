"""What must hold of every set of refactorings, on every file of the corpus."""

from __future__ import annotations

from collections import Counter

import dockerfile as buildkit  # type: ignore[import-not-found]
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs
from tests.corpus_cases import Case, cases

from dockerize_ms.context import Context
from dockerize_ms.cst import Comment, Dockerfile, parse
from dockerize_ms.errors import Severity
from dockerize_ms.pipeline import Result, refactor, verify
from dockerize_ms.rewrite import REFACTORINGS, described
from dockerize_ms.settings import load

ASKED = [name for name in REFACTORINGS if not described(name).default]
CASES = cases()
SETS = st.lists(st.sampled_from(ASKED), unique=True)
RUNS = 200


def run(case: Case, names: list[str], text: str, context: Context) -> Result:
    """The result with some more refactorings than the case asks for."""
    own = case.options
    options = load(str(case.folder), {"with_": (*names, *own.with_), "target": own.target})
    return refactor(text, context=context, options=structs.replace(options, keep=own.keep))


def context_after(case: Case, result: Result) -> Context:
    """The context with the ignore file that was written."""
    ignore = [edit.after for edit in result.edits if edit.path.endswith(".dockerignore")]
    return case.context.with_ignore(ignore[0]) if ignore else case.context


def comments(tree: Dockerfile) -> Counter[str]:
    """All comment lines between instructions."""
    lines = [*(line for i in tree.instructions for line in i.leading), *tree.footer]
    return Counter(line.code.strip() for line in lines if isinstance(line, Comment))


def errors(text: str, context: Context) -> set[str]:
    """What surely fails."""
    return {f.code for f in verify(text, context=context) if f.severity is Severity.ERROR}


def is_read_alike(text: str) -> bool:
    """Whether BuildKit's parser sees the instructions that we see; it reads UTF-8 alone."""
    if max(text) >= "\udc80":
        return True
    names = [one.cmd.lower() for one in buildkit.parse_string(text)]
    return names == [one.name.lower() for one in parse(text).instructions]


def holds(case: Case, names: list[str]) -> None:
    """All that must hold of one file and one set."""
    result = run(case, names, case.source, case.context)
    after = context_after(case, result)
    assert run(case, names[::-1], case.source, case.context).text == result.text
    again = run(case, names, result.text, after)
    assert (again.text, again.edits) == (result.text, ())
    assert is_read_alike(result.text)
    assert comments(parse(case.source)) <= comments(parse(result.text))
    assert errors(result.text, after) <= errors(case.source, case.context)


@settings(max_examples=RUNS, deadline=None)
@given(st.sampled_from(CASES), SETS)
def test_any_set(case: Case, names: list[str]) -> None:
    holds(case, names)


@pytest.mark.parametrize("case", CASES[::6])
def test_all_of_them(case: Case) -> None:
    holds(case, ASKED)


def test_there_are_enough() -> None:
    assert len(ASKED) >= 10
