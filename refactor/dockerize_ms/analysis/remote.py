"""What ADD does with a source that is not a file of the context: a URL, or a git repository."""

from __future__ import annotations

import posixpath
import re

from dockerize_ms.ecosystems.installer_scripts import stand_in
from dockerize_ms.model import effects as fx
from dockerize_ms.model import paths

# BuildKit, util/gitutil: ParseGitRef, and frontend/dockerfile/instructions for the rest.
_GIT = re.compile(
    r"(?:git@|git://|ssh://|[\w.-]+@[\w.-]+:)\S"  # what only git speaks
    r"|https?://[^?#]+\.git/?(?:[?#]|\Z)"
    r"|github\.com/"
)
_HTTP = re.compile(r"https?://")


def is_remote(source: str) -> bool:
    """Whether an expanded source of ADD comes from elsewhere than the context."""
    return _GIT.match(source) is not None or _HTTP.match(source) is not None


def added(source: str, target: str, *, into: bool, unpack: bool) -> fx.Effect:
    """The effect of adding a remote source.

    ``into``: the target is a directory; ``unpack``: archives are unpacked, which for URLs
    holds only with the flag ``--unpack``. A repository's files land in the target itself.
    """
    if _GIT.match(source) or unpack:
        return fx.WritesTree(path=target)
    text = stand_in(source)
    name = posixpath.basename(source.split("?")[0].split("#")[0])
    return fx.WritesFile(
        path=paths.join(target, name) if into else target, content=text.encode() if text else None
    )
