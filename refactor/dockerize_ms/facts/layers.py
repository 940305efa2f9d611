"""The layers of an image's rules that hold for one tag, and what stays in doubt."""

from __future__ import annotations

from msgspec import Struct

from dockerize_ms.facts.conditions import Subject, fill, match
from dockerize_ms.facts.rules import Layer, Names, Rules

_ADDED_TO = frozenset(("env", "expose", "volumes", "starts", "unsure"))


class Step(Struct, frozen=True):
    """A layer that holds, and the texts for its templates."""

    layer: Layer
    texts: Names

    def fill(self, text: str) -> str:
        """The text with its templates filled in."""
        return fill(text, self.texts)


class Layers:
    """An image's own layers: those that hold, and those of which we cannot say."""

    def __init__(self, found: Rules, subject: Subject) -> None:
        self.steps: tuple[Step, ...] = ()
        self.undecided: set[int] = set()
        self._prerelease = subject.words.prerelease
        texts = subject.texts
        for number, layer in enumerate(found.layer):
            result = match(layer.when, subject)
            if result.holds is None:
                self.undecided.add(number)
            elif result.holds:
                self.steps += (Step(layer, texts | result.texts),)

    def doubtful(self, below: frozenset[str], found: Rules) -> frozenset[str]:
        """What we do not know: of the base and not set anew, or set by a layer in doubt."""
        names = set(below)
        held = {id(step.layer) for step in self.steps}
        for number, layer in enumerate(found.layer):
            if number in self.undecided:
                names |= layer.sets
            elif id(layer) in held:
                names -= layer.sets - _ADDED_TO
                names -= {"cmd"} if layer.entrypoint is not None else set()
                names |= {"unsure"} if layer.unsure else set()
        if self._prerelease:
            names.add("prerelease")
        based = any(step.layer.starts for step in self.steps)
        if not based and any(layer.starts for layer in found.layer):
            names.add("starts")
        return frozenset(names)
