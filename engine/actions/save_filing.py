"""Keeping what a citizen has typed so far, so that nothing is lost before it is sent."""

from datetime import timedelta

from engine.context import Context
from engine.records.identity import Citizen
from engine.records.values import Answers
from engine.store.filings import Begun, find_filing
from engine.store.filings import save_filing as put
from engine.store.sessions import hash_token, new_token
from engine.store.tries import count_try

KEPT_FOR = timedelta(days=7)
NEW_PER_ADDRESS = 120
NEW_WINDOW = timedelta(hours=1)


def save_filing(
    context: Context,
    token: str | None,
    purpose: str,
    answers: Answers,
    address: str,
    owner: Citizen | None = None,
) -> str:
    """Keep half-finished answers for seven days and return the token that finds them again.

    token    None for a new filing; one that belongs to another purpose or to somebody else, or
             is over, is replaced
    purpose  key of the procedure, or what else is being answered
    address  where it comes from; many may share one, so it is allowed 120 new filings an hour
    owner    who has signed in: they find it again from another browser
    Raises   TooManyTries
    """
    now = context.clock.now()
    begun = Begun(procedure_key=purpose, answers=answers, saved_at=now, owner=owner)
    if token and _replace(context, hash_token(token), begun):
        return token
    with context.database.begin() as db:
        count_try(db, f"filing:address:{address}", now, NEW_PER_ADDRESS, NEW_WINDOW)
        fresh = new_token()
        put(db, hash_token(fresh), begun, now + KEPT_FOR)
    return fresh


def _replace(context: Context, hashed: bytes, begun: Begun) -> bool:
    """Put new answers in the place of old ones; False when there are none under this token.

    A token whose filing was sent must not be used again: it stands for the case it became.
    """
    now = begun.saved_at
    with context.database.begin() as db:
        old = find_filing(db, hashed, now, begun.owner)
        return old is not None and put(db, hashed, begun, now + KEPT_FOR)
