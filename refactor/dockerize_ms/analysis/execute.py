"""Carries out shell text in the abstract: which commands run, where, with which words.

Nothing is executed. What a command means is asked of the ecosystems; this module
knows only the shell: lists, branches, loops, variables, functions, redirections.
Both branches of a choice are taken, and what they do is "maybe".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol

from dockerize_ms import shell
from dockerize_ms.ecosystems.index import printed
from dockerize_ms.errors import Evidence
from dockerize_ms.facts import Image
from dockerize_ms.model import effects as fx
from dockerize_ms.model.filesystem import Filesystem
from dockerize_ms.model.invocation import Invocation, State
from dockerize_ms.text import HOLE, SourceMap, Span, known

_DEPTH = 24  # scripts that call scripts; make targets that call make
_RECURSION = 3  # of one script in itself: each call may call it several times
_COMMANDS = 5_000  # in one file: enough for any real one, and every input ends
_TURNS = 64  # of one loop over literal words
_DEVICES = ("/dev/", "/proc/")


class Sink(Protocol):
    """Who is told what a command does."""

    fs: Filesystem

    def command(self, invocation: Invocation, state: State, certain: bool) -> Iterable[fx.Effect]:
        """A command runs; gives its effects."""

    def effect(self, effect: fx.Effect, by: Evidence, certain: bool) -> None:
        """An effect takes place."""


class Budget:
    """Counts down the commands of a file, so that every input ends."""

    def __init__(self, commands: int = _COMMANDS) -> None:
        self.left = commands

    def spend(self) -> bool:
        """Whether one more command may run."""
        self.left -= 1
        return self.left >= 0


class Shell:
    """One shell process: its directory, variables and functions. ``child`` forks it."""

    def __init__(
        self,
        sink: Sink,
        *,
        cwd: str,
        env: Mapping[str, str],
        image: Image,
        user: str = "root",
        arguments: tuple[str, ...] = (),
        budget: Budget | None = None,
        depth: int = 0,
    ) -> None:
        self.sink = sink
        self.cwd = cwd
        self.variables = dict(env)
        self.image = image
        self.user = user
        self.arguments = arguments
        self.budget = budget or Budget()
        self.depth = depth
        self.functions: dict[str, shell.Node] = {}
        self.ended = False  # what follows does not run; a failure, if failed
        self.failed = False
        self.doubted = False  # what follows may not run
        self.name = HOLE
        self.running: tuple[
            str, ...
        ] = ()  # the scripts that run now, each started by the one before
        self.stdin: str | None = None
        self.caller: Evidence | None = None
        self.script: shell.Script | None = None

    def child(self) -> Shell:
        """A subshell: what it changes of directory and variables ends with it."""
        copy = Shell(
            self.sink,
            cwd=self.cwd,
            env=self.variables,
            image=self.image,
            user=self.user,
            arguments=self.arguments,
            budget=self.budget,
            depth=self.depth + 1,
        )
        copy.functions = dict(self.functions)
        copy.name = self.name
        copy.running = self.running
        copy.caller = self.caller
        copy.script = self.script
        return copy

    # --- text ---------------------------------------------------------------

    def run(self, source: SourceMap, certain: bool = True, *, joined: bool = False) -> None:
        """Runs a whole text in this shell; ``joined``: of an instruction, not of a file."""
        outer, self.script = self.script, shell.parse(source, joined=joined)
        self.run_list(self.script.body, certain)
        self.script = outer

    def run_list(self, body: shell.List, certain: bool) -> None:
        """Runs a list: ``&&`` and ``;`` go on; what ``||`` guards is "maybe"."""
        self.parts(body.parts, certain)

    def parts(self, parts: tuple[shell.Part, ...], certain: bool) -> None:
        """Runs parts of a list in order."""
        for index, part in enumerate(parts):
            if self.ended:
                return
            after_or = part.operator == "||"
            before_or = index + 1 < len(parts) and parts[index + 1].operator == "||"
            excused = before_or and not _gives_up(parts[index + 1].node)
            sure = certain and not self.doubted
            self.node(part.node, sure and not after_or and not excused)
            if part.operator in ("&&", "||"):
                self.failed = self.failed or (after_or and _gives_up(part.node))
                self.may_have_ended()

    def node(self, node: shell.Node, certain: bool) -> None:
        """Runs one command, simple or compound."""
        match node:
            case shell.Command():
                self.simple(node, certain)
            case shell.Pipeline(commands=commands):
                self.pipeline(commands, certain)
            case shell.Subshell(body=body):
                self.child().run_list(body, certain)
                self.redirect(node.redirects, None, certain, self.evidence(node))
            case shell.Group(body=body):
                self.run_list(body, certain)
                self.redirect(node.redirects, None, certain, self.evidence(node))
            case shell.Negated(node=inner):
                self.node(inner, certain)
            case shell.If(branches=branches, otherwise=otherwise):
                for at, (condition, body) in enumerate(branches):
                    self.run_list(condition, certain and at == 0)
                    self.maybe(body)
                if otherwise is not None:
                    self.maybe(otherwise)
            case shell.Case(arms=arms):
                for arm in arms:
                    self.maybe(arm.body)
            case shell.While(condition=condition, body=body):
                self.maybe(condition)
                self.maybe(body)
            case shell.For():
                self.loop(node, certain)
            case shell.Function(name=name, body=body):
                self.functions[name] = body
            case shell.Unparsed(text=text):
                self.tell(
                    fx.Opaque(reason=f"not understood: {text[:60]}"), self.evidence(node), certain
                )

    def maybe(self, body: shell.List) -> None:
        """Runs a branch that may not be taken; its end does not end the shell."""
        self.run_list(body, False)
        self.may_have_ended()

    def may_have_ended(self) -> None:
        """Behind an end that may have come the rest may run; surely, if that is a failure."""
        self.doubted = self.doubted or (self.ended and not self.failed)
        self.ended = False

    def loop(self, node: shell.For, certain: bool) -> None:
        """A loop over words: each in turn where they are known."""
        words = self.words(node.values) if node.values is not None else list(self.arguments)
        if not words or len(words) > _TURNS or not all(map(known, words)):
            words, certain = [HOLE], False
        for word in words:
            self.variables[node.variable] = word
            self.run_list(node.body, certain)

    def pipeline(self, commands: tuple[shell.Node, ...], certain: bool) -> None:
        """Each side runs in a shell of its own; known text goes from one to the next."""
        text: str | None = None
        for command in commands:
            inner = self.child()
            if isinstance(command, shell.Command):
                text = inner.simple(command, certain, stdin=text)
            else:
                inner.node(command, certain)
                text = None

    # --- one command ---------------------------------------------------------

    def simple(self, command: shell.Command, certain: bool, stdin: str | None = None) -> str | None:
        """Runs a simple command; gives what it prints, where that is known."""
        argv = self.words(command.words)
        by = self.evidence(command)
        if not argv:
            for assignment in command.assignments:
                self.assign(assignment)
            self.redirect(command.redirects, None, certain, by)
            return None
        if not self.budget.spend():
            self.ended = True
            self.tell(fx.Opaque(reason="too many commands"), by, False)
            return None
        outer = {a.name: self.variables.get(a.name) for a in command.assignments}
        for assignment in command.assignments:
            self.assign(assignment)
        stdin = self.here_text(command.redirects) if stdin is None else stdin
        output = self.call(argv, by, certain, stdin)
        self.redirect(command.redirects, output, certain, by)
        if argv[0] not in shell.SPECIAL:  # POSIX: before those an assignment stays
            for name, value in outer.items():
                self.set(name, value)
        return None if _redirected(command.redirects) else output

    def call(self, argv: list[str], by: Evidence, certain: bool, stdin: str | None) -> str | None:
        """Runs a command given by its words; gives what it prints, where known."""
        if argv[0] in self.functions and self.depth < _DEPTH:
            inner = self.child()
            inner.cwd, inner.variables, inner.arguments = self.cwd, self.variables, tuple(argv[1:])
            inner.node(self.functions[argv[0]], certain)
            self.cwd = inner.cwd
            return None
        if argv[0] == "set" and "--" in argv:
            self.set_arguments(tuple(argv[argv.index("--") + 1 :]), by, certain)
            return None
        span = by.span or Span("-", 1, 1, 1, 1, 0, 0)
        invocation = Invocation(
            called=argv[0], arguments=tuple(argv[1:]), span=span, text=by.text, stdin=stdin
        )
        state = self.state()
        self.stdin = stdin
        for effect in self.sink.command(invocation, state, certain):
            self.apply(effect, by, certain)
        return printed(invocation, state)

    def set_arguments(self, words: tuple[str, ...], by: Evidence, certain: bool) -> None:
        """``set -- …``: new parameters; where that is only maybe, what they would run is noted."""
        if certain:
            self.arguments = words
        elif words and not words[0].startswith("-"):  # options for what is started later
            self.child().call(list(words), by, False, None)

    def apply(self, effect: fx.Effect, by: Evidence, certain: bool) -> None:
        """Carries out what concerns the shell itself; tells the rest."""
        match effect:
            case fx.SetsVariable(name=name, value=value):
                self.set(name, value)
            case fx.ChangesDirectory(path=path):
                self.cwd = path
            case fx.Exits(fails=fails):
                self.ended, self.failed = True, fails
            case fx.Runs():
                self.follow(effect, by, certain and not effect.maybe)
                self.ended = self.ended or effect.ends
            case _:
                self.tell(effect, by, certain and not effect.maybe)

    def follow(self, runs: fx.Runs, by: Evidence, certain: bool) -> None:
        """Interprets what a command runs."""
        again = self.running.count(runs.script) if runs.script else 0
        if self.depth >= _DEPTH or again >= _RECURSION:
            self.tell(fx.Opaque(reason="calls itself too deeply"), by, False)
            return
        inner = self if runs.inline else self.child()
        for name, value in runs.env.items():
            inner.variables[name] = value
        inner.cwd = runs.cwd or inner.cwd
        if not runs.inline or runs.arguments:
            inner.arguments = runs.arguments
        outer = inner.running
        if runs.script:
            inner.name = inner.name if runs.inline else runs.script
            inner.running = (*outer, runs.script)
            self.tell(fx.Reads(path=runs.script), by, certain)
        if runs.source is not None:
            nowhere = runs.source.file.path == "-" and not runs.script
            inner.caller = by if nowhere else inner.caller
            inner.run(runs.source, certain)
        elif runs.argv:
            inner.call(list(runs.argv), by, certain, self.stdin)
        inner.running = outer

    def tell(self, effect: fx.Effect, by: Evidence, certain: bool) -> None:
        """An effect on the image."""
        self.sink.effect(effect, by, certain)

    def state(self) -> State:
        """What a handler may know."""
        return State(
            cwd=self.cwd, env=self.variables, fs=self.sink.fs, image=self.image, user=self.user
        )

    # --- words ---------------------------------------------------------------

    def words(self, words: Iterable[shell.Word]) -> list[str]:
        """All fields of some words."""
        fields: list[str] = []
        for word in words:
            fields += shell.expand(
                word, self.lookup, substitute=self.substitute, lookup_all=lambda: self.arguments
            )
        return fields

    def one(self, word: shell.Word) -> str:
        """A word as one field."""
        return shell.expand_one(word, self.lookup, substitute=self.substitute)

    def lookup(self, name: str) -> str | None:
        """The value of a variable or parameter."""
        if name in self.variables:
            return self.variables[name]
        if name.isdigit():
            at = int(name)
            if at == 0:
                return self.name
            return self.arguments[at - 1] if at <= len(self.arguments) else None
        if name == "#":
            return str(len(self.arguments))
        if name in ("@", "*"):
            return " ".join(self.arguments)
        if name in ("?", "$", "!", "-", "RANDOM", "HOSTNAME", "UID", "EUID", "SECONDS", "LINENO"):
            return HOLE
        if name == "PWD":
            return self.cwd
        if name == "HOME":
            return self.state().home
        return None

    def substitute(self, body: shell.List) -> str | None:
        """The output of a substitution, where known; its commands run."""
        inner = self.child()
        if len(body.parts) == 1 and isinstance(command := body.parts[0].node, shell.Command):
            text = inner.simple(command, True)
            return None if text is None else text.rstrip("\n")
        inner.run_list(body, True)
        return None

    def assign(self, assignment: shell.Assignment) -> None:
        """``NAME=value`` or ``NAME+=value``."""
        value = self.one(assignment.value) if assignment.value else ""
        before = (self.lookup(assignment.name) or "") if assignment.append else ""
        self.variables[assignment.name] = before + value

    def set(self, name: str, value: str | None) -> None:
        """Sets or unsets a variable."""
        if value is None:
            self.variables.pop(name, None)
        else:
            self.variables[name] = value

    def here_text(self, redirects: tuple[shell.Redirect, ...]) -> str | None:
        """The text of a here-document or here-string on standard input."""
        for redirect in redirects:
            if redirect.body is not None:
                text = self.one(redirect.body)
                return text if known(text) else None
            if redirect.operator == "<<<" and redirect.target is not None:
                return self.one(redirect.target) + "\n"
        return None

    def redirect(
        self, redirects: tuple[shell.Redirect, ...], output: str | None, certain: bool, by: Evidence
    ) -> None:
        """What redirections read and write."""
        for redirect in redirects:
            if (
                redirect.target is None
                or redirect.operator.endswith("&")
                or redirect.operator == "<<<"
            ):
                continue
            path = self.state().path(self.one(redirect.target))
            if path.startswith(_DEVICES):
                continue
            if redirect.operator.startswith("<"):
                self.tell(fx.Reads(path=path), by, certain)
                continue
            whole = redirect.fd in (None, 1) and output is not None and known(output)
            content = (
                output.encode("utf-8", "surrogateescape") if whole and output is not None else None
            )
            effect = fx.WritesFile(path=path, content=content, appends=">>" in redirect.operator)
            self.tell(effect, by, certain)

    def evidence(self, node: shell.Node) -> Evidence:
        """A node's own text and place as the ground of a claim."""
        script = self.script
        if script is None:
            return self.caller or Evidence("")
        text = " ".join(script.source.text[node.start : node.end].replace("\\\n", " ").split())
        span = script.span(node)
        if span.path == "-" and self.caller is not None:
            span = self.caller.span or span
        return Evidence(text if len(text) <= 100 else text[:97] + "…", span)


def _redirected(redirects: tuple[shell.Redirect, ...]) -> bool:
    return any(r.operator.startswith((">", "&>")) and r.fd in (None, 1) for r in redirects)


def _gives_up(node: shell.Node) -> bool:
    """Whether the right side of ``||`` only ends the build, so that the left side must succeed."""
    inner = node
    if isinstance(inner, shell.Group | shell.Subshell) and inner.body.parts:
        inner = inner.body.parts[-1].node
    words = [word.literal for word in inner.words] if isinstance(inner, shell.Command) else []
    return words[:1] in (["exit"], ["false"]) and words[1:] != ["0"]
