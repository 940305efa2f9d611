"""What ``verify`` says of multi-stage files: ``python -m tests.surveys.multi_stage FOLDER``.

FOLDER holds a checkout a repository. Prints the tables of ``docs/verify.md``: each source of
each ``COPY --from`` of a stage, as proven, assumed or refuted; every finding of an error;
and what becomes of proven paths when the file is altered so that they are gone.
"""

from __future__ import annotations

import argparse
import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tests.surveys.alterations import ALTERATIONS, altered, claims
from tests.surveys.files import over, read

from dockerize_ms.checks.artifacts import Artifact
from dockerize_ms.cli.common import context_of
from dockerize_ms.cst import Copy, Dockerfile, parse
from dockerize_ms.model.answer import Answer
from dockerize_ms.model.effects import Opaque
from dockerize_ms.pipeline import verify

VERDICTS = {Answer.YES: "proven", Answer.MAYBE: "assumed", Answer.NO: "refuted"}
NAMES = ("Dockerfile*", "*.Dockerfile", "*.dockerfile", "Containerfile*", "dockerfile")
Facts = list[tuple[str, str]]


def dockerfiles(folder: Path) -> Iterator[Path]:
    """The files of a folder that are Dockerfiles by name and copy from a stage."""
    for path in sorted({one for name in NAMES for one in folder.rglob(name)}):
        if path.is_file() and b"--from" in path.read_bytes() and copies(parse(read(path))):
            yield path


def copies(tree: Dockerfile) -> bool:
    """Whether a file that is no broken one has a ``COPY --from``."""
    views = [each.view for each in tree.instructions]
    return not tree.errors and any(isinstance(one, Copy) and one.from_ for one in views)


def look(path: Path) -> Facts:
    """What is counted of a file."""
    text = read(path)
    context = context_of(str(path), text, None)
    found = claims(parse(text, path=str(path)), context)
    facts = [(f"path {VERDICTS[one.found.answer]}", describe(one)) for one in found.values()]
    facts += [(f"on {base(one)}: {VERDICTS[one.found.answer]}", "") for one in found.values()]
    for finding in verify(text, context=context, path=str(path)):
        detail = "; ".join([finding.message, *map(str, finding.evidence), finding.hint])
        facts.append((f"{finding.severity} {finding.code}", f"{finding.span.line}: {detail}"))
    for key, one in found.items():
        if one.found.yes:
            for name, now in altered(text, path, context, key, one):
                kind = VERDICTS[now.found.answer] if now else "gone"
                facts.append((f"altered: {name}: {kind}", describe(now or one)))
                if now is None or clear(now):
                    facts.append((f"altered, clear: {name}: {kind}", ""))
    return facts


def base(one: Artifact) -> str:
    """The image that a claim's stage stands on, by name; those without facts together."""
    image = one.origin.image if one.origin else None
    return image.name if image and image.distribution else "an image without facts"


def clear(one: Artifact) -> bool:
    """Whether a claim's stage stands on an image with facts and runs no unknown command."""
    opaque = any(isinstance(entry.effect, Opaque) for entry in one.fs.entries())
    return base(one) != "an image without facts" and not opaque


def describe(one: Artifact) -> str:
    """A claim in one line."""
    line = one.source.step.span.line
    by = one.found.by
    return f"{line}: {one.path} in {one.from_}: {by.text[:90] if by else ''}"


def main() -> None:
    """Counts, then each case."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--show", nargs="*", default=["path refuted", "path assumed", "error"])
    arguments.add_argument("--files", type=Path, help="a list of paths below FOLDER, one a line")
    given = arguments.parse_args()
    files: Counter[str] = Counter()
    counts: Counter[str] = Counter()
    lines: list[str] = []
    repositories = set()
    listed = given.files.read_text().split() if given.files else None
    paths = [given.folder / one for one in listed] if listed else list(dockerfiles(given.folder))
    for path, facts in over(paths, look, seconds=120):
        name = os.path.relpath(path, given.folder)
        repositories.add(name.split(os.sep)[0])
        facts = [("crash or time-out", repr(facts))] if isinstance(facts, Exception) else facts
        counts.update(kind for kind, _ in facts)
        files.update({kind for kind, _ in facts})
        shown = tuple(given.show)
        lines += [f"{kind}\t{name}:{detail}" for kind, detail in facts if kind.startswith(shown)]
    print(f"{len(repositories):>7,}          repositories\n{len(paths):>7,}          files")
    for kind, count in sorted(counts.items()):
        print(f"{count:>7,} {files[kind]:>7,}  {kind}")
    _rates(counts)
    print("\n".join(["", *sorted(lines)]))


def _rates(counts: Counter[str]) -> None:
    """Of the alterations after which nothing else makes the path, how many are refuted."""
    for name in ALTERATIONS:
        for group in ("altered", "altered, clear"):
            kinds = ("refuted", "gone", "assumed", "proven")
            refuted, gone, assumed, proven = (counts[f"{group}: {name}: {kind}"] for kind in kinds)
            if total := refuted + gone + assumed:
                share = 100 * (refuted + gone) / total
                print(f"{group}: {name}: {share:.0f}% of {total} refuted; {proven} still made")


if __name__ == "__main__":
    main()
