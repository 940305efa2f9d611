"""``docker build`` lines."""

from __future__ import annotations

import posixpath
import re

from dockerize_ms.context.build_use import BuildUse
from dockerize_ms.context.candidates import WORKFLOWS
from dockerize_ms.context.command_lines import CommandLine, Syntax, command_lines, split_options
from dockerize_ms.text import SourceFile, known

BUILD = Syntax(
    switches=frozenset(
        [
            "pull",
            "no-cache",
            "quiet",
            "rm",
            "force-rm",
            "push",
            "load",
            "squash",
            "compress",
            "check",
            "debug",
            "disable-content-trust",
            "disable-compression",
            "layers",
            "no-hosts",
            "no-hostname",
            "squash-all",
            "stdin",
            "tls-verify",
        ]
    ),
    short_switches=frozenset("qD"),
)
VERBS = frozenset({"build", "bud"})
GROUPS = frozenset({"buildx", "image", "builder", "container"})
CHANGE = r"(?:\b(?:cd|pushd)[ \t]+|\bworking[-_]directory:[ \t]*)['\"]?([\w./-]{1,200})['\"]?"
CHANGE_LIMIT = 20


def build_uses(file: SourceFile) -> tuple[BuildUse, ...]:
    """The builds that a text's command lines start."""
    lines = command_lines(file)
    bases = _bases(file) if lines else ()
    return tuple(use for line in lines if (use := _use(line, bases)) is not None)


def _use(line: CommandLine, bases: tuple[str, ...]) -> BuildUse | None:
    words = line.words[1:] if line.words[:1] and line.words[0] in GROUPS else line.words
    if not words or words[0] not in VERBS:
        return None
    arguments = split_options(words[1:], BUILD, interspersed=True)
    if len(arguments.rest) != 1:
        return None
    target = arguments.last("target")
    return BuildUse(
        how=" ".join((line.tool, *line.words[: len(line.words) - len(words) + 1])),
        span=line.span,
        bases=bases,
        context=arguments.rest[0],
        dockerfile=arguments.last("f", "file"),
        target=target if target and known(target) else None,
    )


def _bases(file: SourceFile) -> tuple[str, ...]:
    """Where commands of a file may run: the folder that it changes to, its own, the root."""
    own = "" if file.path.startswith(WORKFLOWS) else posixpath.dirname(file.path)
    starts = dict.fromkeys((own, ""))
    changes = [found.group(1) for found in re.finditer(CHANGE, file.text)][:CHANGE_LIMIT]
    changed = [posixpath.join(start, change) for change in changes for start in starts]
    return tuple(dict.fromkeys((*changed, *starts)))
