"""Builds and the removal of images keep out of each other's way. Needs no engine."""

from __future__ import annotations

from threading import Event, Thread

from tests.builds.turns import Turns


def test_nothing_is_removed_while_something_is_built() -> None:
    turns, done = Turns(), Event()
    with turns.building():
        assert not turns.clean(done.set, urgent=False)
    assert not done.is_set()
    assert turns.clean(done.set, urgent=False)
    assert done.is_set()


def test_what_is_urgent_waits_for_builds() -> None:
    turns, done = Turns(), Event()
    with turns.building():
        cleaner = Thread(target=turns.clean, args=(done.set,), kwargs={"urgent": True})
        cleaner.start()
        assert not done.wait(0.05)
    cleaner.join(5)
    assert done.is_set()


def test_builds_wait_for_what_is_urgent() -> None:
    turns, cleaning, built = Turns(), Event(), Event()

    def build() -> None:
        with turns.building():
            built.set()

    def clean() -> None:
        builder = Thread(target=build)
        builder.start()
        assert not built.wait(0.05)
        cleaning.set()

    assert turns.clean(clean, urgent=True)
    assert cleaning.is_set()
    assert built.wait(5)
