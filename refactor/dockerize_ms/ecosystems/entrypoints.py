"""Entry points that base images bring: they run their arguments, by the image's program if need be.

The official images' scripts end in ``exec "$@"`` and put the program that the image is there
for before arguments that begin with a dash or that are no command.
"""

from __future__ import annotations

from collections.abc import Iterator

from dockerize_ms.ecosystems.registry import standard
from dockerize_ms.ecosystems.scripts import script
from dockerize_ms.model import paths
from dockerize_ms.model.effects import Effect, Opaque, Runs
from dockerize_ms.model.invocation import Invocation, State

TRANSPARENT = frozenset(("docker-entrypoint.sh", "docker-entrypoint", "docker-php-entrypoint"))
"""Those that do nothing else for a command that is one."""


@standard("docker-entrypoint.sh", "docker-entrypoint", "docker-php-entrypoint")
def entry_point(invocation: Invocation, state: State) -> Iterator[Effect]:
    """The image's own script, or one of the project's by the same name."""
    mine = _of_the_project(invocation, state)
    if mine is not None:
        yield mine
        return
    words = invocation.arguments
    if not words:
        return
    if state.image.cmd and (words[0].startswith("-") or not _is_command(words[0], state)):
        words = (state.image.cmd[0], *words)
    yield Runs(argv=words, ends=True)


def _of_the_project(invocation: Invocation, state: State) -> Runs | Opaque | None:
    """What the script does, where a file that we can read is found first."""
    for path in _places(invocation.called, state):
        if state.fs.follow(path).step is not None:
            return script(path, state, invocation.arguments)
    return None


def _is_command(word: str, state: State) -> bool:
    """Whether there may be a program of a name."""
    if not state.fs.command(word.rpartition("/")[2]).no and "/" not in word and "." not in word:
        return True
    found = (state.fs.follow(path) for path in _places(word, state))
    return any(one.yes and one.kind != "dir" for one in found)


def _places(word: str, state: State) -> tuple[str, ...]:
    """Where a program by that word would be."""
    if "/" in word:
        return (state.path(word),)
    directories = state.env.get("PATH", "").split(":")
    return tuple(paths.join(state.cwd, directory, word) for directory in directories if directory)
