"""Other uses of an image: what is run in its containers by scripts, workflows and pages."""

from __future__ import annotations

from msgspec import Struct

from dockerize_ms.context.candidates import compose_files, script_files
from dockerize_ms.context.command_lines import CommandLine, Syntax, command_lines, split_options
from dockerize_ms.context.repository import Repository
from dockerize_ms.text import SourceFile, Span, known

RUN = Syntax(
    switches=frozenset(
        [
            "detach",
            "interactive",
            "tty",
            "rm",
            "init",
            "privileged",
            "read-only",
            "no-healthcheck",
            "publish-all",
            "oom-kill-disable",
            "disable-content-trust",
            "sig-proxy",
            "quiet",
            "build",
            "no-deps",
            "service-ports",
            "use-aliases",
            "no-TTY",
            "quiet-pull",
            "quiet-build",
            "remove-orphans",
            "replace",
            "tls-verify",
        ]
    ),
    short_switches=frozenset("ditPqT"),
)
GLOBAL = Syntax(
    switches=frozenset(
        ["debug", "tls", "tlsverify", "verbose", "version", "compatibility", "dry-run", "no-ansi"]
    ),
    short_switches=frozenset("D"),
)
VERBS = frozenset({"run", "exec"})
GROUPS = frozenset({"container"})


class Invocation(Struct, frozen=True, kw_only=True, eq=False):
    """A command in a container: ``kind`` is ``run`` or ``exec``.

    ``subject`` names the image (run), the container (exec) or, with ``compose``, the
    service; it holds a hole where it is not literal. ``argv`` replaces CMD and is
    always literal; ``entrypoint`` replaces ENTRYPOINT.
    """

    kind: str
    subject: str
    argv: tuple[str, ...]
    span: Span
    compose: bool = False
    entrypoint: str | None = None
    user: str | None = None


def invocations(repository: Repository, near: str = "") -> tuple[Invocation, ...]:
    """The literal ones, in the scripts at the root and from the folder ``near`` up to it."""
    paths = (*script_files(repository, near), *compose_files(repository, near))
    return tuple(found for path in paths for found in repository.once(invocations_in, path))


def invocations_in(file: SourceFile) -> tuple[Invocation, ...]:
    """The literal ones of one text, in order."""
    if "run" not in file.text and "exec" not in file.text:
        return ()
    return tuple(found for line in command_lines(file) if (found := _invocation(line)) is not None)


def _invocation(line: CommandLine) -> Invocation | None:
    words = split_options(line.words, GLOBAL).rest
    compose = line.tool == "docker-compose"
    if not compose and words[:1] == ("compose",):
        words, compose = split_options(words[1:], GLOBAL).rest, True
    if words[:1] and words[0] in GROUPS:
        words = words[1:]
    if not words or words[0] not in VERBS:
        return None
    arguments = split_options(words[1:], RUN)
    entrypoint = arguments.last("entrypoint")
    subject, *argv = arguments.rest or ("",)
    if not subject or not (argv or entrypoint) or not all(map(known, (*argv, entrypoint or ""))):
        return None
    return Invocation(
        kind=words[0],
        subject=subject,
        argv=tuple(argv),
        span=line.span,
        compose=compose,
        entrypoint=entrypoint,
        user=arguments.last("u", "user"),
    )
