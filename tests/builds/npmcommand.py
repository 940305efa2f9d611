"""What the harness knows of npm and its kin: their environment, and the settings they need."""

from __future__ import annotations

import os
import re
import shutil
import subprocess

from tests.builds import certificates
from tests.builds.engine import Engine

PREFIX = re.compile(r"\bnpm\b.*--prefix\b")
USES = re.compile(r"\b(?:node|nodejs|npm|npx|yarn|pnpm|corepack)\b")
BUILD_ONLY = re.compile(r"(?:npm_config|NPM_CONFIG|YARN|PNPM|COREPACK)_\w+")
IMAGES = "/usr/local"
DISTRIBUTIONS = "/usr"


def build_only(name: str) -> bool:
    """Whether only package managers read an environment variable."""
    return BUILD_ONLY.fullmatch(name) is not None


def volumes(engine: Engine, text: str) -> tuple[str, ...]:
    """Certificates, the registry of this machine, and where node's headers are.

    Where node is from (an image of its own or the distribution) decides which file npm reads;
    told of another prefix it reads its user's alone.
    """
    if not USES.search(text):
        return ()
    mounts = list(certificates.volumes())
    for prefix, target in ((IMAGES, "/usr/local/etc/npmrc"), (DISTRIBUTIONS, "/etc/npmrc")):
        place = os.path.join(engine.home, f"npmrc{prefix.replace('/', '-')}")
        certificates.write(place, settings(prefix))
        mounts.append(f"{place}:{target}:ro")
        if prefix == IMAGES and PREFIX.search(text):
            mounts.append(f"{place}:/root/.npmrc:ro")
    return tuple(mounts)


def settings(prefix: str) -> str:
    """An npmrc for a node that is installed at a prefix: nothing is fetched but packages."""
    found = {"nodedir": prefix, "audit": "false", "fund": "false", "update-notifier": "false"}
    if certificates.bundle():
        found["cafile"] = certificates.INSIDE
    registry = _registry()
    if registry.startswith("http"):
        found["registry"] = registry
    return "".join(f"{name}={value}\n" for name, value in found.items())


def _registry() -> str:
    """The registry that this machine's npm asks, if it has one."""
    if not shutil.which("npm"):
        return ""
    asked = subprocess.run(
        ("npm", "config", "get", "registry"), capture_output=True, text=True, check=False
    )
    return asked.stdout.strip()
