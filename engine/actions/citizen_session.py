"""What a citizen's browser has open, and who has signed in with it: kept here, not in the cookie.

Source  ADR 0029; OWASP ASVS 5.0, 7.2 and 7.3 (session tokens and their ends)
"""

from datetime import timedelta

from engine.access import is_filed_by
from engine.context import Context
from engine.records.cases import Case
from engine.records.identity import Citizen, CitizenSession
from engine.store import citizen_sessions as store
from engine.store.database import Db
from engine.store.filings import lose_tokens
from engine.store.sessions import hash_token, new_token

OPEN_FOR = timedelta(minutes=30)
AT_MOST = timedelta(hours=8)
# A page with many parts asks often; its session is written to once a minute.
SLIDES_EACH = timedelta(minutes=1)


def use_citizen_session(context: Context, token: str) -> CitizenSession | None:
    """Return the session of a token and let it last half an hour from now; None for one over."""
    now, hashed = context.clock.now(), hash_token(token)
    with context.database.read() as db:
        found = store.find_citizen_session(db, hashed, now)
    if found is None:
        return None
    until = min(now + OPEN_FOR, found.ends_at)
    if until - found.expires_at >= SLIDES_EACH:
        with context.database.begin() as db:
            store.slide_citizen_session(db, hashed, until)
    return found


def begin_citizen_session(context: Context, old: str | None, who: Citizen) -> str:
    """Sign a citizen in and return a new token; what the browser had open before is closed."""
    token = new_token()
    with context.database.begin() as db:
        if old:
            store.drop_citizen_session(db, hash_token(old))
        _insert(context, db, token, who)
    return token


def open_for_citizen(
    context: Context, token: str | None, case_id: int | None, complaint_id: int | None = None
) -> str:
    """Remember the dossier, or the complaint, that a browser has opened; return a new token.

    Whoever had this browser before, and kept its token, sees nothing of what is opened after them.
    Whoever calls this has seen to it that it is theirs.
    """
    fresh, now = new_token(), context.clock.now()
    opened = store.Opened(column="case_id", number=case_id)
    if complaint_id is not None:
        opened = store.Opened(column="complaint_id", number=complaint_id)
    with context.database.begin() as db:
        times = now, now + OPEN_FOR
        old = hash_token(token) if token else None
        if old is None or not store.renew_citizen_session(
            db, old, hash_token(fresh), opened, times
        ):
            _insert(context, db, fresh, None, opened)
    return fresh


def open_by_code(context: Context, token: str | None, case: Case) -> str:
    """Remember the dossier that its code has opened; return a new token.

    Whoever had signed in before and did not file it is signed out: somebody else sits there now.
    """
    found = use_citizen_session(context, token) if token else None
    if token and found and found.who and not is_filed_by(case, found.who):
        with context.database.begin() as db:
            store.drop_citizen_session(db, hash_token(token))
    return open_for_citizen(context, token, case.case_id)


def end_citizen_session(context: Context, token: str) -> None:
    """Sign a citizen out; their drafts are found again by signing in only, not in this browser."""
    now, hashed = context.clock.now(), hash_token(token)
    with context.database.begin() as db:
        found = store.find_citizen_session(db, hashed, now)
        store.drop_citizen_session(db, hashed)
        if found is not None and found.who is not None:
            lose_tokens(db, found.who)


def _insert(
    context: Context,
    db: Db,
    token: str,
    who: Citizen | None,
    opened: store.Opened | None = None,
) -> None:
    now = context.clock.now()
    made = CitizenSession(who=who, created_at=now, expires_at=now + OPEN_FOR, ends_at=now + AT_MOST)
    store.insert_citizen_session(db, hash_token(token), made, opened)
