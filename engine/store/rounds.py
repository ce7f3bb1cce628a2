"""Rounds of background work that fail: one row each, gone with the next round that goes well."""

from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, select, text

from engine.records.rounds import FailingRound
from engine.store.round_tables import failing_round as table
from engine.store.types import Instant

NOTE = text(
    "INSERT INTO failing_round (name, since, failed_at, failures, message)"
    " VALUES (:name, :at, :at, 1, :message)"
    " ON CONFLICT (name) DO UPDATE SET failed_at = :at, message = :message,"
    " failures = failing_round.failures + 1"
).bindparams(bindparam("at", type_=Instant))
CLEAR = delete(table).where(
    table.c.name == bindparam("wanted"),
    table.c.failed_at <= bindparam("before", type_=Instant),
)
ALL = select(table).order_by(table.c.since, table.c.name)


def note_failure(db: Connection, name: str, at: datetime, message: str) -> None:
    """Write down that a round failed."""
    db.execute(NOTE, {"name": name, "at": at, "message": message})


def clear_round(db: Connection, name: str, before: datetime) -> None:
    """Forget a round that failed last before then: it went well since."""
    db.execute(CLEAR, {"wanted": name, "before": before})


def list_failing(db: Connection) -> tuple[FailingRound, ...]:
    """Return the rounds that fail, the one that failed first at the top."""
    return tuple(
        FailingRound(
            name=row.name,
            since=row.since,
            failed_at=row.failed_at,
            failures=row.failures,
            message=row.message,
        )
        for row in db.execute(ALL)
    )
