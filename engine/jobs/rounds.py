"""What administrators see of rounds that fail: noted at each failure, gone with a good one."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TypeAlias

from engine.context import Context
from engine.errors import MotcuaError
from engine.store.database import DatabaseFailure, first_line
from engine.store.rounds import clear_round, list_failing, note_failure

LOG = logging.getLogger("motcua.worker")
LONGEST_MESSAGE = 300
# Another worker that fails at the same says so within this time; one that ended says no more.
LOOKS_EVERY = timedelta(minutes=1)
Told: TypeAlias = Callable[[Exception | None], None]


def watched(context: Context, name: str) -> Told:
    """Return what a loop tells after each round: why it failed, or None."""
    look_at: datetime | None = None
    has_failed = False

    def told(error: Exception | None) -> None:
        nonlocal look_at, has_failed
        now = context.clock.now()
        if error is None and not has_failed and look_at is not None and now < look_at:
            return
        before = now if has_failed or look_at is None else now - LOOKS_EVERY
        try:
            if error is not None:
                with context.database.begin() as db:
                    note_failure(db, name, now, why(error))
            else:
                _clear(context, name, before)
        except DatabaseFailure as failure:
            # What cannot be written now is written, or forgotten, with the next round.
            LOG.warning("round %s not noted: %s", name, first_line(failure))
        else:
            has_failed, look_at = error is not None, now + LOOKS_EVERY

    return told


def _clear(context: Context, name: str, before: datetime) -> None:
    """Forget that a round failed; nothing is written where none did."""
    with context.database.read() as db:
        fails = any(one.name == name for one in list_failing(db))
    if fails:
        with context.database.begin() as db:
            clear_round(db, name, before)


def why(error: Exception) -> str:
    """Return the first line of what went wrong."""
    if isinstance(error, MotcuaError):
        said = error.text("vi")
    elif isinstance(error, DatabaseFailure):
        said = first_line(error)
    else:
        said = f"{type(error).__name__}: {error}".partition("\n")[0]
    return said[:LONGEST_MESSAGE]
