"""Reads a Makefile into rules, as make does: line by line, with the variables set so far."""

from __future__ import annotations

import re
from collections.abc import Callable

from msgspec import Struct

from dockerize_ms.ecosystems.makefile.conditions import Conditions
from dockerize_ms.ecosystems.makefile.expansion import Scope, Variable
from dockerize_ms.text import HOLE, SourceFile

_ASSIGNMENT = re.compile(
    r"(?P<name>[^\s:#=!?+$]+|\$[({][^)}]*[)}])[ \t]*"
    r"(?P<how>:{0,3}=|\?=|\+=|!=)[ \t]*(?P<value>.*)\Z",
    re.DOTALL,
)
_DIRECTIVE = re.compile(r"(?:override|export|private|unexport)\b[ \t]*")
_DEFINE = re.compile(
    r"(?:override[ \t]+|export[ \t]+)*define[ \t]+(?P<name>\S+)[ \t]*(?P<how>:{0,3}=|\?=|\+=)?"
)
_INCLUDE = re.compile(r"(?P<how>-include|sinclude|include)[ \t]+(?P<files>.*)", re.DOTALL)
_INCLUDES = 20
_LINES = 20_000


class Line(Struct, frozen=True):
    """A logical line: physical ones joined at ``\\``, with its offset in the file."""

    text: str
    start: int
    file: SourceFile


class Rule(Struct, frozen=True, kw_only=True):
    """A rule for one target. ``maybe``: inside a conditional that is not decided."""

    target: str
    prerequisites: tuple[str, ...]
    recipe: tuple[Line, ...]
    stem: str = ""
    maybe: bool = False


class Makefile:
    """All that reading gave. ``complete`` is False where a file could not be included."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self.rules: list[Rule] = []
        self.local: dict[str, dict[str, Variable]] = {}
        self.exported: dict[str, None] = {}
        self.complete = True
        self.phony: set[str] = set()


class Reader:
    """Reads files into a Makefile. ``load`` gives the text of one that is included."""

    def __init__(self, scope: Scope, load: Callable[[str], SourceFile | None]) -> None:
        self.makefile = Makefile(scope)
        self.scope = scope
        self._load = load
        self._includes = 0
        self._lines = 0
        self._conditions = Conditions(scope)
        self._open: tuple[list[str], list[str], str, bool] | None = None
        self._recipe: list[Line] = []
        self._define: tuple[str, str, list[str]] | None = None

    def read(self, file: SourceFile) -> Makefile:
        """Reads a file and all that it includes."""
        self._file(file)
        self._close()
        return self.makefile

    def _file(self, file: SourceFile) -> None:
        for line in logical_lines(file):
            self._lines += 1
            if self._lines > _LINES:
                self.makefile.complete = False
                return
            self._line(line)

    def _line(self, line: Line) -> None:
        if self._define is not None:
            self._defining(line)
        elif line.text.startswith("\t") and self._open is not None:
            if self._conditions.holds is not False and line.text.strip():
                self._recipe.append(line)
        else:
            self._statement(
                line, _uncommented(" ".join(line.text.replace("\\\n", " ").split("\n"))).strip()
            )

    def _statement(self, line: Line, text: str) -> None:
        if not text or self._conditions.read(text) or self._conditions.holds is False:
            return
        define = _DEFINE.match(text)
        include = _INCLUDE.match(text)
        if define:
            self._close()
            self._define = (define["name"], define["how"] or "=", [])
        elif include:
            self._close()
            self._include(include["how"], self.scope.expand(include["files"]))
        else:
            self._assignment_or_rule(line, text)

    def _assignment_or_rule(self, line: Line, text: str) -> None:
        plain, exported = text, False
        while match := _DIRECTIVE.match(plain):
            exported = exported or match[0].startswith("export")
            plain = plain[match.end() :]
        assignment = _ASSIGNMENT.match(plain)
        if assignment:
            name = self.scope.expand(assignment["name"])
            self.makefile.exported.update({name: None} if exported else {})
            self.assign(self.scope.variables, name, assignment["how"], assignment["value"])
        elif plain != text:
            self.makefile.exported.update(dict.fromkeys(plain.split() if exported else ()))
        elif ":" in text and not text.startswith(("vpath ", "unexport ")):
            self._close()
            self._rule(line, text)

    def assign(self, variables: dict[str, Variable], name: str, how: str, value: str) -> None:
        """Sets a variable; inside a conditional that is not decided it may also keep its value."""
        before = variables.get(name)
        if how == "?=":
            after = before or self.scope.variables.get(name) or Variable(value)
        elif how == "+=":
            inherited = before or self.scope.variables.get(name) or Variable("")
            added = self.scope.expand(value) if inherited.simple else value
            after = Variable(f"{inherited.value} {added}".strip(), inherited.simple)
        elif how == "!=":
            after = Variable(self.scope.expand(f"$(shell {value})"), True)
        else:
            after = Variable(value) if how == "=" else Variable(self.scope.expand(value), True)
        undecided = self._conditions.holds is None and before is not None and before != after
        variables[name] = Variable(HOLE, True) if undecided else after

    def _rule(self, line: Line, text: str) -> None:
        head, semicolon, command = _split_recipe(text)
        targets, _, rest = head.partition(":")
        rest = rest.removeprefix(":")
        names = self.scope.expand(targets).split()
        assignment = _ASSIGNMENT.match(rest.strip())
        if assignment:
            for name in names:
                local = self.makefile.local.setdefault(name, {})
                self.assign(local, assignment["name"], assignment["how"], assignment["value"])
            return
        expanded = self.scope.expand(rest)
        pattern, colon, prerequisites = expanded.partition(":")
        prerequisites = prerequisites if colon else expanded
        before = prerequisites.replace("|", " ").split()
        if names == [".PHONY"]:
            self.makefile.phony.update(before)
        self._open = (
            names,
            before,
            pattern.strip() if colon else "",
            self._conditions.holds is None,
        )
        if semicolon and command.strip():
            start = line.start + max(line.text.find(";"), 0) + 1
            self._recipe.append(Line(command, start, line.file))

    def _close(self) -> None:
        """Ends the rule that is being read."""
        if self._open is not None:
            names, before, pattern, maybe = self._open
            recipe = tuple(self._recipe)
            for name in names:
                stem = _stem(pattern, name)
                own = tuple(word.replace("%", stem) if pattern else word for word in before)
                self.makefile.rules.append(
                    Rule(target=name, prerequisites=own, recipe=recipe, stem=stem, maybe=maybe)
                )
        self._open, self._recipe = None, []

    def _include(self, how: str, files: str) -> None:
        for name in files.split():
            self._includes += 1
            file = self._load(name) if self._includes <= _INCLUDES else None
            if file is not None:
                self._file(file)
                self._close()
            elif how == "include" or HOLE in name:
                self.makefile.complete = False

    def _defining(self, line: Line) -> None:
        if self._define is None:
            return
        name, how, lines = self._define
        if line.text.strip() == "endef":
            self._define = None
            self.assign(self.scope.variables, name, how, "\n".join(lines))
        else:
            lines.append(line.text.removeprefix("\t"))


def _stem(pattern: str, name: str) -> str:
    before, mark, after = pattern.partition("%")
    return name[len(before) : len(name) - len(after)] if mark else ""


def _split_recipe(text: str) -> tuple[str, str, str]:
    """``target: prerequisites ; command``; a semicolon inside ``$(…)`` does not count."""
    depth = 0
    for at, character in enumerate(text):
        depth += (character in "({") - (character in ")}")
        if character == ";" and depth == 0:
            return text[:at], ";", text[at + 1 :]
    return text, "", ""


def _uncommented(text: str) -> str:
    match = re.search(r"(?<!\\)#", text)
    return text[: match.start()].rstrip() if match else text


def logical_lines(file: SourceFile) -> list[Line]:
    """The lines of a file, those that end in a backslash joined with the next."""
    lines: list[Line] = []
    start = at = 0
    text = file.text
    while at < len(text):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        at = end + 1
        body = text[start:end].removesuffix("\r")
        slashes = len(body) - len(body.rstrip("\\"))
        if slashes % 2 == 0 or at >= len(text):
            lines.append(Line(body, start, file))
            start = at
    return lines
