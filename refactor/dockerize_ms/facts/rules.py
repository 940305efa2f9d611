"""Rules that describe an image: layers of facts, each with the tags it holds for."""

from functools import lru_cache
from typing import Literal

from msgspec import Struct, field, json

from dockerize_ms.facts.lookup import find

Names = dict[str, str]


class When(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The tags that a layer holds for: all of these must be true.

    ``since`` and ``before`` compare the image's version, ``since_release`` and
    ``before_release`` that of its distribution. ``tag`` is a pattern whose named
    groups the layer's texts may use.
    """

    family: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    since: str = ""
    before: str = ""
    since_release: str = ""
    before_release: str = ""
    tag: str = ""


_CONFIGURATION = (
    *("starts", "env", "workdir", "user", "entrypoint", "cmd"),
    *("expose", "volumes", "stopsignal", "unsure", "onbuild"),
)
_UNSET: tuple[object, ...] = (None, "", (), {}, False)


class Layer(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Facts that one layer adds. Texts may hold ``{version}``, ``{major}``, ``{minor}``,
    ``{release}`` and the groups of ``when.tag``.

    ``starts`` is the base image. ``closed`` lists directories of which the words are all
    of the content, ``adds`` paths in directories of the base, ``opens`` directories whose
    content is no longer known in full. ``more`` says what packages it holds that are not
    listed: ``libraries`` alone, or any ``packages``. ``adds_mb`` is what it adds to the
    base's size. ``own`` are directories that every variant of a version fills alike.
    """

    when: When = When()
    starts: str = ""
    env: Names = field(default_factory=dict)
    workdir: str | None = None
    user: str | None = None
    entrypoint: tuple[str, ...] | None = None
    cmd: tuple[str, ...] | None = None
    expose: tuple[str, ...] = ()
    volumes: tuple[str, ...] = ()
    stopsignal: str | None = None
    unsure: bool = False
    onbuild: bool = False
    package_set: str = ""
    packages: tuple[str, ...] = ()
    more: Literal["", "libraries", "packages"] = ""
    adds_mb: float = 0
    commands: Names = field(default_factory=dict)
    users: dict[str, int] = field(default_factory=dict)
    groups: dict[str, int] = field(default_factory=dict)
    closed: Names = field(default_factory=dict)
    adds: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    opens: tuple[str, ...] = ()
    links: Names = field(default_factory=dict)
    files: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    maybe: tuple[str, ...] = ()

    @property
    def sets(self) -> frozenset[str]:
        """The names of the configuration that it sets."""
        return frozenset(name for name in _CONFIGURATION if getattr(self, name) not in _UNSET)


class Rules(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All that is known of an image's tags.

    ``built_on``: the family and release it is built on where the tag does not say, each
    from a version on, newest first. ``releases`` are names of releases of ``family`` by the
    first word of the tag; if there are any, the versions of the image are such releases
    themselves, after ``prefix``.
    """

    family: str = ""
    built_on: tuple[tuple[str, str, str], ...] = ()
    releases: Names = field(default_factory=dict)
    prefix: str = ""
    layer: tuple[Layer, ...] = ()

    @property
    def by_version(self) -> bool:
        """Whether anything depends on the image's version."""
        return any(layer.when.since or layer.when.before for layer in self.layer)


@lru_cache(maxsize=32)
def rules(name: str) -> Rules | None:
    """The rules for an image, None if there are none. A release that ends a name is left out."""
    line = find("images", name) or find("images", name.partition("-debian")[0])
    return json.decode(line, type=Rules) if line else None
