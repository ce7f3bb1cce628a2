"""Timer texts as every modeler writes them: durations, dates, cycles, and terms in working time."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final, Literal, TypeAlias
from zoneinfo import ZoneInfo

from engine.calendars.calendar import WorkCalendar
from engine.calendars.cutoffs import Cutoff
from engine.calendars.deadlines import add_months, due_at
from engine.calendars.terms import Term, parse_term
from engine.errors import CalendarTooShort
from engine.faults import TermRefused

Kind: TypeAlias = Literal["after", "at", "cycle"]
LOCAL: Final = ZoneInfo("Asia/Ho_Chi_Minh")
YEARS: Final = range(1970, 2200)
SHORTEST: Final = timedelta(seconds=1)
INSTANT: Final = re.compile(
    r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:[.,]\d{1,6})?)?\s*(?:Z|[+-]\d\d:?\d\d)?)?"
)
CYCLE: Final = re.compile(r"R(?P<count>-1|\d{0,6})/(?:(?P<start>[^/]+)/)?(?P<term>[^/]+)")
LONGEST_MONTH: Final = timedelta(days=31)


@dataclass(frozen=True, kw_only=True)
class Timing:
    """What a timer waits for.

    kind     after: a term; at: an instant; cycle: a term again and again
    text     as it was written
    term     of "after", and between two turns of a cycle
    at       the instant, UTC; of a cycle its first turn, if one is written
    count    turns of a cycle; None without end
    """

    kind: Kind
    text: str
    term: Term | None = None
    at: datetime | None = None
    count: int | None = None


def parse_timing(text: str) -> Timing:
    """Return what a timer text means.

    text     an ISO 8601 duration (PT10M), date or date with time (without zone: Viet Nam's), cycle
             (R3/PT10M, R/P1D, R3/2026-01-01T00:00:00Z/P1D, R2/3 working days), or any term
    Raises   TermRefused for any other text, and for cycles without a turn or faster than a second
    """
    clean = " ".join(text.split())
    cycle = CYCLE.fullmatch(clean)
    if cycle:
        return _cycle(clean, cycle["count"], cycle["start"], parse_term(cycle["term"]))
    if INSTANT.fullmatch(clean):
        return Timing(kind="at", text=clean, at=_instant(clean))
    return Timing(kind="after", text=clean, term=parse_term(clean))


def first_instant(
    timing: Timing, now: datetime, calendar: WorkCalendar, cutoff: Cutoff | None = None
) -> datetime:
    """Return the instant, UTC, at which a timer set now fires first.

    now      aware; terms count from it, with the cut-off of `due_at`
    Returns  may lie in the past: a date that is over fires at once, and so does a cycle whose
             written turns are all over, once. Other turns over before now are not made up for.
    Raises   CalendarTooShort when working time leaves the years known
    """
    if timing.term is None and timing.at is not None:
        return timing.at
    if timing.term is None:
        raise ValueError(f"{timing.text} waits for nothing")
    if timing.at is None:
        return due_at(now, timing.term, calendar, cutoff)
    index = _turns_before(timing.at, timing.term, now)
    if timing.count is not None:
        index = min(index, timing.count - 1)
    return _turn(timing.at, timing.term, index)


def next_instant(
    timing: Timing, previous: datetime, fired_count: int, calendar: WorkCalendar
) -> datetime | None:
    """Return the instant, UTC, of a cycle's next turn, or None when there is none.

    previous      instant of the turn that has just been, as it was due
    fired_count   turns that have been, that one included; a cycle with a written first turn counts
                  by its instants instead, so that turns over before it was set are used up as well
    Returns       None too when the next turn lies outside the years that can be reckoned
    """
    if timing.kind != "cycle" or timing.term is None:
        return None
    if timing.at is not None:
        index = _turns_before(timing.at, timing.term, previous + timedelta(microseconds=1))
        is_over = timing.count is not None and index >= timing.count
        return None if is_over else _turn(timing.at, timing.term, index)
    if timing.count is not None and fired_count >= timing.count:
        return None
    try:
        return due_at(previous, timing.term, calendar)
    except CalendarTooShort:
        return None


def _cycle(text: str, count: str, start: str | None, term: Term) -> Timing:
    turns = None if count in ("", "-1") else int(count)
    counted = bool(term.amount or term.months)
    if turns == 0 or not (counted or term.elapsed >= SHORTEST):
        raise TermRefused(text=text)
    if start is None:
        return Timing(kind="cycle", text=text, term=term, count=turns)
    if not INSTANT.fullmatch(start) or term.unit != "elapsed":
        raise TermRefused(text=text)
    return Timing(kind="cycle", text=text, term=term, count=turns, at=_instant(start))


def _instant(text: str) -> datetime:
    day, hour = text[:10], text[11:].replace(" ", "").replace(",", ".")
    try:
        at = datetime.fromisoformat(f"{day}T{hour or '00:00'}")
    except ValueError:
        raise TermRefused(text=text) from None
    if at.year not in YEARS:
        raise TermRefused(text=text)
    return (at if at.tzinfo else at.replace(tzinfo=LOCAL)).astimezone(UTC)


def _turn(start: datetime, term: Term, index: int) -> datetime:
    """Return a turn of a cycle, reckoned from its start: the 31st stays the last of each month."""
    moved = add_months(start.astimezone(LOCAL), term.months * index)
    return moved.astimezone(UTC) + term.elapsed * index


def _turns_before(start: datetime, term: Term, at: datetime) -> int:
    """Return how many turns of a cycle lie before an instant."""
    if at <= start:
        return 0
    longest = term.elapsed + LONGEST_MONTH * term.months
    index = -(-(at - start) // longest)  # rounded up; exact without months, too low with them
    while _turn(start, term, index) < at:
        index += 1
    while index and _turn(start, term, index - 1) >= at:
        index -= 1
    return index
