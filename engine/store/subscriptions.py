"""Subscriptions: messages that cases wait for; and messages that wait for a case."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, insert, select, text
from sqlalchemy.dialects import postgresql, sqlite

from engine.records.outcomes import Outcome, Subscription
from engine.records.values import Json
from engine.store.database import run_rows
from engine.store.tables import message, subscription
from engine.store.types import Instant

# Where another transaction is about to end such a row or make one, PostgreSQL waits for its end.
INSERT_SUBSCRIPTION = {
    "sqlite": sqlite.insert(subscription).on_conflict_do_nothing(index_elements=["name", "key"]),
    "postgresql": postgresql.insert(subscription).on_conflict_do_nothing(
        index_elements=["name", "key"]
    ),
}
DROP_SUBSCRIPTIONS = delete(subscription).where(
    subscription.c.case_id == bindparam("wanted"),
    subscription.c.token.in_(bindparam("tokens", expanding=True)),
)
COLUMNS = (
    subscription.c.case_id,
    subscription.c.token,
    subscription.c.element,
    subscription.c.name,
    subscription.c.key,
    subscription.c.audience,
    subscription.c.form,
)
BY_KEY = select(*COLUMNS).where(
    subscription.c.name == bindparam("wanted_name"), subscription.c.key == bindparam("wanted_key")
)
OF_CASE = (
    select(*COLUMNS)
    .where(subscription.c.case_id == bindparam("wanted"))
    .order_by(subscription.c.token)
)
INSERT_MESSAGE = insert(message).returning(message.c.id)
# The oldest first; the row is locked so that two cases cannot both take it.
PARKED = (
    select(message.c.id, message.c.payload, message.c.by)
    .where(
        message.c.name == bindparam("wanted_name"),
        message.c.key == bindparam("wanted_key"),
        message.c.expires_at > bindparam("at", type_=Instant),
    )
    .order_by(message.c.id)
    .limit(1)
    .with_for_update(skip_locked=True)
)
# PostgreSQL: whoever parks a message and whoever begins to await it see each other's rows.
ONE_BY_ONE = text("SELECT pg_advisory_xact_lock(hashtext(:wanted))")
DROP_MESSAGE = delete(message).where(message.c.id == bindparam("wanted"))
DROP_EXPIRED = delete(message).where(message.c.expires_at <= bindparam("at", type_=Instant))


@dataclass(frozen=True, kw_only=True)
class Parked:
    """A message that came before anybody awaited it."""

    payload: Mapping[str, Json]
    by: int | None = None


def save(db: Connection, case_id: int, outcome: Outcome) -> None:
    """Carry out what an outcome says about messages.

    One that is awaited already, elsewhere or by an earlier token of the outcome, is left out:
    whoever saves an outcome asks with `list_case_subscriptions` what has become of it.
    """
    if outcome.awaited_gone:
        db.execute(DROP_SUBSCRIPTIONS, {"wanted": case_id, "tokens": list(outcome.awaited_gone)})
    # In one order everywhere, so that two cases never wait for each other.
    ordered = sorted(outcome.awaited, key=lambda one: (one.name, one.key, one.token))
    rows = [
        {
            "case_id": case_id,
            "token": one.token,
            "element": one.element,
            "name": one.name,
            "key": one.key,
            "audience": one.audience,
            "form": one.form,
        }
        for one in ordered
    ]
    run_rows(db, INSERT_SUBSCRIPTION[db.dialect.name], rows)


def find_subscription(db: Connection, name: str, key: str) -> tuple[int, Subscription] | None:
    """Return who waits for this message: case id and subscription."""
    row = db.execute(BY_KEY, {"wanted_name": name, "wanted_key": key}).first()
    return None if row is None else (row.case_id, subscription_from(tuple(row)))


def list_case_subscriptions(db: Connection, case_id: int) -> tuple[Subscription, ...]:
    """Return the messages that a case waits for."""
    rows = db.execute(OF_CASE, {"wanted": case_id})
    return tuple(subscription_from(tuple(row)) for row in rows)


def subscription_from(row: tuple[object, ...]) -> Subscription:
    """Return the subscription in a row of COLUMNS."""
    names = ("token", "element", "name", "key", "audience", "form")
    return Subscription(**dict(zip(names, row[1:], strict=True)))  # type: ignore[arg-type]  # typed by the table


def lock_message(db: Connection, name: str, key: str) -> None:
    """Let nobody else park, or begin to await, this message until the transaction ends."""
    if db.dialect.name == "postgresql":
        db.execute(ONE_BY_ONE, {"wanted": f"message {name} {key}"})


def park_message(
    db: Connection,
    name: str,
    key: str,
    parked: Parked,
    now: datetime,
    expires_at: datetime,
) -> int:
    """Keep a message that nobody awaits yet; return its id."""
    given = {
        "name": name,
        "key": key,
        "payload": parked.payload,
        "by": parked.by,
        "sent_at": now,
        "expires_at": expires_at,
    }
    message_id: int = db.execute(INSERT_MESSAGE, given).scalar_one()
    return message_id


def take_message(db: Connection, name: str, key: str, now: datetime) -> Parked | None:
    """Take the oldest parked message with this name and key, so that nobody else gets it."""
    lock_message(db, name, key)
    row = db.execute(PARKED, {"wanted_name": name, "wanted_key": key, "at": now}).first()
    if row is None:
        return None
    db.execute(DROP_MESSAGE, {"wanted": row.id})
    return Parked(payload=row.payload, by=row.by)


def drop_expired_messages(db: Connection, now: datetime) -> int:
    """Delete parked messages past their time; return how many."""
    return db.execute(DROP_EXPIRED, {"at": now}).rowcount
