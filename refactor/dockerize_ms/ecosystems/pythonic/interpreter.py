"""Which Python a command runs, and where its packages and their programs are."""

from __future__ import annotations

import functools
import posixpath
import re
from fnmatch import fnmatchcase

from msgspec import Struct

from dockerize_ms.ecosystems import tables
from dockerize_ms.ecosystems.families import family
from dockerize_ms.ecosystems.pythonic.second import is_two
from dockerize_ms.model import effects as fx
from dockerize_ms.model import paths
from dockerize_ms.model.invocation import State
from dockerize_ms.text import HOLE

_MINOR = re.compile(r"(?:python|pip|pypy|easy_install-?|pydoc)-?(?P<minor>\d\.\d+)\Z")
_TWO = re.compile(r"(?:python|pip)2\Z")
_SYSTEM = ("/usr/bin", "/bin", "/usr/sbin", "/sbin")
_NAMES = ("python3", "python", "pip3", "pip", "python2", "conda")


class Environment(Struct, frozen=True, kw_only=True, eq=False):
    """An interpreter's prefix with its packages.

    ``trees`` are the directories that installs write, ``scripts`` the directory of their
    programs; ``shared`` says that it holds the system's programs, too. ``minor`` is
    ``3.11``, "" where it is not known; ``python`` is the interpreter. ``own`` says that the
    build made the environment, which then is one tree; ``known`` that it is known at all.
    """

    root: str
    trees: tuple[str, ...]
    scripts: str
    python: str
    minor: str = ""
    shared: bool = False
    own: bool = False
    known: bool = True

    @property
    def readers(self) -> tuple[str, ...]:
        """The programs that read its packages: interpreters, and what holds one inside."""
        versions = (f"python{self.minor}",) if self.minor else ()
        names = ("python", "python3", "python2", *versions, self.python, *_EMBEDDING)
        return tuple(dict.fromkeys(names))


_EMBEDDING = (
    "uwsgi", "apache2", "apachectl", "apache2ctl", "apache2-foreground", "httpd", "unitd",
    "mod_wsgi-express", "pypy", "pypy3", "spark-submit",
)  # fmt: skip


def environment(called: str, state: State) -> Environment:
    """The environment of a command such as ``pip`` or ``/venv/bin/python``."""
    name = posixpath.basename(called)
    minor = minor_of(name)
    if not minor and of_image(state) is None and is_two(name, state):
        minor = "2.7"
    if "/" in called:
        return in_directory(posixpath.dirname(state.path(called)), state, minor)
    for directory in state.env.get("PATH", "").split(":"):
        if directory[:1] == "/" and HOLE not in directory and _has_python(directory, name, state):
            return in_directory(paths.join("/", directory), state, minor)
    return default(state, minor)


def minor_of(name: str) -> str:
    """The release that a command's name tells: ``python3.9``; "" where it does not."""
    match = _MINOR.match(name)
    return match["minor"] if match else "2.7" if _TWO.match(name) else ""


def _has_python(directory: str, name: str, state: State) -> bool:
    if is_environment(posixpath.dirname(directory), state):
        return True
    if directory in _SYSTEM:
        return state.fs.lookup(paths.join(directory, name)).yes
    return any(state.fs.lookup(paths.join(directory, n)).yes for n in (name, *_NAMES))


def is_environment(root: str, state: State) -> bool:
    """Whether a directory is a virtual environment that the build made or activated."""
    if root in ("/", "/usr", "/usr/local"):
        return False
    if state.env.get("VIRTUAL_ENV") == root or state.env.get("CONDA_PREFIX") == root:
        return True
    return state.fs.lookup(paths.join(root, "pyvenv.cfg")).yes


def in_directory(scripts: str, state: State, minor: str = "") -> Environment:
    """The environment whose programs are in a directory."""
    root = posixpath.dirname(scripts)
    if scripts in _SYSTEM:
        return system(state, minor)
    if root in ("/usr/local", "/usr"):
        usual = default(state, minor)
        return usual if usual.root == root or not usual.own else _prefix(root, minor)
    if image := of_image(state):
        prefix, image_minor = image
        if root == prefix:
            return _prefix(root, minor or image_minor)
    if HOLE in scripts:
        return unknown()
    return own(root, minor or default(state).minor)


def own(root: str, minor: str = "") -> Environment:
    """An environment that is a directory of its own."""
    return Environment(
        root=root,
        trees=(root,),
        scripts=paths.join(root, "bin"),
        python=paths.join(root, "bin", "python"),
        minor=minor,
        own=True,
    )


def unknown() -> Environment:
    """An interpreter that may be anywhere."""
    return Environment(root="", trees=(), scripts="", python="python3", known=False)


def default(state: State, minor: str = "") -> Environment:
    """The environment of the image's usual Python."""
    image = of_image(state)
    if image is not None:
        prefix, image_minor = image
        return _prefix(prefix, minor or image_minor)
    return system(state, minor)


def _prefix(root: str, minor: str) -> Environment:
    """A Python below a prefix such as ``/usr/local``: whole where its minor is not known."""
    if root != "/usr/local":
        return Environment(
            root=root, trees=(root,), scripts=paths.join(root, "bin"),
            python=paths.join(root, "bin", "python3"), minor=minor, own=True,
        )  # fmt: skip
    scripts = paths.join(root, "bin")
    site = paths.join(root, "lib", f"python{minor}", "site-packages") if minor else root
    return Environment(
        root=root,
        trees=(site, scripts) if minor else (root,),
        scripts=scripts,
        python=paths.join(scripts, f"python{minor}" if minor else "python3"),
        minor=minor,
    )


def system(state: State, minor: str = "") -> Environment:
    """The distribution's own Python: where it lets pip install."""
    kind = family(state)
    release = state.distribution.release if state.distribution else ""
    python = "python2" if minor == "2.7" else f"python{minor}" if minor else "python3"
    minor = minor or _releases().get((kind, release), "")
    part = f"python{minor or HOLE}"
    if kind in ("debian", "ubuntu"):
        site = ("dist-packages",)
        trees = tuple(paths.join("/usr/local/lib", part, name) for name in site)
    elif kind == "alpine":
        trees = (paths.join("/usr/lib", part, "site-packages"),)
        return Environment(
            root="/usr", trees=trees, scripts="/usr/bin", python=python, minor=minor, shared=True
        )
    elif kind == "rhel":
        trees = tuple(
            paths.join("/usr/local", lib, part, "site-packages") for lib in ("lib", "lib64")
        )
        if minor == "2.7":
            trees = ("/usr/lib/python2.7/site-packages", "/usr/lib64/python2.7/site-packages")
            return Environment(
                root="/usr", trees=trees, scripts="/usr/bin", python="python2", minor=minor,
                shared=True,
            )  # fmt: skip
    else:
        return unknown()
    return Environment(
        root="/usr/local",
        trees=(*trees, "/usr/local/bin"),
        scripts="/usr/local/bin",
        python=python,
        minor=minor,
    )


def user(state: State, of: Environment) -> Environment:
    """Where packages of one user go (``--user``)."""
    root = paths.join(home(state), ".local")
    return Environment(
        root=root,
        trees=(root,),
        scripts=paths.join(root, "bin"),
        python=of.python,
        minor=of.minor,
        own=True,
    )


def home(state: State) -> str:
    """The home directory of whoever runs the command: as the account was made, where it was."""
    if state.user not in ("root", "0", "") and not state.env.get("HOME"):
        for entry in state.fs.entries():
            effect = entry.effect
            if isinstance(effect, fx.AddsUser) and state.user in (effect.name, effect.uid):
                return effect.home or state.home
    return state.home


def of_image(state: State) -> tuple[str, str] | None:
    """Prefix and minor of the Python that the base image is for; None for other images."""
    name, tag = state.image.name, state.image.tag
    if not name:
        return None
    for row in _images():
        if fnmatchcase(name, row.title.removeprefix("image ")):
            how = row.words.get("tag", ("",))[0]
            pattern = r"python-?(\d\.\d+)" if how == "python" else r"(\d\.\d+)(?!\d)"
            match = re.search(pattern, tag) if how == "python" else re.match(pattern, tag)
            return row.words["prefix"][0], match[1] if match and how else ""
    version = (state.image.env or {}).get("PYTHON_VERSION", "")
    match = re.match(r"(\d\.\d+)\.", version)
    return ("/usr/local", match[1]) if match else None


@functools.cache
def _images() -> tuple[tables.Section, ...]:
    rows = tables.read("python_interpreters")
    return tuple(row for row in rows if row.title.startswith("image "))


@functools.cache
def _releases() -> dict[tuple[str, str], str]:
    rows = tables.read("python_interpreters")
    return {
        (row.title.removeprefix("release "), release): words[0]
        for row in rows
        if row.title.startswith("release ")
        for release, words in row.words.items()
    }
