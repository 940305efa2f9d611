"""Stand-ins for the images of Python."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from tests.builds import debian_archive
from tests.builds.recipe import NoStandInError, Recipe, full_name, tag_parts

SOURCES = {"3.9": "bullseye", "3.11": "bookworm", "3.13": "trixie", "3.14": "forky"}
GPG_KEYS = {
    "3.9": "E3FF2839C048B25C084DEBE9B26995E310250568",
    "3.11": "A035C8C19219BA821ECEA86B64E628F8D684696D",
    "3.13": "7169605F62C751356D054A26A821E680E5FA6305",
}
FULL = "libbluetooth-dev tk-dev uuid-dev"
SLIM = "ca-certificates netbase tzdata"


def _suite(series: str) -> str:
    if series not in SOURCES:
        known = ", ".join(SOURCES)
        raise NoStandInError(f"no stand-in for python:{series}: Debian has the sources of {known}")
    return SOURCES[series]


def python_built(tag: str) -> Recipe:
    """Python for one Debian release, which the full and the slim image share."""
    series, _, suite = tag.partition("-")
    return Recipe(
        name=f"localhost/python-built:{tag}",
        dockerfile="python-built",
        base=full_name(f"debian:{suite}-slim"),
        arguments=(("SERIES", series),),
        source=partial(debian_archive.debian_source, f"python{series}", _suite(series)),
    )


def python(tag: str) -> Recipe:
    """``python:3.11``, ``python:3.11.4-slim-bookworm`` and the like."""
    pattern = r"(?:(3\.\d+)(?:\.\d+)?|3|latest)?-?(slim)?-?(bullseye|bookworm|trixie)?"
    found = tag_parts(pattern, "python", tag)
    series, suite = found[1] or "3.14", found[3] or "trixie"
    slim = f"-{found[2]}" if found[2] else ""
    locale: Mapping[str, str] = {"LANG": "C.UTF-8"} if int(series[2:]) < 13 else {}
    key = {"GPG_KEY": GPG_KEYS[series]} if series in GPG_KEYS else {}
    return Recipe(
        name=f"docker.io/library/python:{series}{slim}-{suite}",
        dockerfile="python",
        base=full_name(f"debian:{suite}-slim" if slim else f"buildpack-deps:{suite}"),
        parts=(("BUILT", f"localhost/python-built:{series}-{suite}"),),
        arguments=(("PACKAGES", SLIM if slim else FULL),),
        env=(*locale.items(), *key.items()),
        source=partial(debian_archive.debian_source, f"python{series}", _suite(series)),
    )


FAMILIES = {"docker.io/library/python": python, "localhost/python-built": python_built}
