"""Options: from the configuration file, the command line, and comments in the Dockerfile."""

from dockerize_ms.settings.comments import Inline, inline
from dockerize_ms.settings.options import Options, load
from dockerize_ms.settings.values import parse_size

__all__ = ["Inline", "Options", "inline", "load", "parse_size"]
