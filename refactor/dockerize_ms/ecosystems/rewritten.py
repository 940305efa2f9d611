"""Files of a built image that tools write for themselves: their content says nothing.

What package managers and engines keep, what interpreters compile, what installers note.
"""

from __future__ import annotations

import hashlib
import json
import re

_BOOKKEEPING = re.compile(
    r"/(?:etc/(?:ld\.so\.cache|resolv\.conf|hosts|hostname|mtab|apk/world)"
    r"|var/(?:cache/ldconfig|lib/dpkg|lib/ucf|lib/apt|cache/apt|log|cache/debconf)"
    r"|usr/share/(?:doc|man|info|locale)"
    r"|root/\.npm/_logs|run|dev|proc|sys)(?:/|$)"
)
_DOCUMENTATION = "/usr/share/doc/"
_COMPILED = re.compile(r"(.*)/__pycache__/([^/]+)\.[a-z]+-\d+(?:\.opt-\d)?\.pyc")
_RECORDS = re.compile(
    r".*/node_modules/(?:\.yarn-integrity|\.yarn-state\.yml|\.modules\.yaml|\.pnpm/lock\.yaml)"
)
_NPM_LIST = "/node_modules/.package-lock.json"
_PACKAGE_ACCOUNT = re.compile(r"(?:user|group) _")


def is_bookkeeping(path: str) -> bool:
    """Whether package managers or the engine keep a path for themselves."""
    return _BOOKKEEPING.match(path) is not None


def is_documentation(path: str) -> bool:
    """Whether slim images leave a path out, of every package: links of others lead nowhere."""
    return path.startswith(_DOCUMENTATION)


def is_record(path: str) -> bool:
    """Whether a package manager notes there, for its own next run, what it installed and how."""
    return _RECORDS.fullmatch(path) is not None


def is_package_account(name: str) -> bool:
    """Whether a package of the distribution makes an account for itself."""
    return _PACKAGE_ACCOUNT.match(name) is not None


def compiled_from(path: str) -> str | None:
    """The source that a file was compiled from when it was first loaded; None for any other."""
    found = _COMPILED.fullmatch(path)
    return f"{found[1]}/{found[2]}.py" if found else None


def is_list(path: str) -> bool:
    """Whether a file lists the packages that are installed beside it."""
    return path.endswith(_NPM_LIST)


def listed(path: str, data: bytes) -> tuple[tuple[str, str], ...]:
    """What such a list names, each with a digest of what it says; empty for any other file."""
    if not is_list(path):
        return ()
    try:
        packages = json.loads(data)["packages"]
        return tuple(
            (name, hashlib.sha256(json.dumps(entry, sort_keys=True).encode()).hexdigest())
            for name, entry in sorted(packages.items())
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        return ()
