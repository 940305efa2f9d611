"""Environment markers (PEP 508), as far as they surely leave a requirement out on Linux."""

from __future__ import annotations

import re

_TERM = re.compile(
    r"""\(?\s*(?P<left>[\w.'"]+)\s*(?P<operator>===?|!=|<=|>=|<|>|~=|not\s+in|in)\s*"""
    r"""(?P<right>[^()\s]+)\s*\)?"""
)
_LINUX = {
    "sys_platform": ("linux", "linux2"),
    "sys.platform": ("linux", "linux2"),
    "platform_system": ("Linux",),
    "os_name": ("posix",),
    "os.name": ("posix",),
}


def excluded(marker: str, minor: str) -> bool:
    """Whether a marker surely does not hold on Linux and the given Python (``3.11``, "" unknown).

    Alternatives are left out only together; what cannot be read may hold.
    """
    marker = marker.strip()[:1_000]
    return all(
        any(_fails(term, minor) for term in re.split(r"\band\b", choice))
        for choice in re.split(r"\bor\b", marker)
    )


def _fails(term: str, minor: str) -> bool:
    match = _TERM.fullmatch(term.strip())
    if match is None:
        return False
    left, right = match["left"], match["right"]
    if left[:1] in "'\"":
        return False
    value = right.strip("'\"")
    if left in _LINUX:
        same = value in _LINUX[left]
        return (match["operator"] == "==" and not same) or (match["operator"] == "!=" and same)
    if left in ("python_version", "python_full_version") and minor:
        return _version_fails(minor, match["operator"], value, left == "python_full_version")
    return False


def _version_fails(minor: str, operator: str, value: str, full: bool) -> bool:
    numbers = value.rstrip(".*").split(".")
    if not all(n.isascii() and n.isdigit() and len(n) < 5 for n in numbers):
        return False
    here = tuple(int(n) for n in minor.split("."))
    wanted = tuple(int(n) for n in numbers[:2])
    if full or len(numbers) != 2:  # a patch number decides where the minor is the same
        return (operator in ("<", "<=") and here[:2] > wanted) or (
            operator in (">", ">=") and here[:2] < wanted
        )
    holds = {
        "<": here < wanted,
        "<=": here <= wanted,
        ">": here > wanted,
        ">=": here >= wanted,
        "==": here == wanted,
        "!=": here != wanted,
        "~=": here >= wanted and here[:1] == wanted[:1],
    }
    return not holds.get(operator, True)
