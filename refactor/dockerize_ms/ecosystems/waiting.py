"""Programs that wait for something and then run a command: wait-for-it, wait-for, dockerize."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import structs

from dockerize_ms.ecosystems import index
from dockerize_ms.ecosystems.arguments import Options
from dockerize_ms.ecosystems.places import place
from dockerize_ms.ecosystems.registry import handles, needs
from dockerize_ms.model import effects as fx
from dockerize_ms.model import needs as nd
from dockerize_ms.model.effects import Effect
from dockerize_ms.model.invocation import Invocation, State
from dockerize_ms.text import HOLE

_DOCKERIZE = Options(
    "-wait: -timeout: -wait-retry-interval: -wait-http-header: -template: -stdout: -stderr: -poll"
    " -delims: -env: -env-section: -env-header: -validate-cert -skip-tls-verify -no-overwrite"
    " -version -help --wait: --timeout: --template:",
    stops=True,
    words=True,
)


def _command(invocation: Invocation) -> tuple[str, ...]:
    """The command that runs after the wait."""
    words = invocation.arguments
    if invocation.name == "dockerize":
        return _DOCKERIZE.read(words).operands
    return words[words.index("--") + 1 :] if "--" in words else ()


@handles(
    "wait-for-it.sh", "wait-for-it", "wait-for.sh", "wait-for", "wait_for_it.sh", "wait_for.sh",
    "waitforit", "wait-for-postgres.sh", "wait-for-command", "dockerize"
)  # fmt: skip
def wait(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Runs what follows ``--``, in dockerize what follows its options."""
    if words := _command(invocation):
        yield fx.Runs(argv=words, ends=True)


@needs(
    "wait-for-it.sh", "wait-for-it", "wait-for.sh", "wait-for", "wait_for_it.sh", "wait_for.sh",
    "waitforit", "wait-for-postgres.sh", "wait-for-command", "dockerize"
)  # fmt: skip
def waiting(invocation: Invocation, state: State) -> Iterator[nd.Need]:
    """Its templates, and what the command needs that it runs: its own text may hide which."""
    for word in _DOCKERIZE.read(invocation.arguments).values("-template", "--template"):
        path = place(state, word.partition(":")[0])
        yield nd.NeedsPath(path=path, by=invocation.evidence(), optional=True)
    words = _command(invocation)
    if not words:
        return
    yield nd.NeedsCommand(name=words[0], by=invocation.evidence())
    known = index.needs_of(words[0]) if HOLE not in words[0] else None
    if known is not None:
        yield from known(structs.replace(invocation, called=words[0], arguments=words[1:]), state)
