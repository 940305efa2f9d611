"""The words of a package manager: its subcommand, its options, what goes to a script."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from dockerize_ms.ecosystems.arguments import Arguments, Options

_FALSE = ("false", "0", "no", "null")


class Words(Struct, frozen=True, kw_only=True, eq=False):
    """``npm --prefix x run build --if-present -- --prod``: what is what."""

    verb: str
    operands: tuple[str, ...]
    options: Arguments
    rest: tuple[str, ...] = ()

    def flag(self, name: str) -> bool | None:
        """A boolean option: True, False (``--no-x``, ``--x=false``), None where not given."""
        found: bool | None = None
        for given, value in self.options.options:
            if given == name:
                found = value not in _FALSE
        for word in self.options.unknown:
            if word == f"--no-{name.lstrip('-')}":
                found = False
        return found

    def words(self, *names: str) -> list[str]:
        """The values of options that may list several, by commas or by being repeated."""
        return [part for value in self.options.values(*names) for part in value.split(",")]


def read(arguments: Sequence[str], options: Options) -> Words:
    """Takes the words apart; what follows ``--`` is for a script."""
    words = list(arguments)
    at = words.index("--") if "--" in words else len(words)
    found = options.read(words[:at])
    verb, *operands = found.operands or ("",)
    rest = tuple(words[at + 1 :])
    return Words(verb=verb, operands=tuple(operands), options=found, rest=rest)


def after(arguments: Sequence[str], name: str) -> tuple[str, ...]:
    """The words behind the first that has this name, as they stand."""
    words = list(arguments)
    return tuple(words[words.index(name) + 1 :]) if name in words else ()


def behind(arguments: Sequence[str], verb: str) -> tuple[str, ...]:
    """The words behind a subcommand; a first ``--`` is the manager's own."""
    words = after(arguments, verb)
    return words[1:] if words[:1] == ("--",) else words
