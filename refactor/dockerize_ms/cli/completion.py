"""What the shell offers for words of the command line; what is right is decided elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


class Word(click.ParamType):  # type: ignore[type-arg]  # only newer ones are generic
    """Any text. ``kind`` is "file" or "dir" where the shell knows best, ``words`` lists others."""

    name = "text"

    def __init__(self, kind: str = "plain", words: Callable[[], Iterable[str]] = tuple) -> None:
        self._kind = kind
        self._words = words

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """What may stand in place of an unfinished word."""
        from click.shell_completion import CompletionItem  # only when a shell asks

        if self._kind != "plain":
            return [CompletionItem(incomplete, type=self._kind)]
        return [CompletionItem(word) for word in self._words() if word.startswith(incomplete)]


FILE = Word("file")
FOLDER = Word("dir")
