"""Carries a plan out: the one place that makes text."""

from __future__ import annotations

import json

from dockerize_ms import cst
from dockerize_ms.cst import Instruction
from dockerize_ms.rewrite.plan import Added, Copied, Piece, Plan, Repeated


def apply(tree: cst.Dockerfile, plan: Plan) -> str:
    """The text of the rewritten file."""
    return _Writer(tree, plan).text()


class _Writer:
    def __init__(self, tree: cst.Dockerfile, plan: Plan) -> None:
        self.tree = tree
        self.plan = plan
        first = tree.instructions[0]
        self.newline = "\r\n" if first.newline.startswith("\r") else "\n"
        self.origin = plan.stage.instruction
        self.lower = self.origin.keyword.islower()
        self.shown: set[int] = set()

    def text(self) -> str:
        """Header, builder, runtime, and what stood at the end."""
        kept = {
            id(one.step.instruction)
            for one in self.plan.assigned
            if one.step.number in self.plan.builder
        }
        parts = [self.tree.bom]
        for instruction in self.tree.instructions:
            if instruction is self.origin:
                parts.append(self.builder_from())
            elif id(instruction) in kept or self.before_stage(instruction):
                parts.append(self.ended(instruction.code))
                self.shown.add(id(instruction))
        parts.append(self.newline)
        parts.append(self.line(f"FROM {self.plan.image.reference} AS {self.plan.runtime_name}"))
        for piece in self.plan.runtime:
            parts.append(self.piece(piece))
        parts += [self.leftover(), "".join(line.code for line in self.tree.footer)]
        text = "".join(parts)
        return text if self.tree.code.endswith("\n") else text.rstrip("\r\n")

    def before_stage(self, instruction: Instruction) -> bool:
        """Whether an instruction is a global ARG."""
        return self.tree.instructions.index(instruction) < self.tree.instructions.index(self.origin)

    def builder_from(self) -> str:
        """The original's FROM with the builder's name, and the pinned release."""
        view = self.origin.view
        if not isinstance(view, cst.From):
            raise AssertionError("a stage begins with FROM")
        arguments = self.origin.arguments
        if self.plan.pinned is not None:
            name = self.plan.stage.image.name
            old = view.image
            new = f"{old.split(':')[0]}:{self.plan.pinned}" if old.split(":")[0].endswith(name) else old
            arguments = arguments.replace(old, new, 1)
        if view.alias is None:
            arguments = f"{arguments.rstrip()} {self.keyword('AS')} {self.plan.builder_name}"
        elif view.alias.lower() != self.plan.builder_name:
            head, _, _ = arguments.rpartition(view.alias)
            arguments = head + self.plan.builder_name
        changed = self.origin.with_changes(arguments=arguments)
        self.shown.add(id(self.origin))
        return self.ended(changed.code)

    def piece(self, piece: Piece) -> str:
        """One piece of the runtime stage."""
        match piece:
            case Added(text=text):
                return self.line(text)
            case Copied():
                return self.line(self.copy(piece))
            case Repeated(instruction=instruction, text=text):
                leading = ""
                if id(instruction) not in self.shown:
                    self.shown.add(id(instruction))
                    leading = "".join(line.code for line in instruction.leading)
                body = instruction.text if text is None else self.line_text(text)
                return leading + self.ended(body)
        raise AssertionError(piece)

    def copy(self, piece: Copied) -> str:
        """A COPY from the builder."""
        flags = f"--from={self.plan.builder_name}"
        if piece.owner:
            flags += f" --chown={piece.owner}"
        words = (*piece.paths, piece.target)
        if any(" " in word or '"' in word for word in words):
            return f"COPY {flags} {json.dumps(list(words))}"
        return f"COPY {flags} {' '.join(words)}"

    def leftover(self) -> str:
        """Comments above instructions that are gone."""
        return ""

    def line(self, text: str) -> str:
        """A line of ours."""
        head, space, rest = text.partition(" ")
        text = self.keyword(head) + space + rest
        if head == "FROM":
            text = text.replace(" AS ", f" {self.keyword('AS')} ")
        return self.line_text(text)

    def line_text(self, text: str) -> str:
        """A text with the file's line ends."""
        return text.replace("\r\n", "\n").rstrip("\n").replace("\n", self.newline) + self.newline

    def keyword(self, word: str) -> str:
        """A keyword in the file's case."""
        return word.lower() if self.lower else word

    def ended(self, text: str) -> str:
        """A text that surely ends its line."""
        return text if text.endswith("\n") else text + self.newline
