"""Timers that begin cases: taken with a lease, each turn opens one case.

Nothing is raised from here: the other timers must not wait for one whose case cannot begin.
"""

import logging
from datetime import datetime, timedelta
from threading import Event

from engine.actions.start_by_event import start_on_timer
from engine.context import Context
from engine.records.starts import StartPoint
from engine.store import starts, timers
from engine.store.database import OUTAGE, Db, first_line

LOG = logging.getLogger("motcua.worker")
BATCH = 20
REST = timedelta(minutes=10)


def fire_starts(context: Context, lease_seconds: float, stop: Event) -> int:
    """Open the cases whose timers are due, a batch of them; return how many were taken."""
    now = context.clock.now()
    with context.database.read() as db:
        soonest = starts.next_due(db)
    if soonest is None or soonest > now:
        return 0
    with context.database.begin() as db:
        due = starts.claim_due(db, now, BATCH, lease_seconds)
    for number, point in enumerate(due):
        if stop.is_set():
            _give_back(context, due[number:], now)
            return number
        carry_start(context, point)
    return len(due)


def carry_start(context: Context, point: StartPoint) -> None:
    """Open the case of a timer; one that cannot begin is tried again in ten minutes."""
    place = {"version": point.version_id, "element": point.trigger.element}
    try:
        start_on_timer(context, point)
    except OUTAGE as error:
        # The lease ends by itself, and the timer is taken again.
        LOG.warning("no case begun, the database failed: %s", first_line(error), extra=place)
    except Exception:  # noqa: BLE001  as in engine/jobs/carry.py
        LOG.exception("a timer could not begin its case", extra=place)
        _give_back(context, (point,), context.clock.now() + REST)


def next_due(db: Db) -> datetime | None:
    """Return when the next timer, of a case or one that begins a case, can be taken."""
    found = (timers.next_due(db), starts.next_due(db))
    return min((one for one in found if one is not None), default=None)


def _give_back(context: Context, points: tuple[StartPoint, ...], until: datetime) -> None:
    try:
        with context.database.begin() as db:
            for point in points:
                starts.postpone(db, point, until)
    except OUTAGE as error:
        LOG.warning("timer not given back, the database failed: %s", first_line(error))
