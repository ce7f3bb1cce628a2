"""A loop that lives on, whatever it meets: background work is its turns."""

import logging
from collections.abc import Callable
from datetime import datetime
from threading import Event
from typing import TypeAlias

from engine.context import Context
from engine.store.database import OUTAGE, DatabaseFailure, Db, first_line

LOG = logging.getLogger("motcua.worker")
Wait: TypeAlias = Callable[[float], object]
# PostgreSQL tells when there is new work. SQLite does not; it is asked more often.
LONGEST_SECONDS, LONGEST_SQLITE_SECONDS = 1.0, 0.5
# What is due and could not be taken is just being taken by another.
SHORTEST_SECONDS = 0.02
FIRST_PAUSE_SECONDS, LAST_PAUSE_SECONDS = 0.5, 10.0


class CarrierLost(Exception):
    """What brings work to workers cannot be reached at the moment."""


def keep_on(
    turn: Callable[[], float],
    stop: Event,
    wait: Wait,
    told: Callable[[Exception | None], None],
) -> None:
    """Take turns until `stop` is set.

    turn   works and returns the seconds until it shall have its next turn, unless woken before
    told   hears after each turn why it failed, or None
    """
    failures = 0
    while not stop.is_set():
        try:
            pause = turn()
            failures = 0
            told(None)
        except (*OUTAGE, CarrierLost) as error:
            failures += 1
            pause = pause_after(failures)
            LOG.warning("cannot work now (%s); next try in %.1f s", said(error), pause)
            told(error)
            stop.wait(pause)
        except Exception as error:  # noqa: BLE001  the one place where a worker must live on
            failures += 1
            LOG.exception("a round of background work failed")
            told(error)
            stop.wait(pause_after(failures))
        else:
            if pause > 0 and not stop.is_set():
                wait(pause)


def said(error: Exception) -> str:
    """Return the one line that says why."""
    return first_line(error) if isinstance(error, DatabaseFailure) else str(error)


def pause_after(failures: int) -> float:
    """Return the seconds to wait after so many failures in a row: 0.5, 1, 2 … at most 10."""
    return float(min(FIRST_PAUSE_SECONDS * 2 ** min(failures - 1, 10), LAST_PAUSE_SECONDS))


def seconds_until(context: Context, next_due: Callable[[Db], datetime | None]) -> float:
    """Return the seconds until something is due, or until it is time to look again; 0 for now."""
    longest = LONGEST_SECONDS if context.database.is_postgres else LONGEST_SQLITE_SECONDS
    with context.database.read() as db:
        soonest = next_due(db)
    if soonest is None:
        return longest
    return min(max((soonest - context.clock.now()).total_seconds(), 0.0), longest)
