"""Orders to sign many letters: worked off in slices, beside timers and jobs."""

from threading import Event

from engine.actions.sign_letters import carry_orders, next_due
from engine.actions.tries import Tries
from engine.context import Context
from engine.jobs.loop import LONGEST_SECONDS, keep_on, seconds_until
from engine.jobs.rounds import watched


def keep_signing(context: Context, stop: Event) -> None:
    """Sign what was ordered until `stop` is set; between two slices it looks once a second."""

    tries = Tries()

    def turn() -> float:
        pause = seconds_until(context, next_due)
        if pause > 0:
            return pause
        return 0.0 if carry_orders(context, tries) else LONGEST_SECONDS

    keep_on(turn, stop, stop.wait, watched(context, "signing"))
