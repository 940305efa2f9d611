"""Which packages of an install the container still needs."""

from __future__ import annotations

from msgspec import Struct, structs

from dockerize_ms import facts
from dockerize_ms.analysis.features import features_of
from dockerize_ms.analysis.live import Live
from dockerize_ms.errors import Evidence
from dockerize_ms.facts import Distribution
from dockerize_ms.model import effects as fx
from dockerize_ms.model.needs import Feature
from dockerize_ms.model.stage import Done, Stage, Step


class Removal(Struct, frozen=True, kw_only=True, eq=False):
    """That the file removes a package again: with what came along, and from the same layer?"""

    by: Evidence
    with_all: bool
    at_once: bool


class PackageFate(Struct, frozen=True, kw_only=True, eq=False):
    """A package stays (``reason`` is None) or is build-only; ``leaves`` take its place.

    ``missed`` are those of them that the original's base image has already, and that would
    bring more along than they did there. ``doubt`` says what is taken for granted by leaving
    it out. ``removed``: the file itself removes it again. ``features``: what it stands for, and
    the runtime stage gets without it.
    """

    name: str
    reason: str | None
    leaves: tuple[str, ...] = ()
    missed: tuple[str, ...] = ()
    doubt: str = ""
    removed: Removal | None = None
    features: tuple[Feature, ...] = ()


class Packages:
    """Decides over packages, for one stage and a runtime base that holds some of them.

    ``bare``: that has no package manager, so that no tool stays which nothing starts.
    """

    def __init__(
        self, stage: Stage, live: Live, there: frozenset[str], *, bare: bool = False
    ) -> None:
        self.there = there
        self.bare = bare
        self.distribution: Distribution | None = stage.image.distribution
        self.live = live
        self.had = stage.image.packages or frozenset()
        self.wanted = _repairs(stage) | live.started
        self.called = {tool.rsplit("/", 1)[-1]: step for step in stage.steps for tool in step.tools}
        self.removed: dict[str, tuple[Step, Evidence]] = {}
        self.swept: set[int] = set()
        self.loose: list[str] = []
        self.installed: list[str] = []
        self.marked: set[str] = set()
        for step in stage.steps:
            for done in step.effects:
                if done.certain:
                    self.note(done, step)

    def note(self, done: Done, step: Step) -> None:
        """What is removed again: by name, or marked as brought along and then swept away."""
        match done.effect:
            case fx.RemovesPackages(packages=names, automatic=automatic):
                self.removed |= dict.fromkeys(names, (step, done.by))
                if automatic:
                    self.swept.add(id(step.instruction))
                    self.removed |= dict.fromkeys(self.loose, (step, done.by))
                    self.loose = []
            case fx.MarksAutomatic(patterns=patterns):
                self.loose = [name for name in self.installed if _fits(name, patterns)]
                self.marked |= set(self.loose)  # their libraries may have been marked back
            case fx.InstallsPackages(packages=names):
                self.installed += names
                self.loose = [name for name in self.loose if name not in names]
                for name in names:
                    self.removed.pop(name, None)
            case _:
                pass

    def fate(self, name: str, install: fx.InstallsPackages, step: Step) -> PackageFate:
        """What becomes of one package that a step installs."""
        gone = self.removed.get(name) or (
            self.removed.get(install.virtual) if install.virtual else None
        )
        if gone is not None and gone[0].number >= step.number:
            return self.removed_again(name, step, *gone)
        commands = self.commands(name)
        wanted = next((c for c in commands if c in self.wanted), None)
        if wanted is not None or self.distribution is None:
            return PackageFate(name=name, reason=None)
        reason = facts.build_only(self.distribution, name)
        if reason is None and commands and not self.data(name):
            return self.only_called(name, commands, install.recommends)
        if reason is None:
            return self.not_a_tool(name, commands)
        return self.dropped(name, reason, install.recommends)

    def not_a_tool(self, name: str, commands: tuple[str, ...]) -> PackageFate:
        """What stays; on a base that takes no packages neither files of features nor idle tools.

        A program that is linked dynamically may load what a tool brought along.
        """
        stays = PackageFate(name=name, reason=None)
        if not self.bare or not self.live.compiled or name in self.live.packages:
            return stays
        data = self.data(name)
        features = tuple(features_of(data))
        static = all(program.static for program in self.live.programs.values())
        idle = bool(features) or (bool(commands) and static and not data)
        if not idle:
            return stays
        reason = "nothing that is started calls it, and the base takes no packages"
        return PackageFate(name=name, reason=reason, features=features)

    def removed_again(self, name: str, step: Step, last: Step, by: Evidence) -> PackageFate:
        """A package that the file removes; what came along may stay and be needed."""
        removal = Removal(
            by=by,
            with_all=id(last.instruction) in self.swept,
            at_once=last.instruction is step.instruction,
        )
        fate = PackageFate(name=name, reason=f"removed again: {by}", removed=removal)
        if removal.with_all and name not in self.marked:
            return fate
        left = self.dropped(name, str(fate.reason), False)
        if left.reason is None:
            return fate
        return structs.replace(fate, leaves=left.leaves, missed=left.missed)

    def only_called(self, name: str, commands: tuple[str, ...], recommends: bool) -> PackageFate:
        """A package whose commands nothing live is seen to call: does the build call one?"""
        user = next((self.called[c] for c in commands if c in self.called), None)
        if user is None:
            return self.not_a_tool(name, commands)
        doubt = ""
        if self.live.unknown:
            others = ", ".join(list(self.live.unknown)[:4])
            doubt = f"{name} is for the build alone: {others} may call it too"
        reason = f"only the build calls it: {user.text[:60]}"
        return structs.replace(self.dropped(name, reason, recommends), doubt=doubt)

    def dropped(self, name: str, reason: str, recommends: bool) -> PackageFate:
        """A build-only package, with the libraries that what was linked with it still needs."""
        brought = self.brought_along(name)
        linked = name in self.live.libraries or self.may_be_linked(name)
        if not linked or self.distribution is None:
            return PackageFate(name=name, reason=reason, leaves=brought)
        libraries = facts.leaves(self.distribution, name)
        if libraries is None:
            return PackageFate(name=name, reason=None)
        left = [one for one in libraries if self.is_missed(one)]
        had = tuple(o for o in left if recommends and facts.same_package(o, self.had))
        leaves = (*(one for one in left if one not in had), *brought)
        return PackageFate(name=name, reason=reason, leaves=leaves, missed=had)

    def brought_along(self, name: str) -> tuple[str, ...]:
        """What came with a package and is needed for itself."""
        if self.distribution is None:
            return ()
        found = facts.package(self.distribution, name)
        along = {*found.depends, *found.recommends} if found else set()
        return tuple(one for one in self.live.packages if one in along)

    def is_missed(self, name: str) -> bool:
        """Whether what a package would leave is missed: of programs, those that are started."""
        if facts.same_package(name, self.there):
            return False
        commands = self.commands(name)
        return not commands or any(
            command.rsplit("/", 1)[-1] in commands and found.step is not None
            for command, (_, found) in self.live.commands.items()
        )

    def may_be_linked(self, name: str) -> bool:
        """Whether dependencies of an application may have been linked with what it brings.

        Headers are installed to be used; a compiler's own libraries are needed by few.
        """
        if self.live.compiled or self.distribution is None:
            return False
        return bool(self.live.unknown) or facts.is_development(self.distribution, name)

    def data(self, name: str) -> tuple[str, ...]:
        """Well-known files that a package brings, programs left out."""
        if self.distribution is None:
            return ()
        files = facts.provides_file(self.distribution, name)
        return tuple(file for file in files if "/bin/" not in file)

    def commands(self, name: str) -> tuple[str, ...]:
        """The commands that a package provides, () where that is not known."""
        family = self.distribution.family if self.distribution else ""
        return facts.commands_of(family, name) or ()

    def files(self, names: tuple[str, ...]) -> tuple[str, ...]:
        """The well-known files that packages bring."""
        if self.distribution is None:
            return ()
        distribution = self.distribution
        return tuple(f for name in names for f in facts.provides_file(distribution, name))


def _fits(name: str, patterns: tuple[str, ...]) -> bool:
    return ".*" in patterns or name in patterns


def _repairs(stage: Stage) -> set[str]:
    """Commands that the runtime stage must run itself: COPY does not carry what they set."""
    return {
        tool.rsplit("/", 1)[-1]
        for step in stage.steps
        for done in step.effects
        if isinstance(done.effect, fx.ChangesMode) and done.effect.capabilities
        for tool in step.tools
    }
