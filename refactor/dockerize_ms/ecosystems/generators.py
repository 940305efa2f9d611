"""Commands that write source code for a compiler, and commands that only judge it."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from itertools import pairwise

from dockerize_ms.ecosystems.places import place
from dockerize_ms.ecosystems.registry import handles
from dockerize_ms.model.effects import Calls, Effect, Reads, WritesFile, WritesTree
from dockerize_ms.model.invocation import Invocation, State

_MADE = "source code made for the compiler"
_REPORT = "a report for developers"
_DIRECTORY = {
    "ent": "ent",
    "ffjson": ".",
    "flatc": ".",
    "gqlgen": ".",
    "rice": ".",
    "sqlboiler": "models",
    "statik": "statik",
    "thrift": ".",
}
"""Where a generator writes when no option says so; here for all others."""
_OPTIONS = (
    "-o", "-out", "--out", "-output", "--output", "-destination", "--destination", "-d",
    "--dest", "-output_path", "-dest", "--target", "-t", "--output-dir",
)  # fmt: skip
_SUFFIXES = (".go", ".h", ".c", ".cc", ".cpp", ".hpp", ".rs", ".java", ".py", ".ts", ".js")


@handles(
    "mockgen", "mockery", "moq", "counterfeiter", "stringer", "enumer", "go-enum", "jsonenums",
    "wire", "sqlc", "sqlboiler", "templ", "easyjson", "ffjson", "msgp", "go-bindata",
    "go-bindata-assetfs", "statik", "rice", "esc", "fileb0x", "vfsgen", "pkger", "oapi-codegen",
    "oapi-gen", "swagger-gen", "ent", "gqlgen", "buf", "thrift", "flatc", "capnp", "ragel",
    "re2c", "goyacc", "controller-gen", "deepcopy-gen", "client-gen", "kratos", "goctl", "xo",
    "gogen", "genny", "goversioninfo", "rsrc", "i18n4go", "gotext"
)  # fmt: skip
def generator(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Writes sources where its options say, or into a directory of its own."""
    words = invocation.arguments
    for word in words:
        if word[:1] != "-" and word.endswith(
            (".proto", ".go", ".yaml", ".yml", ".json", ".graphql")
        ):
            yield Reads(path=place(state, word))
    targets = tuple(_targets(words))
    for target in targets or (_DIRECTORY.get(invocation.name, "."),):
        yield _written(place(state, target))


def _targets(words: tuple[str, ...]) -> Iterator[str]:
    for option, value in pairwise((*words, "")):
        name, equals, attached = option.partition("=")
        if name in _OPTIONS and (equals or value[:1] != "-"):
            yield attached if equals else value


def _written(path: str) -> Effect:
    if path.endswith(_SUFFIXES):
        return WritesFile(path=path, build_only=_MADE)
    return WritesTree(path=path, build_only=_MADE)


@handles("swag", "swagger")
def swag(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Writes the description of an interface and a source file that embeds it."""
    words = invocation.arguments
    if not words or words[0] not in ("init", "i", "generate", "fmt"):
        return
    if words[0] != "fmt":
        target = next(
            (v for o, v in pairwise(words) if o in ("-o", "--output", "-t", "--target")), "docs"
        )
        yield WritesTree(path=place(state, target))


@handles("protoc", "protoc-c")
def protoc(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Writes into the directories of its ``--X_out`` options."""
    words = iter(invocation.arguments)
    for word in words:
        name, equals, value = word.partition("=")
        if word[:1] != "-":
            yield Reads(path=place(state, word))
            continue
        if not equals and (name.endswith("_out") or name in ("-I", "-o", "--proto_path")):
            value = next(words, "")
        if name in ("-o", "--descriptor_set_out"):
            yield WritesFile(path=place(state, value))
        elif name.endswith("_out"):
            yield Calls(name=f"protoc-gen-{name[2:-4].replace('_', '-')}")
            yield _written(place(state, value.rpartition(":")[2]))


@handles("bison", "yacc", "byacc", "flex", "lex", "gperf", "swig")
def parsers(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Writes parsers and bindings as source code."""
    words = invocation.arguments
    target = next(
        (value for option, value in pairwise(words) if option in ("-o", "--output")), None
    )
    directory = posixpath.dirname(target) if target else "."
    yield WritesTree(path=place(state, directory or "."), build_only=_MADE)


@handles(
    "golangci-lint", "staticcheck", "golint", "revive", "errcheck", "gosec", "govulncheck",
    "ineffassign", "gocyclo", "misspell", "shellcheck", "hadolint", "yamllint", "markdownlint",
    "eslint", "tslint", "stylelint", "prettier", "flake8", "pylint", "mypy", "black", "isort",
    "ruff", "pyflakes", "pycodestyle", "bandit", "pep8", "rubocop", "phpcs", "phpstan",
    "cppcheck", "clang-format", "clang-tidy", "cpplint", "trivy", "grype", "snyk", "semgrep",
    "codespell", "checkov", "tflint", "actionlint", "gometalinter", "nancy", "dockle"
)  # fmt: skip
def judges(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Reads sources and complains; at most their layout changes."""
    yield from ()


@handles(
    "ginkgo", "gotestsum", "gocov", "gocov-xml", "go-junit-report", "goveralls", "codecov",
    "coveralls", "bats"
)  # fmt: skip
def tests(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Runs tests; their reports are for developers."""
    for option, value in pairwise(invocation.arguments):
        if option in ("--junitfile", "--jsonfile", "-coverprofile", "--coverprofile", "-o"):
            yield WritesFile(path=place(state, value), build_only=_REPORT)


@handles("dlv", "gdb", "lldb", "strace", "ltrace", "valgrind", "perf", "gdbserver")
def debuggers(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Looks at a program from outside."""
    yield from ()
