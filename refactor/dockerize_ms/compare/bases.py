"""The base image of a Dockerfile's last stage, as a Dockerfile of its own."""

from __future__ import annotations

from dockerize_ms import cst


def base_only(text: str) -> str | None:
    """What builds nothing but the base of the last stage; None for ``scratch``, or no stage.

    The layers of that image are the lowest of the one that the file builds.
    """
    instructions = cst.parse(text).instructions
    froms = [i for i in instructions if isinstance(i.view, cst.From)]
    if not froms:
        return None
    number = len(froms) - 1
    while (earlier := _stage(froms[number], froms[:number])) is not None:
        number = earlier
    view = froms[number].view
    if not isinstance(view, cst.From) or view.image == "scratch":
        return None
    before = instructions[: instructions.index(froms[0])]
    arguments = [i.code for i in before if isinstance(i.view, cst.Arg)]
    platform = f"--platform={view.platform} " if view.platform else ""
    return "".join([*map(_line, arguments), f"FROM {platform}{view.image}\n"])


def images(text: str) -> tuple[str, ...]:
    """What the stages of a file start from, as it is written."""
    views = (instruction.view for instruction in cst.parse(text).instructions)
    return tuple(view.image for view in views if isinstance(view, cst.From))


def _stage(instruction: cst.Instruction, earlier: list[cst.Instruction]) -> int | None:
    view = instruction.view
    for number, one in enumerate(earlier):
        alias = one.view.alias if isinstance(one.view, cst.From) else None
        if isinstance(view, cst.From) and alias and view.image.lower() == alias:
            return number
    return None


def _line(code: str) -> str:
    return code if code.endswith("\n") else code + "\n"
