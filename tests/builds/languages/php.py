"""Stand-ins for the images of PHP."""

from __future__ import annotations

from functools import partial

from tests.builds import debian_archive
from tests.builds.recipe import NoStandInError, Recipe, full_name, tag_parts

SOURCES = {"7.4": "bullseye", "8.2": "bookworm", "8.4": "trixie"}
"""The Debian releases that have the sources of a PHP."""
KINDS = ("cli", "apache", "fpm")


def _source(series: str) -> partial[str]:
    if series not in SOURCES:
        known = ", ".join(SOURCES)
        raise NoStandInError(f"no stand-in for php:{series}: Debian has the sources of {known}")
    return partial(debian_archive.debian_source, f"php{series}", SOURCES[series])


def php_built(tag: str) -> Recipe:
    """PHP of all kinds for one Debian release, which the images share."""
    series, _, suite = tag.partition("-")
    return Recipe(
        name=f"localhost/php-built:{tag}",
        dockerfile="php-built",
        base=full_name(f"debian:{suite}-slim"),
        source=_source(series),
    )


def php(tag: str) -> Recipe:
    """``php:8.2-cli``, ``php:8.2.10-apache-bookworm``, ``php:8.2-fpm`` and the like."""
    kinds = "|".join(KINDS)
    pattern = rf"(?:(\d\.\d+)(?:\.\d+)?|8|latest)?-?({kinds})?-?(bullseye|bookworm|trixie)?"
    found = tag_parts(pattern, "php", tag)
    series = found[1] or "8.4"
    kind, suite = found[2] or "cli", found[3] or SOURCES.get(series, "trixie")
    return Recipe(
        name=f"docker.io/library/php:{series}-{kind}-{suite}",
        dockerfile=f"php-{kind}",
        base=f"localhost/php-base:{suite}",
        parts=(("BUILT", f"localhost/php-built:{series}-{suite}"),),
        source=_source(series),
    )


def php_base(tag: str) -> Recipe:
    """What the images of PHP on one Debian release share."""
    return Recipe(
        name=f"localhost/php-base:{tag}",
        dockerfile="php-base",
        base=full_name(f"debian:{tag}-slim"),
    )


FAMILIES = {
    "docker.io/library/php": php,
    "localhost/php-base": php_base,
    "localhost/php-built": php_built,
}
