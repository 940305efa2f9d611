"""Distributions and their releases: age, C library, end of life."""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec import Struct

from dockerize_ms.facts.lookup import find

_LIBC = {
    "debian": "glibc",
    "ubuntu": "glibc",
    "alpine": "musl",
    "rhel": "glibc",
    "distroless": "glibc",
}
_WINDOWS = re.compile(r"(windowsservercore|nanoserver|windows)(-[\w.]+)?$")


class Distribution(Struct, frozen=True):
    """A distribution and its release, as two words.

    ``family`` is debian, ubuntu, alpine, rhel (and what is like it: centos, fedora,
    almalinux, rockylinux, ubi, amazonlinux, oraclelinux), distroless, busybox,
    scratch or windows. ``release`` is Debian's and Ubuntu's code name, Alpine's two
    numbers, the vendor and number of the rhel family (``centos7``), ``debian12`` for
    distroless; empty if not known.
    """

    family: str
    release: str = ""

    @property
    def libc(self) -> str | None:
        """``glibc``, ``musl`` or None where there is none or it is not known."""
        return _LIBC.get(self.family)

    @property
    def libc_version(self) -> tuple[int, ...] | None:
        """The C library's version; comparable between glibc distributions of any family."""
        version = self._fields()[1]
        return tuple(map(int, version.split("."))) if version else None

    @property
    def order(self) -> int | None:
        """A number that grows with each release of the family; None if not known."""
        order = self._fields()[0]
        return int(order) if order else None

    @property
    def end_of_life(self) -> bool | None:
        """Whether the release had no free support left when the facts were made."""
        flag = self._fields()[3]
        return flag == "yes" if flag else None

    @property
    def version(self) -> str:
        """The number of a release known by name (``12`` for bookworm); empty if none."""
        return self._fields()[4]

    def _fields(self) -> list[str]:
        row = find("distributions", f"{self.family}/{self.release}")
        return row.split("\t") if row else [""] * 5

    def __str__(self) -> str:
        return f"{self.family} {self.release}".rstrip()


@lru_cache(maxsize=4096)
def distribution_named(word: str) -> Distribution | None:
    """The release that a word of a tag means: ``bookworm``, ``alpine3.18``, ``jammy``, ``ubi9``.

    A bare number means nothing here: whose it is, the image must say. ``alpine``
    alone is a family without a release.
    """
    if word in ("alpine", "windows", "scratch"):
        return Distribution(word)
    if _WINDOWS.match(word):
        return Distribution("windows", word)
    found = find("releases", word)
    return Distribution(*found.split("\t")) if found else None


def release(family: str, name: str) -> Distribution:
    """The release of a family by any of its names: code name or number (``debian``, ``12``).

    A point release stands for its release: ``12.5`` is bookworm, ``3.18.4`` is 3.18.
    """
    parts = name.split(".")
    for count in range(min(len(parts), 3), 0, -1):
        canonical = find("releases", f"{family}:{'.'.join(parts[:count])}")
        if canonical:
            return Distribution(*canonical.split("\t"))
    return Distribution(family)
