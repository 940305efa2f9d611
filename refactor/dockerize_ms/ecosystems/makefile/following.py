"""From a target to the recipes that make it: prerequisites first, each once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from msgspec import Struct

from dockerize_ms.ecosystems.makefile.expansion import Variable
from dockerize_ms.ecosystems.makefile.functions import stem_of
from dockerize_ms.ecosystems.makefile.reader import Line, Makefile, Rule
from dockerize_ms.model import paths
from dockerize_ms.text import HOLE, SourceMap

_DEPTH = 60
_STEPS = 2_000
_SPELLED = 512  # characters of an expanded text that get a place of their own


class Step(Struct, frozen=True, kw_only=True, eq=False):
    """One shell text of a recipe; or, without one, a target that no rule makes."""

    target: str
    source: SourceMap | None
    maybe: bool


class Follower:
    """Walks the rules of a Makefile. ``exists`` says whether a file is there: True, False, None."""

    def __init__(self, makefile: Makefile, exists: Callable[[str], bool | None]) -> None:
        self._makefile = makefile
        self._exists = exists
        self._done: set[str] = set()
        self._by_target: dict[str, list[Rule]] = {}
        self._patterns: list[Rule] = []
        for rule in makefile.rules:
            if "%" in rule.target:
                self._patterns.append(rule)
            else:
                self._by_target.setdefault(rule.target, []).append(rule)

    @property
    def default(self) -> str | None:
        """The first target that is no special one."""
        goal = self._makefile.scope.get(".DEFAULT_GOAL")
        if goal is not None:
            return self._makefile.scope.expand(goal.value)
        names = (name for name in self._by_target if name[:1] != "." or "/" in name)
        return next(names, None)

    def steps(
        self,
        target: str,
        maybe: bool = False,
        local: Mapping[str, Variable] | None = None,
        depth: int = 0,
    ) -> Iterator[Step]:
        """The recipes' lines that make a target, in order."""
        if target in self._done:
            return
        self._done.add(target)
        if depth > _DEPTH or len(self._done) > _STEPS or target == HOLE:
            yield Step(target=target, source=None, maybe=True)
            return
        if HOLE in target:
            yield from self._matching(target, local, depth)
            return
        rules = self._rules(target)
        if not rules:
            if self._exists(target) is not True:
                yield Step(target=target, source=None, maybe=maybe)
            return
        variables = {**(local or {}), **self._makefile.local.get(target, {})}
        for rule in rules:
            for name in rule.prerequisites:
                yield from self.steps(name, maybe or rule.maybe, variables, depth + 1)
        stale = target in self._makefile.phony or self._exists(target) is False
        for rule in rules:
            for line in rule.recipe:
                yield from self._line(
                    target, rule, rules, line, variables, maybe or rule.maybe or not stale
                )

    def _matching(
        self, pattern: str, local: Mapping[str, Variable] | None, depth: int
    ) -> Iterator[Step]:
        """Of names that are not all known: what fits a rule may be made, the rest are files."""
        for name in list(self._by_target):
            if paths.matches(pattern, name):
                yield from self.steps(name, True, local, depth + 1)

    def _rules(self, target: str) -> list[Rule]:
        """The rules of a target; without a recipe among them, the pattern rule that fits too."""
        rules = self._by_target.get(target, [])
        if any(rule.recipe for rule in rules) or target in self._makefile.phony:
            return rules
        for rule in self._patterns:
            stem = stem_of(rule.target, target)
            if stem is not None and rule.recipe:
                before = tuple(name.replace("%", stem) for name in rule.prerequisites)
                return [
                    *rules,
                    Rule(
                        target=target,
                        prerequisites=before,
                        recipe=rule.recipe,
                        stem=stem,
                        maybe=rule.maybe,
                    ),
                ]
        return rules

    def _line(
        self,
        target: str,
        rule: Rule,
        rules: list[Rule],
        line: Line,
        variables: Mapping[str, Variable],
        maybe: bool,
    ) -> Iterator[Step]:
        before = [name for each in rules for name in each.prerequisites]
        local = automatic(target, before, rule.stem)
        scope = self._makefile.scope
        for name, variable in variables.items():
            if name not in scope.overrides:
                local[name] = (
                    variable.value if variable.simple else scope.expand(variable.value, local)
                )
        texts: list[str] = []
        pieces: list[tuple[int, int]] = []
        length = 0
        for chunk in scope.chunks(line.text, local):
            step = 1 if chunk.literal else 0
            for at, piece in _runs(chunk.text, step):
                pieces.append((length + at, line.start + chunk.start + at * step))
                texts.append(piece)
            length += len(chunk.text)
        source, forgiving = _unprefixed("".join(texts), pieces, line)
        if source is not None:
            yield Step(target=target, source=source, maybe=maybe or forgiving)


def _runs(text: str, step: int) -> Iterator[tuple[int, str]]:
    """A literal as one piece; of an expanded text every character stands at the reference."""
    if step or len(text) > _SPELLED:
        yield 0, text
    else:
        yield from enumerate(text)


def _unprefixed(
    text: str, pieces: list[tuple[int, int]], line: Line
) -> tuple[SourceMap | None, bool]:
    """The shell text without ``@``, ``-``, ``+``; True if its failure does not count."""
    cut = len(text) - len(text.lstrip("\t @-+"))
    forgiving = "-" in text[:cut]
    if not text[cut:].strip() or text[cut] == "#":
        return None, False
    kept = [(max(at - cut, 0), origin + max(cut - at, 0)) for at, origin in pieces]
    first = [pair for pair in kept if pair[0] == 0][-1:]
    return SourceMap(
        text[cut:], line.file, (*first, *(pair for pair in kept if pair[0] > 0))
    ), forgiving


def automatic(target: str, prerequisites: list[str], stem: str) -> dict[str, str]:
    """``$@``, ``$<``, ``$^``, ``$*`` and their directories and names."""
    values = {
        "@": target,
        "<": prerequisites[0] if prerequisites else "",
        "^": " ".join(dict.fromkeys(prerequisites)),
        "+": " ".join(prerequisites),
        "*": stem,
        "?": " ".join(prerequisites),
    }
    for name in "@<*":
        directory, slash, last = values[name].rpartition("/")
        values[name + "D"] = directory if slash else "."
        values[name + "F"] = last
    return values
