"""Configuration files in JavaScript: values that stand there literally, and no others."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from dockerize_ms.ecosystems.javascript.tables import Names
from dockerize_ms.model import paths
from dockerize_ms.model.answer import Tree

_LARGEST = 256 * 1024
_COMMENT = re.compile(r"/\*.*?\*/|(?<![:\"'`\\/])//[^\n]*", re.DOTALL)
_TEXT = r"(?P<quote>['\"`])(?P<text>[^'\"`\n$]*)(?P=quote)"
_HERE = r"(?P<here>__dirname|import\.meta\.dirname|process\.cwd\(\))"
_CALL = (
    r"(?:path\s*\.\s*)?(?P<call>resolve|join)\s*\(\s*"
    + _HERE
    + r"?\s*,?\s*(?P<parts>(?:['\"`][^'\"`\n$]*['\"`]\s*,?\s*)+)\)"
)
_VALUE = re.compile(rf"\s*(?:{_TEXT}|{_CALL})\s*(?=[,}}\n;\])]|\Z)")
_PARTS = re.compile(r"['\"`]([^'\"`\n$]*)['\"`]")
_LOCAL = re.compile(r"(?:require\s*\(\s*|\bfrom\s*)['\"](\.{1,2}/[^'\"\n]+)['\"]")
_DEPTH = 4


class Configured:
    """The configuration files of a tool in a directory, and those that they load."""

    def __init__(self, directory: str, names: tuple[str, ...], fs: Tree, given: str = "") -> None:
        self.directory = directory
        self._fs = fs
        self._seen: set[str] = set()
        wanted = Names(names)
        found = [given] if given else [n for n in fs.children(directory) if n in wanted]
        self._files = [
            file for name in found for file in self._read(paths.join(directory, name), 0)
        ]
        self.missing = bool(given) and not self._files

    def _read(self, path: str, depth: int) -> Iterator[tuple[str, str]]:
        if path in self._seen or depth > _DEPTH or len(self._seen) > 20:
            return
        self._seen.add(path)
        for spelled in (path, f"{path}.js", f"{path}.ts", f"{path}.cjs", f"{path}.mjs"):
            content = self._fs.read(spelled)
            if content is not None and len(content) <= _LARGEST:
                text = _COMMENT.sub("", content.decode("utf-8", "replace"))
                yield posixpath.dirname(path), text
                for inner in _LOCAL.findall(text)[:20]:
                    yield from self._read(paths.join(posixpath.dirname(path), inner), depth + 1)
                return

    def values(self, key: str) -> tuple[str, ...] | None:
        """The literal values of a key; None where it is set to something else, too.

        ``output.path`` is a key inside the object of another. What is relative to the file's
        own directory comes as an absolute path.
        """
        outer, _, inner = key.rpartition(".")
        name = re.compile(rf"(?<![\w.$-])['\"]?{re.escape(inner)}['\"]?\s*:")
        found: dict[str, None] = {}
        for directory, text in self._files:
            for part in _inside(text, outer) if outer else [text]:
                for match in name.finditer(part):
                    value = _VALUE.match(part, match.end())
                    if value is None:
                        return None
                    found[_text(value, directory)] = None
        return tuple(found)

    def says(self, expression: str) -> bool:
        """Whether a pattern stands in one of the files."""
        return any(re.search(expression, text) for _, text in self._files)


def _inside(text: str, name: str) -> Iterator[str]:
    """The objects that a key is set to, by their braces."""
    for match in re.finditer(
        rf"(?<![\w.$-])['\"]?{re.escape(name)}['\"]?\s*[:=]\s*\[?\s*\{{", text
    ):
        depth, at = 1, match.end()
        end = min(len(text), at + 20_000)
        while at < end and depth:
            depth += {"{": 1, "}": -1}.get(text[at], 0)
            at += 1
        yield text[match.end() : at - 1]


def _text(match: re.Match[str], directory: str) -> str:
    if match["text"] is not None:
        return match["text"]
    parts: list[str] = _PARTS.findall(match["parts"])
    if match["call"] == "join":  # unlike resolve, it goes on from what stands before a slash
        parts = [part.lstrip("/") for part in parts]
    own = (match["here"] or "process").startswith(("__dirname", "import"))
    return paths.join(directory, *parts) if own else posixpath.join(*parts)
