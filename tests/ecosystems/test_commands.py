"""Every command of the tables in ``commands/`` has the effects that stand below it."""

FOLDER = "commands"


def test_effects(actual: str, wanted: str) -> None:
    assert actual == wanted
