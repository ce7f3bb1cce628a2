"""Sign-ins by text message that have begun: no code and no telephone, only which dossier it was."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from engine.store.account_tables import sign_in_code
from engine.store.types import Instant

LIVE = (
    sign_in_code.c.token_hash == bindparam("wanted"),
    sign_in_code.c.expires_at > bindparam("at", type_=Instant),
)
INSERT = insert(sign_in_code)
FIND = select(sign_in_code).where(*LIVE)
# One statement, so that no try is lost to a race.
COUNT = (
    update(sign_in_code)
    .where(*LIVE, sign_in_code.c.tries < bindparam("most"))
    .values(tries=sign_in_code.c.tries + 1)
    .returning(sign_in_code.c.case_id, sign_in_code.c.tries)
)
DROP = delete(sign_in_code).where(sign_in_code.c.token_hash == bindparam("wanted"))
DROP_OLD = delete(sign_in_code).where(sign_in_code.c.expires_at <= bindparam("at", type_=Instant))


@dataclass(frozen=True, kw_only=True)
class BegunSignIn:
    """A sign-in that has begun; without a case what was given did not fit, and nothing opens."""

    case_id: int | None
    tries: int


def insert_sign_in(
    db: Connection, token_hash: bytes, case_id: int | None, now: datetime, until: datetime
) -> None:
    """Remember a sign-in that has begun."""
    given = {"created_at": now, "expires_at": until, "case_id": case_id, "tries": 0}
    db.execute(INSERT, {"token_hash": token_hash, **given})


def find_sign_in(db: Connection, token_hash: bytes, now: datetime) -> BegunSignIn | None:
    """Return a sign-in that has begun and is not over."""
    row = db.execute(FIND, {"wanted": token_hash, "at": now}).first()
    return None if row is None else BegunSignIn(case_id=row.case_id, tries=row.tries)


def count_code(db: Connection, token_hash: bytes, now: datetime, most: int) -> BegunSignIn | None:
    """Count a try of a code and return the sign-in; None when it is over or was tried too often."""
    row = db.execute(COUNT, {"wanted": token_hash, "at": now, "most": most}).first()
    return None if row is None else BegunSignIn(case_id=row.case_id, tries=row.tries)


def drop_sign_in(db: Connection, token_hash: bytes) -> bool:
    """Forget a sign-in: its code was used; False when it was used before."""
    return db.execute(DROP, {"wanted": token_hash}).rowcount == 1


def drop_old_sign_ins(db: Connection, now: datetime) -> int:
    """Delete those whose time is over; return how many."""
    return db.execute(DROP_OLD, {"at": now}).rowcount
