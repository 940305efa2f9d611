"""Package scripts as what to interpret next: with pre and post, directory and environment."""

from __future__ import annotations

import posixpath
import shlex
from collections.abc import Iterator, Sequence

from dockerize_ms.ecosystems.javascript.manifest import Manifest
from dockerize_ms.model import effects as fx
from dockerize_ms.model import paths
from dockerize_ms.model.effects import Effect
from dockerize_ms.model.invocation import State

_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
_LEVELS = 12
_DEFAULTS = {"start": "node server.js"}


def search_path(directory: str, state: State) -> str:
    """PATH as a package manager sets it: ``node_modules/.bin`` here and above come first."""
    found: list[str] = []
    current = directory
    for _ in range(_LEVELS):
        found.append(paths.join(current, "node_modules/.bin"))
        if current == "/":
            break
        current = posixpath.dirname(current)
    present = state.env.get("PATH") or _PATH
    return ":".join([*(path for path in found if path not in present), present])


def environment(manifest: Manifest, name: str, state: State) -> dict[str, str]:
    """What a package manager adds to the environment of a script."""
    found = {
        "PATH": search_path(manifest.directory, state),
        "INIT_CWD": state.env.get("INIT_CWD") or state.cwd,
        "npm_lifecycle_event": name,
    }
    for key in ("name", "version"):
        if value := manifest.text(key):
            found[f"npm_package_{key}"] = value
    return found


def script(
    manifest: Manifest,
    name: str,
    state: State,
    words: Sequence[str] = (),
    *,
    around: bool | None = True,
    maybe: bool = False,
) -> Iterator[Effect]:
    """Runs a script with its pre and post; ``around`` None: those only maybe.

    ``start`` without a script is ``node server.js``, where that file may be there.
    """
    main = manifest.script(name, shlex.join(words))
    if main is None and name in _DEFAULTS:
        argv = (*_DEFAULTS[name].split(), *words)
        yield fx.Runs(argv=argv, cwd=manifest.directory, maybe=maybe)
    if main is None:
        return
    for event in (f"pre{name}", name, f"post{name}"):
        source = main if event == name else manifest.script(event) if around is not False else None
        if source is not None and source.text.strip():
            yield fx.Runs(
                source=source,
                cwd=manifest.directory,
                env=environment(manifest, event, state),
                maybe=maybe or (event != name and around is None),
            )


def events(
    manifest: Manifest, names: Sequence[str], state: State, maybe: bool = False
) -> Iterator[Effect]:
    """Runs lifecycle scripts, each alone, in order."""
    for name in names:
        yield from script(manifest, name, state, around=False, maybe=maybe)


def local(words: Sequence[str], directory: str, state: State) -> Effect:
    """Runs a program of a project's ``node_modules/.bin``, as ``npm exec`` does."""
    return fx.Runs(argv=tuple(words), cwd=state.cwd, env={"PATH": search_path(directory, state)})
