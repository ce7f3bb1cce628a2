"""Sessions: only the hash of a token is stored, so that a copy of the database opens none."""

import secrets
from datetime import datetime
from hashlib import sha256

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from engine.records.sessions import Session
from engine.store.people import PERSON_COLUMNS, WITH_POSTS, people_from
from engine.store.tables import person, session
from engine.store.types import Instant

FIND = (
    select(*PERSON_COLUMNS, session.c.created_at, session.c.expires_at)
    .select_from(WITH_POSTS.join(session, session.c.person_id == person.c.id))
    .where(
        session.c.token_hash == bindparam("wanted"),
        session.c.expires_at > bindparam("at", type_=Instant),
        session.c.revoked_at.is_(None),
        person.c.disabled_at.is_(None),
    )
)
INSERT_SESSION = insert(session)
REVOKE = (
    update(session)
    .where(session.c.token_hash == bindparam("wanted"), session.c.revoked_at.is_(None))
    .values(revoked_at=bindparam("at", type_=Instant))
)
REVOKE_ALL = (
    update(session)
    .where(session.c.person_id == bindparam("wanted"), session.c.revoked_at.is_(None))
    .values(revoked_at=bindparam("at", type_=Instant))
)
DROP_OLD = delete(session).where(session.c.expires_at <= bindparam("at", type_=Instant))


def new_token() -> str:
    """Return a token that cannot be guessed: 256 random bits, fit for a cookie or an address."""
    return secrets.token_urlsafe(32)


def hash_token(token: str) -> bytes:
    """Return what is stored of a token. Random bits need no slow hash."""
    return sha256(token.encode()).digest()


def insert_session(
    db: Connection, token_hash: bytes, person_id: int, now: datetime, expires_at: datetime
) -> None:
    """Remember that a person has signed in."""
    given = {
        "token_hash": token_hash,
        "person_id": person_id,
        "created_at": now,
        "expires_at": expires_at,
    }
    db.execute(INSERT_SESSION, given)


def find_session(db: Connection, token_hash: bytes, now: datetime) -> Session | None:
    """Return the session with the person and their posts, unless it is over; one statement."""
    rows = db.execute(FIND, {"wanted": token_hash, "at": now}).all()
    if not rows:
        return None
    return Session(
        person=people_from(rows)[0],
        created_at=rows[0].created_at,
        expires_at=rows[0].expires_at,
    )


def revoke_session(db: Connection, token_hash: bytes, now: datetime) -> bool:
    """End a session; False if it was over."""
    return db.execute(REVOKE, {"wanted": token_hash, "at": now}).rowcount == 1


def revoke_sessions(db: Connection, person_id: int, now: datetime) -> int:
    """End all sessions of a person; return how many."""
    return db.execute(REVOKE_ALL, {"wanted": person_id, "at": now}).rowcount


def drop_old_sessions(db: Connection, now: datetime) -> int:
    """Delete sessions past their time; return how many."""
    return db.execute(DROP_OLD, {"at": now}).rowcount
