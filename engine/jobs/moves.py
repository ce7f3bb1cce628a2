"""Moves of running cases: worked off in slices, beside timers and jobs.

Nothing is raised from here: the loop around it lives on, and the lease of a move ends by itself.
"""

from threading import Event

from engine.actions.carry_moves import carry_moves
from engine.context import Context
from engine.jobs.loop import SHORTEST_SECONDS, keep_on, seconds_until
from engine.jobs.rounds import watched
from engine.store.case_migrations import next_due


def keep_moves(context: Context, stop: Event) -> None:
    """Work on moves until `stop` is set; between two slices it looks once a second."""

    def turn() -> float:
        pause = seconds_until(context, next_due)
        if pause > 0:
            return pause
        return 0.0 if carry_moves(context) else SHORTEST_SECONDS

    keep_on(turn, stop, stop.wait, watched(context, "moves"))
