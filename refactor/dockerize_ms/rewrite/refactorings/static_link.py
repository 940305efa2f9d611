"""``static-link``: programs that are linked dynamically are built static, where that is safe.

On request only, since it changes how the program is built. The ecosystem that knows
the program says which line does it.
"""

from __future__ import annotations

from dockerize_ms import cst
from dockerize_ms.analysis.live import Live
from dockerize_ms.model.stage import Stage

DEFAULT = False


def before(tree: cst.Dockerfile, stage: Stage, live: Live) -> str | None:
    """The text with the lines that make the container's programs static; None if none is needed."""
    lines: dict[int, list[str]] = {}
    for path, program in live.programs.items():
        made = stage.fs.lookup(path).step
        if program.static or not program.static_line or made is None:
            continue
        step = next(s for s in stage.steps if s.number == made)
        wanted = lines.setdefault(id(step.instruction), [])
        if program.static_line not in wanted:
            wanted.append(program.static_line)
    if not lines:
        return None
    return "".join(
        [tree.bom, *(_with(i, lines.get(id(i), [])) for i in tree.instructions)]
        + [line.code for line in tree.footer]
    )


def _with(instruction: cst.Instruction, lines: list[str]) -> str:
    newline = instruction.newline or "\n"
    added = "".join(line + newline for line in lines)
    comments = len(instruction.comments)
    at = len(instruction.leading) - comments
    above = "".join(line.code for line in instruction.leading[:at])
    own = "".join(line.code for line in instruction.leading[at:])
    return above + added + own + instruction.text
