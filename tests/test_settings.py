# ruff: noqa: E501 - one case a line
"""Options from files, the command line and comments."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dockerize_ms.errors import Severity, UsageError
from dockerize_ms.settings import Inline, Options, inline, load, parse_size
from dockerize_ms.settings.values import READERS

MIB = 1024 * 1024


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    (tmp_path / "a" / "b").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(folder: Path, files: dict[str, str]) -> None:
    for path, text in files.items():
        (folder / path).write_text(text)


OWN = ".dockerize-ms.toml"
SHARED = "pyproject.toml"


@pytest.mark.parametrize(
    ("text", "options"),
    [
        ("", Options()),
        ('target = "slim"', Options(target="slim")),
        ('with = ["venv", "non-root"]', Options(with_=frozenset({"venv", "non-root"}))),
        ('without = ["slim-base"]', Options(without=frozenset({"slim-base"}))),
        ('keep = ["/a", "/b", "/a"]', Options(keep=("/a", "/b"))),
        ("strict = true", Options(strict=True)),
        ("min-saving = 5", Options(min_saving=5)),
        ('min-saving = "5MiB"', Options(min_saving=5 * MIB)),
        ('fail-on = "warning"', Options(fail_on=Severity.WARNING)),
        ("recheck-multi-stage = true", Options(recheck_multi_stage=True)),
    ],
)
def test_own_file(folder: Path, text: str, options: Options) -> None:
    write(folder, {OWN: text})
    assert load(".") == options


def test_every_option_can_be_set() -> None:
    fields = {name.rstrip("_").replace("_", "-") for name in Options.__struct_fields__}
    assert fields == set(READERS)


SLIM = 'target = "slim"\n'
SCRATCH = 'target = "scratch"\n'
TABLE = "[tool.dockerize-ms]\n"


@pytest.mark.parametrize(
    ("files", "start", "target"),
    [
        ({}, "a/b", "auto"),
        ({OWN: SLIM}, "a/b", "slim"),
        ({SHARED: TABLE + SLIM}, "a/b", "slim"),
        ({SHARED: TABLE}, "a/b", "auto"),
        ({SHARED: '[project]\nname = "x"\n'}, "a/b", "auto"),
        ({SHARED: '[project]\nname = "dockerize-ms"\n'}, "a/b", "auto"),
        ({SHARED: 'tool.dockerize-ms.target = "slim"\n'}, ".", "slim"),
        ({SHARED: "not toml"}, ".", "auto"),
        ({OWN: SLIM, SHARED: TABLE + SCRATCH}, ".", "slim"),
        ({OWN: SLIM, "a/" + OWN: SCRATCH}, "a/b", "scratch"),
        ({OWN: SLIM, "a/" + SHARED: '[project]\nname = "x"\n'}, "a/b", "slim"),
        ({OWN: SLIM, "a/" + SHARED: TABLE}, "a/b", "auto"),
        ({OWN: SLIM, "a/.git": "gitdir: x"}, "a/b", "auto"),
        ({"a/b/" + OWN: SLIM}, "a", "auto"),
    ],
)
def test_which_file(folder: Path, files: dict[str, str], start: str, target: str) -> None:
    write(folder, files)
    assert load(start).target == target


@pytest.mark.parametrize(
    ("written", "overrides", "options"),
    [
        (SLIM, {"target": None, "strict": None, "with_": ()}, Options(target="slim")),
        (SLIM, {"target": "scratch"}, Options(target="scratch")),
        ("strict = true", {"strict": False}, Options(strict=False)),
        ("min-saving = 1", {"min_saving": "2k"}, Options(min_saving=2048)),
        ('keep = ["/a"]', {"keep": ("/b", "/a")}, Options(keep=("/a", "/b"))),
        ('with = ["x"]', {"with_": ("y",)}, Options(with_=frozenset("xy"))),
        ('with = ["x"]', {"without": ["x"]}, Options(without=frozenset("x"))),
        ('without = ["x", "y"]', {"with_": {"x"}}, Options(with_=frozenset("x"), without=frozenset("y"))),
        ("", {"fail_on": "info"}, Options(fail_on=Severity.INFO)),
        ("", {"recheck_multi_stage": True}, Options(recheck_multi_stage=True)),
    ],
)  # fmt: skip
def test_overrides(
    folder: Path, written: str, overrides: dict[str, object], options: Options
) -> None:
    write(folder, {OWN: written})
    assert load(".", overrides) == options


@pytest.mark.parametrize(
    ("file", "text", "message", "hint"),
    [
        (OWN, "\nx = 1", f"{OWN}:2: unknown setting 'x'", "known: fail-on, keep, "),
        (OWN, "min_saving = 1", f"{OWN}:1: unknown setting 'min_saving'", "did you mean min-saving?"),
        (OWN, "with_ = []", f"{OWN}:1: unknown setting 'with_'", "did you mean with?"),
        (OWN, 'target = "tiny"', f"{OWN}:1: target: 'tiny' is none of auto, slim, distroless, scratch", ""),
        (OWN, "target = []", f"{OWN}:1: target: [] is none of auto, ", ""),
        (OWN, "strict = 1", f"{OWN}:1: strict: 1 is neither true nor false", ""),
        (OWN, 'with = "venv"', f"{OWN}:1: with: a list of texts is needed", ""),
        (OWN, "keep = [1]", f"{OWN}:1: keep: 1 is not a text", ""),
        (OWN, 'keep = [""]', f"{OWN}:1: keep: '' is not a text", ""),
        (OWN, 'min-saving = "5 parsecs"', f"{OWN}:1: min-saving: '5 parsecs' is no size", ""),
        (OWN, "min-saving = -1", f"{OWN}:1: min-saving: '-1' is no size", ""),
        (OWN, "min-saving = true", f"{OWN}:1: min-saving: True is no size", ""),
        (OWN, "min-saving = 1.5", f"{OWN}:1: min-saving: 1.5 is no size", ""),
        (OWN, 'fail-on = "never"', f"{OWN}:1: fail-on: 'never' is none of error, warning, info", ""),
        (OWN, 'with = ["nothing"]', f"{OWN}:1: no such refactoring: nothing", "known: venv"),
        (OWN, "a = 1\nb", f"{OWN}:2: Expected '=' after a key", ""),
        (OWN, "a = [\n", f"{OWN}:2: ", ""),
        (OWN, 'with = ["venv"]\nwithout = ["venv"]', "asked for with and without: venv", ""),
        (SHARED, '[a]\nx = 1\n[tool.dockerize-ms]\n# x = 1\nx = 1\n', f"{SHARED}:5: unknown setting 'x'", ""),
        (SHARED, "tool.dockerize-ms.x = 1\n", f"{SHARED}:1: unknown setting 'x'", ""),
        (SHARED, "[tool.dockerize-ms]\nx", f"{SHARED}:2: ", ""),
        (SHARED, "[tool]\ndockerize-ms = 1", f"{SHARED}:2: tool.dockerize-ms is no table", ""),
        ("a/" + OWN, "x = 1", f"a/{OWN}:1: unknown", ""),
    ],
)  # fmt: skip
def test_refusals(folder: Path, file: str, text: str, message: str, hint: str) -> None:
    write(folder, {file: text})
    with pytest.raises(UsageError) as error:
        load("a", refactorings=["venv"])
    assert (error.value.message[: len(message)], error.value.hint[: len(hint)]) == (message, hint)


@pytest.mark.parametrize(
    ("overrides", "message"),
    [
        ({"min_saving": "much"}, "--min-saving: min-saving: 'much' is no size"),
        ({"with_": ("x",)}, "--with: no such refactoring: x"),
        ({"other": 1}, "--other: unknown setting 'other'"),
        ({"with_": ("venv",), "without": ("venv",)}, "asked for with and without: venv"),
    ],
)
def test_refused_overrides(folder: Path, overrides: dict[str, object], message: str) -> None:
    with pytest.raises(UsageError) as error:
        load(".", overrides, refactorings=["venv"])
    assert error.value.message.startswith(message)


def test_a_pipe_is_no_settings_file(folder: Path) -> None:
    os.mkfifo(folder / OWN)
    assert load(".") == Options()


def test_a_folder_is_no_settings_file(folder: Path) -> None:
    (folder / SHARED).mkdir()
    assert load(".") == Options()


@pytest.mark.parametrize(
    ("content", "message"),
    [(b"# \xff", f"{OWN}: not UTF-8"), (b"#" * 2_000_000, f"{OWN}: too large"), (b"[" * 100_000, OWN)],
    ids=range(3),
)  # fmt: skip
def test_odd_content(folder: Path, content: bytes, message: str) -> None:
    (folder / OWN).write_bytes(content)
    with pytest.raises(UsageError, match=message):
        load(".")


def test_a_file_that_cannot_be_opened(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(UsageError, match=f"{OWN}: Permission denied"):
        load(".")


def test_the_folder_of_a_file(folder: Path) -> None:
    write(folder, {OWN: SLIM, "Dockerfile": ""})
    assert load("Dockerfile").target == "slim"


def test_the_toml_reader_is_loaded_when_needed(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "tomllib", None)
    write(folder, {SHARED: '[project]\nname = "x"\n'})
    assert load(".") == Options()


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("0", 0),
        ("1048576", MIB),
        ("10MiB", 10 * MIB),
        ("10 mib", 10 * MIB),
        ("10M", 10 * MIB),
        ("5MB", 5_000_000),
        ("5mb", 5_000_000),
        ("1.5GiB", 1536 * MIB),
        ("1GB", 10**9),
        ("2g", 2048 * MIB),
        ("512k", 512 * 1024),
        ("1kB", 1000),
        ("1KiB", 1024),
        ("7B", 7),
        (" 7 ", 7),
    ],
)
def test_size(text: str, size: int) -> None:
    assert parse_size(text) == size


@pytest.mark.parametrize("text", ["", "MB", "-1", "1e3", "1TB", "0x10", "1,5MB", "1 M B", "9" * 99])
def test_no_size(text: str) -> None:
    with pytest.raises(UsageError, match="is no size"):
        parse_size(text)


@given(st.text())
def test_any_text_is_a_size_or_refused(text: str) -> None:
    with contextlib.suppress(UsageError):
        assert parse_size(text) >= 0


@pytest.mark.parametrize(
    ("comment", "expected"),
    [
        ("# dockerize-ms: ignore", Inline(kind="ignore")),
        ("# dockerize-ms: ignore it is a toy", Inline(kind="ignore", reason="it is a toy")),
        ("# dockerize-ms: ignore=DMS003", Inline(kind="ignore", codes=("DMS003",))),
        ("# dockerize-ms: ignore=DMS003 why not", Inline(kind="ignore", codes=("DMS003",), reason="why not")),
        ("# dockerize-ms: ignore=DMS003,dms004", Inline(kind="ignore", codes=("DMS003", "DMS004"))),
        ("# dockerize-ms: ignore = DMS003 , DMS004 x", Inline(kind="ignore", codes=("DMS003", "DMS004"), reason="x")),
        ("# dockerize-ms: keep /a", Inline(kind="keep", paths=("/a",))),
        ("# dockerize-ms: keep /a /b for x", Inline(kind="keep", paths=("/a", "/b"), reason="for x")),
        ("# dockerize-ms: build-only", Inline(kind="build-only")),
        ("# dockerize-ms: build-only a compiler", Inline(kind="build-only", reason="a compiler")),
        ("# dockerize-ms: runtime", Inline(kind="runtime")),
        ("#dockerize-ms:runtime", Inline(kind="runtime")),
        ("  #  dockerize-ms :  runtime \r\n", Inline(kind="runtime")),
        ("dockerize-ms: runtime", Inline(kind="runtime")),
    ],
)  # fmt: skip
def test_inline(comment: str, expected: Inline) -> None:
    assert inline(comment) == expected


@pytest.mark.parametrize(
    "comment",
    [
        "# dockerize-ms:",
        "# dockerize-ms: ignored",
        "# dockerize-ms: ignore-all",
        "# dockerize-ms: ignore=",
        "# dockerize-ms: ignore=everything",
        "# dockerize-ms: ignore=DMS003;DMS004",
        "# dockerize-ms: keep",
        "# dockerize-ms: keep a",
        "# dockerize-ms: runtime=1",
        "# dockerize-ms: Runtime",
        "# dockerize-ms: hello",
    ],
)
def test_an_inline_comment_that_is_wrong(comment: str) -> None:
    found = inline(comment)
    assert found is not None
    assert found.kind == "invalid"
    assert found.reason


@pytest.mark.parametrize(
    "comment",
    ["", "#", "# a comment", "# made by dockerize-ms", "# see dockerize-ms: ignore", "# dockerize: ignore"],
)  # fmt: skip
def test_any_other_comment(comment: str) -> None:
    assert inline(comment) is None
