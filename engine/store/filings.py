"""Filings that a citizen has begun and not sent; found again by a token only they have.

One begun by somebody who had signed in is theirs: they find it again from another browser too.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, bindparam, delete, func, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.dml import ReturningInsert

from engine.records.filings import OwnDraft
from engine.records.identity import Citizen
from engine.records.values import Json
from engine.store.sessions import hash_token, new_token
from engine.store.tables import filing
from engine.store.types import Instant

FOUND = (
    filing.c.token_hash == bindparam("wanted"),
    filing.c.expires_at > bindparam("at", type_=Instant),
)
FIND = select(
    filing.c.procedure_key,
    filing.c.answers,
    filing.c.saved_at,
    filing.c.owner_number,
    filing.c.owner_phone,
).where(*FOUND)
GIVE = (
    update(filing)
    .where(*FOUND, filing.c.owner_number.is_(None))
    .values(owner_number=bindparam("number"), owner_phone=bindparam("phone"))
)
DROP = delete(filing).where(filing.c.token_hash == bindparam("wanted"))
DROP_OLD = delete(filing).where(filing.c.expires_at <= bindparam("at", type_=Instant))
CHANGED = ("answers", "saved_at", "expires_at")
# Whose it is stays so when their sign-in ends while they type.
OWNER = ("owner_number", "owner_phone")


def saving(
    kind: "type[sqlite.Insert] | type[postgresql.Insert]",
) -> ReturningInsert[bytes]:
    """Return the statement that inserts a filing or replaces its answers."""
    statement = kind(filing)
    return statement.on_conflict_do_update(
        index_elements=["token_hash"],
        set_={
            **{name: statement.excluded[name] for name in CHANGED},
            **{name: func.coalesce(statement.excluded[name], filing.c[name]) for name in OWNER},
        },
        where=filing.c.procedure_key == statement.excluded.procedure_key,
    ).returning(filing.c.token_hash)


SAVES = {"sqlite": saving(sqlite.Insert), "postgresql": saving(postgresql.Insert)}


@dataclass(frozen=True, kw_only=True)
class Begun:
    """Half-finished answers of a filing form, as they were typed; `owner` where signed in."""

    procedure_key: str
    answers: Mapping[str, Json]
    saved_at: datetime
    owner: Citizen | None = None


def save_filing(db: Connection, token_hash: bytes, begun: Begun, expires_at: datetime) -> bool:
    """Keep the answers until `expires_at`; False if the token belongs to another procedure."""
    given = {
        "token_hash": token_hash,
        "procedure_key": begun.procedure_key,
        "answers": begun.answers,
        "saved_at": begun.saved_at,
        "expires_at": expires_at,
        "owner_number": begun.owner.number if begun.owner else None,
        "owner_phone": begun.owner.phone if begun.owner else None,
    }
    return db.execute(SAVES[db.dialect.name], given).first() is not None


def find_filing(
    db: Connection, token_hash: bytes, now: datetime, who: Citizen | None = None
) -> Begun | None:
    """Return what was begun with this token, unless its time is over.

    who  who has signed in: what somebody has begun while signed in is found by them alone
    """
    row = db.execute(FIND, {"wanted": token_hash, "at": now}).first()
    if row is None or not _is_free_to(who, row.owner_number, row.owner_phone):
        return None
    return Begun(procedure_key=row.procedure_key, answers=row.answers, saved_at=row.saved_at)


def drop_filing(db: Connection, token_hash: bytes) -> None:
    """Forget a filing: it was sent, or its owner asked."""
    db.execute(DROP, {"wanted": token_hash})


def drop_old_filings(db: Connection, now: datetime) -> int:
    """Delete filings past their time; return how many."""
    return db.execute(DROP_OLD, {"at": now}).rowcount


def list_drafts(db: Connection, who: Citizen, now: datetime) -> tuple[OwnDraft, ...]:
    """Return what a citizen has begun, the last first."""
    found = (
        select(filing.c.token_hash, filing.c.procedure_key, filing.c.saved_at, filing.c.expires_at)
        .where(_owned_by(who), filing.c.expires_at > now)
        .order_by(filing.c.saved_at.desc())
    )
    return tuple(
        OwnDraft(
            key=row.token_hash.hex(),
            procedure_key=row.procedure_key,
            saved_at=row.saved_at,
            expires_at=row.expires_at,
        )
        for row in db.execute(found)
    )


def take_up(db: Connection, who: Citizen, old: bytes, new: bytes) -> str | None:
    """Put a citizen's own filing under a new token; return its procedure, None where none is."""
    moved = (
        update(filing)
        .where(_owned_by(who), filing.c.token_hash == old)
        .values(token_hash=new)
        .returning(filing.c.procedure_key)
    )
    found: str | None = db.execute(moved).scalar_one_or_none()
    return found


def give_filing(db: Connection, token_hash: bytes, who: Citizen, now: datetime) -> None:
    """Let a filing that belongs to nobody be a citizen's."""
    given = {"wanted": token_hash, "at": now, "number": who.number, "phone": who.phone}
    db.execute(GIVE, given)


def drop_draft(db: Connection, who: Citizen, token_hash: bytes) -> bool:
    """Forget a citizen's own filing; False where there is none."""
    gone = delete(filing).where(_owned_by(who), filing.c.token_hash == token_hash)
    return db.execute(gone).rowcount == 1


def lose_tokens(db: Connection, who: Citizen) -> None:
    """Let no browser find a citizen's filings any more; they find them by signing in."""
    for hashed in db.execute(select(filing.c.token_hash).where(_owned_by(who))).scalars().all():
        take_up(db, who, hashed, hash_token(new_token()))


def _is_free_to(who: Citizen | None, number: str | None, phone: str | None) -> bool:
    """Tell the same as `_owned_by` of a filing that was read; one without an owner is free."""
    if number is None:
        return True
    return who is not None and number == who.number and who.phone in (None, phone)


def _owned_by(who: Citizen) -> ColumnElement[bool]:
    """Tell whose a filing is: a telephone vouches for less than a provider."""
    number = filing.c.owner_number == who.number
    return number if who.phone is None else and_(number, filing.c.owner_phone == who.phone)
