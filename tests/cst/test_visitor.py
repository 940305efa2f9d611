"""Reading and changing trees."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from dockerize_ms.cst import (
    REMOVE,
    Comment,
    Copy,
    Flag,
    Instruction,
    Node,
    Transformer,
    Visitor,
    parse,
)

RUN = "RUN --mount=type=cache,target=/c \\\n    # inside\n    d\n"
TEXT = f"# syntax=a\n# one\nFROM a AS b\n\n# two\n{RUN}COPY --from=b --link <<E /f\ng\nE\n# end\n"


class Log(Visitor):
    """Notes every call."""

    def __init__(self, inside: bool) -> None:
        self.calls: list[str] = []
        self.inside = inside

    def visit_instruction(self, node: Instruction) -> bool:
        self.calls.append(f"visit {node.name}")
        return self.inside

    def leave_instruction(self, node: Instruction) -> None:
        self.calls.append(f"leave {node.name}")

    def visit_flag(self, node: Flag) -> None:
        self.calls.append(f"flag {node.name}")

    def leave_comment(self, node: Comment) -> None:
        self.calls.append(node.text)


FULL = (
    *("visit FROM", "# one", "leave FROM", "visit RUN", "# two", "flag mount", "leave RUN"),
    *("visit COPY", "flag from", "flag link", "leave COPY", "# end"),
)
OUTSIDE = (
    *("visit FROM", "leave FROM", "visit RUN", "leave RUN", "visit COPY", "leave COPY"),
    "# end",
)


@pytest.mark.parametrize(("inside", "calls"), [(True, FULL), (False, OUTSIDE)])
def test_visitor(inside: bool, calls: tuple[str, ...]) -> None:
    log = Log(inside)
    tree = parse(TEXT)
    assert tree.visit(log) is tree
    assert tuple(log.calls) == calls


class Retarget(Transformer):
    """Points ``COPY --from=b`` elsewhere."""

    def leave_flag(self, original: Flag, updated: Flag) -> Flag:
        if (updated.name, updated.value) != ("from", "b"):
            return updated
        return updated.with_changes(value="base image")


class Uncomment(Transformer):
    """Takes comments away."""

    def leave_comment(self, original: Comment, updated: Comment) -> Any:
        return REMOVE


class Double(Transformer):
    """Puts every RUN twice, the second time below a comment."""

    def leave_instruction(self, original: Instruction, updated: Instruction) -> Sequence[Node]:
        if original.name != "RUN":
            return [updated]
        return [updated, updated.with_changes(leading=(Comment(text="# again"),))]


class Skip(Retarget):
    """Keeps out of what it would change."""

    def visit_instruction(self, node: Instruction) -> bool:
        return False


@pytest.mark.parametrize(
    ("transformer", "old", "new"),
    [
        (Retarget(), "--from=b", '--from="base image"'),
        (Double(), RUN, f"{RUN}# again\n{RUN}"),
        (Skip(), "", ""),
        (Transformer(), "", ""),
    ],
)
def test_transformer(transformer: Transformer, old: str, new: str) -> None:
    assert parse(TEXT).visit(transformer).code == TEXT.replace(old, new)


def test_removing() -> None:
    code = parse(TEXT).visit(Uncomment()).code
    assert code == TEXT.replace("# one\n", "").replace("# two\n", "").replace("# end\n", "")


def test_what_does_not_change_stays_the_same_object() -> None:
    tree = parse(TEXT)
    changed = tree.visit(Retarget())
    same = [one is other for one, other in zip(tree.items, changed.items, strict=True)]
    assert same == [True, True, False]
    assert tree.visit(Transformer()) is tree


def test_a_changed_instruction_says_what_it_says_now() -> None:
    copy = parse(TEXT).visit(Retarget()).items[2]
    assert isinstance(copy.view, Copy)
    assert (copy.view.from_, copy.start, copy.start_line) == ("base image", -1, -1)
    assert (copy.flags[0].start, copy.flags[1].raw) == (-1, "--link")
    assert copy.source.span(0, 1).start == copy.text.index("<<E")
