"""The go command: what it writes, and what the programs it builds need.

Rules from ``go help build``, ``go help install`` and cmd/go's sources.
"""

from __future__ import annotations

import posixpath
import shlex
from collections.abc import Iterable, Iterator

from dockerize_ms.ecosystems.golang.inputs import updates
from dockerize_ms.ecosystems.golang.module import Tree
from dockerize_ms.ecosystems.golang.program import Build
from dockerize_ms.ecosystems.registry import handles, needs, prints
from dockerize_ms.errors import Assumption
from dockerize_ms.model import effects as fx
from dockerize_ms.model import needs as nd
from dockerize_ms.model import paths
from dockerize_ms.model.effects import Effect
from dockerize_ms.model.invocation import Invocation, State
from dockerize_ms.model.remedies import Cache, Inputs
from dockerize_ms.text import HOLE, known

_CACHE = "a cache of the go command"
_MODULES = Cache(name="go-mod", named=("GOMODCACHE", "go list"))
_OBJECTS = Cache(name="go-build", native=True)
_COMPILING = ("test", "vet", "tool")
_MANIFEST = "read by the go command only"
_SOURCES = "source code that is compiled into the program"
_CLIENTS = ("git", "hg", "svn", "bzr", "ssh", "gcc", "g++", "pkg-config")
"""Programs that the go command starts: for modules, for version stamps, for cgo."""
_VALUED = frozenset(
    [
        "o",
        "p",
        "asmflags",
        "buildmode",
        "buildvcs",
        "compiler",
        "gccgoflags",
        "gcflags",
        "installsuffix",
        "ldflags",
        "mod",
        "modfile",
        "overlay",
        "pkgdir",
        "tags",
        "toolexec",
        "C",
        "covermode",
        "coverpkg",
        "pgo",
        "run",
        "bench",
        "timeout",
        "coverprofile",
        "vet",
        "exec",
    ]
)


@handles("go")
def go(invocation: Invocation, state: State) -> Iterator[Effect]:
    """What a go command does to the filesystem. Unknown subcommands are opaque."""
    if not invocation.arguments:
        return
    if invocation.arguments[0] in ("-C",) and len(invocation.arguments) > 2:
        yield fx.Runs(
            argv=("go", *invocation.arguments[2:]), cwd=state.path(invocation.arguments[1])
        )
        return
    subcommand, *arguments = invocation.arguments
    options, operands = _parse(arguments)
    if "C" in options:
        rest = [a for a in arguments if a not in ("-C", options["C"])]
        yield fx.Runs(argv=("go", subcommand, *rest), cwd=state.path(options["C"]))
        return
    match subcommand:
        case "build" | "install":
            yield from _caches(state)
            yield from _build(subcommand, options, operands, invocation, state)
        case "get":
            yield from _get(options, operands, invocation, state)
        case "mod" | "work":
            yield from _mod(operands, state)
        case "generate":
            yield from _generate(operands, state)
        case (
            "test"
            | "vet"
            | "fmt"
            | "list"
            | "version"
            | "doc"
            | "fix"
            | "tool"
            | "bug"
            | "help"
            | "telemetry"
        ):
            compiles = subcommand in _COMPILING
            yield from _caches(state, fetches=compiles, compiles=compiles)
            for name in ("coverprofile", "o"):
                if name in options:
                    yield fx.WritesFile(path=state.path(options[name]), build_only="a test report")
        case "env":
            yield fx.Configures()
        case "clean":
            yield fx.Configures()
        case "run":
            yield from _caches(state)
            yield from _run(operands, state)
        case _:
            yield fx.Opaque(reason=f"go {subcommand} is not known", below=(state.cwd,))


@handles("gofmt", "goimports", "gofumpt")
def formatting(invocation: Invocation, state: State) -> Iterable[Effect]:
    """Formats sources in place: nothing that runs changes."""
    return ()


@handles("dep", "glide", "govendor", "godep", "gvt", "trash", "gopm")
def vendoring(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Dependency managers before modules: they fill ``vendor``; ``godep go …`` runs go."""
    if invocation.arguments[:1] == ("go",):
        yield fx.Runs(argv=invocation.arguments)
        return
    yield from _caches(state)
    yield fx.WritesTree(path=state.path("vendor"), build_only=_SOURCES)


@handles("garble", "packr", "packr2", "gotip")
def like_go(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Tools that take go's own subcommands."""
    if invocation.arguments[:1] in (("build",), ("install",)):
        yield fx.Runs(argv=("go", *invocation.arguments))
    elif invocation.name.startswith("packr"):
        yield fx.WritesTree(path=state.cwd, build_only=_SOURCES)


@handles("go-wrapper")
def wrapper(invocation: Invocation, state: State) -> Iterator[Effect]:
    """A script of the golang images before 1.10: ``go get -d`` and ``go install`` here."""
    match invocation.arguments[:1]:
        case ["download"]:
            yield fx.Runs(argv=("go", "get", "-v", "-d"))
        case ["install"]:
            yield fx.Runs(argv=("go", "install", "-v"))
        case _:
            yield fx.Opaque(reason="go-wrapper runs the program", below=(state.cwd,))


@prints("go")
def printed(invocation: Invocation, state: State) -> str | None:
    """``go env NAME`` for the variables that say where things are."""
    match invocation.arguments:
        case ["env", "GOPATH"]:
            return Tree(state, state.cwd).gopath + "\n"
        case ["env", "GOBIN"]:
            return state.env.get("GOBIN", "") + "\n"
        case ["env", "GOROOT"]:
            return state.env.get("GOROOT", "/usr/local/go") + "\n"
        case ["env", "GOOS"]:
            return state.env.get("GOOS", "linux") + "\n"
        case _:
            return None


@needs("go", "go-wrapper")
def toolchain(invocation: Invocation, state: State) -> Iterator[nd.Need]:
    """A container that runs go builds when it starts."""
    advice = "build the program in the image and start that"
    if invocation.arguments[:1] == ("run",):
        advice = (
            "`go run` compiles at every start: "
            '`RUN go build -o /app …` and CMD ["/app"] start the same program'
        )
    if invocation.name == "go-wrapper":
        advice = "go-wrapper asks the go command for the program's name: start the program itself"
    yield nd.RunsBuild(
        by=invocation.evidence(),
        what=f"{invocation.name} {invocation.arguments[0] if invocation.arguments else ''}".strip(),
        advice=advice,
    )


@needs(
    "air",
    "CompileDaemon",
    "fresh",
    "realize",
    "reflex",
    "gin",
    "modd",
    "refresh",
    "gow",
    "watcher",
    "bee",
    "buffalo",
)
def reloader(invocation: Invocation, state: State) -> Iterator[nd.Need]:
    """Servers for development that compile when a file changes."""
    yield nd.RunsBuild(
        by=invocation.evidence(),
        what=f"{invocation.name}, a development server",
        advice="it compiles at run time and needs the toolchain: keep this file for development",
        develops=True,
    )


def _parse(arguments: list[str]) -> tuple[dict[str, str], list[str]]:
    options: dict[str, str] = {}
    operands: list[str] = []
    words = iter(arguments)
    for word in words:
        if operands or not word.startswith("-") or word == "-":
            operands.append(word)
            continue
        name, equals, value = word.lstrip("-").partition("=")
        options[name] = value if equals else next(words, "") if name in _VALUED else "true"
    return options, operands


def _caches(state: State, *, fetches: bool = True, compiles: bool = True) -> Iterator[Effect]:
    for name in _CLIENTS:
        yield fx.Calls(name=name)
    tree = Tree(state, state.cwd)
    modules = state.env.get("GOMODCACHE") or paths.join(tree.gopath, "pkg", "mod")
    cache = state.env.get("GOCACHE") or paths.join(state.home, ".cache", "go-build")
    yield fx.WritesTree(path=modules, build_only=_CACHE, cache=_MODULES if fetches else None)
    yield fx.WritesTree(path=cache, build_only=_CACHE, cache=_OBJECTS if compiles else None)


def _mod(operands: list[str], state: State) -> Iterator[Effect]:
    yield from _caches(state, compiles=False)
    tree = Tree(state, state.cwd)
    root = tree.root or state.cwd
    if operands[:1] == ["download"]:
        yield fx.Configures(inputs=_inputs(tree, root))
        return
    match operands[:1]:
        case ["vendor"]:
            yield fx.WritesTree(path=paths.join(root, "vendor"), build_only=_SOURCES)
        case ["tidy" | "init" | "edit" | "sync" | "use"]:
            for name in ("go.mod", "go.sum", "go.work"):
                path = paths.join(root, name)
                yield fx.WritesFile(path=path, build_only=_MANIFEST, maybe=name != "go.mod")
        case _:
            pass


def _inputs(tree: Tree, root: str) -> Inputs:
    """What ``go mod download`` reads: local modules and workspaces have manifests of their own."""
    more = "modules of the project that stand in for others" if tree.replaced else ""
    if not tree.state.fs.lookup(paths.join(root, "go.work")).no:
        more = "maybe the modules of go.work"
    return Inputs(files=(paths.join(root, "go.mod"), paths.join(root, "go.sum")), more=more)


def _generate(operands: list[str], state: State) -> Iterator[Effect]:
    tree = Tree(state, state.cwd)
    followed = False
    for directory in _directories(operands or ["."], tree, state) or ():
        for file in tree.files(directory):
            for line in file.generates:
                followed = True
                try:
                    argv = tuple(
                        shlex.split(
                            line.replace("$GOFILE", posixpath.basename(file.path)).replace(
                                "$GOPACKAGE", file.package
                            )
                        )
                    )
                except ValueError:
                    yield fx.Opaque(reason=f"go generate: {line[:60]}", below=(directory,))
                    continue
                yield fx.Runs(argv=argv, cwd=directory)
    if not followed:
        yield fx.Opaque(
            reason="go generate: its directives are not in the context", below=(state.cwd,)
        )


def _run(operands: list[str], state: State) -> Iterator[Effect]:
    target = operands[0] if operands else "."
    if "@" in target or (
        "." in target.split("/")[0] and not target.startswith(".") and not target.endswith(".go")
    ):
        name = _remote_name(target)
        yield fx.Runs(argv=(name, *operands[1:]))
    else:
        yield fx.Opaque(reason=f"go run {target}: a program of the context", below=(state.cwd,))


def _get(
    options: dict[str, str], operands: list[str], invocation: Invocation, state: State
) -> Iterator[Effect]:
    yield from _caches(state)
    tree = Tree(state, state.cwd)
    yield fx.WritesTree(path=paths.join(tree.gopath, "src"), build_only=_SOURCES)
    yield fx.WritesTree(path=paths.join(tree.gopath, "pkg"), build_only=_CACHE)
    if tree.root:
        for name in ("go.mod", "go.sum"):
            yield fx.WritesFile(path=paths.join(tree.root, name), build_only=_MANIFEST, maybe=True)
    version = Build(tree, state.cwd, (), invocation, options).version()
    if "d" in options or version >= (1, 18):
        return
    for operand in operands or ["."]:
        if _is_local(operand) or tree.directory_of(operand):
            yield from _build("install", options, [operand], invocation, state)
        else:
            path = paths.join(_bin(tree, state), _remote_name(operand))
            yield fx.WritesFile(path=path, executable=True, maybe=True)


def _remote_name(operand: str) -> str:
    name = operand.split("@")[0].rstrip("/").removesuffix("/...")
    last = posixpath.basename(name)
    if last[:1] == "v" and last[1:].isdigit() and "/" in name:
        return posixpath.basename(posixpath.dirname(name))
    return last


def _is_local(operand: str) -> bool:
    return (
        operand in (".", "..", "all")
        or operand.startswith(("./", "../", "/"))
        or operand.endswith(".go")
    )


def _bin(tree: Tree, state: State) -> str:
    directory = state.env.get("GOBIN") or paths.join(tree.gopath, "bin")
    system, machine = state.env.get("GOOS", ""), state.env.get("GOARCH", "")
    if not state.env.get("GOBIN") and (system not in ("", "linux") or HOLE in system):
        return paths.join(directory, f"{system}_{machine or HOLE}")
    return state.path(directory)


def _directories(operands: list[str], tree: Tree, state: State) -> list[str] | None:
    """The package directories that operands name; None where that is not known."""
    found: list[str] = []
    for operand in operands:
        if not known(operand):
            return None
        if _is_local(operand):
            top = state.path(operand.removesuffix("...").rstrip("/") or "/")
            found += tree.below(top) if operand.endswith("...") else (top,)
            continue
        top_name = operand.removesuffix("...").rstrip("/")
        directory = tree.directory_of(top_name)
        if directory is None:
            return None
        found += tree.below(directory) if operand.endswith("...") else (directory,)
    return found


def _build(
    subcommand: str,
    options: dict[str, str],
    operands: list[str],
    invocation: Invocation,
    state: State,
) -> Iterator[Effect]:
    tree = Tree(state, state.cwd)
    if remote := [operand for operand in operands if "@" in operand]:
        for operand in remote:
            path = paths.join(_bin(tree, state), _remote_name(operand))
            yield fx.WritesFile(path=path, executable=True, program=_remote(invocation, path))
        return
    files = tuple(state.path(operand) for operand in operands if operand.endswith(".go"))
    if any("*" in file for file in files):
        files = tuple(f.path for f in tree.files(posixpath.dirname(files[0])))
    directories = (
        [posixpath.dirname(files[0])] if files else _directories(operands or ["."], tree, state)
    )
    if directories is None:
        yield from _somewhere(subcommand, options, operands, invocation, tree, state)
        return
    mains = [(d, _is_main(tree, d, files)) for d in directories]
    for directory in directories:
        yield fx.Reads(path=directory)
    version = Build(tree, state.cwd, (), invocation, options).version()
    for name in ("go.mod", "go.sum") if updates(tree, options, version) else ():
        path = paths.join(tree.root or state.cwd, name)
        yield fx.WritesFile(path=path, build_only=_MANIFEST, maybe=True)
    many = len(directories) > 1
    mains = [(d, main) for d, main in mains if main or (main is None and not many)]
    suffix = ".exe" if state.env.get("GOOS") == "windows" else ""
    for directory, main in mains:
        name = tree.program_name(directory)
        if files and main is not None and subcommand == "build":
            name = posixpath.basename(files[0]).removesuffix(".go")
        output = _output(subcommand, options, name + suffix, many, tree, state)
        if output is None:
            continue
        build = Build(tree, directory, files, invocation, options)
        yield fx.WritesFile(
            path=output,
            executable=True,
            program=build.program(output),
            maybe=main is None and "o" not in options,
        )


def _is_main(tree: Tree, directory: str, files: tuple[str, ...]) -> bool | None:
    """Whether a program is built; files that are named count whatever their build constraint."""
    if not files:
        return tree.is_main(directory)
    seen = [file for path in files if (file := tree.file(path)) is not None]
    return any(file.package == "main" for file in seen) if seen else None


def _output(
    subcommand: str, options: dict[str, str], name: str, many: bool, tree: Tree, state: State
) -> str | None:
    """Where a program is written; None where it is thrown away."""
    if subcommand == "install":
        return paths.join(_bin(tree, state), name)
    if "o" not in options:
        return None if many else state.path(name)
    target = options["o"]
    path = state.path(target)
    if path == "/dev/null":
        return None
    if target.endswith("/") or many or state.fs.follow(path).kind == "dir":
        return paths.join(path, name)
    return path


def _somewhere(
    subcommand: str,
    options: dict[str, str],
    operands: list[str],
    invocation: Invocation,
    tree: Tree,
    state: State,
) -> Iterator[Effect]:
    """A build of packages that cannot be seen: only its target is known, if that."""
    if subcommand == "build" and "o" in options and not options["o"].endswith("/"):
        target = state.path(options["o"])
        if target != "/dev/null":
            yield fx.WritesFile(path=target, executable=True, program=_remote(invocation, target))
        return
    for operand in operands:
        name = _remote_name(operand)
        where = _bin(tree, state) if subcommand == "install" else state.cwd
        path = paths.join(where, name)
        yield fx.WritesFile(
            path=path, executable=True, program=_remote(invocation, path), maybe="..." in operand
        )


def _remote(invocation: Invocation, path: str) -> nd.Program:
    """A program whose sources are not in the context."""
    by = invocation.evidence()
    return nd.Program(
        name=path,
        by=by,
        needs=lambda: (nd.NeedsFeature(feature=nd.Feature.CERTIFICATES, by=by),),
        assumptions=(
            Assumption(
                "sources-not-seen",
                f"{posixpath.basename(path)} is built from sources outside of the context: "
                "it reads no files of the image",
                invocation.span,
            ),
        ),
    )
