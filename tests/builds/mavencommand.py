"""What the harness knows of Maven: its environment, and where its plugins and libraries are."""

from __future__ import annotations

import os
import re

from tests.builds import certificates
from tests.builds.engine import Engine

USES = re.compile(r"\bmvn\b")
REPOSITORY = "/run/dockerize-ms/maven"
"""Where Debian's plugins and libraries are while a file is built: they stand for the central
repository."""
SETTINGS = f"""<settings>
  <mirrors>
    <mirror>
      <id>stand-in</id>
      <mirrorOf>*</mirrorOf>
      <url>file://{REPOSITORY}</url>
    </mirror>
  </mirrors>
</settings>
"""
BUILD_ONLY = re.compile(r"MAVEN_\w+|M2_HOME")


def build_only(name: str) -> bool:
    """Whether only Maven reads an environment variable."""
    return BUILD_ONLY.fullmatch(name) is not None


def volumes(engine: Engine, text: str) -> tuple[str, ...]:
    """Settings that lead to what stands for the central repository."""
    if not USES.search(text):
        return ()
    place = os.path.join(engine.home, "maven-settings.xml")
    certificates.write(place, SETTINGS)
    return (f"{place}:/usr/share/maven/conf/settings.xml:ro",)
