"""Tools written in Python that run while an image is built: tests, linters, generators, models."""

from __future__ import annotations

import configparser
from collections.abc import Iterator

from dockerize_ms.ecosystems.arguments import Options
from dockerize_ms.ecosystems.places import place
from dockerize_ms.ecosystems.pythonic import interpreter
from dockerize_ms.ecosystems.registry import handles
from dockerize_ms.model import effects as fx
from dockerize_ms.model import paths
from dockerize_ms.model.effects import Effect
from dockerize_ms.model.invocation import Invocation, State
from dockerize_ms.text import HOLE, SourceMap

REPORT = "a report of tests or of a linter"
_REPORTS = (".pytest_cache", ".mypy_cache", ".ruff_cache", ".coverage", "htmlcov", "coverage.xml")


@handles(
    "pytest", "py.test", "nose", "nosetests", "nose2", "coverage", "pyright",
    "safety", "pip-audit", "pydocstyle", "vulture", "behave", "unittest",
    "green", "mutmut", "interrogate", "radon", "twine", "pre-commit"
)  # fmt: skip
def checkers(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Run and report; the project stays as it is."""
    yield fx.Reads(path=state.cwd)
    for name in _REPORTS:
        yield fx.WritesTree(path=paths.join(state.cwd, name), build_only=REPORT)
    for word in invocation.arguments:
        name, equals, value = word.partition("=")
        if equals and value and name.startswith(("--junit", "--cov-report", "--output", "--html")):
            path = place(state, value.rpartition(":")[2])
            yield fx.WritesFile(path=path, build_only=REPORT)


@handles("autopep8", "yapf", "autoflake", "pyupgrade")
def formatters(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Lay out sources: nothing that runs changes."""
    yield fx.Reads(path=state.cwd)
    yield fx.WritesTree(path=paths.join(state.cwd, ".ruff_cache"), build_only=REPORT)


@handles("tox", "nox")
def runners(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Make environments of their own, and run what their settings say in the project."""
    yield fx.Reads(path=state.cwd)
    for name in (".tox", ".nox", *_REPORTS):
        yield fx.WritesTree(path=paths.join(state.cwd, name), build_only=REPORT)
    commands = _tox(invocation, state) if invocation.name == "tox" else None
    if commands is None:
        yield fx.Opaque(reason=f"what {invocation.name} runs is not followed", below=(state.cwd,))
    for command in commands or ():
        yield fx.Runs(source=SourceMap.literal(command))


def _tox(invocation: Invocation, state: State) -> list[str] | None:
    """The commands of the environments that are named, where they stand literally."""
    words = invocation.arguments
    text = state.text(paths.join(state.cwd, "tox.ini"))
    named = [words[at + 1] for at, word in enumerate(words[:-1]) if word == "-e"]
    if text is None or len(named) != 1:
        return None
    settings = configparser.ConfigParser(interpolation=None, strict=False)
    try:
        settings.read_string(text)
    except configparser.Error:
        return None
    found: list[str] = []
    for name in named[0].split(","):
        section = next((s for s in (f"testenv:{name}", "testenv") if settings.has_section(s)), "")
        found += settings.get(section, "commands", fallback="{}").strip().splitlines()
    return None if any("{" in command for command in found) else found


@handles(
    "cython",
    "cythonize",
    "cffi",
    "f2py",
    "pyrcc5",
    "pyuic5",
    "protoc-gen-mypy",
    "datamodel-codegen",
)
def generators(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Generate sources and extensions beside what they read."""
    for tool in ("gcc", "g++", "cc"):
        yield fx.Calls(name=tool)
    yield fx.WritesTree(path=state.cwd)


@handles("pyinstaller", "nuitka", "nuitka3", "pyoxidizer", "shiv", "pex", "cx_Freeze", "cxfreeze")
def packers(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Pack a program with its interpreter: into ``dist``, or where an option says."""
    for tool in ("gcc", "g++", "cc", "ld", "objdump", "objcopy", "ldd", "patchelf", "upx", "strip"):
        yield fx.Calls(name=tool)
    arguments = Options(
        "-n|--name: --distpath: --workpath: -o|--output-file|--output-filename: --output-dir:"
        " -F|--onefile -D|--onedir --add-data: --add-binary: --hidden-import: -p|--paths: -y"
        " --specpath: --collect-all: --collect-data: --additional-hooks-dir: -i|--icon: --clean"
        " --runtime-hook: --exclude-module: --log-level: -c -e: -r: -m:"
    ).read(invocation.arguments)
    yield fx.Reads(path=state.cwd)
    if invocation.name != "pyinstaller":
        yield fx.WritesTree(path=state.cwd)
        if output := arguments.value("-o"):
            yield fx.WritesFile(path=place(state, output), executable=True)
        return
    work = place(state, arguments.value("--workpath") or "build")
    yield fx.WritesTree(path=work, build_only="intermediate files of the packer")
    yield fx.WritesTree(path=place(state, arguments.value("--distpath") or "dist"))


@handles("nltk.downloader")
def corpora(invocation: Invocation, state: State) -> Iterator[Effect]:
    """``python -m nltk.downloader``: into ``-d``, NLTK_DATA or the home directory."""
    given = Options("-d: -q -f -x -u:").read(invocation.arguments).value("-d")
    if given or state.env.get("NLTK_DATA"):
        yield fx.WritesTree(path=place(state, given or state.env["NLTK_DATA"].split(":")[0]))
        return
    shared = ("/usr/share/nltk_data", "/usr/local/share/nltk_data", "/usr/lib/nltk_data")
    there = [path for path in shared if state.fs.lookup(path).kind == "dir"]
    for path in there:  # the first that it may write to
        yield fx.WritesTree(path=path)
    if not there or state.user not in ("root", "0", ""):
        yield fx.WritesTree(path=paths.join(interpreter.home(state), "nltk_data"))


@handles("spacy")
def models(invocation: Invocation, state: State) -> Iterator[Effect]:
    """``spacy download``: a package beside the others."""
    environment = interpreter.environment(invocation.called, state)
    if invocation.arguments[:1] != ("download",):
        if invocation.arguments[:1] not in ((), ("info",), ("validate",)):
            yield fx.WritesTree(path=state.cwd)
        return
    for path in environment.trees:
        yield fx.WritesTree(path=path, readers=environment.readers)
    if not environment.known:
        yield fx.Opaque(reason="which Python this is is not known", below=("/usr", "/opt"))


@handles("playwright", "camoufox", "patchright")
def browsers(invocation: Invocation, state: State) -> Iterator[Effect]:
    """``playwright install``: browsers below the home directory, with ``--with-deps`` packages."""
    words = invocation.arguments
    if words[:1] not in (("install",), ("install-deps",), ("fetch",)):
        return
    given = state.env.get("PLAYWRIGHT_BROWSERS_PATH")
    home = paths.join(interpreter.home(state), ".cache")
    if words[0] != "install-deps" and given != "0":
        yield fx.WritesTree(path=place(state, given) if given else home)
    if "--with-deps" in words or words[0] == "install-deps":
        yield fx.Opaque(
            reason="packages that the browsers need",
            below=("/usr", "/etc", "/var", "/lib", "/opt"),
        )


@handles(
    "flask", "alembic", "celery", "django-admin", "airflow", "superset", "aerich", "scrapy",
    "mkdocs", "sphinx-build", "streamlit", "jupyter", "jupyter-nbextension", "dbt",
    "jupyter-labextension", "pybabel", "dvc", "kedro", "rasa", "huggingface-cli", "hf", "gdown",
    "transformers-cli", "fastapi", "litestar", "reflex", "luigi", "mlflow",
    "great_expectations", "ansible-galaxy"
)  # fmt: skip
def frameworks(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Commands of frameworks: into the project, the home directory or the environment."""
    words = invocation.arguments
    if not words or words[0] in ("--version", "--help", "version", "check"):
        return
    environment = interpreter.environment("python3", state)
    reason = f"{invocation.name} {words[0].replace(HOLE, '…')} is not followed"
    named = [word.partition("=")[2] or word for word in words]
    more = (w for w in named if w[:1] == "/" and w != "/" and HOLE not in w)
    if state.cwd == "/":
        yield fx.Opaque(reason=reason)
        return
    below = [state.cwd, *more]
    if invocation.name in _AT_HOME:
        below += [interpreter.home(state)]
    if invocation.name in _IN_PREFIX:
        below += [paths.join(environment.root or "/usr/local", part) for part in ("share", "etc")]
    yield fx.Opaque(reason=reason, below=tuple(dict.fromkeys(below)))


_AT_HOME = frozenset(
    (
        "airflow", "superset", "jupyter", "huggingface-cli", "hf", "gdown", "dbt", "rasa", "reflex",
        "streamlit", "jupyter-labextension", "jupyter-nbextension", "transformers-cli",
        "ansible-galaxy", "mlflow", "dvc",
    )
)  # fmt: skip
_IN_PREFIX = frozenset(("jupyter", "jupyter-labextension", "jupyter-nbextension"))
