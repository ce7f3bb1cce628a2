"""What the day promised of open cases rests on: read for many cases at once, and little of each."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection, and_, func, select

from engine.records.commands import SetDate
from engine.records.terms import TermLine
from engine.store.tables import case, log
from engine.store.term_counts import of_offices
from engine.store.term_tables import term
from engine.store.terms import LINE, line_from

# How many cases a list reckons anew; the earliest promises come first.
MOST_RECKONED = 500
# The legal clock stands at the beginning of a saved state, in about a tenth of this.
HEAD_BYTES = 2_048


@dataclass(frozen=True, kw_only=True)
class Promised:
    """An open case with a day promised.

    head  first bytes of its saved state
    """

    line: TermLine
    opened_at: datetime
    head: bytes = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class Turn:
    """An entry of a log without what it says: when, by which calendar, and whether it set a day."""

    at: datetime
    calendar_id: int
    sets_date: bool


def list_promised(
    db: Connection,
    offices: Collection[int],
    calendars: Collection[int],
    span: tuple[datetime, datetime],
) -> tuple[Promised, ...]:
    """Return running cases of offices that were reckoned by calendars, the earliest promise first.

    span   promised at or after its first instant, opened before its last
    """
    reckoned = (
        select(log.c.seq)
        .where(log.c.case_id == term.c.case_id, log.c.calendar_id.in_(sorted(calendars)))
        .exists()
    )
    since, until = span
    running = and_(term.c.runs, term.c.due_at >= since, of_offices(term, offices), reckoned)
    head = func.substr(case.c.state, 1, HEAD_BYTES, type_=case.c.state.type).label("head_bytes")
    wanted = (
        select(*LINE, case.c.opened_at, head)
        .select_from(term.join(case, case.c.id == term.c.case_id))
        .where(running, case.c.opened_at < until)
        .order_by(term.c.due_at, term.c.case_id)
        .limit(MOST_RECKONED)
    )
    return tuple(
        Promised(line=line_from(row), opened_at=row.opened_at, head=row.head_bytes or b"")
        for row in db.execute(wanted)
    )


def list_turns(db: Connection, case_ids: Collection[int]) -> Mapping[int, tuple[Turn, ...]]:
    """Return the entries of the logs of cases, in order, without what they say."""
    wanted = (
        select(log.c.case_id, log.c.at, log.c.calendar_id, log.c.kind)
        .where(log.c.case_id.in_(sorted(case_ids)))
        .order_by(log.c.case_id, log.c.seq)
    )
    found: dict[int, list[Turn]] = {one: [] for one in case_ids}
    for row in db.execute(wanted):
        turn = Turn(at=row.at, calendar_id=row.calendar_id, sets_date=row.kind == SetDate.kind)
        found[row.case_id].append(turn)
    return {one: tuple(turns) for one, turns in found.items()}
