from pathlib import Path


def test_scripts_are_numbered():
    names = [path.name for path in Path("sql").iterdir()]
    assert all(name[:3].isdigit() for name in names)
