"""What a finished case on another version comes to: the same way, another, or no way."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, TypeAlias

from engine.calendars.calendar import WorkCalendar
from engine.calendars.deadlines import working_time_left
from engine.diagrams.model import Process
from engine.errors import CalendarTooShort, Words
from engine.runtime.version import Compiled
from engine.scenarios.answered import PastCase
from engine.scenarios.past import Lack, rerun, twins_of

Came: TypeAlias = Literal["same", "other", "lacked", "stuck"]
CAME: tuple[Came, ...] = ("stuck", "lacked", "other", "same")


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What came of one case; elements by id, those left out of the diagram the case ran on.

    lacks        what the version asks and nobody answered
    stuck        why it could not go on
    left_out     what it passed then and would not now
    added        what it would pass now and did not; ids of the new diagram
    after        the last element before the ways part
    endings      how it ended then and would end now
    took, would  working time from filing to end, then and now; None outside the known calendar
    """

    came: Came
    lacks: tuple[Lack, ...] = ()
    stuck: Words | None = None
    left_out: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    after: str | None = None
    endings: tuple[str | None, str | None]
    took: timedelta | None
    would: timedelta | None


def judge(old: Process, version: Compiled, past: PastCase, calendar: WorkCalendar) -> Verdict:
    """Return what comes of a finished case on a version.

    old   the diagram it ran on
    """
    new = version.procedure.diagram.process
    twins = twins_of(old, new)
    again = rerun(version, past, calendar, twins)
    before = _way(old, past.reached, {})
    now = _way(new, again.reached, twins)
    lost = Counter(before) - Counter(now)
    gained = Counter(now) - Counter(before)
    standing = again.trial.standing
    endings = (past.ending, standing.ending if standing else None)
    is_whole = again.has_ended
    came: Came = "same" if is_whole else "stuck"
    if gained or (is_whole and (lost or endings[0] != endings[1])):
        came = "other"
    if again.lacks:
        came = "lacked"
    left_out = _elements(before, lost) if is_whole else ()
    return Verdict(
        came=came,
        lacks=again.lacks,
        stuck=again.stuck,
        left_out=left_out,
        added=_elements(_way(new, again.reached, {}), _in_new(gained, twins)),
        after=_before_first(now, gained) if gained else _before_first(before, lost),
        endings=endings,
        took=_working(past.opened_at, past.closed_at, calendar),
        would=_working(past.opened_at, again.ended_at, calendar) if is_whole else None,
    )


def _way(
    process: Process, reached: tuple[tuple[str, str], ...], twins: Mapping[str, str]
) -> list[tuple[str, str]]:
    """Return what was done and what happened, without what only leads from one to the next."""
    found = []
    for how, element in reached:
        node = process.find(element)
        if node is not None and not node.tag.endswith("Gateway") and node.tag != "startEvent":
            found.append((how, twins.get(element, element)))
    return found


def _elements(way: list[tuple[str, str]], some: Mapping[tuple[str, str], int]) -> tuple[str, ...]:
    """Return the elements of a way that are among some, each once."""
    return tuple(dict.fromkeys(one[1] for one in way if some.get(one)))


def _in_new(
    gained: Mapping[tuple[str, str], int], twins: Mapping[str, str]
) -> dict[tuple[str, str], int]:
    """Return what was gained by the ids of the new diagram."""
    here = {old: new for new, old in twins.items()}
    return {(how, here.get(element, element)): number for (how, element), number in gained.items()}


def _before_first(way: list[tuple[str, str]], some: Mapping[tuple[str, str], int]) -> str | None:
    """Return the element before the first of some; of several visits the last is meant."""
    seen: Counter[tuple[str, str]] = Counter()
    whole = Counter(way)
    before: str | None = None
    for one in way:
        seen[one] += 1
        if some.get(one) and seen[one] > whole[one] - some[one]:
            return before
        before = one[1]
    return None


def _working(start: datetime, end: datetime, calendar: WorkCalendar) -> timedelta | None:
    try:
        return working_time_left(start, end, calendar)
    except CalendarTooShort:
        return None
