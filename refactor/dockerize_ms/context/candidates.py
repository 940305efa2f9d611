"""Which files of a repository may say how its images are built and used.

A bounded list of names in a few folders; the tree is never walked.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator

from dockerize_ms.context.repository import Repository
from dockerize_ms.context.storage import FILE

WORKFLOWS = ".github/workflows"
SCRIPT_FOLDERS = ("scripts", "script", "hack", "bin", ".circleci", ".github")
FOLDER_LIMIT = 60
"""How many files of each sort one folder may have; further ones are not looked at."""

YAML = (".yml", ".yaml")
SCRIPT_NAMES = ("readme", "contributing", "makefile", "gnumakefile", "justfile", "jenkinsfile")
SCRIPT_ENDS = (".sh", ".bash", ".mk", ".md", ".json", ".toml", *YAML)


def _is_compose(name: str) -> bool:
    return "compose" in name and name.endswith(YAML)


def _is_bake(name: str) -> bool:
    return name.startswith("docker-bake") and name.endswith((".hcl", ".json"))


def _is_workflow(name: str) -> bool:
    return name.endswith(YAML)


def _is_script(name: str) -> bool:
    lower = name.lower()
    if _is_compose(lower) or _is_bake(lower):
        return False
    return lower.startswith(SCRIPT_NAMES) or lower.endswith(SCRIPT_ENDS)


def is_build_file(path: str) -> bool:
    """Whether a path is that of a compose file, a bake file or a workflow."""
    folder, name = posixpath.split(path)
    lower = name.lower()
    if f"/{folder}".endswith(f"/{WORKFLOWS}"):
        return _is_workflow(lower)
    return _is_compose(lower) or _is_bake(lower)


def compose_files(repository: Repository, near: str = "") -> Iterator[str]:
    """Compose files at the root, and in the folders from ``near`` up to it."""
    for folder in _up(near):
        yield from _named(repository, folder, _is_compose)


def bake_files(repository: Repository, near: str = "") -> Iterator[str]:
    """Bake files at the root, and in the folders from ``near`` up to it."""
    for folder in _up(near):
        yield from _named(repository, folder, _is_bake)


def workflow_files(repository: Repository) -> Iterator[str]:
    """GitHub workflows."""
    yield from _named(repository, WORKFLOWS, _is_workflow)


def script_files(repository: Repository, near: str = "") -> Iterator[str]:
    """Texts that may hold command lines: scripts, Makefiles, pages for people, CI settings."""
    yield from workflow_files(repository)
    for folder in dict.fromkeys((*_up(near), *SCRIPT_FOLDERS)):
        yield from _named(repository, folder, _is_script)


def _up(folder: str) -> list[str]:
    """A folder and those above it; the root comes last."""
    folders = [folder]
    while folder:
        folder = posixpath.dirname(folder)
        folders.append(folder)
    return folders


def _named(repository: Repository, folder: str, wanted: Callable[[str], bool]) -> Iterator[str]:
    if repository.kind(folder) != "dir":
        return
    found = [
        posixpath.join(folder, name)
        for name, kind in repository.entries(folder).items()
        if kind == FILE and wanted(name)
    ]
    yield from found[:FOLDER_LIMIT]
