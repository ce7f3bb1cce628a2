"""Forgetting what a citizen has typed: it was sent, or they asked for it."""

from engine.context import Context
from engine.records.identity import Citizen
from engine.store.filings import drop_filing, find_filing
from engine.store.sessions import hash_token


def forget_filing(context: Context, token: str | None, who: Citizen | None = None) -> None:
    """Delete the answers kept under a token; nothing happens without one, or to somebody else's."""
    if token:
        hashed = hash_token(token)
        with context.database.begin() as db:
            if find_filing(db, hashed, context.clock.now(), who) is not None:
                drop_filing(db, hashed)
