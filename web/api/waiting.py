"""Long polling: a call that finds nothing waits for work, as long as threads can be spared."""

import time
from collections.abc import Callable
from threading import BoundedSemaphore
from typing import TypeVar

from engine.actions.await_work import WorkBell

T = TypeVar("T")
LOOK_SECONDS = 1.0
# However often it rings, nobody looks more often than this.
LEAST_SECONDS = 0.05


class WaitingRoom:
    """Where calls wait; with all seats taken nobody does, so that other pages are still served.

    seats   how many threads of this process may wait at once
    """

    def __init__(self, bell: WorkBell, seats: int) -> None:
        self.bell = bell
        self._seats = BoundedSemaphore(seats)

    def wait_for(self, look: Callable[[], T], seconds: float) -> tuple[T, bool]:
        """Return what `look` finds, as soon as it is something, at the latest after `seconds`.

        Returns  what was found, and whether there was a seat if one was needed
        """
        found = look()
        if found or seconds <= 0:
            return found, True
        if not self._seats.acquire(blocking=False):
            return found, False
        try:
            return self._sit(look, time.monotonic() + seconds, found), True
        finally:
            self._seats.release()

    def _sit(self, look: Callable[[], T], until: float, found: T) -> T:
        looked = time.monotonic()
        while not found and (left := until - time.monotonic()) > 0:
            self.bell.wait(min(left, LOOK_SECONDS))
            time.sleep(max(0.0, min(looked + LEAST_SECONDS, until) - time.monotonic()))
            looked = time.monotonic()
            found = look()
        return found
