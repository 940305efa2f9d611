"""``static-link``: programs that are linked dynamically are built static, where that is safe.

On request only, since it changes how the program is built. The ecosystem that knows
the program says which line does it.
"""

from __future__ import annotations

from dockerize_ms import cst
from dockerize_ms.analysis.live import Live
from dockerize_ms.model.stage import Stage
from dockerize_ms.rewrite.change import Safety
from dockerize_ms.rewrite.refactorings._text import with_lines_above

SUMMARY = "builds the program static, so that it needs no C library"
SAFETY = Safety.ASKED
DEFAULT = False


def before(tree: cst.Dockerfile, stage: Stage, live: Live) -> str | None:
    """The text with the lines that make the container's programs static; None if none is needed."""
    lines: dict[cst.Instruction, list[str]] = {}
    for path, program in live.programs.items():
        step = stage.step(stage.fs.lookup(path).step)
        if program.static or not program.static_line or step is None:
            continue
        wanted = lines.setdefault(step.instruction, [])
        if program.static_line not in wanted:
            wanted.append(program.static_line)
    return with_lines_above(tree, lines)
