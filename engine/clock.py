"""The time now: the system's, or one that tests move by hand."""

import time
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Whoever knows the time."""

    def now(self) -> datetime:
        """Return the instant now, in UTC, to the microsecond."""
        ...


class SystemClock:
    """The time of this machine."""

    def now(self) -> datetime:
        """Return the instant now, in UTC, to the microsecond."""
        return datetime.fromtimestamp(time.time(), UTC)


class FixedClock:
    """A clock that stands still until it is moved.

    at      an instant with a time zone; ValueError without one
    """

    def __init__(self, at: datetime) -> None:
        self.move_to(at)

    def now(self) -> datetime:
        """Return the instant it was set to, in UTC."""
        return self._at

    def move_to(self, at: datetime) -> None:
        """Set the clock to an instant with a time zone."""
        if at.tzinfo is None:
            raise ValueError(f"{at} has no time zone; instants are UTC")
        self._at = at.astimezone(UTC)

    def move(self, delta: timedelta) -> None:
        """Set the clock forward, or back by a negative span."""
        self._at += delta
