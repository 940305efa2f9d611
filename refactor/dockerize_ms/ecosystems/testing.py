"""Tests and linters: commands of which nothing is needed but whether they fail.

What fixes files or writes a report that something may read is no such command.
"""

from __future__ import annotations

import posixpath

from dockerize_ms.ecosystems import index
from dockerize_ms.ecosystems.javascript import manifest
from dockerize_ms.ecosystems.registry import judges
from dockerize_ms.model.invocation import Invocation, State
from dockerize_ms.shell import parse, plain_words
from dockerize_ms.text import HOLE

PLAIN = (
    "golangci-lint", "staticcheck", "golint", "revive", "errcheck", "gosec", "govulncheck",
    "ineffassign", "gocyclo", "shellcheck", "hadolint", "yamllint", "markdownlint",
    "eslint", "tslint", "stylelint", "prettier", "flake8", "pylint", "mypy", "black", "isort",
    "ruff", "pyflakes", "pycodestyle", "bandit", "pyright", "jshint", "ginkgo", "gotestsum",
    "pytest", "py.test", "nosetests", "nose2", "jest", "vitest", "mocha", "ava", "jasmine",
)  # fmt: skip
_CHANGES = (
    "--fix", "-w", "--write", "-o", "--output", "--out", "--report", "--outputFile", "--junitxml",
    "--json-file", "--junitfile", "--jsonfile", "--cov-report", "--coverage", "--cov", "-u",
    "--updateSnapshot", "--update", "--watch", "--basetemp", "--html", "--output-file",
)  # fmt: skip
_FORMATS = {"black": "--check", "isort": "--check", "prettier": "--check"}


@judges(*PLAIN)
def judge(invocation: Invocation, state: State) -> bool:
    """Without options that write; formatters only where they are told to check."""
    words = [word.split("=", 1)[0] for word in invocation.arguments]
    if any(word in _CHANGES or HOLE in word for word in words):
        return False
    if invocation.name == "ruff" and words[:1] == ["format"]:
        return "--check" in words
    wanted = _FORMATS.get(invocation.name)
    return wanted is None or any(word.startswith(wanted) for word in words)


@judges("go")
def go(invocation: Invocation, state: State) -> bool:
    """``go test`` and ``go vet`` that leave no profile or program."""
    words = [word.lstrip("-").split("=", 1)[0] for word in invocation.arguments]
    writes = {"c", "o", "json", "coverprofile", "cpuprofile", "memprofile", "outputdir", "trace"}
    return words[:1] in (["test"], ["vet"]) and writes.isdisjoint(words[1:])


@judges("node")
def node(invocation: Invocation, state: State) -> bool:
    """``node --test``, whose report goes to standard output."""
    words = [word.split("=", 1)[0] for word in invocation.arguments]
    return words[:1] == ["--test"] and "--test-reporter-destination" not in words


@judges("python", "python3")
def python(invocation: Invocation, state: State) -> bool:
    """``python -m pytest``, ``python -m unittest``."""
    match invocation.arguments:
        case ("-m", "unittest", *_):
            return True
        case ("-m", name, *rest):
            return _inner((name, *rest), invocation, state)
        case _:
            return False


@judges("npm", "yarn", "pnpm")
def script(invocation: Invocation, state: State) -> bool:
    """A script of package.json that is one such command, with nothing before or after it."""
    words = [word for word in invocation.arguments if word not in ("-s", "--silent")]
    if words[:1] in (["run"], ["run-script"]):
        words = words[1:]
    elif words[:1] != ["test"] and invocation.name == "npm":
        return False
    owner = manifest.load(state.cwd, state.fs)
    if len(words) != 1 or owner is None or owner.directory != state.cwd:
        return False
    source = owner.script(words[0])
    around = {f"pre{words[0]}", f"post{words[0]}"} & set(owner.scripts)
    if source is None or around:
        return False
    argv = plain_words(parse(source))
    return argv is not None and _inner(argv, invocation, state)


@judges("npx", "poetry", "uv", "pipenv")
def inside(invocation: Invocation, state: State) -> bool:
    """``poetry run pytest``, ``npx eslint .``."""
    words = invocation.arguments
    if invocation.name != "npx":
        return words[:1] == ("run",) and _inner(words[1:], invocation, state)
    return _inner(words, invocation, state)


def _inner(argv: tuple[str, ...], invocation: Invocation, state: State) -> bool:
    if not argv or posixpath.basename(argv[0]) == invocation.name:
        return False
    inner = Invocation(
        called=argv[0], arguments=argv[1:], span=invocation.span, text=" ".join(argv)
    )
    return index.judges(inner, state)
