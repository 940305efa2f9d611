"""Stand-ins for the images of languages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial

from tests.builds import toolchains
from tests.builds.recipe import NEWEST_ALPINE, NoStandInError, Recipe, full_name

DISTRIBUTIONS = "alpine|bullseye|bookworm|trixie"
ALPINE_OF_GO = {"1.21": "3.20", "1.22": "3.21", "1.23": "3.22", "1.24": "3.23"}
ALPINE_OF_NODE = {"18": "3.21", "20": "3.23"}
SOURCES_OF_PYTHON = {"3.9": "bullseye", "3.11": "bookworm", "3.13": "trixie", "3.14": "forky"}
GPG_KEYS = {
    "3.9": "E3FF2839C048B25C084DEBE9B26995E310250568",
    "3.11": "A035C8C19219BA821ECEA86B64E628F8D684696D",
    "3.13": "7169605F62C751356D054A26A821E680E5FA6305",
}
FULL_PYTHON = "libbluetooth-dev tk-dev uuid-dev"
SLIM_PYTHON = "ca-certificates netbase tzdata"
YARN = "1.22.22"


def _read(pattern: str, image: str, tag: str) -> re.Match[str]:
    found = re.fullmatch(pattern, tag)
    if not found:
        raise NoStandInError(f"no stand-in for {image}:{tag}")
    return found


def _alpine(suffix: str | None, newest: str) -> str:
    return f"alpine{suffix or newest}"


def golang_tools(tag: str) -> Recipe:
    """What golang images on one Debian release share."""
    base = full_name(f"buildpack-deps:{tag}-scm")
    return Recipe(name=f"localhost/golang-tools:{tag}", dockerfile="golang-tools", base=base)


def golang(tag: str) -> Recipe:
    """``golang:1.21``, ``golang:1.22.3-bookworm``, ``golang:1.21-alpine3.18`` and the like."""
    found = _read(rf"(?:(1\.\d+)(?:\.\d+)?|1|latest)?-?({DISTRIBUTIONS})?([\d.]+)?", "golang", tag)
    if found[1] and int(found[1][2:]) < 21:
        raise NoStandInError(f"no stand-in for golang:{tag}: PyPI has Go 1.21 and later")
    release = found[1] or "latest"
    old = release in ("1.21", "1.22", "1.23")
    distribution = found[2] or ("bookworm" if old else "trixie")
    if distribution == "alpine":
        distribution = _alpine(found[3], ALPINE_OF_GO.get(release, NEWEST_ALPINE))
        base = f"docker.io/library/alpine:{distribution.removeprefix('alpine')}"
    else:
        base = f"localhost/golang-tools:{distribution}"
    return Recipe(
        name=f"docker.io/library/golang:{release}-{distribution}",
        dockerfile="golang",
        base=base,
        source=partial(toolchains.go, release),
    )


def _python_source(series: str) -> str:
    if series not in SOURCES_OF_PYTHON:
        known = ", ".join(SOURCES_OF_PYTHON)
        raise NoStandInError(f"no stand-in for python:{series}: Debian has the sources of {known}")
    return SOURCES_OF_PYTHON[series]


def python_built(tag: str) -> Recipe:
    """Python for one Debian release, which the full and the slim image share."""
    series, _, suite = tag.partition("-")
    return Recipe(
        name=f"localhost/python-built:{tag}",
        dockerfile="python-built",
        base=full_name(f"debian:{suite}-slim"),
        arguments=(("SERIES", series),),
        source=partial(toolchains.python, series, _python_source(series)),
    )


def python(tag: str) -> Recipe:
    """``python:3.11``, ``python:3.11.4-slim-bookworm`` and the like."""
    pattern = r"(?:(3\.\d+)(?:\.\d+)?|3|latest)?-?(slim)?-?(bullseye|bookworm|trixie)?"
    found = _read(pattern, "python", tag)
    series, suite = found[1] or "3.14", found[3] or "trixie"
    slim = f"-{found[2]}" if found[2] else ""
    locale: Mapping[str, str] = {"LANG": "C.UTF-8"} if int(series[2:]) < 13 else {}
    key = {"GPG_KEY": GPG_KEYS[series]} if series in GPG_KEYS else {}
    return Recipe(
        name=f"docker.io/library/python:{series}{slim}-{suite}",
        dockerfile="python",
        base=full_name(f"debian:{suite}-slim" if slim else f"buildpack-deps:{suite}"),
        parts=(("BUILT", f"localhost/python-built:{series}-{suite}"),),
        arguments=(("PACKAGES", SLIM_PYTHON if slim else FULL_PYTHON),),
        env=(*locale.items(), *key.items()),
        source=partial(toolchains.python, series, _python_source(series)),
    )


def node_tree(tag: str) -> Recipe:
    """What node images of one release hold, for ``glibc`` or ``musl``."""
    release, _, libc = tag.partition("-")
    return Recipe(
        name=f"localhost/node-tree:{tag}",
        dockerfile="node-tree",
        base=full_name("debian:bookworm"),
        source=partial(toolchains.node, release, libc),
    )


def yarn(tag: str) -> Recipe:
    """Yarn 1, which node images bring along."""
    return Recipe(
        name=f"localhost/yarn:{tag}",
        dockerfile="yarn",
        base="localhost/node-tree:20-glibc",
        arguments=(("VERSION", tag),),
    )


def node(tag: str) -> Recipe:
    """``node:20``, ``node:20.11.1-bookworm-slim``, ``node:20-alpine`` and the like."""
    names = r"lts|jod|iron|hydrogen"
    found = _read(
        rf"(?:(18|20|22|24)(?:\.\d+){{0,2}}|({names}))-?({DISTRIBUTIONS})?([\d.]+)?(-?slim)?",
        "node",
        tag,
    )
    named = {"lts": "24", "jod": "22", "iron": "20", "hydrogen": "18"}
    release = found[1] or named[found[2]]
    if found[3] == "alpine":
        distribution = _alpine(found[4], ALPINE_OF_NODE.get(release, NEWEST_ALPINE))
        base = f"alpine:{distribution.removeprefix('alpine')}"
        dockerfile, tree = "node-alpine", f"{release}-musl"
    else:
        suite = found[3] or "bookworm"
        slim = "-slim" if found[5] else ""
        distribution = f"{suite}{slim}"
        base = f"debian:{distribution}" if slim else f"buildpack-deps:{suite}"
        dockerfile, tree = "node", f"{release}-glibc"
    return Recipe(
        name=f"docker.io/library/node:{release}-{distribution}",
        dockerfile=dockerfile,
        base=full_name(base),
        parts=(("TREE", f"localhost/node-tree:{tree}"), ("YARN", f"localhost/yarn:{YARN}")),
        env=(("YARN_VERSION", YARN),),
        source=partial(toolchains.node, release, tree.rpartition("-")[2]),
    )
