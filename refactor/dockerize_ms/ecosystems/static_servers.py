"""Servers of Node that serve a directory, and servers for development."""

from __future__ import annotations

from collections.abc import Iterator

from dockerize_ms.ecosystems.arguments import Options
from dockerize_ms.ecosystems.javascript.application import application
from dockerize_ms.ecosystems.javascript.workspaces import project
from dockerize_ms.ecosystems.registry import handles, needs
from dockerize_ms.errors import Evidence
from dockerize_ms.model import needs as nd
from dockerize_ms.model import paths
from dockerize_ms.model.effects import Effect
from dockerize_ms.model.invocation import Invocation, State
from dockerize_ms.model.needs import Need
from dockerize_ms.text import HOLE

_OPTIONS = {
    "serve": Options(
        "-s|--single -l|--listen: -p: -c|--config: -d|--debug -C|--cors -n|--no-clipboard"
        " -u|--no-compression -S|--symlinks -L|--no-request-logging --no-etag --no-port-switching"
        " --ssl-cert: --ssl-key: --ssl-pass: -v|--version -h|--help"
    ),
    "http-server": Options(
        "-p|--port: -a: -d? -i? -g|--gzip -b|--brotli -e|--ext? -s|--silent --cors? -o? -c:"
        " -U|--utc"
        " -t: -P|--proxy: --proxy-options: --username: --password: -S|--tls|--ssl -C|--cert:"
        " -K|--key:"
        " -r|--robots? --no-dotfiles --mimetypes: --log-ip -h|--help -v|--version"
    ),
}
_ANY = Options(
    "-p|--port: -a|--host|--address: -d|--directory|--dir|--root: -s|--spa -c|--config: -i|--index:"
    " -f|--fallback: --no-browser --single? --quiet --cors --gzip --brotli --etag --dev --clear"
)

_SETTINGS = frozenset(("static", "now"))
"""Keys of package.json that serve takes settings from."""


@handles(
    "serve", "http-server", "hs", "ws", "static-server", "serve-static", "sirv",
    "angular-http-server",
    "superstatic", "spa-http-server", "node-static", "st", "pushstate-server", "ecstatic",
    "json-server", "httpster", "local-web-server", "harp", "live-server", "browser-sync"
)  # fmt: skip
def static_server(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Serves; writes nothing."""
    yield from ()


@needs(
    "serve", "http-server", "hs", "ws", "static-server", "serve-static", "sirv",
    "angular-http-server",
    "superstatic", "spa-http-server", "node-static", "st", "pushstate-server", "ecstatic",
    "json-server", "httpster", "statik", "local-web-server", "harp"
)  # fmt: skip
def static_server_needs(invocation: Invocation, state: State) -> Iterator[Need]:
    """Node, itself and what it serves. One of the project's ``node_modules`` needs the project."""
    by = invocation.evidence()
    name = "http-server" if invocation.name == "hs" else invocation.name
    arguments = _OPTIONS.get(name, _ANY).read(invocation.arguments)
    yield nd.NeedsCommand(name="node", by=by)
    served = [*arguments.operands, *arguments.values("-d", "--root")]
    if name == "http-server" and not served:
        served = ["public", "."] if state.fs.lookup(state.path("public")).no else ["public"]
    for word in served[:2] or ["."]:
        path = state.path(word)
        if HOLE not in path and path != "/":
            yield nd.NeedsPath(path=path, by=by)
    for word in arguments.values("-c", "--ssl-cert", "--ssl-key", "--cert", "--key", "--mimetypes"):
        yield nd.NeedsPath(path=state.path(word), by=by, optional=True)
    for config in ("serve.json", "superstatic.json"):
        yield nd.NeedsPath(path=state.path(config), by=by, optional=True)
    yield from _brought(invocation, state, by)


def _brought(invocation: Invocation, state: State, by: Evidence) -> Iterator[Need]:
    """The project, where the server is one of its dependencies."""
    found = project(state.cwd, state.fs)
    owner = found.manifest
    own = owner is not None and owner.depends(invocation.name)
    if own or "node_modules" in invocation.called:
        yield from application(state.cwd, by, state)
    elif owner is not None and _SETTINGS & owner.data.keys():
        path = paths.join(found.directory, "package.json")
        yield nd.NeedsPath(path=path, by=by, optional=True)


@needs(
    "nodemon", "ts-node-dev", "tsnd", "node-dev", "supervisor", "node-supervisor", "tsc-watch",
    "babel-watch", "webpack-dev-middleware", "live-server", "browser-sync", "watchify", "nodangel",
    "light-server", "budo", "web-dev-server", "wds", "tsx-watch", "vite-plugin-node", "onchange",
    "watch", "npm-watch", "chokidar", "reload", "wrangler", "netlify", "vercel", "firebase",
    "cypress",
    "jest", "vitest", "mocha", "ava", "karma", "playwright", "start-storybook-server", "adonis-kit"
)  # fmt: skip
def development_server(invocation: Invocation, state: State) -> Iterator[Need]:
    """Servers and watchers for development, and runners of tests."""
    yield nd.RunsBuild(
        by=invocation.evidence(),
        what=f"{invocation.name}, a tool of the development",
        advice="it watches or tests sources: keep this file for development, and start the"
        " program itself (`node …`) in an image for production",
        develops=True,
    )
