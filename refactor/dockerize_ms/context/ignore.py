"""What ``.dockerignore`` keeps out of the build context.

The rules are those of moby's patternmatcher as BuildKit walks a context with it:
every directory hands the patterns that matched it down to its children, and the
last pattern that matches wins.
"""

from __future__ import annotations

import itertools
import posixpath
from collections.abc import Sequence

from msgspec import Struct

from dockerize_ms.context.ignore_pattern import BOM, AnyOf, Shape, shape
from dockerize_ms.context.wildcards import BadPattern
from dockerize_ms.text import encode

SPACE = (
    "\t\n\v\f\r \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000"
)
"""What Go's ``strings.TrimSpace`` removes."""

WILD = frozenset("*[]?^\\")
"""What keeps BuildKit from comparing texts alone."""

PATH_LIMIT = 4096
"""No file has a longer path; what is asked about may."""

LINE_LIMIT = 64 * 1024
"""Docker refuses a file with a line of as many bytes."""

SIZE_LIMIT = 10_000
"""How many instructions the wildcards of all lines may take: hundreds of lines have fewer."""

State = tuple[bool, ...] | None
"""Which runs of rules matched a directory or one of its parents; None if it is not entered."""


class Rule(Struct, frozen=True, kw_only=True, eq=False):
    """One line of the file, cleaned; ``negated`` if it began with ``!``."""

    text: str
    line: int
    negated: bool
    shape: Shape

    @property
    def stem(self) -> str:
        """The text without stars for all that is below, as BuildKit's walk reads it."""
        return self.text.removesuffix("/**").removesuffix("/*")

    def may_match_below(self, directory: str) -> bool:
        """Whether something below a directory may match by itself."""
        return self.shape.prefixes(directory + "/")


class Ignore:
    """A parsed ignore file. ``errors`` are (line, pattern) of lines that Docker refuses."""

    def __init__(self, rules: Sequence[Rule], errors: Sequence[tuple[int, str]], text: str) -> None:
        self.rules = tuple(rules)
        self.errors = tuple(errors)
        self.text = text
        self._runs = _runs(self.rules)
        self._negated = tuple(rule for rule in self.rules if rule.negated)
        self._plain = all(WILD.isdisjoint(rule.stem) for rule in self._negated)
        self._states: dict[str, State] = {"": (False,) * len(self._runs)}

    def __reduce__(self) -> tuple[object, ...]:
        return Ignore.parse, (self.text,)

    @staticmethod
    def parse(text: str) -> Ignore:
        """Read the text of an ignore file. Lines that Docker refuses are left out."""
        rules: list[Rule] = []
        errors: list[tuple[int, str]] = []
        size = 0
        for number, line in enumerate(text.removeprefix(BOM).split("\n"), 1):
            try:
                found = _rules(line, number)
                size += sum(rule.shape.size for rule in found)
                if size > SIZE_LIMIT:
                    raise BadPattern(line)
                rules += found
            except BadPattern:
                errors.append((number, line.strip(SPACE)))
        return Ignore(rules, errors, text)

    def excluded(self, path: str) -> bool:
        """Whether a path of the context is left out. The root never is."""
        directory, _, name = path.rpartition("/")
        return bool(name) and len(path) <= PATH_LIMIT and self.matches(path, self.state(directory))

    def prunes(self, directory: str) -> bool:
        """Whether a directory is left out with everything below it."""
        return self.excluded(directory) and not self.reopens(directory)

    def reopens(self, directory: str) -> bool:
        """Whether a negated pattern may match something below the directory.

        If all of them are plain but for stars at the end, BuildKit compares their
        texts alone, and does not enter ``a/b`` for ``!a/*/**``.
        """
        if self._plain:
            return any(f"{rule.stem}/".startswith(f"{directory}/") for rule in self._negated)
        return any(rule.may_match_below(directory) for rule in self._negated)

    def matches(self, path: str, parent: State) -> bool:
        """Whether a path is left out, given the state of its directory."""
        return parent is None or self._match(path, parent)[0]

    def state(self, directory: str) -> State:
        """What the entries of a directory start from."""
        at = len(directory)
        while directory[:at] not in self._states:
            at = max(directory.rfind("/", 0, at), 0)
        known = self._states[directory[:at]]
        while at < len(directory) and known is not None:
            at = directory.find("/", at + 1)
            at = len(directory) if at < 0 else at
            known = self._states[directory[:at]] = self._enter(directory[:at], known)
        return known

    def _enter(self, directory: str, parent: tuple[bool, ...]) -> State:
        matched, hits = self._match(directory, parent)
        return None if matched and not self.reopens(directory) else hits

    def _match(self, path: str, parent: tuple[bool, ...]) -> tuple[bool, tuple[bool, ...]]:
        """Whether a path is left out, and which runs matched it or a parent.

        A run that could not change the result is not looked at and does not count.
        """
        matched = False
        hits = []
        for (negated, rules), inherited in zip(self._runs, parent, strict=True):
            hit = inherited or (negated == matched and rules.fits(path))
            matched = (not negated) if hit else matched
            hits.append(hit)
        return matched, tuple(hits)


def _runs(rules: Sequence[Rule]) -> tuple[tuple[bool, AnyOf], ...]:
    """Neighbours of the same sign together: which of them matched makes no difference."""
    return tuple(
        (negated, AnyOf([rule.shape for rule in group]))
        for negated, group in itertools.groupby(rules, key=lambda rule: rule.negated)
    )


def _rules(line: str, number: int) -> list[Rule]:
    """A line's rule, if it has one. Raises ``BadPattern`` where Docker stops.

    It is cleaned twice: the second time may find another ``!`` or nothing at all.
    """
    if len(encode(line)) >= LINE_LIMIT:
        raise BadPattern(line)
    pattern = "" if line.startswith("#") else _clean(_listed(line.strip(SPACE)).strip(SPACE))
    if not pattern:
        return []
    if pattern == "!":
        raise BadPattern(pattern)
    text = pattern.removeprefix("!")
    return [Rule(text=text, line=number, negated=text != pattern, shape=shape(text))]


def _listed(pattern: str) -> str:
    """A pattern as moby's reader of ignore files gives it to the matcher."""
    sign = pattern[: pattern.startswith("!")]
    text = _clean(pattern.removeprefix("!").strip(SPACE))
    return sign + (text if text == "/" else text.removeprefix("/"))


def _clean(path: str) -> str:
    """Go's ``filepath.Clean``, but nothing stays nothing."""
    cleaned = posixpath.normpath(path) if path else ""
    return cleaned[1:] if cleaned.startswith("//") else cleaned
