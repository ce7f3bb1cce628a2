"""End the session of a token."""

from engine.context import Context
from engine.store.sessions import hash_token, revoke_session


def sign_out(context: Context, token: str) -> None:
    """End the session; one that is over or was never there is no matter."""
    with context.database.begin() as db:
        revoke_session(db, hash_token(token), context.clock.now())
