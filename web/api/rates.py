"""How often a program may call: a bucket of calls for each, filled at a steady rate.

Counted in the memory of one web process: a count in the database would cost each call a write to
the same row. With several processes a program may call that many times as often.
"""

import time
from collections.abc import Callable
from math import ceil
from threading import Lock

from engine.errors import TooManyTries

BURST_SECONDS = 2.0


class Rates:
    """The buckets of all programs.

    rate   calls a second; what was not used is kept for two seconds
    """

    def __init__(self, rate: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._rate = rate
        self._clock = clock
        self._lock = Lock()
        self._buckets: dict[int, tuple[float, float]] = {}

    def spend(self, client_id: int) -> None:
        """Count one call; raise TooManyTries when the bucket is empty."""
        now, most = self._clock(), max(1.0, self._rate * BURST_SECONDS)
        with self._lock:
            left, at = self._buckets.get(client_id, (most, now))
            left = min(most, left + (now - at) * self._rate)
            self._buckets[client_id] = (max(left - 1.0, 0.0) if left >= 1.0 else left, now)
        if left < 1.0:
            raise TooManyTries(post="", seconds=ceil((1.0 - left) / self._rate))
