"""The one error of expansion."""

from __future__ import annotations

from dockerize_ms.errors import DockerizeError


class ExpansionError(DockerizeError):
    """A word that BuildKit cannot expand: bad syntax, or ``${x:?}`` without a value."""

    exit_code = 4

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message
