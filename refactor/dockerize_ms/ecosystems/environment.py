"""Well-known scripts that only set variables: ``activate``, ``/etc/os-release``, profiles."""

from __future__ import annotations

import posixpath

from dockerize_ms.model.effects import SetsVariable
from dockerize_ms.model.invocation import State
from dockerize_ms.text import HOLE

_RELEASE_FILES = ("/etc/os-release", "/usr/lib/os-release", "/etc/lsb-release")
_PROFILES = (
    "/etc/profile", "/etc/bash.bashrc", "/etc/bashrc", "/etc/environment",
    "/etc/apache2/envvars", "/etc/profile.d/", "/opt/ros/", "/opt/rh/", "/opt/intel/",
)  # fmt: skip
_HOME_FILES = (
    ".bashrc",
    ".profile",
    ".bash_profile",
    ".zshrc",
    ".cargo/env",
    "nvm.sh",
    "sdkman-init.sh",
)


def sets_only_variables(path: str, state: State) -> tuple[SetsVariable, ...] | None:
    """What a well-known script sets; None for any other script."""
    if path in _RELEASE_FILES:
        return _release(state)
    if path.endswith("/bin/activate"):
        return _activate(posixpath.dirname(path), state)
    if path.endswith("/.cargo/env"):
        return _path(posixpath.dirname(path) + "/bin", state)
    if posixpath.basename(path) in ("activate", "activate.sh", "setvars.sh"):
        return _path(HOLE, state)
    if path.startswith(_PROFILES) or path.endswith(_HOME_FILES):
        return ()
    return None


def _path(directory: str, state: State) -> tuple[SetsVariable, ...]:
    value = f"{directory}:{state.env.get('PATH', HOLE)}"
    return (SetsVariable(name="PATH", value=value, exported=True),)


def _activate(programs: str, state: State) -> tuple[SetsVariable, ...]:
    root = SetsVariable(name="VIRTUAL_ENV", value=posixpath.dirname(programs), exported=True)
    return (root, *_path(programs, state))


def _release(state: State) -> tuple[SetsVariable, ...]:
    """Of ``os-release``: what the facts know of the distribution; the rest is not known."""
    known = state.distribution
    family, release = (known.family, known.release) if known else (HOLE, HOLE)
    values = dict.fromkeys(("NAME", "PRETTY_NAME", "ID_LIKE", "VERSION", "DISTRIB_RELEASE"), HOLE)
    code = release if release.isalpha() else HOLE
    values |= {
        "ID": family if family in ("debian", "ubuntu", "alpine") else HOLE,
        "VERSION_ID": (known.version if known else "") or HOLE,
        "VERSION_CODENAME": code,
        "UBUNTU_CODENAME": code,
        "DISTRIB_CODENAME": code,
    }
    return tuple(SetsVariable(name=name, value=value) for name, value in values.items())
