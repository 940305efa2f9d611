"""Every command of the tables in ``needs/`` needs what stands below it when a container runs it."""

FOLDER = "needs"


def test_needs(actual: str, wanted: str) -> None:
    assert actual == wanted
