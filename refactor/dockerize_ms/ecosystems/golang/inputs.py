"""What the go command reads of a project besides packages: manifests, vendor, the repository.

Rules from ``go help build``, ``go help vcs`` and the reference of modules.
"""

from __future__ import annotations

from collections.abc import Mapping

from dockerize_ms.ecosystems.golang.module import Tree
from dockerize_ms.model import paths

_NAMED = frozenset(("modfile", "overlay", "toolexec", "pgo", "ldflags-file"))
_STAMPS = (1, 18)  # the first release that notes the state of the repository in the program
_KEEPS = (1, 16)
_REPOSITORIES = (".git", ".hg", ".svn", ".bzr", ".fossil")


def updates(tree: Tree, options: Mapping[str, str], version: tuple[int, int]) -> bool:
    """Whether a build may bring go.mod and go.sum up to date, as all did before Go 1.16."""
    flags = tree.state.env.get("GOFLAGS", "")
    wanted = options.get("mod", "mod" if "-mod=mod" in flags else "") == "mod"
    return tree.root is not None and (wanted or (0, 0) < version < _KEEPS)


def read_by(
    tree: Tree, options: Mapping[str, str], version: tuple[int, int], *, named: bool
) -> tuple[str, ...] | None:
    """Manifests, vendored modules and workspaces; None where more may be read.

    ``named``: files are named, not packages. The stamp of a repository says whether any file of
    it differs, so it depends on all of them.
    """
    root = tree.root
    flags = tree.state.env.get("GOFLAGS", "")
    if root is None or _NAMED & options.keys() or any(f"-{name}" in flags for name in _NAMED):
        return None
    above = [paths.key(directory) or "/" for directory in paths.upwards(root)]
    lookup = tree.state.fs.lookup
    if any(not lookup(paths.join(one, "go.work")).no for one in above):
        return None
    unstamped = options.get("buildvcs") == "false" or "-buildvcs=false" in flags
    unstamped = named or unstamped or (0, 0) < version < _STAMPS
    stamped = [
        one
        for one in ([] if unstamped else above)
        if any(not lookup(paths.join(one, name)).no for name in _REPOSITORIES)
    ]
    modules = (root, *(directory for _, directory in tree.replaced))
    manifests = (paths.join(one, name) for one in modules for name in ("go.mod", "go.sum"))
    return (*manifests, paths.join(root, "vendor"), *stamped)
