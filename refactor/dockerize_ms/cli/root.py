"""The group of commands, and what becomes of errors."""

from __future__ import annotations

import gc
import importlib
import sys

import click

from dockerize_ms import __version__
from dockerize_ms.errors import DockerizeError

_YOUNG = 50_000
"""So many new objects are searched for garbage at once: a file makes some thousands, and most
of them go as one when it is done."""

_COMMANDS = ("refactor", "verify", "explain", "codemod", "compare", "rules")


class _Lazy(click.Group):
    """Imports a command's module, which has its name, when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"dockerize_ms.cli.{cmd_name}").command
        gc.freeze()
        gc.enable()
        gc.set_threshold(_YOUNG)
        return command


@click.group(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="dockerize-ms", message="%(prog)s %(version)s")
def root() -> None:
    """Turns single-stage Dockerfiles into multi-stage ones, and verifies the result.

    Nothing of the repository is executed, and nothing is written without --write; only compare
    builds images and starts them.
    """


def run() -> None:
    """Runs the command line; every error is a line on stderr and an exit code."""
    try:
        root.main(standalone_mode=False)
    except click.exceptions.Exit as end:
        sys.exit(end.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except click.Abort:
        sys.exit(130)
    except DockerizeError as error:
        print(f"error: {error}", file=sys.stderr)
        if hint := getattr(error, "hint", ""):
            print(f"  hint: {hint}", file=sys.stderr)
        sys.exit(error.exit_code)
    except Exception:
        import traceback  # only for a bug of ours

        traceback.print_exc()
        print("error: this is a bug in dockerize-ms; please report it", file=sys.stderr)
        sys.exit(70)
