"""Whether an instruction of a stage may read what an earlier one leaves behind.

Each command is asked for what it may read. A compiler that tells its sources reads those, an
install of dependencies its manifests, a plain command what its words name. Any other reads all
that lies where it runs, what it looks for in the directories above, and what the files there
name; one that nobody knows, or that the stage itself has made, reads everything.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Sequence

from dockerize_ms import cst
from dockerize_ms.analysis.touches import Places, Touch, touches
from dockerize_ms.ecosystems.plain import is_plain
from dockerize_ms.errors import Evidence
from dockerize_ms.model import effects as fx
from dockerize_ms.model import paths
from dockerize_ms.model.needs import Program
from dockerize_ms.model.stage import Call, Stage, Step
from dockerize_ms.text import HOLE

_LARGEST = 8 * 1024 * 1024  # bytes of the context that are looked through for one command
_SEPARATORS = re.compile(r"[=:,]")
_OFFLINE = re.compile(r"offline|--network=none|--no-index\b|=off\b", re.IGNORECASE)


class Dependence:
    """Answers for the instructions of one stage."""

    def __init__(self, stage: Stage, places: Places) -> None:
        self.stage = stage
        self.places = places
        self._made = frozenset(
            posixpath.basename(done.effect.path)
            for step in stage.steps
            for done in step.effects
            if isinstance(done.effect, fx.WritesFile) and done.effect.executable
        )
        self._texts: dict[tuple[int, str], bytes | None] = {}
        self._mentions: dict[tuple[int, str, str], bool] = {}

    def of(self, later: Sequence[Step], earlier: Sequence[Step]) -> Evidence | None:
        """What the later one may read of the earlier one; None where it surely reads nothing."""
        found = touches(earlier, self.places)
        if isinstance(later[0].instruction.view, cst.Copy | cst.Add):
            return next((t.by for t in found if self._is_destination(later[0], t, earlier)), None)
        return next((t.by for t in found if self._reads(later, t, earlier)), None)

    def _is_destination(self, copy: Step, touch: Touch, earlier: Sequence[Step]) -> bool:
        """Whether a copy lands elsewhere if a directory has not been made."""
        view = copy.instruction.view
        named = view.destination if isinstance(view, cst.Copy | cst.Add) else ""
        if named.endswith("/") or named in (".", ".."):
            return False
        targets = [getattr(done.effect, "target", "") for done in copy.effects]
        targets += [posixpath.dirname(target) for target in targets if target]
        before = self.stage.fs.before(earlier[0].start)
        return any(
            paths.within(touch.path, target) and not before.lookup(target).yes
            for target in targets
            if target
        )

    def _reads(self, later: Sequence[Step], touch: Touch, earlier: Sequence[Step]) -> bool:
        if touch.shared or touch.path == "/":
            return True
        if any(isinstance(done.effect, fx.Opaque) for step in later for done in step.effects):
            return True
        if any(posixpath.basename(tool) in self._made for step in later for tool in step.tools):
            return True
        if touch.cache:
            return any(_OFFLINE.search(step.text) for step in later)
        return any(
            self._writes_there(step, touch, earlier)
            or any(paths.related(path, touch.path) for path in _read(step))
            or any(self._may_read(step, call, touch) for call in step.calls)
            for step in later
        )

    # --- what it writes itself ------------------------------------------------------------

    def _writes_there(self, step: Step, touch: Touch, earlier: Sequence[Step]) -> bool:
        """Whether both write one place, or the later one into a directory of the earlier one."""
        for mine in touches((step,), self.places):
            if mine.directory and touch.directory:
                continue
            brings = self._makes_directory(step, mine.path)
            same = not mine.shared and paths.related(mine.path, touch.path)
            if same and not (touch.directory and brings):
                return True
            if mine.cache or mine.directory or brings:
                continue
            parent = posixpath.dirname(mine.path)
            before = self.stage.fs.before(earlier[0].start)
            if paths.within(touch.path, parent) and not before.lookup(parent).yes:
                return True
        return False

    def _makes_directory(self, step: Step, path: str) -> bool:
        """Whether what is written there brings its directory along."""
        return any(
            _sources(done.effect) is not None or done.effect.inputs is not None
            for done in step.effects
            if getattr(done.effect, "path", "") == path
        )

    # --- what its commands read -----------------------------------------------------------

    def _may_read(self, step: Step, call: Call, touch: Touch) -> bool:
        invocation = call.invocation
        mine = [done.effect for done in step.effects if done.by.span == invocation.span]
        programs = [one.program for one in mine if isinstance(one, fx.WritesFile) and one.program]
        if programs and all(program.sources() is not None for program in programs):
            return any(_compiles(program, touch) for program in programs)
        inputs = [one.inputs for one in mine if one.inputs is not None]
        if inputs and not programs and not any(one.more for one in inputs):
            return any(paths.related(file, touch.path) for one in inputs for file in one.files)
        if HOLE in call.cwd:
            return True
        named = any(paths.related(path, touch.path) for path in _named(call))
        if named and invocation.called not in ("cd", "pushd"):
            return True
        return not is_plain(invocation.called) and self._may_find(step, call.cwd, touch)

    def _may_find(self, step: Step, cwd: str, touch: Touch) -> bool:
        """Whether a command that reads what it likes may come across something."""
        if paths.related(cwd, touch.path):
            return True
        above = posixpath.dirname(touch.path)
        if above != "/" and paths.within(cwd, above) and not touch.program:
            return True
        config = self.stage.before[step.number]
        values = (*config.env.values(), *config.arguments.values())
        if any(touch.path in value for value in values):
            return True
        return self._is_named(step, cwd, touch.path)

    def _is_named(self, step: Step, cwd: str, path: str) -> bool:
        """Whether a file of the context that lies where it runs names a path outside of there."""
        key = (step.number, cwd, path)
        if key not in self._mentions:
            first = re.escape(paths.child(path, posixpath.commonpath((cwd, path))))
            wanted = re.compile(rf"\.\.[\"'`,\s/]*{first}\b|{re.escape(path)}\b".encode())
            text = self._text(step, cwd)
            self._mentions[key] = text is None or wanted.search(text) is not None
        return self._mentions[key]

    def _text(self, step: Step, cwd: str) -> bytes | None:
        """All text of the context that lies in a directory; None where that is not known."""
        key = (step.number, cwd)
        if key not in self._texts:
            found: list[bytes] = []
            left = _LARGEST
            for content in self._files(step, cwd):
                left -= len(content or b"")
                if content is None or left < 0:
                    break
                found.append(content)
            else:
                self._texts[key] = b"\n".join(found)
            self._texts.setdefault(key, None)
        return self._texts[key]

    def _files(self, step: Step, cwd: str) -> Iterator[bytes | None]:
        """The files of the context in a directory; None for one that cannot be read."""
        for entry in self.stage.fs.before(step.start).entries():
            effect = entry.effect
            if not isinstance(effect, fx.CopiesContext):
                continue
            if paths.within(cwd, effect.target):
                top = effect.origin(cwd) if cwd != effect.target else effect.source
            elif paths.within(effect.target, cwd):
                top = effect.source
            else:
                continue
            single = effect.context.kind(top) == "file"
            for path in (top,) if single else effect.context.walk(top):
                content = effect.context.read(path)
                yield content if isinstance(content, bytes) else None


def _read(step: Step) -> Iterator[str]:
    """The paths that effects of a step read. A compiler's sources are told apart."""
    for done in step.effects:
        match done.effect:
            case fx.CopiesTree(source=source):
                yield paths.literal_ancestor(source)
            case fx.Reads(path=path) if not _is_compiler(step, done.by):
                yield paths.literal_ancestor(path)


def _is_compiler(step: Step, by: Evidence) -> bool:
    return any(done.by == by and _sources(done.effect) is not None for done in step.effects)


def _sources(effect: fx.Effect) -> tuple[str, ...] | None:
    program = effect.program if isinstance(effect, fx.WritesFile) else None
    return program.sources() if program is not None else None


def _compiles(program: Program, touch: Touch) -> bool:
    """Whether a path is one of a program's sources."""
    for source in program.sources() or ():
        if source.endswith("/"):
            beside = posixpath.dirname(touch.path) == source[:-1]
            if paths.within(source[:-1], touch.path) and not touch.directory:
                return True
            if beside and touch.path.endswith(program.inputs):
                return True
        elif paths.related(paths.literal_ancestor(source), touch.path) and not touch.directory:
            return True
    return False


def _named(call: Call) -> Iterator[str]:
    """The paths that a command's words may mean: ``-I../x``, ``--out=x``, ``/a:/b``."""
    for word in call.invocation.arguments:
        for text in dict.fromkeys((word, *_SEPARATORS.split(word))):
            if text[:1] == HOLE:
                yield "/"
            elif text:
                yield paths.literal_ancestor(paths.join(call.cwd, text))
            if text[:1] == "-" and len(text) > 2:
                yield paths.literal_ancestor(paths.join(call.cwd, text[2:]))
