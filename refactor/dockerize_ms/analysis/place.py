"""Where a Dockerfile is built: its context, and how sure that is."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from dockerize_ms import cst
from dockerize_ms.context import Context, ContextChoice, Disk, Opener, Repository, find_context
from dockerize_ms.errors import Assumption


class Place(Struct, frozen=True, kw_only=True, eq=False):
    """The context to use; ``others`` may be meant as well. ``choice`` has the evidence."""

    dockerfile: str
    context: Context
    others: tuple[Context, ...]
    choice: ContextChoice

    @property
    def assumptions(self) -> tuple[Assumption, ...]:
        """What is taken for granted with this context."""
        if not self.choice.ambiguous or self.others:
            return ()
        why = "; ".join(one.text for one in self.choice.evidence)
        return (Assumption("context-guessed", f"that is its build context: {why}"),)


def place(path: str, text: str, *, disk: Opener = Disk) -> Place:
    """The context of a Dockerfile of this machine: what its repository says, else its text."""
    repository = Repository.around(path, disk=disk)
    choice = find_context(path, repository, needs=lambda: tuple(context_sources(text)))

    def opened(directory: str) -> Context:
        return Context.open(directory, dockerfile=path, repository=repository, disk=disk)

    others = tuple(map(opened, choice.others))
    context = opened(choice.directory)
    return Place(dockerfile=path, context=context, others=others, choice=choice)


def context_sources(text: str) -> Iterator[str]:
    """What COPY and ADD take from the context, as far as it is written in full."""
    for instruction in cst.parse(text).instructions:
        view = instruction.view
        if isinstance(view, cst.Copy) and view.from_ is None:
            yield from filter(_is_plain, view.sources)
        elif isinstance(view, cst.Add):
            yield from (one for one in view.sources if _is_plain(one) and not _is_remote(one))


def _is_plain(source: str) -> bool:
    return "$" not in source


def _is_remote(source: str) -> bool:
    return "://" in source or source.startswith("git@")
