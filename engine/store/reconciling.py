"""Comparing dossiers with other systems: what there is to compare, and what came of it."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, and_, bindparam, func, or_, select, text, update

from engine.records.partners import REFUSED, WAITING, OpenCase, OpenSweep, Reconciliation
from engine.store.link_tables import outbox, reconciliation
from engine.store.tables import case
from engine.store.types import AnyRow, Instant

GIVEN_UP = timedelta(hours=1)
OPENED = and_(
    case.c.opened_at >= bindparam("first", type_=Instant),
    case.c.opened_at < bindparam("last", type_=Instant),
)
CHANGED = case.c.id.in_(
    select(outbox.c.case_id).where(
        outbox.c.partner == bindparam("named"),
        outbox.c.created_at >= bindparam("first", type_=Instant),
        outbox.c.created_at < bindparam("last", type_=Instant),
    )
)
OF_DAY = select(case.c.id, case.c.code, case.c.portal_status, case.c.seq).where(
    or_(OPENED, CHANGED)
)
# What is on its way, or was put aside, is known to differ.
TOLD_LATER = select(outbox.c.case_id).where(
    outbox.c.partner == bindparam("named"), outbox.c.state.in_((WAITING, REFUSED))
)
OPEN_CASES = (
    select(case.c.id, case.c.code, case.c.portal_status, case.c.seq, case.c.opened_at)
    .where(
        case.c.closed_at.is_(None),
        case.c.opened_at < bindparam("before", type_=Instant),
        case.c.id.not_in(TOLD_LATER),
    )
    .order_by(case.c.opened_at, case.c.id)
)
FIRST_DAY = select(func.min(reconciliation.c.day)).where(
    reconciliation.c.partner == bindparam("named")
)
CLAIM_DAY = text(
    "INSERT INTO reconciliation (partner, day, at) VALUES (:partner, :day, :at)"
    " ON CONFLICT (partner, day) DO UPDATE SET at = :at"
    " WHERE reconciliation.at < :stale AND (reconciliation.content IS NULL"
    " OR reconciliation.content NOT LIKE '%\"error\"\\:null%')"
).bindparams(bindparam("at", type_=Instant), bindparam("stale", type_=Instant))
KEEP_DAY = (
    update(reconciliation)
    .where(reconciliation.c.partner == bindparam("named"), reconciliation.c.day == bindparam("on"))
    .values(content=bindparam("found"), at=bindparam("done_at", type_=Instant))
)
DAYS = (
    select(reconciliation)
    .where(reconciliation.c.partner == bindparam("named"), reconciliation.c.content.is_not(None))
    .order_by(reconciliation.c.day.desc())
    .limit(bindparam("most"))
)


def cases_of_day(
    db: Connection, partner: str, first: datetime, last: datetime
) -> Mapping[str, tuple[int, int, int]]:
    """Return id, portal status and seq by code of the cases of a time, from `first` before `last`.

    Those that were opened in it, and those of which the partner was to be told in it.
    """
    rows = db.execute(OF_DAY, {"named": partner, "first": first, "last": last})
    return {row.code: (row.id, row.portal_status, row.seq) for row in rows}


def open_cases(db: Connection, partner: str, before: datetime) -> tuple[OpenCase, ...]:
    """Return the open cases received before then of which no message waits, the oldest first."""
    return tuple(
        OpenCase(
            case_id=row.id,
            code=row.code,
            status=row.portal_status,
            seq=row.seq,
            opened_at=row.opened_at,
        )
        for row in db.execute(OPEN_CASES, {"named": partner, "before": before})
    )


def first_day(db: Connection, partner: str) -> date | None:
    """Return the first day that was ever compared with a partner."""
    found = db.execute(FIRST_DAY, {"named": partner}).scalar_one_or_none()
    return None if found is None else date.fromisoformat(str(found))


def claim_day(db: Connection, partner: str, day: date, now: datetime) -> bool:
    """Take a day's comparison; False if another worker has it or it is done.

    One that was taken an hour ago and is not done, or failed, is taken again.
    """
    given = {"partner": partner, "day": day.isoformat(), "at": now, "stale": now - GIVEN_UP}
    return db.execute(CLAIM_DAY, given).rowcount == 1


def keep_day(db: Connection, one: Reconciliation) -> None:
    """Write down what came of a day's comparison."""
    content = {
        "ours": one.ours,
        "theirs": one.theirs,
        "missing": list(one.missing),
        "unknown": list(one.unknown),
        "differing": {code: list(pair) for code, pair in one.differing.items()},
        "error": one.error,
        **({"sweep": _sweep_content(one.sweep)} if one.sweep else {}),
    }
    given = {"named": one.partner, "on": one.day.isoformat(), "found": content, "done_at": one.at}
    db.execute(KEEP_DAY, given)


def list_days(db: Connection, partner: str, most: int) -> tuple[Reconciliation, ...]:
    """Return the last comparisons with a partner, the newest first."""
    return tuple(_day(row) for row in db.execute(DAYS, {"named": partner, "most": most}))


def _sweep_content(one: OpenSweep) -> dict[str, Any]:
    return {
        "ours": one.ours,
        "compared": one.compared,
        "missing": list(one.missing),
        "differing": {code: list(pair) for code, pair in one.differing.items()},
        "next_day": one.next_day.isoformat() if one.next_day else None,
        # Under another name than the day's: the day is not compared anew for it.
        "said": one.error,
    }


def _sweep(content: Mapping[str, Any] | None) -> OpenSweep | None:
    if content is None:
        return None
    return OpenSweep(
        ours=content["ours"],
        compared=content["compared"],
        missing=tuple(content["missing"]),
        differing={code: (pair[0], pair[1]) for code, pair in content["differing"].items()},
        next_day=date.fromisoformat(content["next_day"]) if content["next_day"] else None,
        error=content["said"],
    )


def _day(row: AnyRow) -> Reconciliation:
    found: Mapping[str, Any] = row.content
    return Reconciliation(
        partner=row.partner,
        day=date.fromisoformat(row.day),
        at=row.at,
        ours=found["ours"],
        theirs=found["theirs"],
        missing=tuple(found["missing"]),
        unknown=tuple(found["unknown"]),
        differing={code: (pair[0], pair[1]) for code, pair in found["differing"].items()},
        error=found["error"],
        sweep=_sweep(found.get("sweep")),
    )
