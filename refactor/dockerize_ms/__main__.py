"""``python -m dockerize_ms``."""

from dockerize_ms.cli import main

main()
