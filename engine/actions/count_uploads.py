"""Limiting how many files come from one address: whoever has no account must not fill the disk."""

from datetime import timedelta

from engine.context import Context
from engine.store.tries import count_try

FILES_PER_ADDRESS = 600
WINDOW = timedelta(hours=1)


def count_uploads(context: Context, address: str, number: int) -> None:
    """Count files about to be kept; a one-stop shop's address may send sixty dossiers an hour.

    Raises  TooManyTries
    """
    if number == 0:
        return
    with context.database.begin() as db:
        for _ in range(number):
            now = context.clock.now()
            count_try(db, f"upload:address:{address}", now, FILES_PER_ADDRESS, WINDOW)
