"""What was done, in a database that survives being killed at any moment.

One record a file, by its absolute path: the last result. Every record is committed before
the next; reports read from here, so that memory does not grow with the number of files.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator

import msgspec

from dockerize_ms.codemod.row import Done
from dockerize_ms.errors import UsageError

FORMAT = 1
_SCHEMA = "CREATE TABLE IF NOT EXISTS done (path TEXT PRIMARY KEY, done BLOB NOT NULL)"


def default_path() -> str:
    """``dockerize-ms/codemod.sqlite3`` in the user's folder for caches."""
    home = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    return os.path.join(home, "dockerize-ms", "codemod.sqlite3")


class Journal:
    """Results by path. Raises ``UsageError`` for a file that is none."""

    def __init__(self, path: str) -> None:
        self.path = path
        self._decoder = msgspec.msgpack.Decoder(Done)
        try:
            os.makedirs(os.path.dirname(os.path.abspath(path)), exist_ok=True)
            self._database = sqlite3.connect(path, timeout=30, isolation_level=None)
            self._prepare()
        except (OSError, sqlite3.Error) as error:
            hint = "name another with --journal, or remove it"
            raise UsageError(f"{path}: is no journal that can be used: {error}", hint) from None

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
            "INSERT OR REPLACE INTO done VALUES (?, ?)", (_key(path), msgspec.msgpack.encode(done))
        )

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
