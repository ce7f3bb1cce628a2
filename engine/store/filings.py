"""Filings that a citizen has begun and not sent; found again by a token only they have."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.dml import ReturningInsert

from engine.records.values import Json
from engine.store.tables import filing
from engine.store.types import Instant

FIND = select(filing.c.procedure_key, filing.c.answers, filing.c.saved_at).where(
    filing.c.token_hash == bindparam("wanted"), filing.c.expires_at > bindparam("at", type_=Instant)
)
DROP = delete(filing).where(filing.c.token_hash == bindparam("wanted"))
DROP_OLD = delete(filing).where(filing.c.expires_at <= bindparam("at", type_=Instant))
CHANGED = ("answers", "saved_at", "expires_at")


def saving(
    kind: "type[sqlite.Insert] | type[postgresql.Insert]",
) -> ReturningInsert[bytes]:
    """Return the statement that inserts a filing or replaces its answers."""
    statement = kind(filing)
    return statement.on_conflict_do_update(
        index_elements=["token_hash"],
        set_={name: statement.excluded[name] for name in CHANGED},
        where=filing.c.procedure_key == statement.excluded.procedure_key,
    ).returning(filing.c.token_hash)


SAVES = {"sqlite": saving(sqlite.Insert), "postgresql": saving(postgresql.Insert)}


@dataclass(frozen=True, kw_only=True)
class Begun:
    """Half-finished answers of a filing form, as they were typed."""

    procedure_key: str
    answers: Mapping[str, Json]
    saved_at: datetime


def save_filing(db: Connection, token_hash: bytes, begun: Begun, expires_at: datetime) -> bool:
    """Keep the answers until `expires_at`; False if the token belongs to another procedure."""
    given = {
        "token_hash": token_hash,
        "procedure_key": begun.procedure_key,
        "answers": begun.answers,
        "saved_at": begun.saved_at,
        "expires_at": expires_at,
    }
    return db.execute(SAVES[db.dialect.name], given).first() is not None


def find_filing(db: Connection, token_hash: bytes, now: datetime) -> Begun | None:
    """Return what was begun with this token, unless its time is over."""
    row = db.execute(FIND, {"wanted": token_hash, "at": now}).first()
    if row is None:
        return None
    return Begun(procedure_key=row.procedure_key, answers=row.answers, saved_at=row.saved_at)


def drop_filing(db: Connection, token_hash: bytes) -> None:
    """Forget a filing: it was sent, or its owner asked."""
    db.execute(DROP, {"wanted": token_hash})


def drop_old_filings(db: Connection, now: datetime) -> int:
    """Delete filings past their time; return how many."""
    return db.execute(DROP_OLD, {"at": now}).rowcount
