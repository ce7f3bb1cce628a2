"""Sessions of citizens: only the hash of a token is stored; who they are lies here alone."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import Connection, bindparam, delete, insert, select, update
from sqlalchemy import case as choose

from engine.access import last_digits_of
from engine.records.identity import Citizen, CitizenSession
from engine.store.account_tables import citizen_session
from engine.store.citizen_tables import complaint
from engine.store.tables import case
from engine.store.types import Instant

BY_HASH = citizen_session.c.token_hash == bindparam("wanted")
ALIVE = citizen_session.c.expires_at > bindparam("at", type_=Instant)
UNTIL = bindparam("until", type_=Instant)
FIND = (
    select(
        citizen_session,
        case.c.code.label("case_code"),
        case.c.phone.label("case_phone"),
        complaint.c.code.label("complaint_code"),
        complaint.c.phone.label("complaint_phone"),
    )
    .select_from(
        citizen_session.outerjoin(case, case.c.id == citizen_session.c.case_id).outerjoin(
            complaint, complaint.c.id == citizen_session.c.complaint_id
        )
    )
    .where(BY_HASH, ALIVE)
)
INSERT = insert(citizen_session)
SLIDE = update(citizen_session).where(BY_HASH).values(expires_at=UNTIL)
RENEW = (
    update(citizen_session)
    .where(BY_HASH, ALIVE)
    .values(
        token_hash=bindparam("fresh"),
        expires_at=choose(
            (citizen_session.c.ends_at < UNTIL, citizen_session.c.ends_at), else_=UNTIL
        ),
    )
)
RENEWS = {name: RENEW.values({name: bindparam("opened")}) for name in ("case_id", "complaint_id")}
DROP = delete(citizen_session).where(BY_HASH)
DROP_OLD = delete(citizen_session).where(
    citizen_session.c.expires_at <= bindparam("at", type_=Instant)
)


@dataclass(frozen=True, kw_only=True)
class Opened:
    """What a browser opens: a dossier or a complaint, by its id; None for none any more."""

    column: Literal["case_id", "complaint_id"]
    number: int | None


def insert_citizen_session(
    db: Connection, token_hash: bytes, one: CitizenSession, opened: Opened | None = None
) -> None:
    """Remember what a browser has opened, or who has signed in with it."""
    who = one.who
    given = {
        "token_hash": token_hash,
        "created_at": one.created_at,
        "expires_at": one.expires_at,
        "ends_at": one.ends_at,
        "number": who.number if who else None,
        "name": who.name if who else None,
        "phone": who.phone if who else None,
        "case_id": None,
        "complaint_id": None,
    }
    if opened is not None:
        given[opened.column] = opened.number
    db.execute(INSERT, given)


def find_citizen_session(db: Connection, token_hash: bytes, now: datetime) -> CitizenSession | None:
    """Return the session of a token, unless it is over; one statement."""
    row = db.execute(FIND, {"wanted": token_hash, "at": now}).first()
    if row is None:
        return None
    who = None
    if row.number is not None:
        who = Citizen(number=row.number, name=row.name or "", phone=row.phone)
    said = row.complaint_code and (row.complaint_code, last_digits_of(row.complaint_phone))
    return CitizenSession(
        who=who,
        created_at=row.created_at,
        expires_at=row.expires_at,
        ends_at=row.ends_at,
        case=(row.case_code, last_digits_of(row.case_phone)) if row.case_code else None,
        complaint=said or None,
    )


def slide_citizen_session(db: Connection, token_hash: bytes, until: datetime) -> None:
    """Let a session last until later."""
    db.execute(SLIDE, {"wanted": token_hash, "until": until})


def renew_citizen_session(
    db: Connection,
    token_hash: bytes,
    fresh: bytes,
    opened: Opened,
    times: tuple[datetime, datetime],
) -> bool:
    """Put a session under a new token, with what it opens; False where there is none.

    times   now, and until when it lasts unless its own end comes first
    """
    given = {
        "wanted": token_hash,
        "fresh": fresh,
        "opened": opened.number,
        "at": times[0],
        "until": times[1],
    }
    return db.execute(RENEWS[opened.column], given).rowcount == 1


def drop_citizen_session(db: Connection, token_hash: bytes) -> None:
    """End a session: nothing of it stays."""
    db.execute(DROP, {"wanted": token_hash})


def drop_old_citizen_sessions(db: Connection, now: datetime) -> int:
    """Delete sessions past their time; return how many."""
    return db.execute(DROP_OLD, {"at": now}).rowcount
