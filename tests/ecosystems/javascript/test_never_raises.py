"""Whatever a project's files hold, there is an answer."""

from __future__ import annotations

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from dockerize_ms.context import Context
from dockerize_ms.ecosystems import index
from dockerize_ms.errors import Evidence
from dockerize_ms.facts import image
from dockerize_ms.model.effects import CopiesContext, WritesTree
from dockerize_ms.model.filesystem import Filesystem, Scratch
from dockerize_ms.model.invocation import Invocation, State
from dockerize_ms.text import Span

_SPAN = Span("Dockerfile", 1, 1, 1, 1, 0, 0)
_WORD = st.sampled_from(
    ["", "a", "../a", "*", "@a/b", "file:../x", "npm run a", "tsc && vite build", "**/*", "x" * 50]
)
_KEY = st.sampled_from(
    ["scripts", "a", "build", "start", "workspaces", "packages", "dependencies", "devDependencies",
     "bin", "extends", "compilerOptions", "outDir", "include", "files", "references", "path",
     "apps", "script", "node_modules/a", "dev", "os", "prisma", "schema", "projects",
     "packageManager"]
)  # fmt: skip
_LEAF = st.none() | st.booleans() | st.integers(-3, 3) | _WORD
_VALUE = st.recursive(
    _LEAF, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_KEY, inner, max_size=4)
)
_TEXT = _VALUE.map(json.dumps) | st.text(max_size=40) | st.just("{" * 3000)
_FILE = st.sampled_from(
    ["package.json", "a/package.json", "package-lock.json", "tsconfig.json", "angular.json",
     "nest-cli.json", "pnpm-lock.yaml", "yarn.lock", "pnpm-workspace.yaml", "lerna.json", ".npmrc",
     "vite.config.js", "webpack.config.js", "ecosystem.config.js", "ecosystem.json", "a.js",
     ".yarnrc.yml", "prisma/schema.prisma", ".babelrc"]
)  # fmt: skip
_FILES = st.dictionaries(_FILE, _TEXT, max_size=6)
_COMMANDS = (
    "npm ci", "npm install a", "npm run build", "npm start", "npm install -g a b@1",
    "npm run a -w a", "yarn", "yarn build", "yarn workspace a build", "pnpm i", "pnpm -r build",
    "pnpm --filter a build",
    "tsc", "tsc --build", "vite build", "webpack", "ng build", "nest build", "next build",
    "prisma generate", "run-s a*", "turbo run build", "bun install", "npx a", "node a.js",
    "pm2-runtime ecosystem.config.js", "pm2-runtime ecosystem.json", "serve a", "rollup -c",
)  # fmt: skip


@settings(max_examples=250, deadline=None)
@given(_FILES, st.sampled_from(_COMMANDS))
def test_any_project_has_an_answer(files: dict[str, str], command: str) -> None:
    context = Context.from_files({f"app/{name}": text for name, text in files.items()})
    copy = CopiesContext(context=context, source="", target="/")
    fs = Filesystem(Scratch()).apply(copy, Evidence("COPY . /"))
    state = State(cwd="/app", env={"PATH": "/bin"}, fs=fs, image=image("node", "20"))
    called, *words = command.split()
    call = Invocation(called=called, arguments=tuple(words), span=_SPAN, text=command)
    handler, needs = index.handler(called), index.needs_of(called)
    effects = list(handler(call, state)) if handler is not None else []
    assert list(needs(call, state) if needs is not None else ()) is not None
    for effect in effects:
        if isinstance(effect, WritesTree) and effect.spare is not None:
            effect.spare.used(fs, frozenset(["node", called]))
