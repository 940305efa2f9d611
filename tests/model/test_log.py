"""The index leaves out entries that say nothing: a log that asks every entry answers the same."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from msgspec import Struct, structs

from dockerize_ms.context import Context
from dockerize_ms.errors import Evidence
from dockerize_ms.model import effects as fx
from dockerize_ms.model import paths, reach
from dockerize_ms.model.answer import NOTHING, UNKNOWN, Answer, Found
from dockerize_ms.model.filesystem import Filesystem, Scratch
from dockerize_ms.model.log import Entry, Log
from dockerize_ms.text import HOLE

_PARTS = ("a", "b", ".c")
_PATTERNS = ("*", "a*", "?", HOLE, f"{HOLE}b", f"a{HOLE}", "[a]", "", "..")
_BY = Evidence("RUN x")
_CONTEXT = Context.from_files({"a/b": "1", "a/a/b": "2", "b": "3", "usr/bin/a": "4"})


class Small(Scratch):
    """A base with few files, a link and a family, of which not all is known."""

    def lookup(self, path: str) -> Found:
        """It has one program, and a directory without anything."""
        if path.startswith("/opt/"):
            return NOTHING
        return Found(answer=Answer.YES, kind="file") if path == "/usr/bin/a" else UNKNOWN

    def children(self, path: str) -> tuple[str, ...]:
        """The program."""
        return ("a",) if path == "/usr/bin" else ()

    def normal(self, path: str) -> str:
        """The usual link."""
        return f"/usr{path}" if path.startswith("/bin") else path

    def family(self) -> str:
        """Its packages are known."""
        return "debian"


_BASES = (Scratch(), Small())


class Everything(Log):
    """A log without an index."""

    def about(self, path: str, length: int) -> Iterator[tuple[int, Entry]]:
        """All entries."""
        return ((n, self.entries[n]) for n in reversed(range(length)))

    def of_command(self, name: str, length: int) -> Iterator[tuple[int, Entry]]:
        """All entries."""
        return self.about(name, length)

    def names(self, directory: str, length: int) -> Iterator[str]:
        """Asks each path that was made."""
        made = (path for entry in self.entries[:length] for path in reach.made(entry.effect))
        names = (paths.child(path, directory) for path in made)
        return (name for name in names if name and not paths.is_pattern(name))


_PLAIN = st.sampled_from(_PARTS)
_INNER = st.lists(_PLAIN, max_size=3).map("/".join)
_PATTERN = st.lists(st.sampled_from(_PARTS + _PATTERNS), max_size=3).map("/".join)
_SYSTEM = st.sampled_from(("usr/local", "usr/local/a", "usr/bin/a", "bin/a", "usr/b", "opt/a"))
_PATH = st.one_of(_INNER, _PATTERN, _SYSTEM).map(lambda inner: paths.join("/", inner))
_NAME = st.sampled_from(("a", "python3", "git", "curl"))
_STAGE = st.sampled_from(
    [
        Filesystem(_BASES[1]),
        Filesystem(Scratch())
        .apply(fx.WritesFile(path="/a/b", content=b"5"), _BY)
        .apply(fx.WritesTree(path="/usr/a"), _BY, certain=False)
        .apply(fx.Links(path="/b", target="a"), _BY),
    ]
)


def _fields(path: st.SearchStrategy[str]) -> dict[str, st.SearchStrategy[object]]:
    some = st.lists(path, max_size=2).map(tuple)
    return {
        "path": path,
        "source": path,
        "target": path,
        "home": st.one_of(st.just(""), path),
        "makes_home": st.booleans(),
        "content": st.sampled_from((None, b"x")),
        "appends": st.booleans(),
        "readers": st.lists(_PLAIN, max_size=2).map(tuple),
        "below": some,
        "files": some,
        "excludes": st.lists(st.sampled_from(("a", "*", "a/b")), max_size=1).map(tuple),
        "foreign": st.booleans(),
        "packages": st.lists(st.sampled_from(("git", "curl", "x")), max_size=2).map(tuple),
        "context": st.just(_CONTEXT),
        "stage": _STAGE,
    }


def _effects(kind: type[fx.Effect], path: st.SearchStrategy[str]) -> st.SearchStrategy[fx.Effect]:
    known = _fields(path)
    if kind is fx.CopiesContext:
        known["source"] = _INNER
    elif kind is fx.Links:
        known["target"] = st.one_of(_INNER, path)
    fields = {
        field.name: known.get(field.name, _NAME)
        for field in structs.fields(kind)
        if field.required or field.name in known
    }
    return st.builds(kind, **fields)


class Happened(Struct, frozen=True):
    """An effect; whether it surely took place; after how many of those before."""

    effect: fx.Effect
    certain: bool
    after: int


@st.composite
def _stories(draw: st.DrawFn) -> tuple[list[Happened], list[str]]:
    """What happened, of few kinds and at few paths, so that it has to do with each other."""
    kinds = draw(st.lists(st.sampled_from(fx.Effect.__subclasses__()), min_size=1, max_size=3))
    places = draw(st.lists(_PATH, min_size=1, max_size=3))
    places += [paths.join(place, draw(_PLAIN)) for place in places]
    effect = st.one_of([_effects(kind, st.sampled_from(places)) for kind in kinds])
    count = draw(st.integers(1, 7))
    story = [
        Happened(draw(effect), draw(st.booleans()), max(0, n - draw(st.sampled_from((0, 0, 0, 1)))))
        for n in range(count)
    ]
    return story, [*places, *map(posixpath.dirname, places)]


def _told(story: list[Happened], base: Scratch) -> tuple[Filesystem, Filesystem]:
    """With the index, and the log branched now and then; and without."""
    fs, kept = Filesystem(base), list[Entry]()
    for number, one in enumerate(story):
        told = one.effect, Evidence(f"RUN {number}"), number, one.certain
        fs, kept = fs.before(one.after), kept[: one.after]
        kept += Filesystem(base).apply(*told).entries()
        fs = fs.apply(*told)
    return fs, Filesystem(base, Everything(kept), len(kept))


def _answers(fs: Filesystem, path: str, name: str) -> tuple[object, ...]:
    found = fs.lookup(path), fs.follow(path), fs.command(name)
    return *map(structs.astuple, found), fs.read(path), fs.children(path), fs.closed(path)


def _pair(older: fx.Effect, newer: fx.Effect, asked: str) -> tuple[list[Happened], list[str]]:
    return [Happened(older, True, 0), Happened(newer, True, 1)], [asked]


@settings(max_examples=200, deadline=None)
@given(story=_stories(), length=st.integers(0, 7))
@example(
    story=_pair(fx.WritesTree(path="/a"), fx.WritesTree(path="/a", readers=("x",)), "/a/x"),
    length=2,
)
@example(
    story=_pair(
        fx.MakesDirectory(path="/a"),
        fx.CopiesContext(context=_CONTEXT, source="none", target="/a"),
        "/a",
    ),
    length=2,
)
@example(
    story=_pair(
        fx.Opaque(reason="x", below=("/a*",)), fx.Opaque(reason="x", below=("/b*",)), "/a1"
    ),
    length=2,
)
@example(
    story=_pair(
        fx.InstallsPackages(packages=(), foreign=True),
        fx.InstallsPackages(packages=(), foreign=False),
        "/opt/a",
    ),
    length=2,
)
@example(story=_pair(fx.Opaque(reason="x"), fx.Opaque(reason="x", below=("/",)), "/a"), length=2)
def test_the_index_changes_no_answer(story: tuple[list[Happened], list[str]], length: int) -> None:
    for base in _BASES:
        for name in ("a", "git"):
            _same_answers(*story, base, name, length)


def _same_answers(
    happened: list[Happened], asked: list[str], base: Scratch, name: str, length: int
) -> None:
    indexed, plain = _told(happened, base)
    for one, other in ((indexed, plain), (indexed.before(length), plain.before(length))):
        for path in asked:
            assert _answers(one, path, name) == _answers(other, path, name)


@pytest.mark.parametrize(
    "effect",
    [
        fx.WritesFile(path="/a/{}"),
        fx.WritesTree(path="/a", readers=("b",)),
        fx.WritesTree(path="/a/{}"),
        fx.MakesDirectory(path="/a/{}/b"),
        fx.Removes(path="/a/{}"),
        fx.Links(path="/a/{}", target="b"),
        fx.Opaque(reason="x"),
        fx.Opaque(reason="x", below=("/a",)),
        fx.InstallsPackages(packages=("{}",)),
        fx.InstallsCommand(name="x{}"),
        fx.ChangesMode(path="/a/{}", mode="1"),
        fx.AddsUser(name="x", home="/a/{}", makes_home=True),
    ],
)
def test_few_of_many_entries_are_asked(effect: fx.Effect) -> None:
    fs = Filesystem(Scratch())
    for number in range(100):
        own = {
            field: value.format(number)
            for field in ("path", "home", "name")
            if isinstance(value := getattr(effect, field, None), str)
        }
        fs = fs.apply(structs.replace(effect, **own), _BY, certain=number % 2 == 0)
    log = fs._log
    for path in ("/", "/a", "/a/7", "/a/7/b", "/usr/bin/x"):
        assert len(list(log.about(path, 100))) <= 4
