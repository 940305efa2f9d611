"""One requirement: what pip installs, by name, address or path (PEP 508, PEP 503)."""

from __future__ import annotations

import posixpath
import re

from msgspec import Struct

from dockerize_ms.ecosystems.pythonic.markers import excluded
from dockerize_ms.errors import Evidence
from dockerize_ms.text import HOLE

_NAMED = re.compile(
    r"(?P<name>[A-Za-z0-9](?:[\w.-]*[A-Za-z0-9])?)[ \t]*(?:\[(?P<extras>[^\]]*)\])?[ \t]*"
    r"(?P<rest>.*)\Z",
    re.DOTALL,
)
_PIN = re.compile(r"\(?[ \t]*={2,3}[ \t]*v?(?P<version>[\w.!+-]+)[ \t]*\)?\Z")
_SPECIFIER = re.compile(r"\(?[ \t]*(?:[<>=!~]=?=?[ \t]*[\w.*!+-]+[ \t]*,?[ \t]*)*\)?\Z")
_WHEEL = re.compile(
    r"(?P<name>[A-Za-z0-9_.]+)-(?P<version>[^-]+)(?:-\d[^-]*)?-[^-]+-[^-]+-[^-]+\.whl\Z"
)
_ARCHIVE = re.compile(r"(?P<name>.+)-(?P<version>\d[^-]*?)\.(?:tar\.(?:gz|bz2|xz)|zip|tgz)\Z")
_VCS = re.compile(r"(?:git|hg|svn|bzr)(?:\+[\w.+-]+)?:(?://|.*@)|git@")
_EGG = re.compile(r"[#&]egg=(?P<name>[\w.-]+)")
_LONGEST = 2_000


class Requirement(Struct, frozen=True, kw_only=True, eq=False):
    """What is asked for.

    ``name`` is normalised, "" where only an address or a path is given; ``version`` only
    where it is pinned, ``bounded`` where not every version will do.
    ``path`` is a local directory or file, ``url`` an address.
    ``by`` is the place that asks for it.
    """

    name: str
    by: Evidence
    extras: tuple[str, ...] = ()
    version: str = ""
    url: str = ""
    path: str = ""
    editable: bool = False
    bounded: bool = False

    def __str__(self) -> str:
        extras = f"[{','.join(self.extras)}]" if self.extras else ""
        pin = f"=={self.version}" if self.version else ""
        at = f"@{self.url or self.path}" if self.url or self.path else ""
        return f"{'-e ' if self.editable else ''}{self.name}{extras}{pin}{at}"

    @property
    def vcs(self) -> str:
        """The program that fetches it (``git``), "" where none does."""
        if not self.url or not _VCS.match(self.url):
            return ""
        return re.split(r"[+:@]", self.url, maxsplit=1)[0]


def normalised(name: str) -> str:
    """A project's name as indexes compare it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def parse(
    text: str, by: Evidence, *, minor: str = "", editable: bool = False
) -> Requirement | None:
    """A requirement as pip reads it; None where its marker says that it is not for here.

    What cannot be read has no name: it may be anything.
    """
    text = text.strip()[:_LONGEST]
    body, _, marker = _split_marker(text)
    if marker and excluded(marker, minor):
        return None
    if found := _by_address(body, by, editable):
        return found
    match = _NAMED.match(body)
    if match is None or HOLE in match["name"]:
        return Requirement(name="", by=by)
    rest = match["rest"].strip()
    extras = tuple(normalised(e.strip()) for e in (match["extras"] or "").split(",") if e.strip())
    name = normalised(match["name"])
    if rest.startswith("@"):
        url = rest[1:].strip()
        return Requirement(name=name, by=by, extras=extras, url=url)
    pin = _PIN.match(rest)
    if pin is None and not _SPECIFIER.match(rest.replace(HOLE, "0")):
        return Requirement(name="", by=by)
    version = pin["version"] if pin and "*" not in rest else ""
    return Requirement(name=name, by=by, extras=extras, version=version, bounded=bool(rest))


def _split_marker(text: str) -> tuple[str, str, str]:
    """Text, ``;`` and marker; in an address only `` ;`` begins a marker."""
    if "://" in text or " @ " in text:
        return text.partition(" ;")
    return text.partition(";")


def _by_address(body: str, by: Evidence, editable: bool) -> Requirement | None:
    """A requirement by address or by path, None where it is one by name."""
    plain = body.partition("#")[0].strip() if "://" not in body else body
    if re.match(r"[\w.-]+[ \t]*(?:\[[^\]]*\])?[ \t]*@(?:\s|[\w+]+://)", body):
        return None  # a name, and where it is
    if not body.startswith("file:") and ("://" in body or _VCS.match(body)):
        egg = _EGG.search(body)
        last = posixpath.basename(re.split(r"[#?]", body)[0])
        name = egg["name"] if egg else _of_file(last)[0]
        return Requirement(
            name=normalised(name), by=by, version=_of_file(last)[1], url=body, editable=editable
        )
    if plain.startswith("file:"):
        path = plain.removeprefix("file:").removeprefix("//").partition("#")[0]
        return Requirement(name="", by=by, path=path, editable=editable)
    head, bracket, extras = plain.partition("[")
    named = head.endswith((".whl", ".tar.gz", ".zip", ".tar.bz2"))
    if editable or named or head.startswith((".", "/", "~")) or (HOLE not in head and "/" in head):
        name, version = _of_file(posixpath.basename(head)) if named else ("", "")
        wanted = tuple(normalised(e.strip()) for e in extras.rstrip("]").split(",") if e.strip())
        return Requirement(
            name=normalised(name),
            by=by,
            version=version,
            path=head.strip(),
            editable=editable,
            extras=wanted if bracket else (),
        )
    return None


def _of_file(name: str) -> tuple[str, str]:
    """Project and version that a wheel's or archive's file name tells."""
    match = _WHEEL.match(name) or _ARCHIVE.match(name)
    if match is None or any(c in "*?[" for c in match["name"]):
        return "", ""
    return match["name"], match["version"]
