"""Plans and the text that comes of them. ``refactorings/`` has one module a refactoring."""

from dockerize_ms.rewrite.refactorings import names

REFACTORINGS = ("split-stages", "slim-base", *names())
"""The names that ``--with`` and ``--without`` take."""
