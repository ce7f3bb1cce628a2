"""Keeping what a citizen has typed so far, so that nothing is lost before it is sent."""

from datetime import timedelta

from engine.context import Context
from engine.records.values import Answers
from engine.store.filings import Begun
from engine.store.filings import save_filing as put
from engine.store.sessions import hash_token, new_token
from engine.store.tries import count_try

KEPT_FOR = timedelta(days=7)
NEW_PER_ADDRESS = 120
NEW_WINDOW = timedelta(hours=1)


def save_filing(
    context: Context, token: str | None, purpose: str, answers: Answers, address: str
) -> str:
    """Keep half-finished answers for seven days and return the token that finds them again.

    token    None for a new filing; one that belongs to another purpose or is over is replaced
    purpose  key of the procedure, or what else is being answered
    address  where it comes from; many may share one, so it is allowed 120 new filings an hour
    Raises   TooManyTries
    """
    now = context.clock.now()
    begun = Begun(procedure_key=purpose, answers=answers, saved_at=now)
    if token:
        with context.database.begin() as db:
            if put(db, hash_token(token), begun, now + KEPT_FOR):
                return token
    with context.database.begin() as db:
        count_try(db, f"filing:address:{address}", now, NEW_PER_ADDRESS, NEW_WINDOW)
    fresh = new_token()
    with context.database.begin() as db:
        put(db, hash_token(fresh), begun, now + KEPT_FOR)
    return fresh
