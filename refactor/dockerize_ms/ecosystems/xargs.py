"""xargs: a command with the words that come in."""

from __future__ import annotations

from collections.abc import Iterator

from dockerize_ms.ecosystems.arguments import Options, split
from dockerize_ms.ecosystems.registry import standard
from dockerize_ms.model.effects import Effect, Runs
from dockerize_ms.model.invocation import Invocation, State
from dockerize_ms.text import HOLE

_MOST = 200  # words that are told apart
_XARGS = Options(
    "-0|--null -r|--no-run-if-empty -t|--verbose -p -x -n|--max-args: -P|--max-procs:"
    " -I|--replace: -L|--max-lines: -d|--delimiter: -a|--arg-file: -s|--max-chars: -E: -i? -l?"
    " -e?",
    stops=True,
)


@standard("xargs", "parallel")
def xargs(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Runs a command with the words that come in; ``HOLE`` where they are not known."""
    arguments = _XARGS.read(invocation.arguments)
    words = arguments.operands or ("echo",)
    given = _given(invocation.stdin, arguments.has("-0"), arguments.value("-d"))
    mark = arguments.value("-I") or ("{}" if arguments.has("-i") else "")
    if mark:
        for value in given if given is not None else (HOLE,):
            yield Runs(argv=tuple(word.replace(mark, value) for word in words), maybe=given is None)
    elif given is None:
        yield Runs(argv=(*words, HOLE), maybe=True)
    elif given or not arguments.has("-r"):
        yield Runs(argv=(*words, *given))


def _given(stdin: str | None, null: bool, delimiter: str | None) -> tuple[str, ...] | None:
    """The words on standard input; None where they are not known."""
    if stdin is None:
        return None
    if null or delimiter is not None:
        mark = "\0" if null or delimiter in ("\\0", "", None) else delimiter
        words = stdin.split("\n" if mark == "\\n" else mark)
        found = [word for word in words if word.strip()]
    else:
        found = split(stdin)
    return tuple(found) if len(found) <= _MOST else None
