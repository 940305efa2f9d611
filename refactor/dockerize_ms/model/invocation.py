"""What a handler gets: the command, and what is known where it runs."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Mapping

from msgspec import Struct

from dockerize_ms.context import Context
from dockerize_ms.errors import Evidence
from dockerize_ms.facts import Distribution, Image
from dockerize_ms.model.effects import Effect
from dockerize_ms.model.filesystem import Filesystem
from dockerize_ms.text import HOLE, Span


class Invocation(Struct, frozen=True, kw_only=True, eq=False):
    """One command with its arguments expanded. Unknown parts are ``text.HOLE``.

    ``name`` is the last part of ``called``, the word as it stands. ``stdin`` is the
    text it reads, where that is known (a here-document, ``echo … |``).
    """

    called: str
    arguments: tuple[str, ...]
    span: Span
    text: str
    stdin: str | None = None

    @property
    def name(self) -> str:
        """The command's name without its directory."""
        return posixpath.basename(self.called)

    def evidence(self, text: str = "") -> Evidence:
        """This command as the ground of a claim."""
        return Evidence(text or self.text, self.span)


class State(Struct, frozen=True, kw_only=True, eq=False):
    """What is known at the moment a command runs."""

    cwd: str
    env: Mapping[str, str]
    fs: Filesystem
    image: Image
    context: Context | None = None
    user: str = "root"

    @property
    def distribution(self) -> Distribution | None:
        """The base image's distribution, where the facts know it."""
        return self.image.distribution

    @property
    def home(self) -> str:
        """The home directory of whoever runs the command."""
        home = self.env.get("HOME")
        return home or ("/root" if self.user in ("root", "0", "") else f"/home/{self.user}")

    def path(self, text: str) -> str:
        """An absolute, normalised path; a relative one starts at the working directory."""
        if text[:1] == HOLE:
            text = "/" + text  # it may be absolute, so nothing is known of where it is
        joined = posixpath.normpath(posixpath.join(self.cwd, text))
        return joined[1:] if joined.startswith("//") else joined

    def text(self, path: str) -> str | None:
        """The text of a file of the image, where it is known."""
        content = self.fs.read(self.path(path))
        return None if content is None else content.decode("utf-8", "surrogateescape")


Handler = Callable[[Invocation, State], Iterable[Effect]]
