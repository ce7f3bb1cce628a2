"""Call-backs of providers as they came, numbers they may use once, and what is wrong with them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, bindparam, delete, insert, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from engine.records.fees import ACCEPTED, BAD, NEVER_OWED, REJECTED, Call
from engine.store.money_tables import payment_call as table
from engine.store.money_tables import payment_nonce as nonce
from engine.store.money_tables import refund
from engine.store.tables import case
from engine.store.types import AnyRow, Instant

MOST_LISTED = 200
INSERT = insert(table).returning(table.c.id)
KEEP_NONCE = {
    "sqlite": sqlite.insert(nonce).on_conflict_do_nothing().returning(nonce.c.nonce),
    "postgresql": postgresql.insert(nonce).on_conflict_do_nothing().returning(nonce.c.nonce),
}
DROP_NONCES = delete(nonce).where(nonce.c.at < bindparam("at", type_=Instant))
OF_STRANGERS = (
    table.c.day == bindparam("of_day"),
    table.c.address == bindparam("of_address"),
    table.c.order_id.is_not_distinct_from(bindparam("of_order_id")),
)
OF_BODY = (table.c.digest == bindparam("of_digest"),)
VERDICT = (
    select(table.c.verdict)
    .where(table.c.provider == bindparam("of_provider"), table.c.digest == bindparam("of_digest"))
    .order_by(table.c.id)
    .limit(1)
)
other = table.alias()
# Two call-backs that name the same transaction tell of the same money.
SAME = (other.c.provider == table.c.provider) & (
    other.c.transaction_number == table.c.transaction_number
)
TOLD_BEFORE = (
    select(other.c.id)
    .where(SAME, other.c.id < table.c.id, other.c.verdict.in_(NEVER_OWED))
    .correlate(table)
    .exists()
)
ASKED_BACK = (
    select(refund.c.id)
    .join(other, other.c.id == refund.c.call_id)
    .where(SAME | (other.c.id == table.c.id), refund.c.state != REJECTED)
    .correlate(table)
    .exists()
)
SHOWN: Select[Any] = select(*table.c, case.c.code.label("dossier")).select_from(
    table.outerjoin(case)
)


def keep_nonce(db: Connection, provider: str, number: str, now: datetime) -> bool:
    """Remember a number that a provider uses once; False when it was used before."""
    given = {"provider": provider, "nonce": number, "at": now}
    return db.execute(KEEP_NONCE[db.dialect.name], given).first() is not None


def drop_nonces(db: Connection, before: datetime) -> int:
    """Forget numbers whose time window is long over; return how many."""
    return db.execute(DROP_NONCES, {"at": before}).rowcount


def insert_call(db: Connection, call: Mapping[str, Any]) -> int:
    """Insert a call-back; return its id."""
    call_id: int = db.execute(INSERT, {"times": 1, "last_at": call["at"], **call}).scalar_one()
    return call_id


def count_alike(db: Connection, call: Mapping[str, Any], *, by_stranger: bool) -> bool:
    """Count a call-back with those like it; False when it is the first.

    Unsigned ones are alike by day, sender and order, signed ones by their body: so whoever sends
    them by the thousand fills a number, not a table.
    """
    alike = OF_STRANGERS if by_stranger else OF_BODY
    statement = (
        update(table)
        .where(
            table.c.provider == bindparam("of_provider"),
            table.c.verdict == bindparam("of_verdict"),
            *alike,
        )
        .values(times=table.c.times + 1, last_at=bindparam("seen_at", type_=Instant))
    )
    names = ("provider", "day", "verdict", "address", "digest", "order_id")
    given = {f"of_{key}": call[key] for key in names}
    return db.execute(statement, {**given, "seen_at": call["at"]}).rowcount > 0


def verdict_before(db: Connection, provider: str, digest: str) -> str | None:
    """Return what came of a provider's call-back with this very body; None for a new one."""
    found: str | None = db.execute(
        VERDICT, {"of_provider": provider, "of_digest": digest}
    ).scalar_one_or_none()
    return found


def list_bad_calls(
    db: Connection, offices: Sequence[int] | None, most: int = MOST_LISTED
) -> tuple[Call, ...]:
    """Return call-backs that changed nothing, the last first.

    offices   those whose orders they name, or that name no order; None for all
    """
    wanted: Select[Any] = SHOWN.where(table.c.verdict.in_(BAD))
    if offices is not None:
        own = table.c.office_id.in_(list(offices))
        wanted = wanted.where(or_(own, table.c.office_id.is_(None)))
    rows = db.execute(wanted.order_by(table.c.last_at.desc(), table.c.id.desc()).limit(most))
    return tuple(call_from(row) for row in rows)


def list_case_calls(db: Connection, case_id: int) -> tuple[Call, ...]:
    """Return the call-backs about a case, the first first."""
    wanted = SHOWN.where(table.c.case_id == case_id).order_by(table.c.id).limit(MOST_LISTED)
    return tuple(call_from(row) for row in db.execute(wanted))


def get_call(db: Connection, call_id: int) -> Call | None:
    """Return a call-back by id."""
    row = db.execute(SHOWN.where(table.c.id == call_id)).first()
    return None if row is None else call_from(row)


def list_held(
    db: Connection, offices: Sequence[int] | None, most: int = MOST_LISTED
) -> tuple[Call, ...]:
    """Return news of money that was never owed and that nobody has asked back, the oldest first.

    offices   those whose orders were paid; None for all
    """
    wanted: Select[Any] = SHOWN.where(
        table.c.verdict.in_(NEVER_OWED), table.c.amount > 0, ~TOLD_BEFORE, ~ASKED_BACK
    )
    if offices is not None:
        wanted = wanted.where(table.c.office_id.in_(list(offices)))
    rows = db.execute(wanted.order_by(table.c.at, table.c.id).limit(most))
    return tuple(call_from(row) for row in rows)


def calls_of_day(db: Connection, provider: str, day: str) -> tuple[Call, ...]:
    """Return a provider's call-backs of a day about money that moved."""
    told = or_(table.c.verdict == ACCEPTED, table.c.verdict.in_(BAD))
    wanted = SHOWN.where(table.c.provider == provider, table.c.day == day, told)
    return tuple(call_from(row) for row in db.execute(wanted.order_by(table.c.id)))


def call_from(row: AnyRow) -> Call:
    """Return the call-back in a row."""
    return Call(
        call_id=row.id,
        provider=row.provider,
        at=row.at,
        last_at=row.last_at,
        day=row.day,
        times=row.times,
        verdict=row.verdict,
        address=row.address,
        digest=row.digest,
        reference=row.reference,
        order_id=row.order_id,
        case_id=row.case_id,
        office_id=row.office_id,
        amount=row.amount,
        currency=row.currency,
        transaction=row.transaction_number,
        dossier=row.dossier,
    )
