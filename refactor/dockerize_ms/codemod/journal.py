"""What was done, in a database that survives being killed at any moment.

One record a file, by its absolute path: the last result. Every record is committed before
the next; reports read from here, so that memory does not grow with the number of files.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import time
from collections.abc import Iterable, Iterator

import msgspec

from dockerize_ms.codemod.row import Done
from dockerize_ms.errors import UsageError

FORMAT = 2
_SCHEMA = (
    "CREATE TABLE IF NOT EXISTS done "
    "(path TEXT PRIMARY KEY, used REAL NOT NULL, done BLOB NOT NULL)"
)
_BEYOND = (
    "DELETE FROM done WHERE path IN (SELECT path FROM done ORDER BY used DESC LIMIT -1 OFFSET ?)"
)
DAYS = 30
MOST = 50_000
"""Results that nothing used for so long go, and the oldest beyond so many; see ``prune``."""


def default_path() -> str:
    """``dockerize-ms/codemod.sqlite3`` in the user's folder for caches."""
    home = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    return os.path.join(home, "dockerize-ms", "codemod.sqlite3")


class Journal:
    """Results by path. Raises ``UsageError`` for a file that is none."""

    def __init__(self, path: str) -> None:
        self.path = path
        self._decoder = msgspec.msgpack.Decoder(Done)
        with self._needed():
            os.makedirs(os.path.dirname(os.path.abspath(path)), exist_ok=True)
            self._database = sqlite3.connect(path, timeout=30, isolation_level=None)
            self._prepare()

    @contextlib.contextmanager
    def _needed(self) -> Iterator[None]:
        try:
            yield
        except (OSError, sqlite3.Error) as error:
            hint = "name another with --journal, or remove it"
            text = f"{self.path}: is no journal that can be used: {error}"
            raise UsageError(text, hint) from None

    def _prepare(self) -> None:
        self._database.execute("PRAGMA journal_mode = WAL")
        self._database.execute("PRAGMA synchronous = NORMAL")
        (found,) = self._database.execute("PRAGMA user_version").fetchone()
        if found != FORMAT:
            self._database.execute("DROP TABLE IF EXISTS done")
            self._database.execute(f"PRAGMA user_version = {FORMAT}")
        self._database.execute(_SCHEMA)

    def put(self, path: str, done: Done) -> None:
        """Keeps a result, in place of an older one."""
        self._database.execute(
            "INSERT OR REPLACE INTO done VALUES (?, ?, ?)",
            (_key(path), time.time(), msgspec.msgpack.encode(done)),
        )

    def prune(self) -> None:
        """Removes what is old. For the beginning of a run: its own results always stay."""
        oldest = time.time() - DAYS * 24 * 60 * 60
        with self._needed():
            self._database.execute("DELETE FROM done WHERE used < ?", (oldest,))
            self._database.execute(_BEYOND, (MOST,))

    def get(self, path: str) -> Done | None:
        """The last result of a path."""
        found = self._database.execute("SELECT done FROM done WHERE path = ?", (_key(path),))
        row = found.fetchone()
        return None if row is None else self._decoder.decode(row[0])

    def one(self, path: str) -> Done:
        """The last result of a path that has one."""
        done = self.get(path)
        if done is None:
            raise KeyError(path)
        return done

    def all_of(self, paths: Iterable[str]) -> Iterator[Done]:
        """The results of some paths, one after the other, in their order."""
        return map(self.one, paths)

    def close(self) -> None:
        """Ends the use of the file."""
        self._database.close()


def _key(path: str) -> str:
    """A path as text that a database can hold: bytes that are no UTF-8 are escaped."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")
