"""What has had its time: deleted all at once, now and then."""

from datetime import datetime, timedelta

from sqlalchemy import Connection

from engine.store.citizen_sessions import drop_old_citizen_sessions
from engine.store.filings import drop_old_filings
from engine.store.notices import drop_code_notices
from engine.store.sessions import drop_old_sessions
from engine.store.sign_in_codes import drop_old_sign_ins
from engine.store.subscriptions import drop_expired_messages
from engine.store.tries import drop_old_tries

# Longer than the window of any limit on tries.
TRIES_KEPT = timedelta(days=1)


def drop_expired(db: Connection, now: datetime) -> int:
    """Delete sessions, filings, parked messages and counts of tries that are over; return how many.

    A filing holds what somebody typed about themselves, so this is not only about space.
    """
    return (
        drop_old_sessions(db, now)
        + drop_old_citizen_sessions(db, now)
        + drop_old_sign_ins(db, now)
        + drop_code_notices(db, now - TRIES_KEPT)
        + drop_old_filings(db, now)
        + drop_expired_messages(db, now)
        + drop_old_tries(db, now - TRIES_KEPT)
    )
