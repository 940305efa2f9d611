"""Every command of the tables in ``printed/`` prints the line that stands below it."""

FOLDER = "printed"


def test_prints(actual: str, wanted: str) -> None:
    assert actual == wanted
