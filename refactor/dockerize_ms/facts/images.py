"""Images: what is known of one by its name and tag."""

from __future__ import annotations

from functools import lru_cache

from msgspec import Struct

from dockerize_ms.facts.conditions import expand
from dockerize_ms.facts.distributions import Distribution
from dockerize_ms.facts.layers import Step
from dockerize_ms.facts.lineage import Lineage, lineage
from dockerize_ms.facts.lookup import find
from dockerize_ms.facts.packages import closure, package_set
from dockerize_ms.facts.references import short_name, tag_words
from dockerize_ms.facts.rules import rules
from dockerize_ms.facts.tags import tag_exists, tag_row

_OF_COMPILERS = frozenset(("libstdc++", "libstdc++6"))
_LIBRARIES = frozenset(("glibc", "libc6", "musl"))


class Image(Struct, frozen=True, kw_only=True, eq=False):
    """What the facts know of an image.

    ``known``: the facts have its name. ``listed``: the tag exists, now or frozen; None for
    an image without a list. ``floating``: the tag may still move to another image; None if
    not listed. ``env``, ``workdir``, ``user``, ``entrypoint``, ``cmd``, ``volumes``,
    ``stopsignal`` and ``expose`` are effective (inherited through ``lineage``, nearest base
    first, and expanded); a value that the tag does not give in full holds ``HOLE``. They
    mean something only if ``config_known``; even then ENV that merely stamps a version or
    checksum may be missing. ``onbuild``: it has ONBUILD instructions. ``packages`` are
    distribution packages it surely holds, all of them if ``packages_complete``; if
    ``programs_complete``, only libraries may be missing from the list.
    ``size_mb`` is the size on disk, ``size_measured`` if it was read for this very tag.
    """

    name: str
    tag: str
    known: bool
    listed: bool | None
    distribution: Distribution | None
    floating: bool | None
    env: dict[str, str] | None
    workdir: str
    user: str
    entrypoint: tuple[str, ...] | None
    cmd: tuple[str, ...] | None
    volumes: tuple[str, ...]
    stopsignal: str
    expose: tuple[str, ...]
    onbuild: bool
    size_mb: float | None
    size_measured: bool
    packages: frozenset[str] | None
    packages_complete: bool
    programs_complete: bool
    lineage: tuple[str, ...]
    config_known: bool

    @property
    def libc(self) -> str | None:
        """Its C library as ``Distribution`` names it; None also where it holds no package of it."""
        family = self.distribution.libc if self.distribution else None
        held = self.packages if self.packages_complete else None
        return None if held is not None and not _LIBRARIES & held else family

    @property
    def compiled_with(self) -> bool:
        """Whether it holds the libraries that come with a compiler of C++."""
        return bool(_OF_COMPILERS & (self.packages or frozenset()))


@lru_cache(maxsize=64)
def image(name: str, tag: str = "") -> Image:
    """What the facts know of an image; never fails. An empty tag is ``latest``."""
    name, tag = short_name(name), tag or "latest"
    found = lineage(name, tag)
    row = tag_row(name, tag)
    config = _Configuration(found)
    held = _Packages(found)
    return Image(
        name=name,
        tag=tag,
        known=rules(name) is not None or tag_exists(name, tag) is not None,
        listed=tag_exists(name, tag),
        distribution=found.distribution,
        floating=row.last_listed is None if row else None,
        env=config.env if found.steps else None,
        workdir=config.workdir,
        user=config.user,
        entrypoint=config.entrypoint,
        cmd=config.cmd,
        volumes=tuple(config.volumes),
        stopsignal=config.stopsignal,
        expose=tuple(config.expose),
        onbuild=config.onbuild or "onbuild" in tag_words(tag).words,
        size_mb=found.size_mb,
        size_measured=find("sizes", f"{name}:{tag}") is not None,
        packages=held.names,
        packages_complete=held.complete,
        programs_complete=held.programs_complete,
        lineage=found.bases,
        config_known=bool(found.steps) and not found.doubtful,
    )


class _Configuration:
    """The effective configuration: the layers' settings, one after the other."""

    def __init__(self, found: Lineage) -> None:
        self.env: dict[str, str] = {}
        self.workdir = ""
        self.user = ""
        self.entrypoint: tuple[str, ...] | None = None
        self.cmd: tuple[str, ...] | None = None
        self.volumes: dict[str, None] = {}
        self.expose: dict[str, None] = {}
        self.stopsignal = ""
        self.onbuild = False
        for step in found.steps:
            self._add(step)

    def _add(self, step: Step) -> None:
        layer = step.layer
        for name, value in layer.env.items():
            self.env[name] = expand(step.fill(value), self.env)
        if layer.entrypoint is not None:
            self.entrypoint, self.cmd = tuple(map(step.fill, layer.entrypoint)) or None, None
        if layer.cmd is not None:
            self.cmd = tuple(map(step.fill, layer.cmd)) or None
        if layer.workdir is not None:
            self.workdir = expand(step.fill(layer.workdir), self.env)
        self.user = self.user if layer.user is None else layer.user
        self.stopsignal = layer.stopsignal or self.stopsignal
        self.volumes |= dict.fromkeys(map(step.fill, layer.volumes))
        self.expose |= dict.fromkeys(layer.expose)
        self.onbuild |= layer.onbuild


class _Packages:
    """The packages that the layers hold, and whether these are all."""

    def __init__(self, found: Lineage) -> None:
        self.complete = self.programs_complete = found.complete and bool(found.steps)
        self.names: frozenset[str] | None = None
        if found.steps and found.distribution:
            self.names = frozenset()
            for step in found.steps:
                self._add(step, found.distribution)
        if not self.names:  # no layer says what the base holds
            self.complete = self.programs_complete = False

    def _add(self, step: Step, distribution: Distribution) -> None:
        layer = step.layer
        names = closure(distribution, layer.packages)
        if layer.package_set:
            of_set = package_set(distribution, layer.package_set)
            names |= of_set.packages
            self.complete &= of_set.complete
            self.programs_complete &= of_set.complete
        self.names = (self.names or frozenset()) | names
        self.complete &= not layer.more
        self.programs_complete &= layer.more != "packages"
