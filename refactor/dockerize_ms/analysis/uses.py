"""Other uses of an image in its repository: compose files, workflows, scripts, pages.

They decide nothing: what the runtime stage lacks of them becomes an assumption with
file and line.
"""

from __future__ import annotations

import posixpath
import shlex
from collections.abc import Iterator, Sequence

from dockerize_ms.context import ComposeService, Context, Repository, compose_services, invocations
from dockerize_ms.errors import Evidence
from dockerize_ms.model.stage import Use
from dockerize_ms.text import HOLE


def uses(context: Context | None, dockerfile: str) -> tuple[Use, ...]:
    """What the repository around a context starts in the image of a Dockerfile."""
    repository, folder = _around(context)
    if repository is None or folder is None:
        return ()
    ours = services(context, dockerfile)
    return (*_of_services(ours), *_of_commands(repository, ours))


def targets(context: Context | None, dockerfile: str) -> tuple[str, ...]:
    """Stage names that compose files build of a Dockerfile."""
    return tuple(one.target for one in services(context, dockerfile) if one.target)


def services(context: Context | None, dockerfile: str) -> tuple[ComposeService, ...]:
    """The services of compose files that build a Dockerfile."""
    repository, folder = _around(context)
    if repository is None or folder is None:
        return ()
    found = compose_services(repository, folder)
    return tuple(one for one in found if _is_ours(one, folder, dockerfile))


def _around(context: Context | None) -> tuple[Repository | None, str | None]:
    """The repository of a context on disk, and the context's folder in it."""
    if context is None or not context.root or context.repository is None:
        return None, None
    return context.repository, context.repository.relative(context.root)


def _is_ours(service: ComposeService, folder: str, dockerfile: str) -> bool:
    if service.build_context != folder:
        return False
    name = posixpath.basename(service.dockerfile or "Dockerfile")
    return name == posixpath.basename(dockerfile)


def _of_services(services: Sequence[ComposeService]) -> Iterator[Use]:
    for service in services:
        for what, command in (
            ("command", service.command),
            ("entrypoint", service.entrypoint),
            ("healthcheck", service.healthcheck_test),
        ):
            argv = words(command)
            if what == "healthcheck" and argv[:1] in (("CMD",), ("CMD-SHELL",), ("NONE",)):
                shell = argv[0] == "CMD-SHELL"
                argv = ("/bin/sh", "-c", *argv[1:]) if shell else argv[1:]
            if argv:
                text = f"{what} of service {service.name}"
                yield Use(argv=argv, by=Evidence(text, service.span))


def words(command: tuple[str, ...] | str | None) -> tuple[str, ...]:
    """The words of a service's command; none if it is not understood."""
    if command is None:
        return ()
    if isinstance(command, tuple):
        return command
    try:
        return tuple(shlex.split(command.replace(HOLE, "")))
    except ValueError:
        return ()


def _of_commands(repository: Repository, services: Sequence[ComposeService]) -> Iterator[Use]:
    names = {service.name for service in services}
    names |= {service.image.split(":")[0] for service in services if service.image}
    for call in invocations(repository):
        if call.argv and call.subject.split(":")[0] in names:
            yield Use(argv=call.argv, by=Evidence(f"{call.kind} {call.subject}", call.span))
