"""``manage.py``: Django's commands while an image is built."""

from __future__ import annotations

from collections.abc import Iterator

from dockerize_ms.ecosystems.pythonic.call import Call
from dockerize_ms.ecosystems.pythonic.interpreter import Environment
from dockerize_ms.ecosystems.pythonic.running import root_of
from dockerize_ms.ecosystems.pythonic.static_root import static_root
from dockerize_ms.model import effects as fx
from dockerize_ms.model import paths
from dockerize_ms.model.effects import Effect
from dockerize_ms.model.invocation import Invocation, State

_SILENT = frozenset(
    (
        "check", "help", "version", "showmigrations", "sqlmigrate", "diffsettings", "inspectdb",
        "test", "findstatic", "validate_templates", "show_urls", "spectacular", "wait_for_db",
    )
)  # fmt: skip


_DIRECTORIES = 2_000


def manage(
    call: Call, environment: Environment, invocation: Invocation, state: State
) -> Iterator[Effect]:
    """A command of a Django project; it writes into the project, or where settings say."""
    commands = [word for word in call.rest if word[:1] != "-"]
    directory = state.path(call.script.rpartition("/")[0] or ".")
    command = commands[0] if commands else "help"
    if command in _SILENT:
        return
    top = root_of(directory, state)
    below = [path for path in (top, state.cwd) if path != "/"]
    yield fx.Reads(path=directory)
    if command == "collectstatic":
        root = static_root(directory, state)
        if root.path:
            yield fx.WritesTree(path=root.path)
            return
        outside = [path for path in root.below if not paths.within(path, top)]
        known = all(state.fs.lookup(path).kind == "dir" for path in outside)
        below = [*below, *root.below] if known and not root.unknown else []
    elif command in ("compilemessages", "makemessages"):
        yield fx.Calls(name="msgfmt")
        catalogues = _catalogues(state) if command == "compilemessages" else []
        if catalogues:
            for path in catalogues:
                yield fx.WritesFile(path=path)
            return
    unique = tuple(dict.fromkeys(below))
    yield fx.Opaque(reason=f"manage.py {command} is not followed", below=unique)


def _catalogues(state: State) -> list[str]:
    """The compiled catalogues of messages: one beside each source below where it runs."""
    found: list[str] = []
    queue = [state.cwd]
    for directory in queue:  # grows
        for name in state.fs.children(directory):
            path = paths.join(directory, name)
            if name.endswith(".po") and "/locale/" in path:
                found.append(path.removesuffix(".po") + ".mo")
            elif (
                "." not in name
                and name not in ("node_modules", "venv", "env")
                and len(queue) < _DIRECTORIES
                and state.fs.lookup(path).kind == "dir"
            ):
                queue.append(path)
    return found
