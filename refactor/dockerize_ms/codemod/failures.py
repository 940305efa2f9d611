"""Why files fail: the codes of rows that are ``failed``, and what each means."""

from __future__ import annotations

FAILURES = {
    "not-readable": "it, or its settings, cannot be read",
    "time": "it took longer than it may",
    "memory": "it took more memory than it may",
    "crash": "the process that worked on it died",
    "bug": "a bug in dockerize-ms",
    "not-sent": "its repository cannot be sent to another machine",
    "not-written": "the result cannot be written",
    "not-committed": "the result cannot be committed",
}
