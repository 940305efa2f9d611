"""The comparison on images that exist only as data. Needs no engine."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from dockerize_ms.compare.behaviour import compare_observations
from dockerize_ms.compare.comparison import (
    Reading,
    compare_accounts,
    compare_config,
    compare_expected,
    compare_files,
    compare_needs,
    own_paths,
)
from dockerize_ms.compare.observation import Answer, Observation
from dockerize_ms.compare.tree import Entry, Tree, resolve
from dockerize_ms.ecosystems.rewritten import listed
from dockerize_ms.ecosystems.variables import build_only_variable


def is_build_only(name: str) -> bool:
    return build_only_variable(name) is not None


def file(mode: int = 0o644, owner: str = "root:root", digest: str = "1", **more: Any) -> Entry:
    return Entry(kind="file", mode=mode, owner=owner, digest=digest, **more)


def link(target: str) -> Entry:
    return Entry(kind="link", mode=0o777, owner="root:root", target=target)


def reading(tree: Tree, base: Tree | None = None, **more: Any) -> Reading:
    own = own_paths(tree, base or {})
    return Reading(**{"config": {}, "tree": tree, "own": own, **more})


DIRECTORY = Entry(kind="directory", mode=0o755, owner="root:root")
USR = {"/usr": DIRECTORY, "/usr/bin": DIRECTORY}
SCRIPT = file(0o755, interpreter=("/bin/sh",))
ENV_SCRIPT = file(0o755, interpreter=("/usr/bin/env", "python3 -u"))
PROGRAM = file(0o755, unresolved=("libx.so.1 => not found",))

# Old tree, new tree, what is found.
FILES: list[tuple[Tree, Tree, list[str]]] = [
    ({"/a": file()}, {"/a": file()}, []),
    ({"/a": file(), "/b": file()}, {"/a": file()}, []),
    ({}, {"/a": file()}, ["added /a"]),
    ({"/a": file()}, {"/a": file(0o755)}, ["mode /a"]),
    ({"/a": file()}, {"/a": file(owner="app:app")}, ["owner /a"]),
    ({"/a": file()}, {"/a": file(digest="2")}, ["content /a"]),
    ({"/a": file()}, {"/a": DIRECTORY}, ["type /a", "mode /a"]),
    ({"/a": link("b")}, {"/a": link("c")}, ["target /a"]),
    ({"/a": file(capability="01")}, {"/a": file()}, ["capability /a"]),
    ({"/etc/passwd": file()}, {"/etc/passwd": file(digest="2")}, []),
    ({"/etc/passwd": file()}, {"/etc/passwd": file(0o600)}, ["mode /etc/passwd"]),
    ({}, {"/var/lib/dpkg/status": file()}, []),
    ({"/var/lib/ucf/registry": file()}, {"/var/lib/ucf/registry": file(digest="2")}, []),
    ({}, {"/var/library": file()}, ["added /var/library"]),
]
CACHED = "/l/__pycache__/m.cpython-311.pyc"
MODULE = {"/l/m.py": file(digest="m"), CACHED: file(digest="1")}
LIST = "/app/node_modules/.package-lock.json"
KEPT, SPARE = ("node_modules/left", "1"), ("node_modules/spare", "1")
LISTED = {LIST: file(parts=(KEPT, SPARE))}
# The same, of what Python writes by itself and package managers keep for themselves.
MANAGED: list[tuple[Tree, Tree, list[str]]] = [
    (MODULE, {**MODULE, CACHED: file(digest="2")}, []),
    (MODULE, {**MODULE, CACHED: file(0o600, digest="2")}, [f"mode {CACHED}"]),
    (MODULE, {CACHED: file(digest="2")}, [f"content {CACHED}"]),
    (
        MODULE,
        {"/l/m.py": file(digest="n"), CACHED: file(digest="2")},
        [f"content {CACHED}", "content /l/m.py"],
    ),
    (LISTED, {LIST: file(digest="2", parts=(KEPT,))}, []),
    (LISTED, {LIST: file(digest="2", parts=(KEPT, SPARE))}, [f"content {LIST}"]),
    (LISTED, {LIST: file(digest="2", parts=((KEPT[0], "2"),))}, [f"content {LIST}"]),
    (LISTED, {LIST: file(digest="2")}, []),
    (
        {**LISTED, "/app/node_modules/spare": DIRECTORY},
        {LIST: file(digest="2", parts=(KEPT,)), "/app/node_modules/spare": DIRECTORY},
        [f"content {LIST}"],
    ),
    (
        {"/app/node_modules/.yarn-integrity": file()},
        {"/app/node_modules/.yarn-integrity": file(digest="2")},
        [],
    ),
]
NEEDS: list[tuple[Tree, Tree, list[str]]] = [
    ({}, {"/s": SCRIPT}, ["interpreter /s"]),
    ({}, {"/s": SCRIPT, "/bin": link("usr/bin"), **USR, "/usr/bin/sh": file()}, []),
    ({}, {"/s": ENV_SCRIPT, **USR, "/usr/bin/env": file()}, ["interpreter /s"]),
    ({}, {"/s": ENV_SCRIPT, **USR, "/usr/bin/env": file(), "/usr/bin/python3": file()}, []),
    ({}, {"/p": PROGRAM}, ["library /p"]),
    ({"/p": PROGRAM}, {"/p": PROGRAM}, []),
    ({"/l": link("/a"), "/a": file()}, {"/l": link("/a")}, ["dangling /l"]),
    (
        {"/usr/share/doc/l": link("a"), "/usr/share/doc/a": file()},
        {"/usr/share/doc/l": link("a")},
        [],
    ),
    ({"/l": link("/a")}, {"/l": link("/a")}, []),
]
GO_BASE = {"Env": ["PATH=/go/bin:/usr/bin", "GOPATH=/go"], "WorkingDir": "/go"}
CONFIGS: list[tuple[Mapping[str, Any], Mapping[str, Any], list[str]]] = [
    ({"Cmd": ["a"]}, {"Cmd": ["a"]}, []),
    ({"Cmd": ["a"]}, {"Cmd": ["/bin/sh", "-c", "a"]}, ["config Cmd"]),
    ({"Entrypoint": ["a"]}, {"Entrypoint": None}, ["config Entrypoint"]),
    ({"WorkingDir": ""}, {"WorkingDir": "/"}, []),
    ({"Volumes": {"/data": {}}}, {}, ["config Volumes"]),
    ({"ExposedPorts": {"80/tcp": {}}}, {"ExposedPorts": {"81/tcp": {}}}, ["config ExposedPorts"]),
    ({"Labels": {"io.buildah.version": "1"}}, {}, []),
    ({"Labels": {"a": "1"}}, {}, ["config Labels"]),
    ({"Env": ["A=1"]}, {"Env": ["A=2"]}, ["environment A"]),
    ({"Env": ["A=1"]}, {}, ["environment A"]),
    ({}, {"Env": ["A=1"]}, ["environment A"]),
    ({"Env": ["CGO_ENABLED=0"]}, {}, []),
    ({"Env": ["CGO_ENABLED=0"]}, {"Env": ["CGO_ENABLED=1"]}, ["environment CGO_ENABLED"]),
    (GO_BASE, {"Env": ["PATH=/usr/bin"]}, ["config WorkingDir"]),
    ({"Env": ["PATH=/opt:/usr/bin"]}, {"Env": ["PATH=/usr/bin"]}, ["environment PATH"]),
    ({"Env": ["PATH=/opt:/usr/bin"]}, {"Env": ["PATH=/usr/bin:/opt"]}, ["environment PATH"]),
]


def printed(stdout: str) -> Observation:
    return Observation(stdout=stdout)


SERVING = Observation(started=True, answers=(Answer(path="/", status=200, body="hello"),))
BROKEN = Observation(started=True, answers=(Answer(path="/", error="ConnectionResetError"),))
# Two runs of the old container, one of the new, what is found.
RUNS: list[tuple[Observation, Observation, Observation, list[str]]] = [
    (SERVING, SERVING, SERVING, []),
    (SERVING, SERVING, BROKEN, ["status", "body", "error"]),
    (SERVING, BROKEN, BROKEN, []),
    (SERVING, SERVING, Observation(started=False, exit=1), ["start"]),
    (Observation(exit=0), Observation(exit=0), Observation(exit=1), ["exit code"]),
    (Observation(health=0), Observation(health=0), Observation(health=1), ["health check"]),
    (printed("a"), printed("a"), printed("b"), ["output"]),
    (printed("a\n1"), printed("a\n2"), printed("a\n3"), []),
    (
        printed("1\na"),
        printed("2\na"),
        printed("3\nb"),
        ["output"],
    ),
]
LINKS: dict[str, str | None] = {
    "/bin/sh": "/usr/bin/dash",
    "/loop": None,
    "/up": "/usr/bin/dash",
    "/nothing": None,
    "/": "/",
}


@pytest.mark.parametrize(("old", "new", "found"), FILES + MANAGED)
def test_files(old: Tree, new: Tree, found: list[str]) -> None:
    differences = compare_files(reading(old), reading(new))
    assert [f"{each.kind} {each.subject}" for each in differences] == found


def test_files_of_the_base_are_not_compared() -> None:
    base = {"/a": file(size=1)}
    assert not list(compare_files(reading({}), reading({"/a": file(size=1)}, base)))
    assert list(compare_files(reading({}), reading({"/a": file(size=2)}, base)))


@pytest.mark.parametrize(("user", "found"), [("", []), ("root", []), ("app", ["mode /go"])])
def test_mode_of_a_directory_of_the_old_base(user: str, found: list[str]) -> None:
    config, shared = {"User": user}, Entry(kind="directory", mode=0o1777, owner="root:root")
    old = reading({"/go": shared}, {"/go": shared}, config=config)
    differences = compare_files(old, reading({"/go": DIRECTORY}, config=config))
    assert [f"{each.kind} {each.subject}" for each in differences] == found


@pytest.mark.parametrize(("old", "new", "found"), NEEDS)
def test_needs(old: Tree, new: Tree, found: list[str]) -> None:
    config = {"Env": ["PATH=/usr/bin:/opt"]}
    differences = compare_needs(reading(old), reading(new, config=config))
    assert [f"{each.kind} {each.subject}" for each in differences] == found


@pytest.mark.parametrize(("old", "new", "found"), CONFIGS)
def test_config(old: Mapping[str, Any], new: Mapping[str, Any], found: list[str]) -> None:
    tree = {"/opt": DIRECTORY, **USR}
    differences = compare_config(reading({}, config=old), reading(tree, config=new), is_build_only)
    assert [f"{each.kind} {each.subject}" for each in differences] == found


@pytest.mark.parametrize(("first", "again", "new", "found"), RUNS)
def test_behaviour(
    first: Observation, again: Observation, new: Observation, found: list[str]
) -> None:
    differences = compare_observations(first, again, new)
    assert [each.subject.rpartition(": ")[2] for each in differences] == found


def test_accounts() -> None:
    base = {"user root": "root /root /bin/bash"}
    made = {"user app": "app /app /bin/sh", "user _apt": "nogroup / /bin/false"}
    old = reading({}, accounts={**base, **made}, base_accounts=base)
    new = reading({}, accounts={"user app": "app /home/app /bin/sh"})
    assert [each.subject for each in compare_accounts(old, new)] == ["user app"]


def test_expected() -> None:
    new = reading({"/l": link("/gone"), "/a": file()})
    assert not list(compare_expected(new, ["/a"], ["/b"]))
    assert [each.kind for each in compare_expected(new, ["/l"], ["/l"])] == ["missing", "present"]


@pytest.mark.parametrize("path", LINKS)
def test_resolve(path: str) -> None:
    tree = {
        "/bin": link("usr/bin"),
        "/usr": DIRECTORY,
        "/usr/bin": DIRECTORY,
        "/usr/bin/sh": link("dash"),
        "/usr/bin/dash": file(),
        "/up": link("../bin/../bin/sh"),
        "/loop": link("/loop"),
    }
    assert resolve(tree, path) == LINKS[path]


def test_reads_the_packages_of_a_list() -> None:
    data = b'{"packages": {"node_modules/a": {"version": "1"}, "node_modules/b": {}}}'
    assert [name for name, _ in listed(LIST, data)] == ["node_modules/a", "node_modules/b"]


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b'{"packages": []}', b"\xff"])
def test_reads_a_list_that_is_none(data: bytes) -> None:
    assert listed(LIST, data) == ()
