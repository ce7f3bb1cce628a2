"""The daily comparison with other systems, beside timers and jobs.

Their messages are jobs like any other; only the comparison has a time of its own.
"""

from threading import Event

from engine.actions.reconcile_partner import reconcile_due
from engine.context import Context
from engine.jobs.loop import keep_on
from engine.jobs.rounds import watched

EVERY_SECONDS = 600.0


def keep_partners(context: Context, stop: Event) -> None:
    """Compare yesterday's dossiers once a day until `stop` is set; nothing without partners."""

    def turn() -> float:
        reconcile_due(context)
        return EVERY_SECONDS

    if context.partners:
        keep_on(turn, stop, stop.wait, watched(context, "partners"))
