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

from dockerize_ms.context.ignore_pattern import AnyOf, Shape, literal_prefix, shape
from dockerize_ms.context.wildcards import BadPattern

SPACE = (
    "\t\n\v\f\r \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000"
)
"""What Go's ``strings.TrimSpace`` removes."""

PATH_LIMIT = 4096
"""No file has a longer path; what is asked about may."""

State = tuple[bool, ...]
"""Which runs of rules matched a directory or one of its parents."""


class Rule(Struct, frozen=True, kw_only=True, eq=False):
    """One line of the file, cleaned; ``negated`` if it began with ``!``."""

    text: str
    line: int
    negated: bool
    shape: Shape
    prefix: str

    def may_match_below(self, directory: str) -> bool:
        """Whether something below a directory may match by itself."""
        below = directory + "/"
        if self.prefix.startswith(below):
            return True
        return self.prefix != self.text and below.startswith(self.prefix)


class Ignore:
    """A parsed ignore file. ``errors`` are (line, pattern) of lines that Docker refuses."""

    def __init__(self, rules: Sequence[Rule], errors: Sequence[tuple[int, str]], text: str) -> None:
        self.rules = tuple(rules)
        self.errors = tuple(errors)
        self.text = text
        self._runs = _runs(self.rules)
        self._states: dict[str, State] = {"": (False,) * len(self._runs)}

    def __reduce__(self) -> tuple[object, ...]:
        return Ignore.parse, (self.text,)

    @staticmethod
    def parse(text: str) -> Ignore:
        """Read the text of an ignore file. Lines that Docker refuses are left out."""
        rules: list[Rule] = []
        errors: list[tuple[int, str]] = []
        for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), 1):
            pattern = "" if line.startswith("#") else line.removesuffix("\r").strip(SPACE)
            if not pattern:
                continue
            try:
                rules.append(_rule(pattern, number))
            except BadPattern:
                errors.append((number, pattern))
        return Ignore(rules, errors, text)

    def excluded(self, path: str) -> bool:
        """Whether a path of the context is left out. The root never is."""
        directory, _, name = path.rpartition("/")
        return bool(name) and len(path) <= PATH_LIMIT and self.matches(path, self.state(directory))

    def prunes(self, directory: str) -> bool:
        """Whether a directory is left out with everything below it."""
        return self.excluded(directory) and not self.reopens(directory)

    def reopens(self, directory: str) -> bool:
        """Whether a negated pattern may match something below the directory."""
        return any(rule.negated and rule.may_match_below(directory) for rule in self.rules)

    def matches(self, path: str, parent: State) -> bool:
        """Whether a path is left out, given the state of its directory."""
        matched = False
        for (negated, rules), inherited in zip(self._runs, parent, strict=True):
            if inherited or (negated == matched and rules.fits(path)):
                matched = not negated
        return matched

    def state(self, directory: str) -> State:
        """What the entries of a directory start from."""
        at = len(directory)
        while (known := self._states.get(directory[:at])) is None:
            at = max(directory.rfind("/", 0, at), 0)
        while at < len(directory):
            at = directory.find("/", at + 1)
            at = len(directory) if at < 0 else at
            known = self._states[directory[:at]] = self._enter(directory[:at], known)
        return known

    def _enter(self, directory: str, parent: State) -> State:
        matched = False
        hits = []
        for (negated, rules), inherited in zip(self._runs, parent, strict=True):
            hit = inherited or (negated == matched and rules.fits(directory))
            if hit:
                matched = not negated
            hits.append(hit)
        return tuple(hits)


def _runs(rules: Sequence[Rule]) -> tuple[tuple[bool, AnyOf], ...]:
    """Neighbours of the same sign together: which of them matched makes no difference."""
    return tuple(
        (negated, AnyOf([rule.shape for rule in group]))
        for negated, group in itertools.groupby(rules, key=lambda rule: rule.negated)
    )


def _rule(pattern: str, number: int) -> Rule:
    """A line's rule, cleaned as the Docker client and then the matcher clean it."""
    negated = pattern.startswith("!")
    if negated:
        pattern = pattern[1:].strip(SPACE)
    pattern = _clean(pattern) if pattern else ""
    pattern = pattern if pattern == "/" else pattern.removeprefix("/")
    if negated and pattern in ("", "/"):
        raise BadPattern("!")
    return Rule(
        text=pattern,
        line=number,
        negated=negated,
        shape=shape(pattern),
        prefix=literal_prefix(pattern),
    )


def _clean(path: str) -> str:
    """Go's ``filepath.Clean``."""
    cleaned = posixpath.normpath(path)
    return cleaned[1:] if cleaned.startswith("//") else cleaned
