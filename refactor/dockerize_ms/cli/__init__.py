"""The command line. ``main`` is the entry point; commands are imported when they are called."""

from __future__ import annotations

import gc
import sys


def main() -> None:
    """Runs ``dockerize-ms``; answers ``--version`` without loading anything else."""
    if sys.argv[1:] == ["--version"]:
        from dockerize_ms import __version__

        print(f"dockerize-ms {__version__}")
        return
    gc.disable()  # the modules stay: looking for garbage among them is a tenth of a short run
    from dockerize_ms.cli.root import run

    run()
