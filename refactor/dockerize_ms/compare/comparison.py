"""What an image lost, gained or changed against the one that it shall replace.

Pure: two images that were read go in, a list of differences comes out.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from typing import Any

from msgspec import Struct

from dockerize_ms.compare.image import environment
from dockerize_ms.compare.managed import is_harmless
from dockerize_ms.compare.tree import Entry, Tree, resolve
from dockerize_ms.ecosystems.rewritten import (
    is_bookkeeping,
    is_documentation,
    is_package_account,
)


class Difference(Struct, frozen=True, order=True):
    """One thing that is not as it was. ``kind`` is stable, for tests that expect it."""

    kind: str
    subject: str
    before: str = ""
    after: str = ""

    def __str__(self) -> str:
        change = f": {self.before or '-'} -> {self.after or '-'}"
        return f"[{self.kind}] {self.subject}{change if self.before or self.after else ''}"


class Reading(Struct, frozen=True, kw_only=True):
    """An image as it was read. ``own`` are the paths that its Dockerfile made or changed.

    ``packages`` says which package of the distribution brought a path, ``layers`` how many
    bytes each layer has, unpacked.
    """

    config: Mapping[str, Any]
    tree: Tree
    own: frozenset[str]
    accounts: Mapping[str, str] = {}
    base_accounts: Mapping[str, str] = {}
    packages: Mapping[str, str] = {}
    layers: tuple[int, ...] = ()

    @property
    def size(self) -> int:
        """The sum of all layers: what ``docker images`` prints."""
        return sum(self.layers)


def own_paths(tree: Tree, base: Tree) -> frozenset[str]:
    """The paths that are not still the base image's own, by what ``lstat`` says of them."""
    return frozenset(path for path, entry in tree.items() if base.get(path) != entry)


FIELDS = {
    "Entrypoint": [],
    "Cmd": [],
    "User": "",
    "WorkingDir": "/",
    "StopSignal": "SIGTERM",
    "Healthcheck": {},
    "OnBuild": [],
}
"""What a container's configuration is made of, and what each is when an image does not say."""
SETS = ("ExposedPorts", "Volumes")
ENGINE_LABELS = ("io.buildah.version",)
ACCOUNTS = re.compile(r"/etc/(passwd|group|shadow|gshadow|subuid|subgid)-?$")


def compare_files(old: Reading, new: Reading) -> Iterator[Difference]:
    """Every path of the new image that its base did not bring is as it was in the old one."""
    for path in sorted(new.own):
        entry = new.tree[path]
        if is_bookkeeping(path):
            continue
        before = old.tree.get(path)
        if before is None:
            if not _is_working_directory(path, old.config):
                yield Difference("added", path, "", entry.kind)
            continue
        for kind, field in (("type", "kind"), ("mode", "mode"), ("owner", "owner")):
            was, now = getattr(before, field), getattr(entry, field)
            if kind == "mode" and path not in old.own and _is_root(old) and _is_root(new):
                continue  # a directory of the old base, on the way to a file: root passes over it
            if was != now:
                yield Difference(kind, path, _shown(was), _shown(now))
        same_kind = entry.kind == before.kind
        if same_kind and not ACCOUNTS.match(path) and not is_harmless(path, old.tree, new.tree):
            yield from _compare_content(path, before, entry)


def _is_root(reading: Reading) -> bool:
    """Whether the container runs as root."""
    return str(reading.config.get("User") or "root").split(":")[0] in ("root", "0")


def _is_working_directory(path: str, config: Mapping[str, Any]) -> bool:
    """Engines make the working directory when a container starts, if the image has none."""
    return f"{config.get('WorkingDir')}/".startswith(f"{path}/")


def _shown(value: object) -> str:
    return oct(value) if isinstance(value, int) else str(value)


def _compare_content(path: str, before: Entry, entry: Entry) -> Iterator[Difference]:
    for kind, field in (
        ("content", "digest"),
        ("target", "target"),
        ("capability", "capability"),
    ):
        was, now = getattr(before, field), getattr(entry, field)
        if was != now:
            yield Difference(kind, path, was[:12] if kind == "content" else was, now[:12])


def compare_needs(old: Reading, new: Reading, gone: Container[str] = ()) -> Iterator[Difference]:
    """Programs, scripts and links that stayed find what they found before.

    A link to a path that is meant to be gone may dangle.
    """
    path_value = environment(new.config).get("PATH", "")
    old_path = environment(old.config).get("PATH", "")
    for path in sorted(new.own):
        entry = new.tree[path]
        before = old.tree.get(path)
        if entry.kind == "link" and not is_documentation(path):
            there_before = before is not None and resolve(old.tree, path) is not None
            if there_before and entry.target not in gone and resolve(new.tree, path) is None:
                yield Difference("dangling", path, "", entry.target)
        missing = _missing_interpreter(new.tree, entry, path_value)
        if missing and not (before and _missing_interpreter(old.tree, before, old_path)):
            yield Difference("interpreter", path, missing)
        known = before.unresolved if before else ()
        for complaint in entry.unresolved:
            if complaint not in known:
                yield Difference("library", path, "", complaint)


def _missing_interpreter(tree: Tree, entry: Entry, path_value: str) -> str:
    if not entry.interpreter:
        return ""
    program, *rest = entry.interpreter
    if resolve(tree, program) is None:
        return program
    if posixpath.basename(program) == "env" and rest:
        words = [word for word in rest[0].split() if not word.startswith("-") and "=" not in word]
        found = any(resolve(tree, f"{place}/{words[0]}") for place in path_value.split(":"))
        return "" if not words or found else words[0]
    return ""


def compare_config(
    old: Reading, new: Reading, build_only: Callable[[str], bool]
) -> Iterator[Difference]:
    """The effective configuration is the same, less the environment that only the build reads."""
    for field, default in FIELDS.items():
        was, now = old.config.get(field) or default, new.config.get(field) or default
        if was != now:
            yield Difference("config", field, str(was), str(now))
    for field in SETS:
        before, after = set(old.config.get(field) or ()), set(new.config.get(field) or ())
        if before != after:
            yield Difference("config", field, str(sorted(before)), str(sorted(after)))
    if labels(old.config) != labels(new.config):
        yield Difference("config", "Labels", str(labels(old.config)), str(labels(new.config)))
    yield from _compare_environment(old, new, build_only)


def labels(config: Mapping[str, Any]) -> dict[str, str]:
    """The labels of an image, without the engine's own."""
    return {k: v for k, v in (config.get("Labels") or {}).items() if k not in ENGINE_LABELS}


def _compare_environment(
    old: Reading, new: Reading, build_only: Callable[[str], bool]
) -> Iterator[Difference]:
    before, after = environment(old.config), environment(new.config)
    for name in sorted({*before, *after} - {"PATH"}):
        dropped = name not in after and build_only(name)
        if before.get(name) != after.get(name) and not dropped:
            yield Difference("environment", name, before.get(name, ""), after.get(name, ""))
    wanted = [place for place in before.get("PATH", "").split(":") if resolve(new.tree, place)]
    found = [place for place in after.get("PATH", "").split(":") if place in wanted]
    if wanted != found:
        yield Difference("environment", "PATH", before.get("PATH", ""), after.get("PATH", ""))


def compare_accounts(old: Reading, new: Reading) -> Iterator[Difference]:
    """Each account that the old image's build made is in the new one, alike but for its number."""
    for name, traits in sorted(old.accounts.items()):
        ours = old.base_accounts.get(name) != traits and not is_package_account(name)
        if ours and new.accounts.get(name) != traits:
            yield Difference("account", name, traits, new.accounts.get(name, ""))


def compare_expected(
    new: Reading, kept: Iterable[str], gone: Iterable[str]
) -> Iterator[Difference]:
    """What a case says of single paths."""
    for path in kept:
        if resolve(new.tree, path) is None:
            yield Difference("missing", path, "there", "")
    for path in gone:
        if path in new.tree:
            yield Difference("present", path, "", new.tree[path].kind)
