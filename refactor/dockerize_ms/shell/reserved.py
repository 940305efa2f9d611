"""Commands that every POSIX shell has inside, so that no file is needed for them."""

BUILTINS = frozenset(
    ". : [ alias bg break cd command continue echo eval exec exit export false fg getopts hash jobs "
    "kill local printf pwd read readonly return set shift shopt source test times trap true type "
    "ulimit umask unalias unset wait".split()
)

SHELLS = ("sh", "bash", "ash", "dash", "zsh", "ksh")
"""Programs that read this syntax."""

STATE = frozenset("cd export pushd popd set shopt umask unset readonly alias ulimit trap".split())
"""Those that change how the commands after them run, and nothing else."""
