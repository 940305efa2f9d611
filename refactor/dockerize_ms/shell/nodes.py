"""The typed tree of a shell text.

Every node has ``start`` and ``end``: character offsets into the text of its
``Script``. Nodes are immutable and compare by identity.
"""

from __future__ import annotations

from typing import TypeAlias

from msgspec import Struct

from dockerize_ms.text import SourceMap, Span


class Located(Struct, frozen=True, kw_only=True, eq=False, gc=False):
    """A piece of the script's text. (Trees hold no cycles, so the collector can skip them.)"""

    start: int
    end: int


class Literal(Located, frozen=True, kw_only=True, eq=False, gc=False):
    """Text as the shell means it, without its quotes and escapes; ``quoted`` if it had any."""

    text: str
    quoted: bool = False


class Parameter(Located, frozen=True, kw_only=True, eq=False, gc=False):
    """``$name`` or ``${name<operator><argument>}``.

    ``${#x}`` has the operator ``length``, ``${!x}`` ``indirect``, a form that we do not
    know ``unknown``. The argument of ``/`` and ``//`` holds pattern and replacement, as written.
    """

    name: str
    operator: str = ""
    argument: Word | None = None
    quoted: bool = False


class Substitution(Located, frozen=True, kw_only=True, eq=False, gc=False):
    """The output of commands: ``$(…)``, backticks; or ``<(…)`` and ``>(…)``, a ``process``."""

    body: List
    quoted: bool = False
    process: bool = False


class Arithmetic(Located, frozen=True, kw_only=True, eq=False, gc=False):
    """``$((text))``, with the commands that run inside it."""

    text: str
    substitutions: tuple[Substitution, ...] = ()
    quoted: bool = False


WordPart: TypeAlias = Literal | Parameter | Substitution | Arithmetic


class Word(Located, frozen=True, kw_only=True, eq=False, gc=False):
    """One word before expansion."""

    parts: tuple[WordPart, ...]

    @property
    def literal(self) -> str | None:
        """The word's text without its quotes, or None where something must be expanded first.

        Braces, globs and tildes are left as they stand.
        """
        parts = self.parts
        if len(parts) == 1:
            part = parts[0]
            return part.text if isinstance(part, Literal) else None
        texts = [part.text for part in parts if isinstance(part, Literal)]
        return "".join(texts) if len(texts) == len(parts) else None


class Assignment(Located, frozen=True, kw_only=True, eq=False, gc=False):
    """``name=value``, ``name+=value`` or ``name=(items)``; ``name`` may hold a subscript."""

    name: str
    value: Word | None = None
    items: tuple[Word, ...] | None = None
    append: bool = False


class Redirect(Located, frozen=True, kw_only=True, eq=False, gc=False):
    """A redirection. The body of a heredoc lies outside the span of its redirect."""

    operator: str
    fd: int | None = None
    target: Word | None = None
    body: Word | None = None


class Command(Located, frozen=True, kw_only=True, eq=False, gc=False):
    """A simple command: assignments, then words, of which the first is its name."""

    assignments: tuple[Assignment, ...] = ()
    words: tuple[Word, ...] = ()
    redirects: tuple[Redirect, ...] = ()


class Pipeline(Located, frozen=True, kw_only=True, eq=False, gc=False):
    """``a | b``."""

    commands: tuple[Node, ...]


class Negated(Located, frozen=True, kw_only=True, eq=False, gc=False):
    """``! a``."""

    node: Node


class Unparsed(Located, frozen=True, kw_only=True, eq=False, gc=False):
    """Text that we could not read: it may do anything."""

    text: str


class Compound(Located, frozen=True, kw_only=True, eq=False, gc=False):
    """A command with commands inside."""

    redirects: tuple[Redirect, ...] = ()


class Subshell(Compound, frozen=True, kw_only=True, eq=False, gc=False):
    """``( a; )``."""

    body: List


class Group(Compound, frozen=True, kw_only=True, eq=False, gc=False):
    """``{ a; }``."""

    body: List


class If(Compound, frozen=True, kw_only=True, eq=False, gc=False):
    """Pairs of condition and body, and what ``else`` runs."""

    branches: tuple[tuple[List, List], ...]
    otherwise: List | None = None


class For(Compound, frozen=True, kw_only=True, eq=False, gc=False):
    """A loop over words; ``values`` is None for ``"$@"``. A C-style loop has no variable."""

    variable: str
    values: tuple[Word, ...] | None
    body: List


class While(Compound, frozen=True, kw_only=True, eq=False, gc=False):
    """``while`` or ``until``."""

    condition: List
    body: List
    until: bool = False


class Arm(Located, frozen=True, kw_only=True, eq=False, gc=False):
    """One arm of a ``case``."""

    patterns: tuple[Word, ...]
    body: List


class Case(Compound, frozen=True, kw_only=True, eq=False, gc=False):
    """``case word in … esac``."""

    word: Word
    arms: tuple[Arm, ...]


class Function(Compound, frozen=True, kw_only=True, eq=False, gc=False):
    """A definition; nothing of it runs here."""

    name: str
    body: Node


class Test(Compound, frozen=True, kw_only=True, eq=False, gc=False):
    """``[[ … ]]`` with its words and operators in order, or ``(( … ))`` with its text alone.

    ``[ … ]`` is a ``Command`` whose name is ``[``.
    """

    __test__ = False  # not one of pytest's

    text: str
    words: tuple[Word, ...] = ()
    substitutions: tuple[Substitution, ...] = ()


Node: TypeAlias = (
    Command
    | Pipeline
    | Negated
    | Subshell
    | Group
    | If
    | For
    | While
    | Case
    | Function
    | Test
    | Unparsed
)


class Part(Located, frozen=True, kw_only=True, eq=False, gc=False):
    """One command of a list, with the operator before it.

    ``""`` for the first, else ``&&``, ``||``, ``;``, ``&`` or a line feed.
    ``background`` says that ``&`` follows.
    """

    operator: str
    node: Node
    background: bool = False


class List(Located, frozen=True, kw_only=True, eq=False, gc=False):
    """Commands one after the other, without nesting."""

    parts: tuple[Part, ...] = ()


class Script(Struct, frozen=True, kw_only=True, eq=False):
    """A parsed shell text.

    ``errors`` are the ranges that are no valid shell to us. ``joined`` says that lines
    ending in a backslash were one line before the shell saw them, also inside quotes.
    ``heredocs`` are the ranges that heredocs take, from operator to end of delimiter line.
    """

    source: SourceMap
    body: List
    errors: tuple[tuple[int, int], ...] = ()
    heredocs: tuple[tuple[int, int], ...] = ()
    joined: bool = False

    def span(self, node: Located) -> Span:
        """Where a node stands in the file."""
        return self.source.span(node.start, node.end)

    def text(self, node: Located) -> str:
        """The node's text, masked where the source is."""
        return self.source.text[node.start : node.end]
