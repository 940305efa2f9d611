"""Checks of multi-stage files: the second reader of what the refactoring wrote, and a linter.

They see a file's text and what it means, never a plan. An error is what surely fails;
what the facts do not tell is silent or an info.
"""

from dockerize_ms import cst
from dockerize_ms.analysis.subject import Subject
from dockerize_ms.checks import artifacts
from dockerize_ms.checks.artifacts import Claim
from dockerize_ms.checks.catalogue import Check, catalogue
from dockerize_ms.checks.suppress import Suppressed, sorted_out
from dockerize_ms.context import Context
from dockerize_ms.errors import Finding
from dockerize_ms.model.stage import Stage

__all__ = ["Check", "Claim", "Suppressed", "catalogue", "check", "claims", "inspect"]


def check(
    stages: tuple[Stage, ...], tree: cst.Dockerfile, context: Context | None
) -> tuple[Finding, ...]:
    """All findings of a file that has been interpreted, in the order of the text."""
    return inspect(stages, tree, context)[0]


def inspect(
    stages: tuple[Stage, ...], tree: cst.Dockerfile, context: Context | None
) -> tuple[tuple[Finding, ...], tuple[Suppressed, ...]]:
    """The findings as ``check`` gives them, and those that a comment switches off."""
    if not stages:
        return (), ()
    subject = Subject(stages, tree, context)
    found = [finding for one in catalogue() for finding in one.find(subject)]
    return sorted_out(sorted(found, key=lambda f: (f.span.start, f.code, f.message)), tree)


def claims(
    stages: tuple[Stage, ...], tree: cst.Dockerfile, context: Context | None
) -> tuple[Claim, ...]:
    """What holds of each source of each ``COPY --from``, in the order of the text."""
    return tuple(artifacts.claims(stages, tree, context))
