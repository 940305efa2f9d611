"""Rules that describe an image: layers of facts, each with the tags it holds for."""

import re
from functools import lru_cache

from msgspec import Struct, field, json

from dockerize_ms.facts.distributions import Distribution, release
from dockerize_ms.facts.lookup import find
from dockerize_ms.facts.references import TagWords
from dockerize_ms.text import HOLE

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


class Layer(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Facts that one layer adds. Texts may hold ``{version}``, ``{major}``, ``{minor}``,
    ``{release}`` and the groups of ``when.tag``.

    ``starts`` is the base image. ``closed`` lists directories of which the words are all
    of the content, ``adds`` paths in directories of the base, ``opens`` directories whose
    content is no longer known in full. ``adds_mb`` is what it adds to the base's size.
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
    partial: bool = False
    adds_mb: float = 0
    commands: Names = field(default_factory=dict)
    users: dict[str, int] = field(default_factory=dict)
    groups: dict[str, int] = field(default_factory=dict)
    closed: Names = field(default_factory=dict)
    adds: tuple[str, ...] = ()
    opens: tuple[str, ...] = ()
    links: Names = field(default_factory=dict)
    files: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    maybe: tuple[str, ...] = ()

    @property
    def configures(self) -> bool:
        """Whether it sets anything that ``docker inspect`` would show."""
        texts = (self.workdir, self.user, self.entrypoint, self.cmd, self.stopsignal)
        several = (self.starts, self.env, self.expose, self.volumes, self.onbuild, self.unsure)
        return any(text is not None for text in texts) or any(several)


class Rules(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All that is known of an image's tags.

    ``family`` is what it is built on where the tag does not say. ``releases`` are names of
    that family's releases by the first word of the tag; if there are any, the versions of
    the image are such releases themselves, after ``prefix``.
    """

    family: str = ""
    releases: Names = field(default_factory=dict)
    prefix: str = ""
    layer: tuple[Layer, ...] = ()


class Match(Struct, frozen=True):
    """Whether a layer holds (None: not known), and the texts that fill its templates."""

    holds: bool | None
    texts: Names


@lru_cache(maxsize=32)
def rules(name: str) -> Rules | None:
    """The rules for an image, None if there are none."""
    line = find("images", name)
    return json.decode(line, type=Rules) if line else None


def match(when: When, tag: TagWords, distribution: Distribution, floating: bool) -> Match:
    """Whether a layer holds for a tag.

    A tag without a version that is on the newest list stands for the newest version;
    without a version and frozen, what depends on the version is not known.
    """
    texts: Names = {}
    if when.tag:
        found = re.match(when.tag, tag.text)
        if not found:
            return Match(False, texts)
        texts = {key: value or "" for key, value in found.groupdict().items()}
    answers = (
        not when.family or distribution.family in when.family,
        all(word in tag.words for word in when.words),
        not any(word in tag.words for word in when.without),
        _since(when, tag, floating),
        _since_release(when, distribution),
    )
    if False in answers:
        return Match(False, texts)
    return Match(None if None in answers else True, texts)


def _since(when: When, tag: TagWords, floating: bool) -> bool | None:
    if not (when.since or when.before):
        return True
    if not tag.version:
        return not when.before if floating else None
    reached = not when.since or _reaches(tag.version, when.since)
    return reached and not (when.before and _reaches(tag.version, when.before))


def _reaches(version: tuple[int, ...], bound: str) -> bool:
    """Whether a version is not below a bound; ``1`` stands for the newest ``1.x``."""
    limit = tuple(map(int, bound.split(".")))
    return version >= limit[: len(version)]


def _since_release(when: When, distribution: Distribution) -> bool | None:
    if not (when.since_release or when.before_release):
        return True
    order = distribution.order
    if order is None:
        return None
    low = release(distribution.family, when.since_release).order if when.since_release else None
    high = release(distribution.family, when.before_release).order if when.before_release else None
    return (low is None or order >= low) and (high is None or order < high)


def fill(text: str, texts: Names) -> str:
    """Puts texts in a template; what is not known becomes a hole."""
    return re.sub(r"\{(\w+)\}", lambda found: texts.get(found[1], HOLE), text)


def expand(text: str, env: dict[str, str]) -> str:
    """Replaces ``$NAME`` and ``${NAME}`` as ENV does."""

    def value(found: re.Match[str]) -> str:
        return env.get(found[1] or found[2], "")

    return re.sub(r"\$(?:(\w+)|\{(\w+)\})", value, text)
