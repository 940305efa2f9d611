"""Which files are found, in which order, and whose repository they are in."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.codemod.conftest import write_files

from dockerize_ms.codemod.find import Search
from dockerize_ms.codemod.names import any_of, is_dockerfile

NAMES = {
    "Dockerfile": True,
    "dockerfile": True,
    "Dockerfile.dev": True,
    "dev.Dockerfile": True,
    "web.dockerfile": True,
    "Containerfile": True,
    "Containerfile.arm": True,
    "Dockerfile.dockerignore": False,
    "Dockerfile.j2": False,
    "Dockerfile.tmpl": False,
    "Dockerfile.md": False,
    "Dockerfile.orig": False,
    "Dockerfile~": False,
    "Dockerfiles": False,
    "MyDockerfile": False,
    "dockerfile.py": False,
}


@pytest.mark.parametrize("name", NAMES)
def test_names(name: str) -> None:
    assert is_dockerfile(name) is NAMES[name]


@pytest.mark.parametrize(
    ("pattern", "path", "fits"),
    [
        ("*.build", "a.build", True),
        ("*.build", "x/y/a.build", True),
        ("*.build", "a.builds", False),
        ("x/*.build", "x/a.build", True),
        ("x/*.build", "x/y/a.build", False),
        ("x/**", "x/y/a.build", True),
        ("**/y/*", "x/y/a", True),
        ("**/y/*", "y/a", True),
        ("legacy", "a/legacy", True),
        ("legacy/", "legacy", True),
        ("a?c", "abc", True),
        ("a?c", "a/c", False),
        ("a.c", "abc", False),
    ],
)
def test_patterns(pattern: str, path: str, fits: bool) -> None:
    assert any_of([pattern])(path) is fits


def found(folder: Path, **options: list[str]) -> list[str]:
    return [one.path.removeprefix(f"{folder}/") for one in Search(**options).below([str(folder)])]


TREE = {
    "Dockerfile": "",
    "b/Dockerfile.dev": "",
    "a/x.Dockerfile": "",
    "a/notes.txt": "",
    "node_modules/x/Dockerfile": "",
    "a/vendor/x/Dockerfile": "",
    ".git/Dockerfile": "",
    "env/pyvenv.cfg": "",
    "env/Dockerfile": "",
}


def test_the_tree_is_searched(tmp_path: Path) -> None:
    write_files(tmp_path, TREE)
    assert found(tmp_path) == ["Dockerfile", "a/x.Dockerfile", "b/Dockerfile.dev"]


def test_what_is_excluded_is_left_out(tmp_path: Path) -> None:
    write_files(tmp_path, TREE)
    assert found(tmp_path, exclude=["a", "*.dev"]) == ["Dockerfile"]


def test_what_is_included_takes_the_place_of_names(tmp_path: Path) -> None:
    write_files(tmp_path, TREE)
    assert found(tmp_path, include=["a/*.txt"]) == ["a/notes.txt"]


COMPOSE = "services:\n  web:\n    build:\n      context: .\n      dockerfile: {}\n"
WORKFLOW = (
    "jobs:\n  a:\n    steps:\n      - uses: docker/build-push-action@v5\n"
    "        with:\n          context: .\n          file: deploy/image\n"
)
NAMED = {
    "compose": {"compose.yml": COMPOSE.format("deploy/image")},
    "compose below": {"deploy/docker-compose.prod.yaml": COMPOSE.format("image")},
    "workflow": {".github/workflows/build.yml": WORKFLOW},
    "bake": {"docker-bake.hcl": 'target "a" {\n  dockerfile = "deploy/image"\n}\n'},
}


@pytest.mark.parametrize("how", NAMED)
def test_what_a_repository_builds_is_found(how: str, tmp_path: Path) -> None:
    write_files(tmp_path, {".git/config": "", "deploy/image": "", **NAMED[how]})
    assert found(tmp_path) == ["deploy/image"]


@pytest.mark.parametrize("path", ["gone", "vendor/image", "../outside"])
def test_what_is_named_and_not_ours_is_not(path: str, tmp_path: Path) -> None:
    write_files(tmp_path, {"outside": "", "top/vendor/image": "", "top/.git/config": ""})
    write_files(tmp_path / "top", {"compose.yml": COMPOSE.format(path)})
    assert found(tmp_path / "top") == []


def test_a_file_named_by_the_user_is_taken(tmp_path: Path) -> None:
    write_files(tmp_path, {"node_modules/odd": ""})
    path = str(tmp_path / "node_modules" / "odd")
    assert [one.path for one in Search().below([path, path])] == [path]


def test_repositories_come_one_after_the_other(tmp_path: Path) -> None:
    paths = ["a/Dockerfile", "a/sub/Dockerfile", "a/z/Dockerfile"]
    write_files(
        tmp_path, {"a/.git/config": "", "a/sub/.git": "gitdir: x", **dict.fromkeys(paths, "")}
    )
    order = [one.path.removeprefix(f"{tmp_path}/") for one in Search().below([str(tmp_path)])]
    assert order == ["a/Dockerfile", "a/z/Dockerfile", "a/sub/Dockerfile"]


def test_links(tmp_path: Path) -> None:
    write_files(
        tmp_path, {"top/.git/x": "", "top/docker/real": "", "top/a/Dockerfile": "", "out": ""}
    )
    top = tmp_path / "top"
    (top / "Dockerfile").symlink_to("docker/real")
    (top / "b.Dockerfile").symlink_to("a/Dockerfile")
    (top / "c.Dockerfile").symlink_to("../out")
    (top / "d.Dockerfile").symlink_to("nowhere")
    (top / "loop").symlink_to(".")
    assert found(top) == ["Dockerfile", "a/Dockerfile"]


def test_two_names_of_a_folder(tmp_path: Path) -> None:
    write_files(tmp_path, {"real/.git/x": "", "real/Dockerfile": ""})
    (tmp_path / "again").symlink_to("real")
    tops = [str(tmp_path / name) for name in ("real", "again", "real/", "real/Dockerfile")]
    assert [one.path for one in Search().below(tops)] == [str(tmp_path / "again/Dockerfile")]


def test_a_link_in_a_folder_with_two_names(tmp_path: Path) -> None:
    write_files(tmp_path, {"real/.git/x": "", "real/docker/real": ""})
    (tmp_path / "real/Dockerfile").symlink_to("docker/real")
    (tmp_path / "again").symlink_to("real")
    assert found(tmp_path / "again") == ["Dockerfile"]


def test_links_that_stand_for_repositories(tmp_path: Path) -> None:
    files = {"real/a/.git/x": "", "real/a/Dockerfile": "", "real/plain/Dockerfile": ""}
    write_files(tmp_path, {**files, "top/b/.git/x": "", "top/b/Dockerfile": ""})
    top, real = tmp_path / "top", tmp_path / "real"
    (top / "a").symlink_to(real / "a")
    (top / "again").symlink_to(real / "a")
    (top / "plain").symlink_to(real / "plain")
    (top / "same").symlink_to("b")
    (top / "b" / "inner").symlink_to(real / "a")
    (real / "a" / "loop").symlink_to(top)
    (top / "up").symlink_to("..")
    assert found(top) == ["a/Dockerfile", "b/Dockerfile"]


def test_leftovers_of_killed_runs_are_seen(tmp_path: Path) -> None:
    write_files(
        tmp_path, {"Dockerfile": "", ".dockerize-ms-a1b2c3d4": "", ".dockerize-ms.toml": ""}
    )
    search = Search()
    search.below([str(tmp_path)])
    assert search.leftovers == [str(tmp_path / ".dockerize-ms-a1b2c3d4")]
