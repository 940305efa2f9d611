"""What the harness knows of pip and its kin: their environment, and the settings they need."""

from __future__ import annotations

import os
import re
import subprocess
import sys

from tests.builds import certificates
from tests.builds.engine import Engine

USES = re.compile(r"\b(?:pip|pip3|pipx|pipenv|poetry|uv|python[\d.]*)\b")
TRUSTS_SYSTEM = re.compile(r"\b(?:poetry|uv)\b")
BUILD_ONLY = re.compile(r"(?:PIP|POETRY|PIPENV|UV|PDM)_\w+")
OPTION = re.compile(r"\.(index-url|extra-index-url|trusted-host|proxy)='(.*)'$")
SETTINGS = "/etc/xdg/pip/pip.conf"


def build_only(name: str) -> bool:
    """Whether only package managers read an environment variable."""
    return BUILD_ONLY.fullmatch(name) is not None


def volumes(engine: Engine, text: str) -> tuple[str, ...]:
    """Certificates, and the indexes of this machine, for a Dockerfile that runs pip.

    Poetry and uv read no settings of pip's: they ask PyPI, and trust whom the image trusts if
    they are told to.
    """
    if not USES.search(text):
        return ()
    place = os.path.join(engine.home, "pip.conf")
    certificates.write(place, settings())
    trusted = certificates.trusted() if TRUSTS_SYSTEM.search(text) else ()
    return (*certificates.volumes(), *trusted, f"{place}:{SETTINGS}:ro")


def settings() -> str:
    """A pip.conf with what of this machine's own settings is about the network."""
    listed = subprocess.run(
        (sys.executable, "-m", "pip", "config", "list"),
        capture_output=True,
        text=True,
        check=False,
    ).stdout
    found = {}
    for name, value in (pair for line in listed.splitlines() for pair in OPTION.findall(line)):
        reachable = [word for word in value.split() if not word.startswith(("file:", "/"))]
        if reachable:
            found[name] = " ".join(reachable)
    if certificates.bundle():
        found["cert"] = certificates.INSIDE
    return "".join(("[global]\n", *(f"{name} = {value}\n" for name, value in found.items())))
