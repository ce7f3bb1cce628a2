"""The open cases whose day would be another one by the calendar in force now.

Nothing is changed here: whoever leads the office decides, case by case, and the applicant is told.
"""

from dataclasses import dataclass
from datetime import date

from engine.access import SUPERVISORS, post_name
from engine.calendars.swaps import day_anew
from engine.calendars.terms import Term, parse_term
from engine.context import Context, calendar_for
from engine.diagrams.model import Process
from engine.errors import AccessDenied
from engine.queries.inbox import office_text
from engine.queries.term_ledger import BEGINS
from engine.records.cards import Text
from engine.records.cases import Entry
from engine.records.people import Person
from engine.records.terms import TermLine
from engine.store.calendars import find_calendar
from engine.store.database import Db
from engine.store.log import read_log
from engine.store.terms import list_by_other_calendar

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
    now = context.clock.now()
    with context.database.read() as db:
        known = _known(context, db, offices)
        lines = list_by_other_calendar(db, offices, now, known)
        found = ((line, _day(context, db, line)) for line in lines)
        directory = context.offices.get(db)
        return tuple(
            MovedRow(
                line=line,
                procedure=context.versions.get(db, line.version_id).compiled.procedure.card.title,
                office=office_text(directory.by_id.get(line.case_office_id)),
                day=day,
            )
            for line, day in found
            if day is not None
        )


def _known(context: Context, db: Db, offices: list[int]) -> list[int]:
    """Return the ids of the calendars in force for these offices, as far as they are stored."""
    digests = {calendar_for(context, db, one).digest for one in offices}
    ids = (find_calendar(db, bytes.fromhex(one)) for one in digests)
    return [one for one in ids if one is not None]


def _day(context: Context, db: Db, line: TermLine) -> date | None:
    """Return the day by the calendar in force; None where it is the promised one."""
    process = context.versions.get(db, line.version_id).compiled.procedure.diagram.process
    promise = _promise(process, read_log(db, line.case_id))
    if promise is None:
        return None
    entry, term = promise
    before = context.calendars.get(db, entry.calendar_id)
    now = calendar_for(context, db, line.case_office_id)
    day = day_anew((entry.at, line.due_at), term, (before, now))
    return None if day == line.due_at.astimezone(before.tz).date() else day


def _promise(process: Process, entries: tuple[Entry, ...]) -> tuple[Entry, Term | None] | None:
    """Return what the day rests on: the last beginning of the term, or the day somebody set."""
    for entry in reversed(entries):
        for event in reversed(entry.events):
            if event.kind == "date-set":
                return entry, None
            if event.kind == "clock" and event.values["act"] in BEGINS and event.values.get("due"):
                text = event.values.get("term") or process.attributes.get("term")
                return entry, parse_term(str(text)) if text else None
    return None
