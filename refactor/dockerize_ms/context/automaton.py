"""Runs a program of character tests over a text in time linear in the text.

The programs are those of a Pike machine: threads that read the text side by side.
Sets of threads that were seen before are remembered, as in a lazily built
deterministic automaton, so that most characters cost one look-up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from msgspec import Struct

MEMORY = 20_000
"""How many transitions are remembered before all are forgotten."""

Test = Callable[[str], bool]
"""Whether a character is read."""

Edge = Callable[[str, str], bool]
"""Whether a place is passed; the characters before and after it, ``""`` at an end."""


class Read(Struct, frozen=True):
    """One character that passes a test; the next instruction follows."""

    test: Test


class Split(Struct, frozen=True):
    """Goes on at each of some distances from here."""

    steps: tuple[int, ...]


class Look(Struct, frozen=True):
    """Goes on where a place between two characters passes a test."""

    edge: Edge


class Accept(Struct, frozen=True):
    """The text fits if it ends here."""


Instruction = Read | Split | Look | Accept


def star(program: list[Instruction]) -> list[Instruction]:
    """A program any number of times."""
    return [Split((1, len(program) + 2)), *program, Split((-len(program) - 1,))]


def optional(program: list[Instruction]) -> list[Instruction]:
    """A program or nothing."""
    return [Split((1, len(program) + 1)), *program]


class Automaton:
    """Whether any of several programs accepts a whole text."""

    def __init__(self, programs: Iterable[list[Instruction]]) -> None:
        self._program: list[Instruction] = []
        starts: list[int] = []
        for program in programs:
            starts.append(len(self._program))
            self._program += program
        self._starts = frozenset(starts)
        self._looks = any(isinstance(instruction, Look) for instruction in self._program)
        self._forget()

    def _forget(self) -> None:
        self._states: dict[tuple[frozenset[int], str], _State] = {}
        self._transitions = 0
        self._start = self._state(self._starts, "")

    def accepts(self, text: str) -> bool:
        """Whether one of the programs reads the text to its end."""
        if self._transitions > MEMORY:
            self._forget()
        state = self._start
        for char in text:
            state = state.after.get(char) or self._step(state, char)
            if not state.threads:
                return False
        if state.accepts is None:
            state.accepts = any(
                isinstance(self._program[at], Accept) for at in self._reach(state, "")
            )
        return state.accepts

    def _step(self, state: _State, char: str) -> _State:
        threads = []
        for at in self._reach(state, char):
            instruction = self._program[at]
            if isinstance(instruction, Read) and instruction.test(char):
                threads.append(at + 1)
        self._transitions += 1
        following = self._state(frozenset(threads), char if self._looks else "")
        state.after[char] = following
        return following

    def _state(self, threads: frozenset[int], before: str) -> _State:
        return self._states.setdefault((threads, before), _State(threads, before))

    def _reach(self, state: _State, following: str) -> set[int]:
        """All instructions that the threads of a state come to without reading."""
        reached = set(state.threads)
        todo = list(state.threads)
        while todo:
            at = todo.pop()
            instruction = self._program[at]
            targets: tuple[int, ...] = ()
            if isinstance(instruction, Split):
                targets = tuple(at + step for step in instruction.steps)
            elif isinstance(instruction, Look) and instruction.edge(state.before, following):
                targets = (at + 1,)
            todo += (target for target in targets if target not in reached)
            reached.update(targets)
        return reached


class _State:
    """Where the threads are, the character before, and what is known of what follows."""

    __slots__ = ("accepts", "after", "before", "threads")

    def __init__(self, threads: frozenset[int], before: str) -> None:
        self.threads = threads
        self.before = before
        self.after: dict[str, _State] = {}
        self.accepts: bool | None = None
