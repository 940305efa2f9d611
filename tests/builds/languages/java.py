"""Stand-ins for the images of Java."""

from __future__ import annotations

from functools import partial

from tests.builds import debian_archive
from tests.builds.recipe import NoStandInError, Recipe, full_name, tag_parts

SUITES = {"11": "bullseye", "17": "bookworm", "21": "trixie", "25": "trixie"}
"""The Debian release that a Java comes from, and stands on."""
TEMURIN = "ca-certificates curl fontconfig gnupg locales p11-kit tzdata wget"
OPENJDK = {
    "": ("buildpack-deps:{}-scm", "bzip2 ca-certificates fontconfig p11-kit unzip xz-utils"),
    "-slim": ("debian:{}-slim", "ca-certificates p11-kit"),
}


def _suite(image: str, release: str) -> str:
    if release not in SUITES:
        known = ", ".join(SUITES)
        raise NoStandInError(f"no stand-in for {image}:{release}: Debian has Java {known}")
    return SUITES[release]


def _version(release: str, suite: str) -> partial[str]:
    return partial(debian_archive.debian_version, f"openjdk-{release}-jdk-headless", suite)


def java_tree(tag: str) -> Recipe:
    """A JDK of Debian's as its authors lay it out, and the JRE that is cut from it."""
    suite = _suite("java-tree", tag)
    return Recipe(
        name=f"localhost/java-tree:{tag}",
        dockerfile="java-tree",
        base=full_name(f"debian:{suite}-slim"),
        arguments=(("RELEASE", tag),),
    )


def eclipse_temurin(tag: str) -> Recipe:
    """``eclipse-temurin:17``, ``:17.0.9_9-jdk-jammy``, ``:21-jre`` and the like, for Ubuntu."""
    found = tag_parts(
        r"(\d+)(?:[._][\d._]+)?(?:-(jdk|jre))?(?:-(jammy|noble))?", "eclipse-temurin", tag
    )
    release, kind, ubuntu = found[1], found[2] or "jdk", found[3] or "noble"
    suite = _suite("eclipse-temurin", release)
    packages = f"{TEMURIN} binutils" if kind == "jdk" else TEMURIN
    return Recipe(
        name=f"docker.io/library/eclipse-temurin:{release}-{kind}-{ubuntu}",
        dockerfile=f"eclipse-temurin-{kind}",
        base=full_name(f"debian:{suite}-slim"),
        parts=(("TREE", f"localhost/java-tree:{release}"),),
        arguments=(("PACKAGES", packages), ("UBUNTU", ubuntu)),
        source=_version(release, suite),
    )


def openjdk(tag: str) -> Recipe:
    """``openjdk:17-jdk-slim``, ``openjdk:11-jre-slim-bullseye`` and the like, for Debian."""
    debian = "bullseye|bookworm|trixie"
    found = tag_parts(rf"(\d+)(?:\.[\d.]+)?(?:-(jdk|jre))?(-slim)?(?:-({debian}))?", "openjdk", tag)
    release, kind, slim = found[1], found[2] or "jdk", found[3] or ""
    suite = _suite("openjdk", release)
    if not slim and not found[4] and int(release) >= 12:
        raise NoStandInError(f"no stand-in for openjdk:{tag}: it stands on Oracle Linux")
    base, packages = OPENJDK[slim]
    return Recipe(
        name=f"docker.io/library/openjdk:{release}-{kind}{slim}-{suite}",
        dockerfile=f"openjdk-{kind}",
        base=full_name(base.format(suite)),
        parts=(("TREE", f"localhost/java-tree:{release}"),),
        arguments=(("PACKAGES", packages), ("PLACE", f"/usr/local/openjdk-{release}")),
        source=_version(release, suite),
    )


FAMILIES = {
    "docker.io/library/eclipse-temurin": eclipse_temurin,
    "docker.io/library/openjdk": openjdk,
    "localhost/java-tree": java_tree,
}
