"""Stand-ins for the images of Rust."""

from __future__ import annotations

from functools import partial

from tests.builds import debian_archive
from tests.builds.recipe import NoStandInError, Recipe, full_name, tag_parts

PACKAGES = {
    ("1.63", "bookworm"): "",
    ("1.78", "bullseye"): "-web",
    ("1.85", "bookworm"): "-web",
    ("1.85", "trixie"): "",
    ("1.96", "trixie"): "-web",
}
"""Debian's packages of ``rustc`` and ``cargo``, by release and suite; the last is the newest."""
SLIM = "ca-certificates gcc libc6-dev wget"


def _packages(release: str, suite: str) -> str:
    if (release, suite) not in PACKAGES:
        known = ", ".join(f"{release} on {suite}" for release, suite in PACKAGES)
        raise NoStandInError(f"no stand-in for rust:{release}-{suite}: Debian has {known}")
    return PACKAGES[release, suite]


def rust_tree(tag: str) -> Recipe:
    """A toolchain of Debian's, laid out as ``rustup`` does."""
    release, _, suite = tag.partition("-")
    return Recipe(
        name=f"localhost/rust-tree:{tag}",
        dockerfile="rust-tree",
        base=full_name(f"debian:{suite}-slim"),
        arguments=(("SUFFIX", _packages(release, suite)),),
    )


def rust(tag: str) -> Recipe:
    """``rust:1``, ``rust:1.85-slim-bookworm`` and the like."""
    pattern = r"(?:(1\.\d+)(?:\.\d+)?|1|latest)?-?(slim)?-?(bullseye|bookworm|trixie)?"
    found = tag_parts(pattern, "rust", tag)
    suite = found[3] or "trixie"
    release = found[1] or [release for release, where in PACKAGES if where == suite][-1]
    slim = "-slim" if found[2] else ""
    version = f"rustc{_packages(release, suite)}"
    return Recipe(
        name=f"docker.io/library/rust:{release}{slim}-{suite}",
        dockerfile="rust",
        base=full_name(f"debian:{suite}-slim" if slim else f"buildpack-deps:{suite}"),
        parts=(("TREE", f"localhost/rust-tree:{release}-{suite}"),),
        arguments=(("PACKAGES", SLIM if slim else ""),),
        source=partial(debian_archive.debian_version, version, suite),
    )


FAMILIES = {"docker.io/library/rust": rust, "localhost/rust-tree": rust_tree}
