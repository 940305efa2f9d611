"""What of a project an install of its dependencies reads besides the manifest and the lock file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from dockerize_ms.ecosystems.javascript import manifest
from dockerize_ms.ecosystems.javascript.locks import NAMES
from dockerize_ms.ecosystems.javascript.workspaces import Project
from dockerize_ms.model import paths
from dockerize_ms.model.invocation import State
from dockerize_ms.model.remedies import Inputs

_SCRIPTS = (
    "preinstall", "install", "postinstall", "prepublish", "preprepare", "prepare", "postprepare",
    "pnpm:devPreinstall",
)  # fmt: skip
_LOCAL = re.compile(r"(file|link|portal|patch|workspace|git\+file):|[.~]{0,2}/")
_TABLES = (
    "dependencies", "devDependencies", "optionalDependencies", "overrides", "resolutions", "pnpm",
    "dependenciesMeta",
)  # fmt: skip
_SETTINGS = (".npmrc", ".yarnrc")
_CODE = (".yarnrc.yml", ".pnpmfile.cjs", ".pnpmfile.mjs", "binding.gyp", "pnpm-workspace.yaml")
_READERS = (
    "@prisma/client", "prisma", "puppeteer", "cypress", "husky", "yorkie", "pre-commit", "lefthook",
    "simple-git-hooks", "ghooks", "patch-package", "playwright",
)  # fmt: skip
"""Packages whose own scripts read files of the project when they are installed."""
_FILES = re.compile(r"^\s*(cafile|certfile|keyfile|cert|key|globalconfig|userconfig)\s*=", re.M)


def inputs(found: Project, state: State, *, scripts: bool, newer: str) -> Inputs:
    """The manifest, lock files and settings; and what else is read (``scripts``: they are run)."""
    names = (manifest.NAME, *(n for each in NAMES.values() for n in each), *_SETTINGS)
    files = tuple(paths.join(found.root, name) for name in names)
    more = next(_more(found, state, scripts=scripts), "")
    return Inputs(files=files, more=more, newer=newer)


def _more(found: Project, state: State, *, scripts: bool) -> Iterator[str]:
    owner = found.manifest
    if owner is None:
        yield "a package.json that is not known"
        return
    if found.shared:
        yield "the packages of a workspace"
    for name in _CODE:
        if not state.fs.lookup(paths.join(found.root, name)).no:
            yield f"maybe {name}, and what that names"
    if scripts:
        yield from (f"what the script {name} reads" for name in _SCRIPTS if name in owner.scripts)
    local = next((text for key in _TABLES for text in _texts(owner.data.get(key))), None)
    if local is not None:
        yield f"a local package: {local}"
    locks = [state.text(paths.join(found.root, n)) or "" for each in NAMES.values() for n in each]
    for name in _READERS if scripts else ():
        marks = (f'node_modules/{name}"', f"{name}@", f"/{name}/")
        if owner.depends(name) or any(mark in lock for mark in marks for lock in locks):
            yield f"what {name} reads when it is installed"
    for name in _SETTINGS:
        if _FILES.search(state.text(paths.join(found.root, name)) or ""):
            yield f"files that {name} names"


def _texts(value: object) -> Iterator[str]:
    """The texts in a value that name something of the project."""
    if isinstance(value, str) and _LOCAL.match(value):
        yield value
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _texts(inner)
