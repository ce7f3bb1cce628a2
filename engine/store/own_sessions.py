"""A person's own open sessions: what they see of them, and ending one."""

from datetime import datetime

from sqlalchemy import Connection, bindparam, select, update

from engine.records.sessions import OwnSession
from engine.store.tables import session
from engine.store.types import Instant

LIST = (
    select(session.c.token_hash, session.c.created_at, session.c.expires_at)
    .where(
        session.c.person_id == bindparam("wanted"),
        session.c.expires_at > bindparam("at", type_=Instant),
        session.c.revoked_at.is_(None),
    )
    .order_by(session.c.created_at.desc())
)
REVOKE = (
    update(session)
    .where(
        session.c.token_hash == bindparam("wanted"),
        session.c.person_id == bindparam("of_person"),
        session.c.revoked_at.is_(None),
    )
    .values(revoked_at=bindparam("at", type_=Instant))
)

REVOKE_OTHERS = (
    update(session)
    .where(
        session.c.person_id == bindparam("of_person"),
        session.c.token_hash != bindparam("kept"),
        session.c.revoked_at.is_(None),
    )
    .values(revoked_at=bindparam("at", type_=Instant))
)


def list_sessions(db: Connection, person_id: int, now: datetime) -> tuple[OwnSession, ...]:
    """Return the open sessions of a person, the newest first."""
    rows = db.execute(LIST, {"wanted": person_id, "at": now}).all()
    return tuple(
        OwnSession(key=row.token_hash.hex(), created_at=row.created_at, expires_at=row.expires_at)
        for row in rows
    )


def revoke_own_session(db: Connection, person_id: int, token_hash: bytes, now: datetime) -> bool:
    """End a session of this person; False when they have no such open session."""
    given = {"wanted": token_hash, "of_person": person_id, "at": now}
    return db.execute(REVOKE, given).rowcount == 1


def revoke_other_sessions(db: Connection, person_id: int, kept: bytes, now: datetime) -> int:
    """End all sessions of this person but the one kept; return how many."""
    return db.execute(REVOKE_OTHERS, {"of_person": person_id, "kept": kept, "at": now}).rowcount
