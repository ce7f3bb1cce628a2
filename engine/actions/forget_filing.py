"""Forgetting what a citizen has typed: it was sent, or they asked for it."""

from engine.context import Context
from engine.store.filings import drop_filing
from engine.store.sessions import hash_token


def forget_filing(context: Context, token: str | None) -> None:
    """Delete the answers kept under a token; nothing happens without one."""
    if token:
        with context.database.begin() as db:
            drop_filing(db, hash_token(token))
