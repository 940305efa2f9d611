"""A build context, on disk and in memory."""

from __future__ import annotations

import os
import pickle
import time
from collections.abc import Mapping
from pathlib import Path

import pytest

from dockerize_ms.context import BadPattern, Context, Unreadable

FILES: dict[str, bytes | str] = {
    "Dockerfile": "FROM scratch\n",
    "package.json": "{}",
    "package-lock.json": "{}",
    "src/main.go": "package main\n",
    "src/util/a.go": "package util\n",
    "src/util/b.txt": "text\n",
    "src-gen/x.go": "package gen\n",
    "empty/": "",
    "logo.png": b"\x89PNG\0",
    "latin1.txt": b"caf\xe9",
    ".git/HEAD": "ref: refs/heads/main\n",
    "node_modules/left/index.js": "",
}
LINKS = {
    "current": "src",
    "main": "src/main.go",
    "src/up": "../package.json",
    "chain": "main",
    "dot": ".",
    "dangling": "nowhere",
    "out": "../../etc/passwd",
    "absolute": "/etc/passwd",
    "loop": "loop2",
    "loop2": "loop",
    "into-ignored": ".git/HEAD",
}
MODES = {"src/main.go": 0o755}
IGNORE = ".git\nnode_modules\n*.png\n"


@pytest.fixture(params=["memory", "disk"])
def context(request: pytest.FixtureRequest, tmp_path: Path) -> Context:
    if request.param == "memory":
        return Context.from_files(FILES, links=LINKS, modes=MODES, ignore=IGNORE)
    return Context.open(_on_disk(tmp_path, {**FILES, ".dockerignore": IGNORE}))


def _on_disk(root: Path, files: Mapping[str, bytes | str]) -> str:
    for path, content in files.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        if path.endswith("/"):
            target.mkdir()
        else:
            target.write_bytes(content.encode() if isinstance(content, str) else content)
            target.chmod(MODES.get(path, 0o644))
    for path, link in LINKS.items():
        (root / path).symlink_to(link)
    return str(root)


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("", "dir"),
        (".", "dir"),
        ("/", "dir"),
        ("src", "dir"),
        ("src/", "dir"),
        ("/src/./util/..", "dir"),
        ("empty", "dir"),
        ("Dockerfile", "file"),
        ("./src//main.go", "file"),
        ("src/main.go/x", None),
        ("main", "link"),
        ("current", "link"),
        ("current/main.go", "file"),
        ("current/up", "link"),
        ("dot/dot/src/main.go", "file"),
        ("dangling", "link"),
        ("dangling/x", None),
        ("out", "link"),
        ("nothing", None),
        ("..", None),
        ("../x", None),
        ("/../src", "dir"),
        (".git", None),
        (".git/HEAD", None),
        ("logo.png", None),
        ("a\0b", None),
        ("x" * 5000, None),
    ],
)
def test_kind(context: Context, path: str, kind: str | None) -> None:
    assert (context.kind(path), context.exists(path)) == (kind, kind is not None)


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("Dockerfile", b"FROM scratch\n"),
        ("/src/main.go", b"package main\n"),
        ("main", b"package main\n"),
        ("chain", b"package main\n"),
        ("current/up", b"{}"),
        ("latin1.txt", b"caf\xe9"),
        ("src", Unreadable("a directory")),
        ("current", Unreadable("a directory")),
        ("", Unreadable("a directory")),
        ("nothing", Unreadable("no such file")),
        ("src/main.go/x", Unreadable("no such file")),
        ("dangling", Unreadable("no such file")),
        ("out", Unreadable("outside the context")),
        ("absolute", Unreadable("outside the context")),
        ("../x", Unreadable("outside the context")),
        ("loop", Unreadable("link loop")),
        ("loop/x", Unreadable("link loop")),
        (".git/HEAD", Unreadable("ignored")),
        (".git", Unreadable("ignored")),
        ("into-ignored", Unreadable("ignored")),
        (".git/nothing", Unreadable("ignored")),
        ("x/../.git/HEAD", Unreadable("ignored")),
    ],
)
def test_read(context: Context, path: str, content: bytes | Unreadable) -> None:
    assert context.read(path) == content


@pytest.mark.parametrize(
    ("path", "text"),
    [("Dockerfile", "FROM scratch\n"), ("latin1.txt", "caf\udce9"), ("src", None), ("no", None)],
)
def test_text(context: Context, path: str, text: str | None) -> None:
    assert context.text(path) == text


def test_text_is_not_binary() -> None:
    assert Context.from_files({"logo.png": b"\x89PNG\0"}).text("logo.png") is None


@pytest.mark.parametrize(
    ("directory", "names"),
    [
        ("src", ("main.go", "up", "util")),
        ("current", ("main.go", "up", "util")),
        ("empty", ()),
        ("Dockerfile", ()),
        ("nothing", ()),
        (".git", ()),
    ],
)
def test_children(context: Context, directory: str, names: tuple[str, ...]) -> None:
    assert context.children(directory) == names


@pytest.mark.parametrize(
    ("directory", "prune", "files"),
    [
        ("src", (), ["src/main.go", "src/up", "src/util/a.go", "src/util/b.txt"]),
        ("src", {"util"}, ["src/main.go", "src/up"]),
        ("current/util", (), ["src/util/a.go", "src/util/b.txt"]),
        ("empty", (), []),
        ("Dockerfile", (), []),
        ("nothing", (), []),
    ],
)
def test_walk(context: Context, directory: str, prune: set[str], files: list[str]) -> None:
    assert list(context.walk(directory, prune=prune)) == files


def test_walk_is_sorted_and_hides_what_is_ignored(context: Context) -> None:
    found = [path for path in context.walk() if path not in LINKS and path != ".dockerignore"]
    assert found == [
        "Dockerfile",
        "latin1.txt",
        "package-lock.json",
        "package.json",
        "src/main.go",
        "src/util/a.go",
        "src/util/b.txt",
        "src-gen/x.go",
    ]


@pytest.mark.parametrize(
    ("pattern", "paths"),
    [
        ("package*.json", ("package-lock.json", "package.json")),
        ("Dockerfile", ("Dockerfile",)),
        ("/Dockerfile", ("Dockerfile",)),
        ("nothing", ()),
        ("nothing*", ()),
        ("src/*.go", ("src/main.go",)),
        ("s*/*.go", ("src-gen/x.go", "src/main.go")),
        ("*/*/*.go", ("src/util/a.go",)),
        ("current/*.go", ("current/main.go",)),
        ("src/", ("src",)),
        (".", ("",)),
        ("*.png", ()),
        ("[dD]ockerfile", ("Dockerfile",)),
        ("../*", ()),
        ("d*/src", ()),
    ],
)
def test_glob(context: Context, pattern: str, paths: tuple[str, ...]) -> None:
    assert context.glob(pattern) == paths


def test_glob_refuses_a_malformed_pattern(context: Context) -> None:
    with pytest.raises(BadPattern):
        context.glob("src/[")


@pytest.mark.parametrize(
    ("path", "mode", "size", "link"),
    [
        ("src/main.go", 0o755, 13, None),
        ("package.json", 0o644, 2, None),
        ("main", 0o777, 11, "src/main.go"),
        ("absolute", 0o777, 11, "/etc/passwd"),
        ("nothing", None, None, None),
        (".git/HEAD", None, None, None),
    ],
)
def test_status(
    context: Context, path: str, mode: int | None, size: int | None, link: str | None
) -> None:
    assert (context.mode(path), context.size(path), context.link_target(path)) == (mode, size, link)


@pytest.mark.parametrize(
    ("path", "ignored", "hidden"),
    [
        (".git", True, True),
        (".git/HEAD", True, True),
        ("/.git/HEAD", True, True),
        (".git/nothing", True, False),
        ("other.png", True, False),
        ("src", False, False),
        ("nothing", False, False),
        ("", False, False),
        ("../x", False, False),
    ],
)
def test_ignored_and_hidden(context: Context, path: str, ignored: bool, hidden: bool) -> None:
    assert (context.ignored(path), context.hidden(path)) == (ignored, hidden)


def test_survives_a_process_pool(context: Context) -> None:
    list(context.walk())
    copy = pickle.loads(pickle.dumps(context))  # noqa: S301
    assert list(copy.walk()) == list(context.walk())


REOPENED = {"docs/a.md": "", "docs/deep/keep.md": "", "docs/deep/b.md": "", "vendor/x/y": ""}


@pytest.mark.parametrize(
    ("ignore", "files"),
    [
        ("docs\n!docs/deep/keep.md", ["docs/deep/keep.md", "vendor/x/y"]),
        ("*\n!docs/deep\n", ["docs/deep/b.md", "docs/deep/keep.md"]),
        ("*\n!**/keep.md\n", ["docs/deep/keep.md"]),
        ("*\n!docs/nothing\n", []),
    ],
)
def test_a_directory_exists_for_what_is_kept_in_it(ignore: str, files: list[str]) -> None:
    context = Context.from_files(REOPENED, ignore=ignore)
    assert list(context.walk()) == files
    assert context.exists("docs") is any(path.startswith("docs/") for path in files)


@pytest.mark.parametrize(
    ("files", "dockerfile", "name", "kept"),
    [
        ({".dockerignore": "a"}, None, ".dockerignore", ["b"]),
        ({".dockerignore": "a"}, "Dockerfile", ".dockerignore", ["b"]),
        ({".dockerignore": "a", "D.dockerignore": "b"}, "D", "D.dockerignore", ["a"]),
        ({".dockerignore": "a", "D.dockerignore": ""}, "D", "D.dockerignore", ["a", "b"]),
        ({".dockerignore": "a", "D.dockerignore": "b"}, "x/D", ".dockerignore", ["b"]),
        ({".dockerignore": "a", "x/D.dockerignore": "b"}, "x/D", "x/D.dockerignore", ["a"]),
        ({}, "Dockerfile", None, ["a", "b"]),
    ],
)
def test_which_ignore_file(
    tmp_path: Path, files: dict[str, str], dockerfile: str | None, name: str | None, kept: list[str]
) -> None:
    for path, text in {"a": "", "b": "", **files}.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text)
    context = Context.open(str(tmp_path), dockerfile=dockerfile and str(tmp_path / dockerfile))
    assert context.ignore_file == (name and str(tmp_path / name))
    assert [path for path in ("a", "b") if context.exists(path)] == kept


def test_opening_reads_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "scandir", None)
    assert Context.open("/nowhere").root == "/nowhere"


def test_a_directory_is_listed_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _on_disk(tmp_path, FILES)
    listed: list[str] = []
    scandir = os.scandir

    def record(path: str) -> object:
        listed.append(path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", record)
    context = Context.open(str(tmp_path), dockerfile="Dockerfile")
    for _ in range(2):
        list(context.walk())
        context.hidden("src/nothing")
    assert len([path for path in listed if path != "."]) == len(set(listed) - {"."})


def test_a_large_context_is_walked_quickly(tmp_path: Path) -> None:
    for directory in range(40):
        (tmp_path / f"d{directory}").mkdir()
        for file in range(50):
            (tmp_path / f"d{directory}" / f"{file}.py").touch()
    (tmp_path / ".dockerignore").write_text("*\n!d*\n**/*.pyc\n**/.git\n*.md\n!README.md\nd1/7*\n")
    start = time.process_time()
    assert sum(1 for _ in Context.open(str(tmp_path)).walk()) == 1999
    assert time.process_time() - start < 0.3


@pytest.fixture
def small_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dockerize_ms.context.tree.ENTRY_LIMIT", 5)


def test_too_many_entries(small_limit: None) -> None:
    context = Context.from_files({f"f{number}": "" for number in range(9)})
    assert not context.truncated
    assert list(context.walk()) == ["f0", "f1", "f2", "f3", "f4"]
    assert context.truncated
