"""What manifests tell of a project; whatever they hold, there is an answer."""

from __future__ import annotations

import pytest

from dockerize_ms.context import Context
from dockerize_ms.ecosystems.pythonic import locks, project
from dockerize_ms.errors import Evidence
from dockerize_ms.facts import image
from dockerize_ms.model.effects import CopiesContext
from dockerize_ms.model.filesystem import Filesystem, Scratch
from dockerize_ms.model.invocation import State


def _state(files: dict[str, str]) -> State:
    context = Context.from_files({f"app/{name}": text for name, text in files.items()})
    effect = CopiesContext(context=context, source="", target="/")
    fs = Filesystem(Scratch()).apply(effect, Evidence("COPY"))
    return State(cwd="/app", env={}, fs=fs, image=image("python", "3.11"))


def _requires(files: dict[str, str]) -> list[str]:
    return [str(r) for r in project.read("/app", _state(files), "3.11").requirements]


_SETUP = """
from setuptools import setup
setup(
    name="tool",
    install_requires=[
        "click>=7",  # a comment's "text"
        # "left-out",
        'requests [socks]',
        "win; sys_platform == 'win32'",
    ],
    entry_points={"console_scripts": ["tool = tool.cli:main", "other=tool.other:run"]},
)
"""


def test_setup_py() -> None:
    found = project.read("/app", _state({"setup.py": _SETUP}))
    assert [str(r) for r in found.requirements] == ["click", "requests[socks]"]
    assert found.scripts == {"tool": "tool.cli:main", "other": "tool.other:run"}
    assert found.complete


@pytest.mark.parametrize("value", ["read('r.txt')", "REQUIRES", "[*BASE, 'x']", "['a'] + MORE"])
def test_setup_py_with_an_expression_is_not_complete(value: str) -> None:
    text = f"setup(name='x', install_requires={value})"
    assert not project.read("/app", _state({"setup.py": text})).complete


def test_setup_cfg() -> None:
    text = (
        "[metadata]\nname = x\n[options]\ninstall_requires =\n    a>=1\n    # no\n"
        "    b; os_name == 'nt'\n"
        "[options.entry_points]\nconsole_scripts =\n    run = x.y:z\n"
    )
    found = project.read("/app", _state({"setup.cfg": text}))
    assert ([str(r) for r in found.requirements], found.scripts) == (["a"], {"run": "x.y:z"})


def test_pyproject() -> None:
    text = '[project]\nname = "x"\ndependencies = ["a==1", "b"]\noptional-dependencies.c = ["d"]\n'
    assert _requires({"pyproject.toml": text}) == ["a==1", "b"]


_HOSTILE = [
    "[project]\ndependencies = 3\nscripts = []\nname = {}\n",
    "[tool.poetry]\ndependencies = []\ngroup = 1\nextras = 'x'\nscripts = 2\n",
    "[tool.poetry.dependencies]\na = 1\nb = [1]\nc = {version = 2, extras = 3, git = []}\n",
    "tool = 1\n",
    "a = " + "[" * 5_000,
    "\0",
]


@pytest.mark.parametrize("text", _HOSTILE)
@pytest.mark.parametrize("name", ["pyproject.toml", "setup.cfg", "setup.py"])
def test_never_raises(name: str, text: str) -> None:
    assert project.read("/app", _state({name: text})).directory == "/app"


_LOCKS = [
    "[[package]]\nname = 1\n",
    "package = 1\n",
    '[[package]]\nname = "x"\ndependencies = 1\nsource = 2\ngroups = 3\nmarkers = 4\n',
    '[[package]]\nname = "x"\ndependencies = [1, {name = 2}, "y>=1"]\n',
    "x = " + "{a=" * 3_000,
]


@pytest.mark.parametrize("text", _LOCKS)
def test_locks_never_raise(text: str) -> None:
    found = locks.read("/app/uv.lock", _state({"uv.lock": text}))
    assert found is None or set(found) <= {"x"}


@pytest.mark.parametrize(
    "text", ["[]", "1", '{"default": []}', '{"default": {"a": 1}}', "[" * 9_000]
)
def test_pipfile_locks_never_raise(text: str) -> None:
    found = locks.pipfile_lock("/app/Pipfile.lock", _state({"Pipfile.lock": text}), ["default"])
    assert found is None or all(r.name == "a" for r in found)


def test_a_closure_of_a_circle_ends() -> None:
    text = "".join(
        f'[[package]]\nname = "{a}"\nversion = "1"\n[package.dependencies]\n{b} = "*"\n'
        for a, b in ("xy", "yx")
    )
    found = locks.read("/app/poetry.lock", _state({"poetry.lock": text})) or {}
    assert [str(r) for r in locks.closure(found, ["x"])] == ["x==1", "y==1"]
