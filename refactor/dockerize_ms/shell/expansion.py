"""What a word becomes, as far as that is known without running anything."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import TypeGuard

from dockerize_ms.shell.braces import TooManyWordsError, braced
from dockerize_ms.shell.fields import Fields
from dockerize_ms.shell.nodes import (
    Arithmetic,
    List,
    Literal,
    Parameter,
    Substitution,
    Word,
    WordPart,
)
from dockerize_ms.shell.parameters import (
    ALTERNATIVES,
    DEFAULTS,
    applied,
    divided,
    substituted,
    uses_argument,
)
from dockerize_ms.text import HOLE, known

Lookup = Callable[[str], str | None]
Substitute = Callable[[List], str | None]
LookupAll = Callable[[], tuple[str, ...] | None]

_TILDE = re.compile(r"~([A-Za-z_][\w.-]*)?(?=[/:]|\Z)")
_ASSIGNMENT = re.compile(r"[A-Za-z_]\w*\+?=")
_NAME = re.compile(r"\w+\Z")


class _Expansion:
    def __init__(
        self, lookup: Lookup, substitute: Substitute | None, lookup_all: LookupAll | None
    ) -> None:
        self.lookup = lookup
        self.substitute = substitute
        self.lookup_all = lookup_all

    def parts(self, parts: Iterable[WordPart], into: Fields, *, split: bool = False) -> None:
        """Adds parts; ``split`` where unquoted text is itself the result of an expansion."""
        for part in parts:
            if isinstance(part, Literal):
                if split and not part.quoted:
                    into.add_value(part.text, quoted=False)
                else:
                    into.add(part.text, quoted=part.quoted)
            elif isinstance(part, Parameter):
                self.parameter(part, into)
            elif isinstance(part, Arithmetic):
                into.add(HOLE, quoted=part.quoted)
            else:
                into.add_value(self.output(part), quoted=part.quoted)

    def output(self, part: Substitution) -> str:
        """What commands print, less the line ends at its end."""
        if not part.body.parts:
            return ""
        known = None if part.process or not self.substitute else self.substitute(part.body)
        return HOLE if known is None else known.rstrip("\n")

    def parameter(self, part: Parameter, into: Fields) -> None:
        """Adds the value of a parameter."""
        operator = part.operator
        if part.name in ("@", "*"):
            self.positional(part, into)
            return
        value = self.lookup(part.name)
        if value is None and not _NAME.match(part.name) and part.name.endswith("]"):
            value = HOLE  # an element of an array that nobody has followed
        if operator == "indirect":
            operator = ""
            value = self.lookup(value) if value and known(value) else HOLE
        if operator in DEFAULTS or operator in ALTERNATIVES:
            self.chosen(part, value, into)
        elif operator == "":
            into.add_value(value or "", quoted=part.quoted)
        else:
            into.add_value(self.changed(part, value), quoted=part.quoted)

    def chosen(self, part: Parameter, value: str | None, into: Fields) -> None:
        """Adds the value or the argument of ``${x:-argument}`` and its kin."""
        uses = uses_argument(part.operator, value)
        if uses is None:
            into.add(HOLE, quoted=part.quoted)
        elif uses and part.argument:
            self.parts(self.with_home(part.argument.parts), into, split=True)
        else:
            kept = value or "" if part.operator in DEFAULTS else ""
            into.add_value(kept, quoted=part.quoted)

    def changed(self, part: Parameter, value: str | None) -> str:
        """The value after an operator that cuts or changes it."""
        argument = part.argument
        if part.operator[0] == "/" and argument:
            pattern, new = divided(argument)
            text = self.one(new.parts) if new else ""
            return substituted(part.operator, value, self.one(pattern.parts, glob=True), text)
        text = self.one(argument.parts, glob=True) if argument else ""
        return applied(part.operator, value, text)

    def positional(self, part: Parameter, into: Fields) -> None:
        """Adds ``$@`` or ``$*``."""
        values = self.lookup_all() if self.lookup_all else None
        if values is None:
            value = HOLE if self.lookup_all else self.lookup(part.name)
            values = (value,) if value is not None else ()
        if part.operator:
            into.add(HOLE, quoted=part.quoted)
        elif part.quoted and (part.name == "*" or not into.splits):
            into.add(" ".join(values), quoted=True)
        else:
            into.add_all(values, quoted=part.quoted)

    def one(self, parts: Iterable[WordPart], *, glob: bool = False) -> str:
        """All parts as one text."""
        fields = Fields(splits=False, glob=glob)
        self.parts(parts, fields)
        fields.close()
        return " ".join(fields.done)

    def with_home(self, parts: Sequence[WordPart], *, value: bool = False) -> list[WordPart]:
        """The parts with ``~`` expanded at the start; in a value of a variable after colons too."""
        found: list[WordPart] = []
        parts = _joined(parts)
        for index, part in enumerate(parts):
            if not _is_plain(part):
                found.append(part)
                continue
            assigned = _ASSIGNMENT.match(part.text) if not index and not value else None
            value = value or assigned is not None
            if "~" not in part.text or (index and not value):
                found.append(part)
                continue
            begin = assigned.end() if assigned else 0
            starts = (begin if not index else -1, value, index == len(parts) - 1)
            found += self._homes(part.text, *starts)
        return found

    def _homes(self, text: str, begin: int, value: bool, last: bool) -> list[WordPart]:
        """A literal cut at its tildes; what they stand for is quoted."""
        pieces: list[WordPart] = []
        at = 0
        for tilde in _TILDE.finditer(text):
            start, end = tilde.span()
            placed = start == begin or (value and text[start - 1 : start] == ":")
            if placed and (last or end < len(text)):
                home = self.home(tilde.group(1))
                pieces.append(Literal(start=0, end=0, text=text[at:start]))
                pieces.append(Literal(start=0, end=0, text=home, quoted=True))
                at = end
        pieces.append(Literal(start=0, end=0, text=text[at:]))
        return pieces

    def home(self, user: str | None) -> str:
        """A home directory."""
        if user == "root":
            return "/root"
        home = None if user else self.lookup("HOME")
        return HOLE if home is None else home


def expand(
    word: Word,
    lookup: Lookup,
    *,
    substitute: Substitute | None = None,
    lookup_all: LookupAll | None = None,
    glob: bool = False,
    braces: bool = True,
) -> tuple[str, ...]:
    """The fields that a word becomes.

    ``lookup`` gives a variable's value, None for an unset one. ``substitute`` gives the
    output of commands, ``lookup_all`` the positional parameters; None is a hole.
    ``glob`` escapes quoted ``*``, ``?``, ``[`` and backslashes, so that a pattern can be
    told from text. ``braces=False`` is for shells that do not know brace expansion
    (dash, ash). Fields are split at blanks, whatever IFS says.
    """
    parts = word.parts
    if len(parts) == 1 and isinstance(parts[0], Literal) and not glob:
        text = parts[0].text
        if parts[0].quoted or ("{" not in text and "~" not in text):
            return (text,) if text or parts[0].quoted else ()
    expansion = _Expansion(lookup, substitute, lookup_all)
    fields = Fields(splits=True, glob=glob)
    try:
        variants = braced(parts) if braces else [list(parts)]
    except TooManyWordsError:
        return (HOLE,)
    for variant in variants:
        expansion.parts(expansion.with_home(variant), fields)
        fields.close()
    return tuple(fields.done)


def expand_one(
    word: Word,
    lookup: Lookup,
    *,
    substitute: Substitute | None = None,
    lookup_all: LookupAll | None = None,
    glob: bool = False,
) -> str:
    """What a word becomes where nothing is split: in assignments and redirections."""
    parts = word.parts
    if len(parts) == 1 and isinstance(parts[0], Literal) and not glob and "~" not in parts[0].text:
        return parts[0].text
    expansion = _Expansion(lookup, substitute, lookup_all)
    return expansion.one(expansion.with_home(parts, value=True), glob=glob)


def _joined(parts: Sequence[WordPart]) -> list[WordPart]:
    """The parts, with plain text in one piece that a continued line cuts."""
    found: list[WordPart] = []
    for part in parts:
        last = found[-1] if found else None
        if _is_plain(part) and _is_plain(last):
            found[-1] = Literal(start=last.start, end=part.end, text=last.text + part.text)
        else:
            found.append(part)
    return found


def _is_plain(part: WordPart | None) -> TypeGuard[Literal]:
    return isinstance(part, Literal) and not part.quoted
