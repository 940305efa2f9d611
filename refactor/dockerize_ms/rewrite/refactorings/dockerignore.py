"""``dockerignore``: what no instruction reads stays out of the build context.

A second file of the result: the ignore file in force, with lines at its end, or a new one. Named
are entries at the top of the context that no COPY and no mount reads, directories that an install
fills in the image, and, where everything is copied, the version history and the settings of
editors and pipelines, where nothing in the project speaks of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dockerize_ms import cst
from dockerize_ms.analysis.gitignore import ignores
from dockerize_ms.analysis.subject import Subject
from dockerize_ms.context import Context
from dockerize_ms.ecosystems.git import speaks_of_history
from dockerize_ms.ecosystems.sources import classify
from dockerize_ms.errors import Assumption, Evidence
from dockerize_ms.model import effects as fx
from dockerize_ms.model import paths
from dockerize_ms.model.stage import Step
from dockerize_ms.rewrite.change import Change, Safety
from dockerize_ms.text import HOLE

SUMMARY = "keeps what the build does not read out of the build context"
SAFETY = Safety.ASKED
DEFAULT = False
ORDER = 15
BEFORE_SPLIT = True

_NEW = ".dockerignore"
_PLAIN = re.compile(r"[\w.@+-][\w./@+-]*")
_FILE = 512 * 1024
_LARGEST = 16 * 1024 * 1024  # bytes of the context that are looked through
_SECRETS = re.compile(r"(\.env(\..+)?|id_(rsa|dsa|ecdsa|ed25519)|.*\.(pem|key|p12|pfx|keystore))\Z")
_EXAMPLE = re.compile(r"example|sample|template|dist\Z")


def edit(subject: Subject) -> Change:
    """Lines for the ignore file; why there are none where others may read the same context."""
    context = subject.context
    if context is None:
        return Change(kept=(Evidence("no build context is known"),))
    if (why := _shared(context)) is not None:
        return Change(kept=(why,))
    found: dict[str, Evidence] = {}
    doubted: list[str] = []
    kept: list[Evidence] = []
    for path, by in (*_unread(subject, context), *_filled(subject, context, kept)):
        found.setdefault(path, by)
    for path, by in _unmentioned(subject, context, kept):
        if path not in found:
            found[path] = by
            doubted.append(path)
    lines = [path for path in found if _PLAIN.fullmatch(path) and not context.ignored(path)]
    notes = tuple(_secrets(subject, context, lines))
    if not lines:
        return Change(kept=tuple(kept), notes=notes)
    if context.ignore_text[1] is None and "" in (_copied(subject) or ()):
        found[_NEW] = Evidence("a new file, which the image did not have")
        lines.append(_NEW)
    doubted = [path for path in doubted if path in lines]
    text = f"no command and no program reads {', '.join(doubted)}"
    return Change(
        ignore=_extended(context.ignore_text[1] or "", lines),
        done=tuple(Evidence(f"{path}: {found[path].text}", found[path].span) for path in lines),
        kept=tuple(kept),
        notes=notes,
        assumptions=(Assumption("ignored-not-read", text),) if doubted else (),
    )


def _extended(before: str, lines: list[str]) -> str:
    newline = "\r\n" if "\r\n" in before else "\n"
    head = before if not before or before.endswith("\n") else before + newline
    return head + "".join(line + newline for line in lines)


def _shared(context: Context) -> Evidence | None:
    """Other Dockerfiles may be built from the same context, and read what this one does not."""
    name = (context.ignore_file or "").rpartition("/")[2]
    if name and name != ".dockerignore":
        return None  # this Dockerfile's own
    named = [path for path in context.unfiltered.walk("") if _is_dockerfile(path)]
    if len(named) < 2:
        return None
    return Evidence(f"{named[0]} and {named[1]} may share the context; each reads what it reads")


def _is_dockerfile(path: str) -> bool:
    name = path.rpartition("/")[2].lower()
    plain = "dockerfile" in name or "containerfile" in name
    return plain and not name.endswith((".dockerignore", ".md")) and "node_modules/" not in path


def _copied(subject: Subject) -> list[str] | None:
    """What instructions read of the context; None where that is not known."""
    found: list[str] = []
    for step in (step for stage in subject.stages for step in stage.steps):
        view = step.instruction.view
        if step.name == "ONBUILD":
            return None
        found += [d.effect.source for d in step.effects if isinstance(d.effect, fx.CopiesContext)]
        if isinstance(view, cst.Copy | cst.Add) and not getattr(view, "from_", None):
            known = [one.effect for one in step.effects]
            if any(isinstance(one, fx.WritesTree | fx.Opaque) for one in known):
                return None
        for mount in view.mounts if isinstance(view, cst.Run) else ():
            if mount.type == "bind" and not mount.from_:
                source = (mount.source or "").strip("/").removeprefix("./")
                found.append("" if source in (".", "") else source)
    return None if any("$" in path or HOLE in path for path in found) else found


def _unread(subject: Subject, context: Context) -> Iterator[tuple[str, Evidence]]:
    """Entries at the top that no instruction reads, where not everything is copied."""
    read = _copied(subject)
    if read is None or "" in read:
        return
    for name in context.unfiltered.entries(""):
        if name != _NEW and not any(paths.related(name, path) for path in read):
            yield name, Evidence("no instruction reads it")


def _filled(
    subject: Subject, context: Context, kept: list[Evidence]
) -> Iterator[tuple[str, Evidence]]:
    """Directories of copied trees that a later install fills."""
    for stage in subject.stages:
        effects = [done.effect for step in stage.steps for done in step.effects]
        copies = [one for one in effects if isinstance(one, fx.CopiesContext)]
        for step, path in ((s, p) for s in stage.steps for p in _trees(s)):
            copy = next((one for one in copies if paths.below(path, one.target)), None)
            if copy is None:
                continue
            origin = copy.origin(path)
            if context.exists(origin) and not ignores(context, origin):
                kept.append(Evidence(f"{origin} stays: it seems to be part of the project"))
                continue
            yield origin, Evidence(f"`{step.text}` fills it", step.span)


def _trees(step: Step) -> Iterator[str]:
    """The directories of dependencies that a step fills."""
    for effect in (done.effect for done in step.effects):
        path = effect.path if isinstance(effect, fx.WritesTree | fx.Configures) else ""
        if effect.inputs is not None and path and HOLE not in path:
            yield path


def _unmentioned(
    subject: Subject, context: Context, kept: list[Evidence]
) -> Iterator[tuple[str, Evidence]]:
    """Version history and settings of editors and pipelines, where nothing speaks of them."""
    names = [name for name in context.entries("") if _is_aside(context, name)]
    if not names or "" not in (_copied(subject) or ()):
        return
    texts = list(_texts(context))
    for name in names:
        history = classify(f"{name}/x") == "vcs"
        if history and (by := _reads_history(subject)) is not None:
            kept.append(Evidence(f"{name} stays: {by.text}", by.span))
            continue
        bare = name.lstrip(".")
        marks = (f"{name}/", f'"{name}"', f"'{name}'", f'"{bare}"', f"'{bare}'")
        by_text = next((p for p, text in texts if any(mark in text for mark in marks)), "")
        if not by_text and history:
            by_text = next((path for path, text in texts if speaks_of_history(text)), "")
        if by_text:
            kept.append(Evidence(f"{name} stays: {by_text} speaks of it"))
            continue
        yield name, Evidence("nothing of the project speaks of it")


def _is_aside(context: Context, name: str) -> bool:
    if context.kind(name) == "dir":
        return classify(f"{name}/x") in ("vcs", "ci", "editor")
    return classify(name) == "container" and name != _NEW


def _texts(context: Context) -> Iterator[tuple[str, str]]:
    """The texts of the context that may speak of a file, but those of the build itself."""
    left = _LARGEST
    for path in context.walk(""):
        folder = path.split("/", 1)[0]
        if _is_aside(context, folder) or folder == ".gitignore" or classify(path) == "docs":
            continue
        content = context.read(path)
        if isinstance(content, bytes) and left > 0:
            left -= len(content)
            yield path, content[:_FILE].decode("utf-8", "replace")


def _reads_history(subject: Subject) -> Evidence | None:
    """A step that may ask git for what it stamps into a program, or a program nobody knows."""
    for step in (step for stage in subject.stages for step in stage.steps if step.name == "RUN"):
        effects = [done.effect for done in step.effects]
        if any(isinstance(one, fx.Opaque) for one in effects):
            return Evidence(f"`{step.text}` may read it", step.span)
        installs = [one.inputs for one in effects if one.inputs is not None]
        names = {tool.rpartition("/")[2] for tool in step.tools}
        if "git" in names and not (installs and not any(one.more for one in installs)):
            return Evidence(f"`{step.text}` may ask git", step.span)
    return None


def _secrets(subject: Subject, context: Context, lines: list[str]) -> Iterator[Evidence]:
    """Files that look like secrets and get into a stage with all the rest."""
    if "" not in (_copied(subject) or ()):
        return
    for path in context.walk(""):
        name = path.rpartition("/")[2]
        if _SECRETS.match(name) and not _EXAMPLE.search(name) and "node_modules/" not in path:
            text = f"{path} is copied into the image: if it holds secrets, name it there, too"
            yield Evidence(text)
