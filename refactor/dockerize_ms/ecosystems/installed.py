"""Which package brought a file of a built image, by the databases of dpkg and apk."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping

_DPKG = re.compile(r"/var/lib/dpkg/info/([^/:]+)(?::[^/]+)?\.list")
_APK = "/lib/apk/db/installed"


def is_database(path: str) -> bool:
    """Whether a file says what packages brought."""
    return path == _APK or _DPKG.fullmatch(path) is not None


def owners(databases: Mapping[str, bytes]) -> dict[str, str]:
    """Paths of files and the package that brought each; ``databases`` by their paths."""
    found: dict[str, str] = {}
    for path, data in databases.items():
        text = data.decode("utf-8", "surrogateescape")
        if (dpkg := _DPKG.fullmatch(path)) is not None:
            found.update(dict.fromkeys(text.splitlines(), dpkg[1]))
        elif path == _APK:
            found.update(_apk(text))
    return found


def _apk(text: str) -> Iterator[tuple[str, str]]:
    """Records of lines ``P:package``, ``F:directory``, ``R:file``."""
    package = directory = ""
    for line in text.splitlines():
        match line[:2]:
            case "P:":
                package = line[2:]
            case "F:":
                directory = line[2:]
            case "R:":
                yield posixpath.join("/", directory, line[2:]), package
