"""What can go wrong, what is claimed, and on what grounds."""

from __future__ import annotations

import enum

from msgspec import Struct

from dockerize_ms.text import Span


class Verdict(enum.StrEnum):
    """How sure a claim is. A file's verdict is the worst of its parts."""

    PROVEN = "proven"
    ASSUMED = "assumed"
    REFUTED = "refuted"

    @property
    def rank(self) -> int:
        """0 for proven, 1 for assumed, 2 for refuted."""
        return ("proven", "assumed", "refuted").index(self.value)


class Severity(enum.StrEnum):
    """How bad a finding is."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for info, 1 for a warning, 2 for an error."""
        return ("info", "warning", "error").index(self.value)


class Evidence(Struct, frozen=True):
    """Why something is claimed, with the line that caused it where there is one."""

    text: str
    span: Span | None = None

    def __str__(self) -> str:
        return f"{self.text} ({self.span})" if self.span else self.text


class Assumption(Struct, frozen=True):
    """Something likely that a result rests on. ``code`` is stable, ``text`` is for people."""

    code: str
    text: str
    span: Span | None = None


class Finding(Struct, frozen=True, kw_only=True):
    """What a check says of a file."""

    code: str
    severity: Severity
    verdict: Verdict
    message: str
    span: Span
    evidence: tuple[Evidence, ...] = ()
    hint: str = ""


class DockerizeError(Exception):
    """Base of every error for the user. ``exit_code`` as in ``docs/exit-codes.md``."""

    exit_code = 70


class ParseError(DockerizeError):
    """The file is not a Dockerfile that BuildKit would accept."""

    exit_code = 4

    def __init__(self, message: str, span: Span, hint: str = "") -> None:
        super().__init__(message, span, hint)  # all, so that the error survives a process pool
        self.message = message
        self.span = span
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.span}: {self.message}"


class FileError(DockerizeError):
    """A Dockerfile that cannot be read: missing, a directory, no permission."""

    exit_code = 3

    def __init__(self, path: str, reason: str, hint: str = "") -> None:
        super().__init__(path, reason, hint)
        self.path = path
        self.reason = reason
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.path}: {self.reason}"


class PlainError(DockerizeError):
    """An error that its text and a hint tell whole."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message, hint)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return self.message


class UsageError(PlainError):
    """Options or settings that make no sense."""

    exit_code = 2
