"""Terms that are due soon, owe an apology, or are late: told in slices, beside timers and jobs.

What fails is put off, longer each time; the others are told meanwhile.
"""

from threading import Event

from engine.actions.tell_terms import tell_terms
from engine.actions.tries import Tries
from engine.context import Context
from engine.jobs.loop import SHORTEST_SECONDS, keep_on, seconds_until
from engine.jobs.rounds import watched
from engine.store.terms import next_due


def keep_terms(context: Context, stop: Event) -> None:
    """Tell of terms until `stop` is set; between two slices it looks once a second."""

    tries = Tries()

    def turn() -> float:
        pause = seconds_until(context, next_due)
        if pause > 0:
            return pause
        return 0.0 if tell_terms(context, tries=tries) else SHORTEST_SECONDS

    keep_on(turn, stop, stop.wait, watched(context, "terms"))
