"""Plans and the text that comes of them. One module a refactoring."""

REFACTORINGS = ("split-stages", "slim-base", "static-link")
"""The names that ``--with`` and ``--without`` take."""
