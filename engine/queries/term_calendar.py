"""The open cases whose day would be another one by the calendar in force now.

Nothing is changed here: whoever leads the office decides, case by case, and the applicant is told.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from engine.access import SUPERVISORS, post_name
from engine.calendars.swaps import changed_days, day_anew
from engine.calendars.terms import parse_term
from engine.context import Context, calendar_for
from engine.errors import AccessDenied
from engine.queries.inbox import office_text
from engine.records.cards import Text
from engine.records.people import Person
from engine.records.terms import TermLine
from engine.runtime.codec import read_ledger_first
from engine.store.calendars import list_calendars
from engine.store.database import Db
from engine.store.promises import Promised, Turn, list_promised, list_turns

# Who sets another day, or proposes it.
LEADERS = SUPERVISORS


@dataclass(frozen=True, kw_only=True)
class MovedRow:
    """A case whose promised day is not the one that the calendar now gives, `day`."""

    line: TermLine
    procedure: Text
    office: Text
    day: date


def list_moved(context: Context, person: Person) -> tuple[MovedRow, ...]:
    """Return the cases of the offices that a person leads, the earliest promise first.

    Raises   AccessDenied for whoever leads none
    """
    offices = sorted({one.office_id for one in person.working_posts if one.kind in LEADERS})
    if not offices:
        raise AccessDenied(post=post_name("head"))
    with context.database.read() as db:
        found = _days(context, db, _candidates(context, db, offices))
        directory = context.offices.get(db)
        return tuple(
            MovedRow(
                line=line,
                procedure=context.versions.get(db, line.version_id).compiled.procedure.card.title,
                office=office_text(directory.by_id.get(line.case_office_id)),
                day=day,
            )
            for line, day in found
        )


def _candidates(context: Context, db: Db, offices: list[int]) -> tuple[Promised, ...]:
    """Return the cases in whose term a day may lie that is another one since.

    Hours of an office make no other days, so the calendar in force for all tells which ones are.
    """
    current = context.calendars.current
    known = {one: context.calendars.get(db, one) for one in list_calendars(db)}
    days = {one: changed_days(calendar, current) for one, calendar in known.items()}
    other = {one: changed for one, changed in days.items() if changed}
    if not other:
        return ()
    first = min(changed[0] for changed in other.values())
    last = max(changed[-1] for changed in other.values())
    begins, ends = (
        datetime.combine(day, time(), current.tz).astimezone(UTC)
        for day in (first, last + timedelta(days=1))
    )
    return list_promised(db, offices, other, (max(begins, context.clock.now()), ends))


def _days(context: Context, db: Db, cases: tuple[Promised, ...]) -> Iterator[tuple[TermLine, date]]:
    """Yield the cases whose day is another one by the calendar in force, with that day."""
    turns = list_turns(db, [one.line.case_id for one in cases]) if cases else {}
    for one in cases:
        day = _day(context, db, one, turns[one.line.case_id])
        if day is not None:
            yield one.line, day


def _day(context: Context, db: Db, case: Promised, turns: tuple[Turn, ...]) -> date | None:
    """Return the day by the calendar in force; None where it is the promised one."""
    line = case.line
    began, text, turn = _promise(context, db, case, turns)
    before = context.calendars.get(db, turn.calendar_id)
    now = calendar_for(context, db, line.case_office_id)
    day = day_anew((began, line.due_at), parse_term(text) if text else None, (before, now))
    return None if day == line.due_at.astimezone(before.tz).date() else day


def _promise(
    context: Context, db: Db, case: Promised, turns: tuple[Turn, ...]
) -> tuple[datetime, str | None, Turn]:
    """Return what the day rests on: the last beginning of the term, or the day somebody set.

    Returns  when it began, the term, None for a day that was set, and the entry of the log
    """
    ledger = read_ledger_first(case.head)
    began = (ledger and ledger.began_at) or case.opened_at
    first = next((one for one in reversed(turns) if one.at <= began), turns[0])
    chosen = [one for one in turns if one.sets_date and one.at > first.at]
    if chosen:
        return chosen[-1].at, None, chosen[-1]
    process = context.versions.get(db, case.line.version_id).compiled.procedure.diagram.process
    own = ledger.term if ledger else None
    return began, own or process.attributes.get("term"), first
