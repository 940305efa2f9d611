"""Stand-ins for the images of Node."""

from __future__ import annotations

from functools import partial

from tests.builds import toolchains
from tests.builds.recipe import DISTRIBUTIONS, NEWEST_ALPINE, Recipe, full_name, tag_parts

ALPINE = {"18": "3.21", "20": "3.23"}
YARN = "1.22.22"


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
    found = tag_parts(
        rf"(?:(18|20|22|24)(?:\.\d+){{0,2}}|({names}))-?({DISTRIBUTIONS})?([\d.]+)?(-?slim)?",
        "node",
        tag,
    )
    named = {"lts": "24", "jod": "22", "iron": "20", "hydrogen": "18"}
    release = found[1] or named[found[2]]
    if found[3] == "alpine":
        distribution = f"alpine{found[4] or ALPINE.get(release, NEWEST_ALPINE)}"
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


FAMILIES = {
    "docker.io/library/node": node,
    "localhost/node-tree": node_tree,
    "localhost/yarn": yarn,
}
