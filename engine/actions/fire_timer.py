"""Firing a timer whose instant has come."""

from engine.actions.carry_out import carry_out
from engine.context import Context
from engine.records.cases import Case
from engine.records.commands import FireTimer
from engine.records.jobs import DueTimer
from engine.store.cases import lock_case


def fire_timer(context: Context, due: DueTimer) -> Case:
    """Fire it and move its case on.

    Raises  CommandRefused if the case no longer waits for it; CaseNotRunning while it is suspended
    """
    with context.database.begin() as db:
        case = lock_case(db, due.case_id)
        return carry_out(context, db, case, FireTimer(token=due.token))
