"""Dockerfile syntax: lossless nodes, parser, typed views, visitor and transformer, expansion."""

import dockerize_ms.cst.read_views  # noqa: F401 - registers the views
from dockerize_ms.cst.dockerfile import Dockerfile
from dockerize_ms.cst.expand import expand, expand_body, variables
from dockerize_ms.cst.expansion_error import ExpansionError
from dockerize_ms.cst.instruction import Instruction, View
from dockerize_ms.cst.mounts import Mount
from dockerize_ms.cst.node import Node
from dockerize_ms.cst.nodes import Blank, Comment, Directive, Flag, Heredoc, Trivia
from dockerize_ms.cst.parser import parse
from dockerize_ms.cst.predefined import PLATFORM, PROXY
from dockerize_ms.cst.views import (
    Add,
    Arg,
    Cmd,
    Copy,
    Entrypoint,
    Env,
    Expose,
    From,
    Healthcheck,
    Label,
    Maintainer,
    Onbuild,
    Run,
    Shell,
    Stopsignal,
    Unknown,
    User,
    Volume,
    Workdir,
)
from dockerize_ms.cst.visitor import REMOVE, Transformer, Visitor

__all__ = [
    "PLATFORM",
    "PROXY",
    "REMOVE",
    "Add",
    "Arg",
    "Blank",
    "Cmd",
    "Comment",
    "Copy",
    "Directive",
    "Dockerfile",
    "Entrypoint",
    "Env",
    "ExpansionError",
    "Expose",
    "Flag",
    "From",
    "Healthcheck",
    "Heredoc",
    "Instruction",
    "Label",
    "Maintainer",
    "Mount",
    "Node",
    "Onbuild",
    "Run",
    "Shell",
    "Stopsignal",
    "Transformer",
    "Trivia",
    "Unknown",
    "User",
    "View",
    "Visitor",
    "Volume",
    "Workdir",
    "expand",
    "expand_body",
    "parse",
    "variables",
]
