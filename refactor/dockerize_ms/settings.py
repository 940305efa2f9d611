"""Options: from the configuration file, the command line, and comments in the Dockerfile."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Mapping
from typing import Any, Literal

import msgspec
from msgspec import Struct

from dockerize_ms.errors import Severity, UsageError

NAME = "dockerize-ms"
OWN_FILE = ".dockerize-ms.toml"
SHARED_FILE = "pyproject.toml"
PARENT_LIMIT = 64
MIN_SAVING = 10 * 1024 * 1024

Target = Literal["auto", "slim", "distroless", "scratch"]


class Options(Struct, frozen=True, kw_only=True):
    """What the user asked for.

    ``with_`` and ``without`` name refactorings; ``min_saving`` is in bytes. With
    ``recheck_multi_stage`` a multi-stage file is not left alone for being one.
    """

    target: Target = "auto"
    with_: frozenset[str] = frozenset()
    without: frozenset[str] = frozenset()
    keep: tuple[str, ...] = ()
    strict: bool = False
    min_saving: int = MIN_SAVING
    fail_on: Severity = Severity.ERROR
    recheck_multi_stage: bool = False
