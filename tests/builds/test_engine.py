"""What the engine does beside building. Needs no buildah."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.builds.engine import Engine, empty


@pytest.mark.parametrize(
    ("mounted", "left"),
    [
        (["/"], ["kept", "scratch"]),
        (["{}-other/x"], ["kept", "scratch"]),
        (["{}/buildah1/mnt"], ["buildah1", "file", "kept", "link", "mnt", "scratch"]),
    ],
)
def test_a_directory_is_emptied(mounted: list[str], left: list[str], tmp_path: Path) -> None:
    scratch = tmp_path / "scratch"
    (scratch / "buildah1" / "mnt").mkdir(parents=True)
    (scratch / "file").write_text("")
    (scratch / "link").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "kept").write_text("")
    empty(str(scratch), [place.format(scratch) for place in mounted])
    assert sorted(path.name for path in tmp_path.rglob("*")) == left


def test_what_buildah_leaves_is_below_home(tmp_path: Path) -> None:
    engine = Engine(str(tmp_path))
    assert Path(engine.environment["TMPDIR"]).parent == tmp_path
