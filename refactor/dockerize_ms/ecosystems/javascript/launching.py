"""What a package manager starts as a container's command, and what else it does on the way."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from dockerize_ms.ecosystems.javascript import manifest
from dockerize_ms.ecosystems.javascript.manifest import Manifest
from dockerize_ms.ecosystems.sources import classify
from dockerize_ms.model import paths
from dockerize_ms.model.effects import ChangesOwner, Effect
from dockerize_ms.model.invocation import Invocation, State
from dockerize_ms.model.remedies import Launch
from dockerize_ms.shell import parse, plain_words

_SETTINGS = re.compile(r"^\s*(node-options|script-shell|shell-emulator)\s*=", re.MULTILINE)
_VARIABLES = re.compile(r"npm_(package|config|lifecycle|execpath|node_execpath)|INIT_CWD")
_PROGRAMS = re.compile(r"child_process|execa|shelljs|cross-spawn|zx\b|worker-farm")
_CODE = (".js", ".cjs", ".mjs", ".ts", ".json")
_QUIET = ("-s", "--silent", "--quiet")
_LARGEST = 16 * 1024 * 1024  # bytes of the context that are looked through


def launch(
    invocation: Invocation, state: State, *, passes: bool, bare: bool = False
) -> Launch | None:
    """The one program of a script.

    ``passes``: the manager hands all words behind the script's name on, else those behind
    ``--``. ``bare``: it takes any word for a script's name.
    """
    words = [word for word in invocation.arguments if word not in _QUIET]
    if words[:1] in (["run"], ["run-script"]):
        words = words[1:]
    elif words[:1] != ["start"] and not bare:
        return None
    if not words or words[0].startswith("-"):
        return Launch(lost="its options are not followed") if words else None
    name, *more = words
    if more and not passes and more.pop(0) != "--":
        return Launch(lost="its options are not followed")
    if passes and "--" in more:
        return Launch(lost="its options are not followed")
    owner = manifest.load(state.cwd, state.fs)
    if owner is None or owner.directory != state.cwd:
        return Launch(lost="the package.json that it reads is not known")
    source = owner.script(name)
    if source is None:
        return Launch(lost=f"package.json has no script {name}") if not bare else None
    argv = plain_words(parse(source), state.env)
    if argv is None:
        return Launch(lost=f"the script {name} is more than one plain command")
    if (lost := next(_lost(owner, name, argv, state), None)) is not None:
        return Launch(lost=lost)
    tool = posixpath.basename(invocation.called)
    notes = (
        f"{tool} no longer prints the script before it starts",
        f"{argv[0]} gets signals itself: as the first process it ends at SIGTERM only where the"
        " program handles that, or with an init (docker run --init)",
    )
    return Launch(argv=(*argv, *more), notes=notes)


def _lost(owner: Manifest, name: str, argv: tuple[str, ...], state: State) -> Iterator[str]:
    """What the package manager does besides."""
    for event in (f"pre{name}", f"post{name}"):
        if event in owner.scripts:
            yield f"the script {event} runs, too"
    if argv[0] != "node":
        yield f"{argv[0]} is looked for among the packages' programs"
    if owner.text("packageManager").startswith("yarn@") and "@1" not in owner.text(
        "packageManager"
    ):
        yield "yarn's loader runs before it"
    for settings in (".npmrc", ".yarnrc.yml"):
        path = posixpath.join(state.cwd, settings)
        if settings == ".yarnrc.yml" and not state.fs.lookup(path).no:
            yield "yarn's loader may run before it"
        elif _SETTINGS.search(state.text(path) or ""):
            yield f"{settings} changes how scripts run"
    if any(_gives_away(entry.effect, state) for entry in state.fs.entries()):
        yield "it may run the script as the owner of the directory"
    yield from _of_sources(state)


def _gives_away(effect: Effect, state: State) -> bool:
    """Whether the project's directory belongs to another user than root, who starts it."""
    ours = isinstance(effect, ChangesOwner) and paths.within(state.cwd, effect.path)
    owner = effect.owner if isinstance(effect, ChangesOwner) else ""
    return ours and owner not in ("", "0", "root") and state.user in ("", "0", "root")


def _of_sources(state: State) -> Iterator[str]:
    """Code that reads what only the package manager sets."""
    if state.context is None:
        yield "whether the program reads what it sets in the environment is not known"
        return
    left = _LARGEST
    for path in state.context.walk(""):
        if not path.endswith(_CODE) or classify(path) == "test" or path.endswith("lock.json"):
            continue
        text = state.context.text(path) or ""
        left -= len(text)
        if left < 0:
            yield "whether the program reads what it sets in the environment is not known"
            return
        if _VARIABLES.search(text):
            yield f"{path} reads variables that it sets"
        if not path.endswith(".json") and _PROGRAMS.search(text):
            yield f"{path} may start programs that it puts on the search path"
