"""The build context: its files, ``.dockerignore``, reading them safely, and finding it."""

from dockerize_ms.context.build_context import Context
from dockerize_ms.context.candidates import is_build_file
from dockerize_ms.context.compose import ComposeService, compose_services
from dockerize_ms.context.find import ContextChoice, find_context, named_dockerfiles
from dockerize_ms.context.ignore import Ignore
from dockerize_ms.context.invocations import Invocation, invocations
from dockerize_ms.context.repository import Repository, root_of
from dockerize_ms.context.storage import Disk, Opener, Unreadable
from dockerize_ms.context.wildcards import BadPattern, match

__all__ = [
    "BadPattern",
    "ComposeService",
    "Context",
    "ContextChoice",
    "Disk",
    "Ignore",
    "Invocation",
    "Opener",
    "Repository",
    "Unreadable",
    "compose_services",
    "find_context",
    "invocations",
    "is_build_file",
    "match",
    "named_dockerfiles",
    "root_of",
]
