"""The typed views: what each kind of instruction says, unexpanded. ``read_views`` makes them."""

from __future__ import annotations

from dockerize_ms.cst.instruction import Instruction, View
from dockerize_ms.cst.mounts import Mount
from dockerize_ms.cst.nodes import Heredoc
from dockerize_ms.text import SourceMap


class From(View, frozen=True, kw_only=True):
    """``FROM``. ``alias`` is the stage's name as BuildKit keeps it, in lower case."""

    image: str
    platform: str | None
    alias: str | None


class Run(View, frozen=True, kw_only=True):
    """``RUN``. ``argv`` in JSON form, else ``shell``; ``interpreter`` is a script's ``#!`` line."""

    mounts: tuple[Mount, ...]
    network: str | None
    security: str | None
    devices: tuple[str, ...]
    argv: tuple[str, ...] | None
    heredocs: tuple[Heredoc, ...]
    shell: SourceMap | None
    interpreter: str | None


class Copy(View, frozen=True, kw_only=True):
    """``COPY``. Sources that are heredocs are in ``heredocs`` instead."""

    sources: tuple[str, ...]
    destination: str
    from_: str | None
    chown: str | None
    chmod: str | None
    link: bool
    parents: bool
    exclude: tuple[str, ...]
    heredocs: tuple[Heredoc, ...]


class Add(View, frozen=True, kw_only=True):
    """``ADD``. ``keep_git_dir`` and ``unpack`` are None where the source decides."""

    sources: tuple[str, ...]
    destination: str
    chown: str | None
    chmod: str | None
    link: bool
    exclude: tuple[str, ...]
    checksum: str | None
    keep_git_dir: bool | None
    unpack: bool | None
    heredocs: tuple[Heredoc, ...]


class Env(View, frozen=True, kw_only=True):
    """``ENV``, values with their quotes. ``old_form`` is ``ENV key value``."""

    pairs: tuple[tuple[str, str], ...]
    old_form: bool


class Label(View, frozen=True, kw_only=True):
    """``LABEL``, keys and values with their quotes."""

    pairs: tuple[tuple[str, str], ...]
    old_form: bool


class Arg(View, frozen=True, kw_only=True):
    """``ARG``: names with their defaults, None where there is none."""

    pairs: tuple[tuple[str, str | None], ...]


class Expose(View, frozen=True, kw_only=True):
    """``EXPOSE``."""

    ports: tuple[str, ...]


class Workdir(View, frozen=True, kw_only=True):
    """``WORKDIR``: the whole rest of the line."""

    path: str


class User(View, frozen=True, kw_only=True):
    """``USER``: the whole rest of the line."""

    user: str


class Volume(View, frozen=True, kw_only=True):
    """``VOLUME``."""

    paths: tuple[str, ...]


class Stopsignal(View, frozen=True, kw_only=True):
    """``STOPSIGNAL``."""

    signal: str


class Shell(View, frozen=True, kw_only=True):
    """``SHELL``; empty if it is not in JSON form, which is an error."""

    argv: tuple[str, ...]


class Cmd(View, frozen=True, kw_only=True):
    """``CMD``: ``argv`` in JSON form, else ``shell``; neither if nothing is given."""

    argv: tuple[str, ...] | None
    shell: SourceMap | None


class Entrypoint(View, frozen=True, kw_only=True):
    """``ENTRYPOINT``: ``argv`` in JSON form, else ``shell``; neither if nothing is given."""

    argv: tuple[str, ...] | None
    shell: SourceMap | None


class Healthcheck(View, frozen=True, kw_only=True):
    """``HEALTHCHECK``: ``none`` switches an inherited one off; ``options`` are its flags."""

    none: bool
    options: dict[str, str]
    argv: tuple[str, ...] | None
    shell: SourceMap | None


class Onbuild(View, frozen=True, kw_only=True):
    """``ONBUILD``: the instruction that it keeps for later, with its place in the file."""

    instruction: Instruction


class Maintainer(View, frozen=True, kw_only=True):
    """``MAINTAINER``."""

    name: str


class Unknown(View, frozen=True, kw_only=True):
    """A word that is no instruction, which is an error."""

    keyword: str
