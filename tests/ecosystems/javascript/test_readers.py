"""The readers of manifests, lock files, workspaces and settings."""

from __future__ import annotations

import pytest

from dockerize_ms.context import Context
from dockerize_ms.ecosystems import index
from dockerize_ms.ecosystems.javascript import jsonc, manifest, tsconfig
from dockerize_ms.ecosystems.javascript.configuration import Configured
from dockerize_ms.ecosystems.javascript.globals import package_name
from dockerize_ms.ecosystems.javascript.locks import npm, pnpm, yarn
from dockerize_ms.ecosystems.javascript.locks.lock import Lock
from dockerize_ms.ecosystems.javascript.sources import package_of
from dockerize_ms.ecosystems.javascript.workspaces import members_of
from dockerize_ms.errors import Evidence
from dockerize_ms.facts import image
from dockerize_ms.model.effects import CopiesContext, WritesTree
from dockerize_ms.model.filesystem import Filesystem, Scratch
from dockerize_ms.model.invocation import Invocation, State
from dockerize_ms.text import Span

_SPAN = Span("Dockerfile", 1, 1, 1, 1, 0, 0)
_YARN = """# yarn lockfile v1


"@babel/core@^7.1.0", "@babel/core@^7.7.5":
  version "7.12.3"
  dependencies:
    debug "^4.1.0"
    "@x/y" ">= 1 < 2"

debug@^4.1.0, debug@^4.3:
  version "4.1.0"

"@x/y@>= 1 < 2":
  version "1.0"

typescript@^4:
  version "4"
"""
_BERRY = """__metadata:
  version: 6

"app@workspace:.":
  version: 0.0.0-use.local
  dependencies:
    a: ^1.0.0

"a@npm:^1.0.0, a@npm:^1.2":
  version: 1.2.0
  dependencies:
    b: ^2
  bin:
    run-a: ./x.js

"b@npm:^2":
  version: 2.0.0

"c@npm:3":
  version: 3.0.0
"""
_PNPM_6 = """lockfileVersion: '6.0'

packages:

  /express@4.18.2:
    resolution: {integrity: sha512-x}
    dev: false

  /@types/node@20.0.0:
    dev: true

  /bcrypt@5.1.0(supports-color@9.0.0):
    requiresBuild: true
    dev: false

  /@esbuild/linux-x64@0.18.0:
    cpu: [x64]
    os: [linux]
    dev: true
"""
_PNPM_9 = """lockfileVersion: '9.0'

importers:

  .:
    dependencies:
      '@nestjs/core':
        specifier: ^10
        version: 10.0.1(rxjs@7.8.1)
    devDependencies:
      typescript:
        specifier: ^5
        version: 5.1.2

packages:

  '@nestjs/core@10.0.1':
    resolution: {integrity: sha512-x}

  rxjs@7.8.1:
    resolution: {integrity: sha512-x}

  typescript@5.1.2:
    resolution: {integrity: sha512-x}
    hasBin: true

snapshots:

  '@nestjs/core@10.0.1(rxjs@7.8.1)':
    dependencies:
      rxjs: 7.8.1

  rxjs@7.8.1: {}

  typescript@5.1.2: {}
"""
_NPM_3 = """{"lockfileVersion": 3, "packages": {
  "": {"name": "x"}, "packages/a": {}, "node_modules/a": {"link": true},
  "node_modules/b": {"bin": {"bb": "x"}, "hasInstallScript": true},
  "node_modules/b/node_modules/@s/c": {"dev": true, "bin": "x"},
  "node_modules/d": {"os": ["darwin"]}, "node_modules/e": {"os": ["!win32"], "cpu": ["x64"]}}}"""
_NPM_1 = """{"lockfileVersion": 1, "dependencies": {
  "a": {"version": "1", "dependencies": {"b": {"dev": true}}}, "c": {"dev": true}}}"""


def _files(files: dict[str, str]) -> Filesystem:
    context = Context.from_files({f"app/{name}": text for name, text in files.items()})
    copy = CopiesContext(context=context, source="", target="/")
    return Filesystem(Scratch()).apply(copy, Evidence("COPY . /"))


def _told(lock: Lock | None) -> str:
    assert lock is not None
    marks = {True: "d", False: "", None: "?"}
    return " ".join(
        f"{one.name}:{marks[one.development]}{'b' if one.builds else ''}{'n' if one.native else ''}"
        for one in lock.packages
    )


@pytest.mark.parametrize(
    ("lock", "told"),
    [
        pytest.param(
            yarn.read(_YARN, ["@babel/core@^7.1.0"]),
            "@babel/core: debug: @x/y: typescript:d",
            id="yarn 1",
        ),
        pytest.param(
            yarn.read(_YARN, ["gone@1"]),
            "@babel/core:? debug:? @x/y:? typescript:?",
            id="yarn 1, not up to date",
        ),
        pytest.param(yarn.read(_BERRY, ["a@^1.0.0"]), "a: b: c:d", id="later yarn"),
        pytest.param(
            pnpm.read(_PNPM_6),
            "express: @types/node:d bcrypt:b @esbuild/linux-x64:dn",
            id="pnpm, version 6",
        ),
        pytest.param(pnpm.read(_PNPM_9), "@nestjs/core: rxjs: typescript:d", id="pnpm, version 9"),
        pytest.param(npm.read(_NPM_3.encode()), "b:b @s/c:d d: e:n", id="npm, version 3"),
        pytest.param(npm.read(_NPM_1.encode()), "a: b:d c:d", id="npm, version 1"),
    ],
)
def test_locks(lock: Lock | None, told: str) -> None:
    assert _told(lock) == told


@pytest.mark.parametrize("text", ["", "[]", "x", '{"packages": 3}', '{"packages": {"a": 1}}'])
def test_what_is_no_lock_file(text: str) -> None:
    assert npm.read(text.encode()) is None


def test_commands_of_a_lock_file() -> None:
    lock = npm.read(_NPM_3.encode())
    assert lock is not None
    assert lock.by_command == {"bb": ("b",), "c": ("@s/c",)}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('{"a": 1,}', {"a": 1}),
        ('// x\n{"a": "// no", /* y */ "b": [1, 2, ],}', {"a": "// no", "b": [1, 2]}),
        ('\ufeff{"a": 1}', {"a": 1}),
        ('{"a": ",]"}', {"a": ",]"}),
        ("{", None),
        ("[" * 5000, None),
    ],
)
def test_json_with_comments(text: str, value: object) -> None:
    assert jsonc.read(text.encode()) == value


@pytest.mark.parametrize(
    ("text", "at", "column"),
    [
        ('{"scripts": {"build": "tsc -p ."}}', "tsc", 24),
        ('{"scripts": {"build": "echo \\"a\\" && tsc"}}', "tsc", 38),
        ('{"build": "no", "scripts": {"a": "b", "build" : "x"}}', "x", 50),
    ],
)
def test_where_a_script_stands(text: str, at: str, column: int) -> None:
    source = manifest.Manifest("/app", text.encode(), "package.json").script("build")
    assert source is not None
    start = source.text.index(at)
    assert source.span(start, start + 1).column == column


_MEMBERS = {
    "packages/a/package.json": "{}",
    "packages/b/package.json": "{}",
    "packages/none/x": "",
    "apps/x/y/package.json": "{}",
    "docs/package.json": "{}",
}


@pytest.mark.parametrize(
    ("files", "members"),
    [
        ({"package.json": '{"workspaces": ["packages/*"]}'}, "packages/a packages/b"),
        ({"package.json": '{"workspaces": {"packages": ["./docs", "apps/**"]}}'}, "docs apps/x/y"),
        ({"pnpm-workspace.yaml": "packages:\n  - 'packages/*'\n  - '!**/b' # x\n"}, "packages/a"),
        ({"pnpm-workspace.yaml": 'packages:\n# x\n- "docs"\ncatalog:\n  - no\n'}, "docs"),
        ({"lerna.json": '{"packages": ["docs"]}'}, "docs"),
        ({"package.json": '{"workspaces": [3, "../*", "", "nowhere/*"]}'}, ""),
    ],
)
def test_workspaces(files: dict[str, str], members: str) -> None:
    found = members_of("/app", _files({**_MEMBERS, **files}))
    assert " ".join(path.removeprefix("/app/") for path in found) == members


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("a({ outDir: 'x' })", ("x",)),
        ('a({ "outDir": "x", })', ("x",)),
        ("a({ // outDir: 'no'\n outDir: `x` })", ("x",)),
        ("a({ outDir: path.resolve(__dirname, 'x', 'y') })", ("/app/x/y",)),
        ("a({ outDir: resolve('x') })", ("x",)),
        ("a({ outDir: dir })", None),
        ("a({ outDir: 'x' + y })", None),
        ("a({ outDir: `${x}` })", None),
        ("a({ myoutDir: 'x' })", ()),
        ("", ()),
    ],
)
def test_literal_values(text: str, values: tuple[str, ...] | None) -> None:
    configured = Configured("/app", ("vite.config.*",), _files({"vite.config.ts": text}))
    assert configured.values("outDir") == values


@pytest.mark.parametrize(
    ("specifier", "package"),
    [
        ("express", "express"),
        ("express/lib/x", "express"),
        ("@a/b/c", "@a/b"),
        ("./a", ""),
        ("/a", ""),
        ("node:fs", ""),
        ("#internal", ""),
        ("~/a", ""),
    ],
)
def test_specifiers(specifier: str, package: str) -> None:
    assert package_of(specifier) == package


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("pm2", "pm2"),
        ("pm2@5.1", "pm2"),
        ("@a/b@latest", "@a/b"),
        ("./x", ""),
        ("git+https://x/y.git", ""),
        ("https://x/y.tgz", ""),
        ("github:a/b", ""),
        ("x.tgz", ""),
    ],
)
def test_names_of_packages(word: str, name: str) -> None:
    assert package_name(word) == name


def test_a_configuration_that_extends_several() -> None:
    files = {
        "a.json": '{"compilerOptions": {"outDir": "a", "strict": true}, "include": ["src"]}',
        "b/b.json": '{"compilerOptions": {"outDir": "out"}}',
        "tsconfig.json": '{"extends": ["./a", "./b/b.json"]}',
    }
    settings = tsconfig.load("/app/tsconfig.json", _files(files))
    assert settings is not None
    assert (settings.text("outDir"), settings.include) == ("/app/b/out", ("/app/src",))


def test_many_packages_of_a_workspace_are_few_effects() -> None:
    files = {f"packages/p{number}/package.json": "{}" for number in range(60)}
    fs = _files({"package.json": '{"workspaces": ["packages/*"]}', **files})
    state = State(cwd="/app", env={}, fs=fs, image=image("node", "20"))
    call = Invocation(called="npm", arguments=("ci",), span=_SPAN, text="npm ci")
    handler = index.handler("npm")
    assert handler is not None
    trees = [effect.path for effect in handler(call, state) if isinstance(effect, WritesTree)]
    assert trees == ["/root/.npm", "/app/node_modules", "/app/packages/*/node_modules"]
