"""A Python project: its name, dependencies and programs, from pyproject, setup.cfg or setup.py."""

from __future__ import annotations

import configparser
import re
from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from dockerize_ms.ecosystems.pythonic.manifest import source, string, table, texts, toml
from dockerize_ms.ecosystems.pythonic.requirement import Requirement, normalised, parse
from dockerize_ms.errors import Evidence
from dockerize_ms.model import paths
from dockerize_ms.model.invocation import State
from dockerize_ms.text import SourceFile

_TOKEN = re.compile(
    r"""[\s,]+|\#[^\n]*|[\[\]()]"""
    r"""|[rubRUB]{0,2}(?:'(?P<one>[^'\\\n]*)'|"(?P<two>[^"\\\n]*)")""",
)
_END = re.compile(r"\s*(?:\#[^\n]*\s*)*(?:[,)\]}]|\Z|\n)")
_SCRIPT = re.compile(r"\s*(?P<name>[\w.-]+)\s*=\s*(?P<entry>[\w.]+:[\w.]+)")
_LISTS = ("install_requires", "setup_requires", "extras_require", "scripts")
_LIBRARIES = re.compile(r"\blibraries\s*=\s*")
_OPTIONAL = "*optional*"
_LARGEST = 1024 * 1024
_LONGEST = 40_000  # characters of one list in setup.py


class Project(Struct, kw_only=True):
    """What manifests tell of a project in ``directory``.

    ``requirements`` are those of every install, ``groups`` those of extras and groups by
    name; of these ``dependency_groups`` are installed by tools that know groups, but not
    ``optional_groups``. ``scripts`` maps programs to ``module:function``; ``files`` were read.
    ``complete`` says that all requirements are known, ``native`` that something may be
    compiled. ``files_of_scripts`` are installed as programs as they are. ``backend`` builds
    it; ``packaged`` says that the project itself is installed, too. ``libraries`` are those that
    its extensions are linked with on every system, by the names that a linker takes.
    """

    directory: str
    name: str = ""
    requirements: list[Requirement]
    groups: dict[str, list[Requirement]]
    scripts: dict[str, str]
    files: list[str]
    complete: bool = True
    native: bool = False
    backend: str = ""
    packaged: bool = True
    dependency_groups: list[str] = []
    optional_groups: set[str] = set()
    files_of_scripts: list[str] = []
    libraries: list[tuple[str, Evidence]] = []

    @property
    def leaves_files(self) -> bool:
        """Whether an editable install may write into the directory: metadata, extensions."""
        return self.native or not re.match(r"poetry|hatchling|flit|pdm|uv_build", self.backend)

    @property
    def by(self) -> Evidence:
        """The project as the ground of a claim."""
        return Evidence(f"the project in {self.directory}")


def read(directory: str, state: State, minor: str = "") -> Project:
    """Reads what a project's manifests say; nothing of it is executed."""
    project = Project(directory=directory, requirements=[], groups={}, scripts={}, files=[])
    found = False
    for name, reader in (("pyproject.toml", _pyproject), ("setup.cfg", _cfg), ("setup.py", _setup)):
        path = paths.join(directory, name)
        file = source(path, state, _LARGEST)
        if file is not None:
            project.files.append(path)
            found = True
            reader(file, project, minor)
    project.complete = project.complete and found
    return project


def _add(
    project: Project, text: str, file: SourceFile, minor: str, group: str | None = None
) -> None:
    by = place_of(file, text)
    requirement = parse(text, by, minor=minor)
    if requirement is not None:
        into = project.requirements if group is None else project.groups.setdefault(group, [])
        into.append(requirement)


def place_of(file: SourceFile, text: str) -> Evidence:
    """Where a text stands in a manifest: its first place."""
    at = file.text.find(text)
    shown = text if len(text) <= 60 else text[:57] + "…"
    return Evidence(shown, file.span(max(at, 0), max(at, 0) + (len(text) if at >= 0 else 0)))


def _pyproject(file: SourceFile, project: Project, minor: str) -> None:
    document = toml(file)
    project.complete = project.complete and (bool(document) or not file.text.strip())
    build = texts(table(document, "build-system").get("requires"))
    project.native = any(
        re.match(r"(?i)(cython|scikit-build|maturin|setuptools.rust|cffi|pybind11|meson|numpy)", r)
        for r in build
    )
    project.backend = string(table(document, "build-system").get("build-backend"))
    own = table(document, "project")
    project.name = project.name or string(own.get("name"))
    for text in texts(own.get("dependencies")):
        _add(project, text, file, minor)
    if "dependencies" in texts(own.get("dynamic")):
        project.complete = False
    for group, values in table(own, "optional-dependencies").items():
        for text in texts(values):
            _add(project, text, file, minor, normalised(group))
    for group, values in table(document, "dependency-groups").items():
        for text in texts(values):
            _add(project, text, file, minor, normalised(group))
        project.dependency_groups = [*project.dependency_groups, normalised(group)]
    for key in ("scripts", "gui-scripts"):
        for name, entry in table(own, key).items():
            project.scripts[name] = string(entry)
    _poetry(table(document, "tool", "poetry"), file, project, minor)


def _poetry(own: dict[str, Any], file: SourceFile, project: Project, minor: str) -> None:
    project.name = project.name or string(own.get("name"))
    project.packaged = own.get("package-mode") is not False
    for name, value in table(own, "dependencies").items():
        if name != "python":
            _poetry_one(project, name, value, file, None)
    groups = {g: table(v, "dependencies") for g, v in table(own, "group").items()}
    if "dev-dependencies" in own:
        groups["dev"] = {**groups.get("dev", {}), **table(own, "dev-dependencies")}
    for group, values in groups.items():
        for name, value in values.items():
            _poetry_one(project, name, value, file, normalised(group))
        project.dependency_groups = [*project.dependency_groups, normalised(group)]
        if table(own, "group", group).get("optional") is True:
            project.optional_groups = {*project.optional_groups, normalised(group)}
    optional = {r.name: r for r in project.groups.get(_OPTIONAL, [])}
    for extra, names in table(own, "extras").items():
        wanted = [optional[n] for text in texts(names) if (n := normalised(text)) in optional]
        project.groups[normalised(extra)] = wanted
    for name, entry in table(own, "scripts").items():
        project.scripts[name] = string(entry) or string(table(entry).get("reference"))


def _poetry_one(
    project: Project, name: str, value: object, file: SourceFile, group: str | None
) -> None:
    details = value if isinstance(value, dict) else {}
    version = string(value) or string(details.get("version"))
    pin = re.fullmatch(r"={0,3}\s*(\d[\w.!+]*)", version)
    requirement = Requirement(
        name=normalised(name),
        by=place_of(file, name),
        extras=tuple(map(normalised, texts(details.get("extras")))),
        version=pin[1] if pin else "",
        url=(string(details.get("git")) and f"git+{string(details.get('git'))}")
        or string(details.get("url")),
        path=string(details.get("path")),
        editable=details.get("develop") is True,
    )
    if details.get("optional") is True:
        group = group or _OPTIONAL
    into = project.requirements if group is None else project.groups.setdefault(group, [])
    into.append(requirement)


def _cfg(file: SourceFile, project: Project, minor: str) -> None:
    parser = configparser.RawConfigParser(strict=False, allow_no_value=True)
    try:
        parser.read_string(file.text)
    except (configparser.Error, ValueError):
        project.complete = False
        return
    project.name = project.name or (parser.get("metadata", "name", fallback="") or "").strip()
    listed = parser.get("options", "install_requires", fallback="") or ""
    if listed.strip().startswith("file:"):
        project.complete = False
    else:
        for line in re.split(r"[\n]", listed):
            if line.strip() and not line.strip().startswith("#"):
                _add(project, line.strip(), file, minor)
    if parser.has_section("options.extras_require"):
        for group, value in parser.items("options.extras_require"):
            for line in (value or "").splitlines():
                if line.strip():
                    _add(project, line.strip(), file, minor, normalised(group))
    scripts = parser.get("options.entry_points", "console_scripts", fallback="") or ""
    _scripts(scripts.splitlines(), project)


def _scripts(lines: list[str], project: Project) -> None:
    for line in lines:
        if match := _SCRIPT.match(line):
            project.scripts[match["name"]] = match["entry"]


def _setup(file: SourceFile, project: Project, minor: str) -> None:
    text = file.text
    name = re.search(r"\bname\s*=\s*['\"]([\w.-]+)['\"]", text)
    project.name = project.name or (name[1] if name else "")
    project.native = project.native or bool(
        re.search(r"ext_modules|Extension\(|cythonize|cffi_modules|rust_extensions", text)
    )
    if "platform" not in text:
        project.libraries = list(_libraries(file))
    start = re.search(r"\binstall_requires\s*=\s*", text)
    if start is not None:
        requirements = _list(text, start.end())
        if requirements is None:
            project.complete = False
        for requirement in requirements or ():
            _add(project, requirement, file, minor)
    start = re.search(r"\bscripts\s*=\s*", text)
    if start is not None:
        project.files_of_scripts = _list(text, start.end()) or []
    start = re.search(r"['\"]?console_scripts['\"]?\s*[:=]\s*", text)
    if start is not None:
        _scripts(_list(text, start.end()) or [], project)


def _libraries(file: SourceFile) -> Iterator[tuple[str, Evidence]]:
    """What extensions are linked with (setuptools: ``Extension(…, libraries=[…])``)."""
    for start in _LIBRARIES.finditer(file.text):
        for name in _list(file.text, start.end()) or ():
            text = f'libraries=["{name}"]'
            yield name, Evidence(text, file.span(start.start(), start.end()))


def _list(text: str, at: int) -> list[str] | None:
    """The texts of a literal list or tuple; None where it is another expression."""
    if text[at : at + 1] not in ("[", "("):
        return None
    found: list[str] = []
    depth, here = 0, at
    while here < min(len(text), at + _LONGEST):
        token = _TOKEN.match(text, here)
        if token is None:
            return None
        here = token.end()
        literal = token["one"] if token["one"] is not None else token["two"]
        if literal is not None:
            found.append(literal)
        elif token[0] in "[(":
            depth += 1
        elif token[0] in ")]":
            depth -= 1
            if depth == 0:
                return found if _END.match(text, here) else None
    return None


def poetry_toml(directory: str, name: str, state: State) -> bool | None:
    """A setting of a project's ``poetry.toml``; None where it says nothing."""
    document = toml(source(paths.join(directory, "poetry.toml"), state, _LARGEST))
    section, _, key = name.partition(".")
    value = table(document, section).get(key)
    return value if isinstance(value, bool) else None
