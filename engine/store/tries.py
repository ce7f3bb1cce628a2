"""Limits on tries (sign-in, tracking), counted in the database: they hold for several processes."""

from datetime import datetime, timedelta
from hashlib import sha256
from math import ceil

from sqlalchemy import Connection, bindparam, delete, text, update

from engine.errors import TooManyTries
from engine.store.tables import try_count
from engine.store.types import Instant

# Plain SQL: the same words in both databases, and one statement, so that no try is lost to a race.
COUNT_TRY = text(
    "INSERT INTO try_count (key, started_at, tries) VALUES (:key, :now, 1)"
    " ON CONFLICT (key) DO UPDATE SET"
    " tries = CASE WHEN try_count.started_at <= :over THEN 1 ELSE try_count.tries + 1 END,"
    " started_at = CASE WHEN try_count.started_at <= :over THEN :now"
    " ELSE try_count.started_at END"
    " RETURNING tries, started_at"
).bindparams(bindparam("now", type_=Instant), bindparam("over", type_=Instant))
COUNT = COUNT_TRY.columns(try_count.c.tries, try_count.c.started_at)
DROP_OLD = delete(try_count).where(try_count.c.started_at <= bindparam("over", type_=Instant))
TAKE_BACK = (
    update(try_count)
    .where(try_count.c.key == bindparam("wanted"), try_count.c.tries > 0)
    .values(tries=try_count.c.tries - 1)
)
FORGET = delete(try_count).where(try_count.c.key == bindparam("wanted"))


def count_try(db: Connection, key: str, now: datetime, most: int, window: timedelta) -> None:
    """Count one try; raise TooManyTries when it is more than `most` within the window.

    key  what is limited, e.g. "sign-in:address:192.0.2.1"; stored only as a hash. Count in
         a transaction of its own, before the try: what fails afterwards must not undo it.
    """
    given = {"key": hash_key(key), "now": now, "over": now - window}
    row = db.execute(COUNT, given).one()
    if row.tries > most:
        left = row.started_at + window - now
        raise TooManyTries(post="", seconds=max(1, ceil(left.total_seconds())))


def forget_tries(db: Connection, key: str) -> None:
    """Begin anew, after a try that succeeded."""
    db.execute(FORGET, {"wanted": hash_key(key)})


def take_back_try(db: Connection, key: str) -> None:
    """Count one try less: it succeeded, and only failures shall count."""
    db.execute(TAKE_BACK, {"wanted": hash_key(key)})


def drop_old_tries(db: Connection, before: datetime) -> int:
    """Delete counts that began before an instant; return how many."""
    return db.execute(DROP_OLD, {"over": before}).rowcount


def hash_key(key: str) -> str:
    """Return what is stored of a key: it may hold an address or a telephone number."""
    return sha256(key.encode()).hexdigest()[:32]
