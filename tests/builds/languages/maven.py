"""Stand-ins for the images of Maven."""

from __future__ import annotations

from functools import partial

from tests.builds import debian_archive
from tests.builds.languages.java import SUITES
from tests.builds.recipe import NoStandInError, Recipe, tag_parts


def maven_tree(tag: str) -> Recipe:
    """Debian's Maven as its authors lay it out; what it needs of Java is there."""
    return Recipe(
        name=f"localhost/maven-tree:{tag}",
        dockerfile="maven-tree",
        base=f"localhost/java-tree:{tag}",
    )


def maven_repository(tag: str) -> Recipe:
    """Debian's plugins and libraries that stand for the central repository."""
    return Recipe(
        name=f"localhost/maven-repository:{tag}",
        dockerfile="maven-repository",
        base=f"localhost/maven-tree:{tag}",
    )


def maven(tag: str) -> Recipe:
    """``maven:3-eclipse-temurin-17``, ``maven:3.9.6-eclipse-temurin-21-jammy`` and the like."""
    pattern = r"3(?:\.\d+){0,2}-eclipse-temurin-(\d+)(?:-(jammy|noble))?"
    found = tag_parts(pattern, "maven", tag)
    java, ubuntu = found[1], found[2] or "noble"
    if java not in SUITES:
        raise NoStandInError(f"no stand-in for maven:{tag}: Debian has Java {', '.join(SUITES)}")
    return Recipe(
        name=f"docker.io/library/maven:3-eclipse-temurin-{java}-{ubuntu}",
        dockerfile="maven",
        base=f"docker.io/library/eclipse-temurin:{java}-jdk-{ubuntu}",
        parts=(("TREE", f"localhost/maven-tree:{java}"),),
        source=partial(debian_archive.debian_version, "maven", SUITES[java]),
    )


FAMILIES = {
    "docker.io/library/maven": maven,
    "localhost/maven-repository": maven_repository,
    "localhost/maven-tree": maven_tree,
}
