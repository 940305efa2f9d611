"""What a program reads or calls when it runs."""

from __future__ import annotations

import enum
from collections.abc import Callable

from msgspec import Struct

from dockerize_ms.errors import Assumption, Evidence


class Feature(enum.StrEnum):
    """Something an operating system offers beyond single files."""

    CERTIFICATES = "CA certificates"
    TIME_ZONES = "time zones"
    MIME_TYPES = "MIME types"
    SERVICES = "service names"
    SHELL = "a shell"
    USERS = "the user database"
    TEMPORARY = "a temporary directory"


class Need(Struct, frozen=True, kw_only=True, eq=False):
    """Base of all needs; ``by`` is the line that shows it."""

    by: Evidence


class NeedsPath(Need, frozen=True, kw_only=True, eq=False):
    """A file, or a directory with all below. ``optional``: only where it exists."""

    path: str
    optional: bool = False


class NeedsApplication(Need, frozen=True, kw_only=True, eq=False):
    """A directory that an interpreter runs code from: stays whole."""

    path: str


class NeedsCommand(Need, frozen=True, kw_only=True, eq=False):
    """A program, by name (looked up in PATH) or by path; not ``certain``: a mere mention."""

    name: str
    certain: bool = True


class NeedsLibrary(Need, frozen=True, kw_only=True, eq=False):
    """A shared library, by the development package or the soname it was linked through.

    ``linked``: something is known to be linked with it, rather than that it was there to be
    linked with. Of the libraries of a compiler, ``part`` is how its package's name starts.
    """

    package: str
    linked: bool = False
    part: str = ""


class NeedsPackage(Need, frozen=True, kw_only=True, eq=False):
    """A package of the distribution, by its name there, where the original image has it."""

    name: str


class NeedsUnknown(Need, frozen=True, kw_only=True, eq=False):
    """Something whose needs nobody knows (a dependency that no table lists), by name.

    It may need anything of the base image: on another base that becomes an assumption.
    """

    what: str


class NeedsLibc(Need, frozen=True, kw_only=True, eq=False):
    """The C library that a native file was linked with.

    ``compiler``: libraries that come with the compiler (of C++, for one) may be linked, too.
    """

    family: str
    release: str = ""
    compiler: bool = False


class NeedsFeature(Need, frozen=True, kw_only=True, eq=False):
    """CA certificates, time zones, …"""

    feature: Feature


class NeedsVariable(Need, frozen=True, kw_only=True, eq=False):
    """An environment variable."""

    name: str


class RunsBuild(Need, frozen=True, kw_only=True, eq=False):
    """The container compiles when it starts, so it needs the toolchain: nothing to split.

    ``fetches``: it may look for packages where package managers keep what they fetched.
    ``develops``: that is a server for development, or goes on when sources change.
    """

    what: str
    advice: str
    fetches: bool = True
    develops: bool = False


class Interactive(Need, frozen=True, kw_only=True, eq=False):
    """The container starts a program that does what its user asks: nobody knows what it needs."""

    what: str


class Mention(Struct, frozen=True):
    """A string literal of a program's sources.

    ``opened``: it is a path that the program opens. Not ``certain``: it may stand in what a
    build leaves out, or name something inside the program.
    """

    text: str
    by: Evidence
    opened: bool = False
    certain: bool = True


class Program(Struct, frozen=True, kw_only=True, eq=False):
    """A compiled program: what it was made of and what it reads.

    ``mentions`` lists the string literals of its own sources, ``sources`` all that its compiler
    reads of the project: files, whole trees, globs, and directories, with a slash at the end, of
    which it reads the files with ``inputs`` right in them; None where that is not known. Such a
    compiler makes the directory it writes to. Both, and ``needs``, are worked out when asked for.
    ``embedded`` are paths of the image whose content is inside the program,
    ``inputs`` the suffixes of files that only its compiler reads and ``places``
    directories that only it reads.
    ``static`` is True, False, or None when unknown; ``static_line`` is the instruction
    before its build that would make it static, "" where none safely does.
    """

    name: str
    by: Evidence
    root: str = ""
    inputs: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    static: bool | None = None
    static_by: Evidence | None = None
    static_line: str = ""
    mentions: Callable[[], tuple[Mention, ...]] = tuple
    needs: Callable[[], tuple[Need, ...]] = tuple
    embedded: Callable[[], tuple[str, ...]] = tuple
    sources: Callable[[], tuple[str, ...] | None] = lambda: None
    assumptions: tuple[Assumption, ...] = ()
