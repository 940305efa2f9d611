"""Who may touch the storage when, while several builds run at once."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class Turns:
    """Any number of builds at once; what removes images waits for them, and they for it.

    Equal instructions share their layers, so an image that is not needed any more may hold what
    a running build has just found in the cache.
    """

    def __init__(self) -> None:
        self.turn = threading.Condition()
        self.running = 0
        self.cleaning = False

    @contextmanager
    def building(self) -> Iterator[None]:
        """While something is built."""
        with self.turn:
            self.turn.wait_for(lambda: not self.cleaning)
            self.running += 1
        try:
            yield
        finally:
            with self.turn:
                self.running -= 1
                self.turn.notify_all()

    def clean(self, work: Callable[[], None], *, urgent: bool) -> bool:
        """Does the work while nothing is built. Unless urgent it does not wait: was it done?"""
        with self.turn:
            if self.cleaning or (self.running and not urgent):
                return False
            self.cleaning = True
            try:
                self.turn.wait_for(lambda: not self.running)
                work()
            finally:
                self.cleaning = False
                self.turn.notify_all()
        return True
