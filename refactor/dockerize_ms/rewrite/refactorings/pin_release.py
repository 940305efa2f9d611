"""``pin-release``: a base image's tag that moves from release to release names its release.

``node:20`` is built on another Debian every two years, ``alpine:latest`` is another Alpine twice a
year. The facts say on which release a tag stands and which tag stays on it.
"""

from __future__ import annotations

from dockerize_ms import cst, facts
from dockerize_ms.analysis.origins import earlier
from dockerize_ms.analysis.places import word_span
from dockerize_ms.analysis.subject import Subject
from dockerize_ms.errors import Assumption, Evidence
from dockerize_ms.model.stage import Stage
from dockerize_ms.rewrite.change import Change, Editor, Safety

SUMMARY = "pins base images to the release of the distribution that they stand on"
SAFETY = Safety.BUILD
DEFAULT = False
ORDER = 10
BEFORE_SPLIT = True


def edit(subject: Subject) -> Change:
    """The tag with its release for each base image that floats; reasons where none is known."""
    editor = Editor(subject.tree)
    done: list[Evidence] = []
    kept: list[Evidence] = []
    assumptions: list[Assumption] = []
    for stage in subject.stages:
        view = stage.instruction.view
        if not isinstance(view, cst.From) or earlier(subject.stages, stage, view.image):
            continue
        span = stage.instruction.span
        pinned = _pinned(stage, view.image)
        if isinstance(pinned, Evidence):
            kept.append(pinned)
        elif pinned:
            place = word_span(stage.instruction, view.image)
            editor.replace(place.start, place.end, pinned)
            done.append(Evidence(f"{view.image} becomes {pinned}", span))
            text = f"{view.image} stands on {stage.image.distribution}"
            assumptions.append(Assumption("floating-release", text, span))
    edits, sure = tuple(editor.edits), tuple(dict.fromkeys(assumptions))
    return Change(edits=edits, done=tuple(done), kept=tuple(kept), assumptions=sure)


def _pinned(stage: Stage, written: str) -> str | Evidence:
    """The image with a tag that stays; "" where it stays already, or why there is none."""
    image, span = stage.image, stage.instruction.span
    if written == "scratch" or "@" in written:
        return ""
    if "$" in written:
        return Evidence(f"{written} is what the build is told", span)
    if image.floating is None:
        return Evidence(f"nothing is known of the tags of {written}", span)
    distribution = image.distribution
    if not image.floating or distribution is None or not distribution.release:
        return ""
    tag = facts.release_tag(image.name, image.tag, distribution)
    if tag is not None:
        head = written.removesuffix(f":{image.tag}")
        return f"{head}:{tag}"
    if distribution.release in image.tag or image.name == distribution.family:
        return ""
    return Evidence(f"no tag of {image.name} of that version names its release", span)
