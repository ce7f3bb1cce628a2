"""Another day for the result: once with an apology, or by an extension that the law allows."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from engine.calendars.deadlines import due_at
from engine.errors import CommandRefused
from engine.records.commands import SetDate
from engine.refusals import (
    ApologyUsed,
    ClockNotRunning,
    DayRefused,
    ExtensionTooLong,
    NoExtension,
)
from engine.runtime.ledger import ON, end_of

if TYPE_CHECKING:
    from engine.runtime.run import CaseRun

APOLOGY, EXTENSION = "apology", "extension"


def set_date(run: "CaseRun", command: SetDate) -> None:
    """Promise the result for another day, and note the old one with it.

    Raises  ClockNotRunning; DayRefused for a day off, one that is past or not later; ApologyUsed
            the second time; NoExtension, ExtensionTooLong by what the procedure says;
            CommandRefused for another act, or without reason and legal basis
    Source  NĐ 118/2025/NĐ-CP: the day is set anew once at the most; Luật Xây dựng 2014 Art. 102 for
            an extension of ten days at the most
    """
    ledger = run.ledger
    if command.act not in (APOLOGY, EXTENSION):
        raise CommandRefused(what=command.act)
    if not (command.reason.strip() and command.basis.strip()):
        raise CommandRefused(what="set-date")
    if ledger.state != ON or ledger.due_at is None:
        raise ClockNotRunning
    if command.act == APOLOGY and ledger.apologies:
        raise ApologyUsed
    due = _end_of(run, command, ledger.due_at)
    if command.act == EXTENSION:
        _require_extension(run, ledger.due_at, due)
    run.ledger = ledger.set_date(due, by_law=command.act == EXTENSION)
    run.book.note(
        "date-set",
        act=command.act,
        due=due.isoformat(),
        before=ledger.due_at.isoformat(),
        reason=command.reason,
        basis=command.basis,
    )


def _end_of(run: "CaseRun", command: SetDate, before: datetime) -> datetime:
    """Return when the term ends on the new day."""
    calendar, now = run.moment.calendar, run.moment.at
    day = date.fromisoformat(command.due_on)
    if not calendar.is_working(day):
        raise DayRefused(day=f"{day:%d/%m/%Y}")
    due = end_of(day, run.moment)
    if due <= max(before, now):
        raise DayRefused(day=f"{day:%d/%m/%Y}")
    return due


def _require_extension(run: "CaseRun", before: datetime, due: datetime) -> None:
    most = run.version.extension
    if most is None or run.ledger.extended:
        raise NoExtension
    if due > due_at(before, most, run.moment.calendar):
        raise ExtensionTooLong(most=most.text)
