"""Compose files: the services they describe."""

from __future__ import annotations

import itertools
import posixpath
import re
from collections.abc import Iterator

from msgspec import Struct

from dockerize_ms.context.build_use import BuildUse, join
from dockerize_ms.context.candidates import compose_files
from dockerize_ms.context.repository import Repository
from dockerize_ms.context.yaml_nodes import Node, parse
from dockerize_ms.text import HOLE, SourceFile, Span, known

VARIABLE = r"\$(?:(\$)|\{\w{1,100}:?-([^{}$]{0,500})\}|\{[^}]{0,500}\}|\w{1,100})"
SERVICE_LIMIT = 200


class ComposeService(Struct, frozen=True, kw_only=True, eq=False):
    """A service. Paths are paths of the repository, None if unknown or not in it.

    ``command``, ``entrypoint`` and ``healthcheck_test`` are a tuple for a list and a text for
    a text, which compose splits into words without a shell. A hole stands for a
    variable of the environment; those with a default have that value.
    """

    file: str
    name: str
    span: Span
    image: str | None = None
    build_context: str | None = None
    dockerfile: str | None = None
    target: str | None = None
    command: tuple[str, ...] | str | None = None
    entrypoint: tuple[str, ...] | str | None = None
    healthcheck_test: tuple[str, ...] | str | None = None
    volumes: tuple[str, ...] = ()
    user: str | None = None
    working_dir: str | None = None
    environment: tuple[str, ...] = ()


def compose_services(repository: Repository, near: str = "") -> tuple[ComposeService, ...]:
    """The services of all compose files at the root, and from the folder ``near`` up to it."""
    return tuple(
        service
        for path in compose_files(repository, near)
        for service in repository.once(services, path)
    )


def services(file: SourceFile) -> tuple[ComposeService, ...]:
    """The services of one compose file; none if it is not understood."""
    if "build" not in file.text and "image" not in file.text:
        return ()
    return tuple(
        _service(file, name, key, node)
        for name, key, node in itertools.islice(_entries(parse(file.text)), SERVICE_LIMIT)
        if node.pairs is not None
    )


def _entries(root: Node | None) -> Iterator[tuple[str, Node, Node]]:
    """The services of a file; those of the first format stood at the top."""
    found = root.get("services") if root else None
    if found is not None:
        yield from found.entries()
    elif root is not None and root.get("version") is None:
        for name, key, node in root.entries():
            if node.get("build") or node.get("image"):
                yield name, key, node


def build_uses(file: SourceFile) -> tuple[BuildUse, ...]:
    """The builds that a compose file's services ask for."""
    if "build" not in file.text:
        return ()
    return tuple(
        BuildUse(
            how=f"compose service {service.name}",
            span=service.span,
            bases=("",),
            context=service.build_context or ".",
            dockerfile=service.dockerfile,
            target=service.target,
        )
        for service in services(file)
        if service.build_context is not None and service.dockerfile is not None
    )


def _service(file: SourceFile, name: str, key: Node, node: Node) -> ComposeService:
    build = node.get("build")
    context, dockerfile = _places(file, build) if build else (None, None)
    target = _string(build, "target")
    return ComposeService(
        file=file.path,
        name=name,
        span=(build or key).span(file),
        image=_string(node, "image"),
        build_context=context,
        dockerfile=dockerfile,
        target=target if target and known(target) else None,
        command=_words(node.get("command")),
        entrypoint=_words(node.get("entrypoint")),
        healthcheck_test=_words(node.get("healthcheck", "test")),
        volumes=_volumes(node.get("volumes")),
        user=_string(node, "user"),
        working_dir=_string(node, "working_dir"),
        environment=_keys(node.get("environment")),
    )


def _places(file: SourceFile, build: Node) -> tuple[str | None, str | None]:
    """Context and Dockerfile of a ``build:``, which is a folder or a mapping."""
    folder = build.text or _string(build, "context") or "."
    context = join(posixpath.dirname(file.path), _fill(folder))
    if context is None or build.get("dockerfile_inline"):
        return context, None
    return context, join(context, _string(build, "dockerfile") or "Dockerfile")


def _fill(text: str) -> str:
    """A text with the defaults of its variables, and holes for those without."""
    if "$" not in text:
        return text
    return re.sub(VARIABLE, _value, text)


def _value(found: re.Match[str]) -> str:
    if found.group(1):
        return "$"
    default = found.group(2)
    return HOLE if default is None else default


def _string(node: Node | None, key: str) -> str | None:
    text = node.string(key) if node else None
    return None if text is None else _fill(text)


def _words(node: Node | None) -> tuple[str, ...] | str | None:
    if node is None:
        return None
    if node.items is not None:
        return tuple(_fill(text) for text in node.strings())
    return None if node.text is None else _fill(node.text)


def _volumes(node: Node | None) -> tuple[str, ...]:
    """Mounts in the short form ``source:target:mode``."""
    found = []
    for item in (node.items or ()) if node else ():
        text = item.text or ":".join(
            part for key in ("source", "target") if (part := item.string(key))
        )
        found.append(_fill(text))
    return tuple(found)


def _keys(node: Node | None) -> tuple[str, ...]:
    if node is None:
        return ()
    if node.items is not None:
        return tuple(text.partition("=")[0] for text in node.strings())
    return tuple(key for key, _, _ in node.entries())
