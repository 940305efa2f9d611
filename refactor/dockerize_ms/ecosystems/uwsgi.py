"""uWSGI: its settings by file or by options say where the application is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dockerize_ms.ecosystems.places import place
from dockerize_ms.ecosystems.pythonic.manifest import source
from dockerize_ms.ecosystems.pythonic.running import program
from dockerize_ms.ecosystems.registry import needs
from dockerize_ms.model.invocation import Invocation, State
from dockerize_ms.model.needs import Feature, Need, NeedsFeature, NeedsPath
from dockerize_ms.text import HOLE

_FILES = ("ini", "yaml", "yml", "json", "xml")
_DIRECTORIES = ("chdir", "chdir2", "pythonpath", "pp", "wsgi-file", "file", "python-path")
_PATHS = (
    "touch-reload",
    "mule",
    "pyrun",
    "import",
    "spooler",
    "static-map",
    "check-static",
    "plugin-dir",
)
_SETTING = re.compile(
    r"^[ \t]*[\"']?(?P<name>[\w-]+)[\"']?[ \t]*[=:][ \t]*[\"']?(?P<value>[^\n\"'#;]+)", re.MULTILINE
)
_DEPTH = 4


@needs("uwsgi", "pyuwsgi", "uwsgi_python3", "uwsgi-core")
def uwsgi(invocation: Invocation, state: State) -> Iterator[Need]:
    """Settings files, the directories they name, and the packages of Python."""
    settings = list(_options(invocation.arguments))
    files: list[str] = []
    for name, value in settings:  # grows: files include files
        if name in _FILES and len(files) < 2**_DEPTH:
            path = place(state, value)
            if path not in files and HOLE not in path:
                files.append(path)
                settings += _read(path, state)
    by = invocation.evidence()
    for path in files:
        yield NeedsPath(path=path, by=by)
    yield NeedsFeature(feature=Feature.MIME_TYPES, by=by)
    virtual = [v for n, v in settings if n in ("virtualenv", "venv", "home", "H", "pyhome")]
    directories = [state.cwd]
    for name, value in settings:
        path = place(state, value.partition("=")[2] or value)
        if HOLE in path or "%" in path:
            continue
        if name in _DIRECTORIES:
            directories.append(path.rpartition("/")[0] or "/" if path.endswith(".py") else path)
        elif name in _PATHS:
            yield NeedsPath(path=path, by=by, optional=True)
    for value in virtual:
        yield NeedsPath(path=place(state, value), by=by, optional=True)
    yield from program(invocation, state, *dict.fromkeys(directories))


def _options(words: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Options with their values; a file by itself is one with settings."""
    at = 0
    while at < len(words):
        word = words[at]
        at += 1
        if word[:1] != "-":
            suffix = word.rpartition(".")[2]
            if suffix in _FILES:
                yield suffix, word
            continue
        name, equals, value = word.lstrip("-").partition("=")
        if not equals and at < len(words) and words[at][:1] != "-":
            value = words[at]
        if value:
            yield name, value


def _read(path: str, state: State) -> list[tuple[str, str]]:
    file = source(path, state, 256 * 1024)
    if file is None:
        return []
    return [(m["name"], m["value"].strip()) for m in _SETTING.finditer(file.text)]
