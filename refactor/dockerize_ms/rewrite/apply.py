"""Carries a plan out: the one place that makes text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from dockerize_ms import cst
from dockerize_ms.cst import Instruction
from dockerize_ms.rewrite.plan import Added, Copied, Extra, Piece, Plan, Repeated


def apply(tree: cst.Dockerfile, plan: Plan) -> str:
    """The text of the rewritten file."""
    return _Writer(tree, plan).text()


_INLINE = re.compile(r"#\s*[\w-]+\s*[: ]\s*(?:global\s+)?(?:ignore|disable|skip|nolint|allow)\b")


def _is_inline(line: cst.Comment) -> bool:
    """Whether a comment tells a linter something of the instruction below it."""
    return _INLINE.match(line.code.strip()) is not None


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
        shared = self.instructions(self.plan.shared)
        kept = self.instructions(self.plan.builder)
        at = self.tree.instructions.index(self.origin)
        parts = [self.tree.bom, *map(self.original, self.tree.instructions[:at])]
        first = self.plan.base_name if shared else self.plan.builder_name
        parts.append(self.named_from(first))
        parts += map(self.original, shared)
        if shared:
            parts.append(self.newline)
            parts.append(self.line(f"FROM {self.plan.base_name} AS {self.plan.builder_name}"))
            parts += [self.ended(one.text) for one in shared if one.name == "ARG"]
        parts += map(self.original, kept)
        parts += [self.line(added.text) for added in self.plan.builder_added]
        for extra in self.plan.extras:
            parts += self.further(extra)
        parts.append(self.newline)
        parts.append(self.runtime_from())
        for piece in self.plan.runtime:
            parts.append(self.piece(piece))
        parts += [self.leftover(), "".join(line.code for line in self.tree.footer)]
        text = "".join(parts)
        return text if self.tree.code.endswith("\n") else text.rstrip("\r\n")

    def further(self, extra: Extra) -> Iterator[str]:
        """A further stage: the original's FROM by another name, instructions, lines of ours."""
        yield self.newline
        yield self.line(f"FROM {self.start()} AS {extra.name}")
        yield from (self.ended(one.text) for one in extra.instructions)
        yield from (self.line(added.text) for added in extra.lines)

    def start(self) -> str:
        """What the builder starts from, as it is written there."""
        if self.plan.shared:
            return self.plan.base_name
        return "".join(flag.code for flag in self.origin.flags) + self.image()

    def instructions(self, numbers: frozenset[int]) -> list[Instruction]:
        """The instructions of some steps, in order."""
        found = (one.step for one in self.plan.assigned if one.step.number in numbers)
        return list(dict.fromkeys(step.instruction for step in found))

    def original(self, instruction: Instruction) -> str:
        """An instruction as it stands, with what is above it."""
        self.shown.add(id(instruction))
        return self.ended(instruction.code)

    def named_from(self, name: str) -> str:
        """The original's FROM with a name, and the pinned release."""
        view = self.origin.view
        if not isinstance(view, cst.From):
            raise AssertionError("a stage begins with FROM")
        arguments = self.origin.arguments.replace(view.image, self.image(), 1)
        if view.alias is None:
            arguments = f"{arguments.rstrip()} {self.keyword('AS')} {name}"
        elif view.alias.lower() != name:
            head, _, _ = arguments.rpartition(view.alias)
            arguments = head + name
        changed = self.origin.with_changes(arguments=arguments)
        self.shown.add(id(self.origin))
        return self.ended(changed.code)

    def image(self) -> str:
        """The original's base image as written, with the pinned release."""
        view = self.origin.view
        written = view.image if isinstance(view, cst.From) else self.plan.stage.reference
        if self.plan.pinned is None or self.plan.stage.reference != written:
            return written
        return f"{written.removesuffix(f':{self.plan.stage.image.tag}')}:{self.plan.pinned}"

    def runtime_from(self) -> str:
        """The runtime stage's FROM: flags such as ``--platform`` are the original's."""
        flags = "".join(flag.code for flag in self.origin.flags)
        base = f"{flags}{self.base()}"
        if self.plan.shared:
            base = self.plan.base_name
        line = f"FROM {base} AS {self.plan.runtime_name}"
        first = next(iter(self.plan.runtime), None)
        spaced = self.has_space_after_from() and not self.begins_with_space(first)
        return self.line(line) + (self.newline if spaced else "")

    def base(self) -> str:
        """The runtime stage's base; written as the original's is, where it is that or a variant."""
        view = self.origin.view
        reference, mine = self.plan.image.reference, self.plan.stage.reference
        if isinstance(view, cst.From) and view.image != mine and reference.startswith(mine):
            return view.image + reference.removeprefix(mine)
        return reference

    def has_space_after_from(self) -> bool:
        """Whether the original leaves a blank line after FROM."""
        at = self.tree.instructions.index(self.origin) + 1
        return at < len(self.tree.instructions) and any(
            isinstance(line, cst.Blank) for line in self.tree.instructions[at].leading
        )

    def begins_with_space(self, piece: Piece | None) -> bool:
        """Whether a piece brings its own blank line."""
        if not isinstance(piece, Repeated) or id(piece.instruction) in self.shown:
            return False
        return any(isinstance(line, cst.Blank) for line in piece.instruction.leading[:1])

    def piece(self, piece: Piece) -> str:
        """One piece of the runtime stage."""
        match piece:
            case Added(text=text):
                return self.line(text)
            case Copied():
                return self.line(self.copy(piece))
            case Repeated(instruction=instruction, text=text):
                leading = "".join(line.code for line in instruction.comments if _is_inline(line))
                if id(instruction) not in self.shown:
                    self.shown.add(id(instruction))
                    leading = "".join(line.code for line in instruction.leading)
                body = instruction.text if text is None else self.line_text(text)
                apart = self.newline if instruction.heredocs else ""  # some linters want one
                return leading + self.ended(body) + apart
        raise AssertionError(piece)

    def copy(self, piece: Copied) -> str:
        """A COPY from the builder."""
        flags = f"--from={piece.stage or self.plan.builder_name}"
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
