"""Trying again everything that stands still for one cause, a batch at a time."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from engine.access import require_post
from engine.actions.intervene import retry_incident
from engine.context import Context
from engine.errors import CaseError
from engine.records.causes import Cause, Place, Stuck
from engine.records.people import Person
from engine.store.causes import Range, count_stuck, list_stuck

BATCH = 50
MOST_SECONDS = 2.0


@dataclass(frozen=True, kw_only=True)
class Round:
    """How far the trying has come.

    began   only what was raised until then is tried: what fails anew is not tried for ever
    after   the last place that was tried; None before the first
    tried   how many were tried so far
    left    how many are still to be tried
    again   how many stand still anew since the round began
    """

    began: datetime
    after: Place | None = None
    tried: int = 0
    left: int = 0
    again: int = 0


def retry_incidents(
    context: Context,
    person: Person,
    cause: Cause,
    reason: str,
    so_far: Round,
    now: Callable[[], float] = time.monotonic,
) -> Round:
    """Try the next incidents of a cause again, for about two seconds; return how far it came.

    A case that refuses (suspended, changed meanwhile) is passed over and stays where it is.
    Raises  AccessDenied
    """
    require_post(person, "administrator")
    until, after, tried = now() + MOST_SECONDS, so_far.after, so_far.tried
    while batch := _next(context, cause, Range(until=so_far.began, after=after)):
        for one in batch:
            _retry(context, person, one, reason, so_far.began)
            after, tried = one.place, tried + 1
            if now() >= until:
                break
        if now() >= until:
            break
    with context.database.read() as db:
        left = count_stuck(db, cause, Range(until=so_far.began, after=after))
        again = count_stuck(db, cause, Range(since=so_far.began))
    return Round(began=so_far.began, after=after, tried=tried, left=left, again=again)


def _next(context: Context, cause: Cause, within: Range) -> tuple[Stuck, ...]:
    with context.database.read() as db:
        return list_stuck(db, cause, within, BATCH)


def _retry(context: Context, person: Person, one: Stuck, reason: str, began: datetime) -> None:
    place = one.place
    # Two presses of the button share the key: each incident is tried once in a round.
    key = f"round-{person.person_id}-{began.timestamp()}-{place.case_id}-{place.token}"
    try:
        retry_incident(context, person, place.case_id, place.token, reason, key)
    except CaseError:
        return
