"""Lock files of npm, yarn and pnpm: which packages are installed, and what for."""

from __future__ import annotations

import functools

from dockerize_ms.ecosystems.javascript.locks.lock import Lock, Locked
from dockerize_ms.ecosystems.javascript.locks.npm import read as read_npm
from dockerize_ms.ecosystems.javascript.locks.pnpm import read as read_pnpm
from dockerize_ms.ecosystems.javascript.locks.yarn import read as read_yarn
from dockerize_ms.ecosystems.javascript.manifest import Manifest
from dockerize_ms.model import paths
from dockerize_ms.model.answer import Tree

__all__ = ["NAMES", "Lock", "Locked", "lock_of"]

NAMES = {
    "npm": ("npm-shrinkwrap.json", "package-lock.json"),
    "yarn": ("yarn.lock",),
    "pnpm": ("pnpm-lock.yaml",),
    "bun": ("bun.lock", "bun.lockb"),
}
_LARGEST = 32 * 1024 * 1024


def lock_of(root: str, fs: Tree, owner: Manifest | None, of: str = "") -> Lock | None:
    """The lock file of a directory, where there is one that can be read: of a manager, or any."""
    for manager in (of,) if of else ("npm", "yarn", "pnpm"):
        for name in NAMES[manager]:
            content = fs.read(paths.join(root, name))
            if content is None or len(content) > _LARGEST:
                continue
            direct = tuple(f"{n}@{v}" for n, v in owner.production.items()) if owner else ()
            return _read(manager, content, direct)
    return None


def contents(root: str, fs: Tree, manager: str) -> tuple[bytes | None, ...]:
    """What the lock files of a manager hold, one after the other."""
    return tuple(fs.read(paths.join(root, name)) for name in NAMES[manager])


@functools.lru_cache(maxsize=8)
def _read(manager: str, content: bytes, direct: tuple[str, ...]) -> Lock | None:
    if manager == "npm":
        return read_npm(content)
    text = content.decode("utf-8", "replace")
    return read_yarn(text, direct) if manager == "yarn" else read_pnpm(text)
