"""The part of a RUN that the runtime stage repeats, as text, cut at its artifacts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from dockerize_ms import shell
from dockerize_ms.analysis.packages import PackageFate
from dockerize_ms.analysis.roles import Artifact, Assigned, Role
from dockerize_ms.cst import Instruction, Run
from dockerize_ms.model import effects as fx
from dockerize_ms.model import paths
from dockerize_ms.model.stage import Config, Step

_REFERENCE = re.compile(r"\$\{?(\w+)")


class Segment(Struct, frozen=True, kw_only=True, eq=False):
    """A text to repeat (None: the instruction as it stands), or artifacts to copy."""

    text: str | None = None
    verbatim: bool = False
    artifacts: tuple[Artifact, ...] = ()
    why: str = ""


def segments(instruction: Instruction, units: Sequence[Assigned], config: Config) -> list[Segment]:
    """What the runtime stage holds in place of a RUN, in order."""
    kept = [one for one in units if one.role is Role.REPLAYED]
    if not kept:
        found = tuple(a for one in units for a in one.artifacts)
        return [Segment(artifacts=found)] if found else []
    changed = any(f.reason is not None for one in kept for f in one.packages)
    whole = all(one.role is Role.REPLAYED or neutral(one.step) for one in units)
    if whole and not changed:
        return [Segment(verbatim=True, why=kept[0].why)]
    if units[0].step.script is None:
        return [Segment(verbatim=True, why=kept[0].why)]
    return _cut(instruction, units, config)


def _cut(instruction: Instruction, units: Sequence[Assigned], config: Config) -> list[Segment]:
    found: list[Segment] = []
    run: list[Assigned] = []

    def flush() -> None:
        if any(one.role is Role.REPLAYED for one in run):
            found.append(Segment(text=_text(instruction, units, run, config), why=_first_why(run)))
        run.clear()

    pending: list[Assigned] = []
    late: list[Segment] = []
    for at, one in enumerate(units):
        if one.artifacts and run and _are_apart(units[at + 1 :], one.artifacts):
            late.append(Segment(artifacts=one.artifacts))
        elif one.artifacts:
            flush()
            found.append(Segment(artifacts=one.artifacts))
            run += pending
        elif one.role is Role.REPLAYED or neutral(one.step):
            run.append(one)
            if neutral(one.step):
                pending.append(one)
    flush()
    return found + late


def _are_apart(later: Sequence[Assigned], artifacts: tuple[Artifact, ...]) -> bool:
    """Whether nothing that is still repeated concerns what is copied: so it stays together."""
    kept = [one.step for one in later if one.role is Role.REPLAYED]
    if any(isinstance(done.effect, fx.Updates) for step in kept for done in step.effects):
        return False  # it is made of all that is there
    touched = {
        str(getattr(done.effect, name, ""))
        for step in kept
        for done in step.effects
        for name in ("path", "source", "" if isinstance(done.effect, fx.Links) else "target")
    }
    named = {*touched, *(path for step in kept for path in (*step.reads, *step.tools))}
    return bool(kept) and not any(
        paths.within(artifact.path, paths.literal_ancestor(path))
        or paths.within(path, artifact.path)
        for path in named
        if path.startswith("/")
        for artifact in artifacts
    )


def _first_why(run: list[Assigned]) -> str:
    return next(one.why for one in run if one.role is Role.REPLAYED)


def neutral(step: Step) -> bool:
    """Whether a command does nothing but set up the shell, or nothing at all."""
    return not step.effects


def _text(
    instruction: Instruction, units: Sequence[Assigned], run: list[Assigned], config: Config
) -> str:
    script = units[0].step.script
    if script is None:
        raise AssertionError("a RUN in exec form is not cut")
    keep: list[int] = []
    replace: dict[int, str] = {}
    for at, one in enumerate(run):
        index = one.step.unit_index
        if one.role is Role.REPLAYED:
            keep.append(index)
            if any(f.reason is not None for f in one.packages):
                replace[index] = without(script, one.step, one.packages)
            continue
        later = [o.step for o in run[at + 1 :] if o.role is Role.REPLAYED]
        last = one is units[-1] and _forgives(one.step)
        if last or _sets_up(one.step, later, config):
            keep.append(index)
    body = shell.join(script, keep, replace)
    view = instruction.view
    flags = "".join(flag.code for flag in instruction.flags)
    head = f"{instruction.indent}{instruction.keyword}{instruction.gap}{flags}"
    if isinstance(view, Run) and view.heredocs:
        first = body.rstrip("\n")
        return f"{head}<<EOF\n{first}\nEOF\n"
    return f"{head}{body.rstrip()}"


def _forgives(step: Step) -> bool:
    """Whether a last command makes a RUN succeed that failed before: ``…; exit 0``."""
    return step.unit is not None and step.text.strip() in ("true", ":", "exit 0", "exit")


def _sets_up(step: Step, later: list[Step], config: Config) -> bool:
    """Whether a repeated command after it depends on what a command sets up."""
    if not later or step.unit is None:
        return False
    node = step.unit.parts[0].node
    if not isinstance(node, shell.Command):
        return False
    texts = " ".join(s.text for s in later)
    names = set(_REFERENCE.findall(texts))
    if not node.words:
        return any(a.name in names for a in node.assignments)
    name = node.words[0].literal
    if name not in shell.STATE:
        return False
    if name == "cd":
        return any(s.cwd != config.workdir and stands_in(s) for s in later)
    if name in ("export", "readonly"):
        words = [(w.literal or "") for w in node.words[1:]]
        return any(w.split("=")[0] in names for w in words) or not all(words)
    return name != "trap"


def repeated(assigned: Sequence[Assigned], instruction: Instruction) -> list[Step]:
    """The commands of a RUN that the runtime stage repeats."""
    return [
        one.step
        for one in assigned
        if one.step.instruction is instruction and one.role is Role.REPLAYED
    ]


def stands_in(step: Step) -> bool:
    """Whether what a command does depends on its working directory."""
    touched = [
        path
        for done in step.effects
        for path in (getattr(done.effect, "path", ""), getattr(done.effect, "target", ""))
        if path.startswith(step.cwd + "/") or path == step.cwd
    ]
    return any(path not in step.text for path in touched)


def without(script: shell.Script, step: Step, fates: tuple[PackageFate, ...]) -> str:
    """The text of an install with the build-only packages dropped and their libraries added."""
    if step.unit is None:
        raise AssertionError("packages are installed by commands")
    gone = {fate.name for fate in fates if fate.reason is not None}
    added = [name for fate in fates for name in fate.leaves]
    here = {fate.name for fate in fates if fate.reason is None}
    words = [
        word
        for part in step.unit.parts
        for command in shell.commands(part.node)
        for word in command.words[1:]
        if _package(word) in gone and _package(word) not in here
    ]
    extra = " ".join(name for name in dict.fromkeys(added) if name not in here)
    return shell.drop_words(script, step.unit, words, extra).rstrip()


def _package(word: shell.Word) -> str:
    text = word.literal or ""
    for mark in ("=", ":", "~", "<", ">", "@"):
        text = text.split(mark, 1)[0]
    return text
