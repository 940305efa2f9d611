"""What the reader makes of a folder of Dockerfiles: ``python -m tests.surveys.reader FOLDER``.

Prints the table of ``docs/reader.md``; below it each file that is an exception, by trait.
Nothing of the folder is kept.
"""

from __future__ import annotations

import argparse
import subprocess
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from time import perf_counter

from tests.cst.buildkit import differs, ours, pinned, theirs
from tests.surveys.files import over, read

from dockerize_ms import shell
from dockerize_ms.cst import Dockerfile, parse
from dockerize_ms.cst.second import agrees, second_reader
from dockerize_ms.pipeline import refactor

Facts = list[tuple[str, str]]
"""What was seen in a file: the trait, and what tells this case from others of the trait."""


def look(path: Path, deep: bool) -> Facts:
    """Everything that is counted of a file."""
    text = read(path)
    tree = parse(text)
    facts = [("round trip", "")] if tree.code == text else [("text is not reproduced", "")]
    facts += _oracle(text, tree)
    facts += _second(text, tree)
    facts += [("we reject it", error.message) for error in tree.errors[:1]]
    for instruction in tree.instructions:
        if instruction.name == "RUN" and instruction.shell_source is not None:
            facts += _shell(instruction.shell_source)
    if deep:
        facts += _refactor(text)
    return facts


def _oracle(text: str, tree: Dockerfile) -> Facts:
    if "\0" in text or text.encode("utf-8", "replace").decode() != text:
        return [("BuildKit's parser cannot judge", "no UTF-8, or NUL")]
    rows, then = theirs(text), pinned(text)
    if rows is None:
        return [("rejected by both" if tree.errors else "only BuildKit's parser rejects", "")]
    mine = ours(then)
    if mine == rows:
        return [("read as BuildKit's parser does", "")]
    if differs(text):
        return [("read as today's BuildKit does", "known difference")]
    pairs = zip(mine, rows, strict=False)
    first = next((f"{a} instead of {b}" for a, b in pairs if a != b), "number of instructions")
    return [("read otherwise", first)]


def _second(text: str, tree: Dockerfile) -> Facts:
    if second_reader(text) is None:
        return [("skipped by the second reader", "")]
    how = None if tree.errors else agrees(tree)
    return [("the second reader disagrees", how)] if how else [("the second reader agrees", "")]


def _shell(source: shell.Script | object) -> Facts:
    script = shell.parse(source, joined=True)  # type: ignore[arg-type]
    facts = [("RUN in shell form", "")]
    if script.errors:
        judge = subprocess.run(
            ["bash", "-n"], input=script.source.text.encode("utf-8", "replace"), capture_output=True
        )
        kind = "RUN that no shell reads" if judge.returncode else "RUN with an error of ours"
        facts.append((kind, script.source.text[:300]))
    facts += [("a word is not where its span is", word) for word in _misplaced(script)]
    return facts


def _misplaced(script: shell.Script) -> Iterator[str]:
    """Plain words whose span in the file holds other text, joints of lines aside."""
    source = script.source
    for node in shell.below(script.body):
        if isinstance(node, shell.Word) and node.literal and "\n" not in node.literal:
            word = source.text[node.start : node.end]
            span = source.span(node.start, node.end)
            there = source.file.text[span.start : span.end]
            if there != word and "\n" not in there:
                yield f"{word!r} at {there!r}"


def _refactor(text: str) -> Facts:
    start = perf_counter()
    result = refactor(text)
    took = perf_counter() - start
    facts = [("refactor ends", ""), (f"refactor: {result.outcome}", "")]
    return [*facts, ("refactor takes over a second", f"{took:.1f} s")] if took > 1 else facts


def main() -> None:
    """Counts, then exceptions."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--every", type=int, default=1, help="read each N-th file only")
    arguments.add_argument("--without-refactor", action="store_true")
    given = arguments.parse_args()
    counts: Counter[str] = Counter()
    cases: defaultdict[str, list[str]] = defaultdict(list)
    paths = sorted(path for path in given.folder.rglob("*") if path.is_file())[:: given.every]
    files = over(paths, partial(look, deep=not given.without_refactor), seconds=10)
    for path, facts in files:
        counts["file"] += 1
        if isinstance(facts, Exception):
            facts = [("crash or time-out", repr(facts))]
        counts.update({kind for kind, _ in facts if kind != "RUN in shell form"})
        counts["RUN in shell form"] += sum(kind == "RUN in shell form" for kind, _ in facts)
        for kind, detail in facts:
            if detail:
                cases[kind].append(f"{path.name}\t{detail}")
    for kind, count in counts.most_common():
        print(f"{count:>9,}  {kind}")
    for kind, found in cases.items():
        print(f"\n# {kind}")
        print("\n".join(ascii(line)[1:-1] for line in found))


if __name__ == "__main__":
    main()
