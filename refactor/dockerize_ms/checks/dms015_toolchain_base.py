"""DMS015: the final image does not stand on a toolchain that nothing of it uses."""

from __future__ import annotations

from collections.abc import Iterator

from dockerize_ms import facts
from dockerize_ms.analysis.places import word_span
from dockerize_ms.analysis.subject import Subject
from dockerize_ms.checks.findings import info
from dockerize_ms.checks.started import BUILTINS, locate, roots
from dockerize_ms.ecosystems.index import needs_of
from dockerize_ms.errors import Evidence, Finding
from dockerize_ms.facts import Image
from dockerize_ms.model.invocation import Invocation, State
from dockerize_ms.model.needs import RunsBuild
from dockerize_ms.model.stage import Stage

CODE = "DMS015"
NAME = "toolchain-base"
TITLE = "the final image stands on a toolchain that nothing in it uses"


def find(subject: Subject) -> Iterator[Finding]:
    """An info, where what is started is known and a smaller base has all that it calls."""
    stage = subject.stages[-1]
    image = stage.image
    if not image.config_known or not image.lineage or not any(roots(subject, stage)):
        return
    live = subject.live(stage)
    if live.builds or live.opaque or live.unresolved:
        return
    smaller = _smaller(image, compiled=live.compiled)
    if smaller is None or not _suffices(subject, stage, smaller):
        return
    tools = _tools(stage)
    if not tools:
        return
    name = f"{image.name}:{image.tag}"
    owner = subject.line(stage)[-1]
    message = f"{subject.title(stage)} stands on {name}, and nothing that it starts uses {tools}"
    size = Evidence(f"{name} takes about {image.size_mb:.0f} MB") if image.size_mb else None
    hint = f"copy what it needs to a stage on {smaller.name}:{smaller.tag}"
    yield info(CODE, word_span(owner.instruction, owner.reference), message, [size], hint)


def _smaller(image: Image, *, compiled: bool) -> Image | None:
    """The image that the same could run on: the slim sibling, or the distribution's own."""
    if "slim" not in image.tag and image.tag[:1].isdigit():
        slim = facts.variant_tag(image.name, image.tag, add=frozenset(("slim",)))
        if slim is not None:
            return facts.image(image.name, slim)
    base = facts.distribution_base(image.distribution) if image.distribution else None
    return facts.image(*base) if compiled and base is not None else None


def _suffices(subject: Subject, stage: Stage, smaller: Image) -> bool:
    """Whether all that is started was seen through, or is in the smaller image too."""
    held = facts.layout(smaller)
    for called, (_, found) in subject.live(stage).commands.items():
        if called in BUILTINS or found.program is not None:
            continue
        path = locate(stage, called)[0]
        if path and stage.fs.read(path) is not None:
            continue
        if not (held.exists(called) if called.startswith("/") else called in held.commands):
            return False
    return True


def _tools(stage: Stage) -> str:
    """What of the base image only a build uses: a command that builds, or a compiler."""
    image, distribution = stage.image, stage.image.distribution
    if distribution is None:
        return ""
    base = facts.distribution_base(distribution)
    plain = facts.layout(facts.image(*base)).commands if base else ()
    state = State(cwd="/", env=stage.start.env, fs=stage.fs, image=image)
    for name in facts.layout(image).commands:
        if name not in plain and _builds(name, stage, state):
            return name
    names = sorted(image.packages or (), key=len)
    compilers = (name for name in names if facts.build_only(distribution, name) == "compiler")
    compiler = next(compilers, "")
    return f"its compilers ({compiler} …)" if compiler else ""


def _builds(name: str, stage: Stage, state: State) -> bool:
    known = needs_of(name)
    if known is None:
        return False
    call = Invocation(called=name, arguments=(), span=stage.instruction.span, text=name)
    return any(isinstance(need, RunsBuild) for need in known(call, state))
