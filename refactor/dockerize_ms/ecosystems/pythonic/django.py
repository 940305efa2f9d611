"""``manage.py``: Django's commands while an image is built."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dockerize_ms.ecosystems.pythonic.call import Call
from dockerize_ms.ecosystems.pythonic.interpreter import Environment
from dockerize_ms.ecosystems.pythonic.running import root_of
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
_MODULE = re.compile(r"""DJANGO_SETTINGS_MODULE['"]\s*,\s*['"]([\w.]+)['"]""")
_ROOT = re.compile(r"^STATIC_ROOT\s*=\s*(?P<value>[^\n#]+)", re.MULTILINE)
_ABSOLUTE = re.compile(r"""['"](?P<path>/[\w./-]+)['"]\s*\Z""")
_BELOW = re.compile(
    r"""(?:os\.path\.)?(?:join\s*\(\s*)?(?:str\()?BASE_DIR\)?\s*(?:,|/)\s*['"](?P<path>[\w./-]+)['"]\s*\)?\s*\Z"""
)
_BASE = re.compile(r"^BASE_DIR\s*=\s*(?P<value>[^\n#]+)", re.MULTILINE)


def manage(
    call: Call, environment: Environment, invocation: Invocation, state: State
) -> Iterator[Effect]:
    """A command of a Django project; it writes into the project, or where settings say."""
    commands = [word for word in call.rest if word[:1] != "-"]
    directory = state.path(call.script.rpartition("/")[0] or ".")
    command = commands[0] if commands else "help"
    if command in _SILENT:
        return
    if command == "collectstatic":
        found = static_root(directory, call, state)
        if found is not None:
            yield fx.Reads(path=directory)
            yield fx.WritesTree(path=found)
            return
    yield fx.Calls(name="msgfmt") if command == "compilemessages" else fx.Reads(path=directory)
    top = root_of(directory, state)
    below = tuple(dict.fromkeys(path for path in (top, state.cwd) if path != "/"))
    yield fx.Opaque(reason=f"manage.py {command} is not followed", below=below)


def static_root(directory: str, call: Call, state: State) -> str | None:
    """Where ``collectstatic`` writes: STATIC_ROOT, where the settings give it literally."""
    module = _settings(directory, call, state)
    path = paths.join(directory, *module.split(".")) if module else ""
    text = state.text(path + ".py") if path else None
    if text is None:
        return None
    match = _ROOT.search(text)
    if match is None or len(_ROOT.findall(text)) > 1:
        return None
    value = match["value"].strip()
    if absolute := _ABSOLUTE.match(value):
        return paths.join(absolute["path"])
    below, base = _BELOW.match(value), _BASE.search(text)
    if below is None or base is None:
        return None
    top = path + ".py"
    ups = base["value"].count(".parent") or base["value"].count("dirname(")
    if not 1 <= ups <= 6 or "parents" in base["value"]:
        return None
    return paths.join(top, *[".."] * ups, below["path"])


def _settings(directory: str, call: Call, state: State) -> str:
    for word in call.rest:
        if word.startswith("--settings="):
            return word.partition("=")[2]
    if named := state.env.get("DJANGO_SETTINGS_MODULE"):
        return named
    match = _MODULE.search(state.text(paths.join(directory, "manage.py")) or "")
    return match[1] if match else ""
