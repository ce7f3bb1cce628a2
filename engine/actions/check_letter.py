"""Limits on checking letters: codes cannot be guessed, and nobody shall try them all."""

from datetime import timedelta

from engine.context import Context
from engine.store.tries import count_try

PER_ADDRESS = (60, timedelta(minutes=15))


def count_check(context: Context, address: str) -> None:
    """Count a check from an address; raise TooManyTries for more than 60 in a quarter of an hour.

    Source   OWASP ASVS 5.0, 6.3.1 (throttling)
    """
    with context.database.begin() as db:
        count_try(db, f"check:address:{address}", context.clock.now(), *PER_ADDRESS)
