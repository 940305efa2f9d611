"""Commands that every POSIX shell has inside, so that no file is needed for them."""

from __future__ import annotations

SPECIAL = frozenset(
    [
        ".",
        ":",
        "break",
        "continue",
        "eval",
        "exec",
        "exit",
        "export",
        "readonly",
        "return",
        "set",
        "shift",
        "times",
        "trap",
        "unset",
    ]
)
"""The special ones (POSIX.1-2017, 2.14)."""

BUILTINS = SPECIAL | frozenset(
    [
        "[",
        "alias",
        "bg",
        "cd",
        "command",
        "echo",
        "false",
        "fg",
        "getopts",
        "hash",
        "jobs",
        "kill",
        "local",
        "printf",
        "pwd",
        "read",
        "shopt",
        "source",
        "test",
        "true",
        "type",
        "ulimit",
        "umask",
        "unalias",
        "wait",
    ]
)

SHELLS = ("sh", "bash", "ash", "dash", "zsh", "ksh")
"""Programs that read this syntax."""

STATE = frozenset(
    [
        "cd",
        "export",
        "pushd",
        "popd",
        "set",
        "shopt",
        "umask",
        "unset",
        "readonly",
        "alias",
        "ulimit",
        "trap",
    ]
)
"""Those that change how the commands after them run, and nothing else."""
