"""Lines added to a file's text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dockerize_ms import cst


def with_lines_above(
    tree: cst.Dockerfile, lines: Mapping[cst.Instruction, Sequence[str]]
) -> str | None:
    """The text with lines above instructions and their comments; None where there are none."""
    if not any(lines.values()):
        return None
    parts = [tree.bom]
    parts += [_with(one, lines.get(one, ())) for one in tree.instructions]
    return "".join([*parts, *(line.code for line in tree.footer)])


def _with(instruction: cst.Instruction, lines: Sequence[str]) -> str:
    newline = instruction.newline or "\n"
    added = "".join(line + newline for line in lines)
    at = len(instruction.leading) - len(instruction.comments)
    above = "".join(line.code for line in instruction.leading[:at])
    own = "".join(line.code for line in instruction.leading[at:])
    return above + added + own + instruction.text
