"""Cases that called each other: what a step of one leaves for the other to do.

It is left as a job, in the transaction of the step; so it is done once, whatever ends in between,
and two cases never wait for each other's lock.
"""

from engine.context import Context
from engine.records.cases import Case
from engine.records.commands import Command, Note, SettleJob
from engine.records.connectors import ANSWER_CALL, END_CALLED
from engine.records.outcomes import CANCELLED, FINISHED, JobRequest, Outcome
from engine.store.crossing import incoming, leave_jobs, list_called
from engine.store.database import Db


def tell_kin(context: Context, db: Db, case: Case, command: Command, outcome: Outcome) -> None:
    """Leave what follows for the cases that this one called, and for the one that called it."""
    left: list[tuple[int, JobRequest]] = []
    settled = {command.token} if isinstance(command, SettleJob) else set()
    given_up = sorted(set(outcome.jobs_gone) - settled)
    if given_up:
        end = incoming(END_CALLED, "", {"caller": case.code})
        left += [(called, end) for called in list_called(db, case.case_id, given_up)]
    noted = isinstance(command, Note)  # it can come long after the end
    caller, token = case.parent_case_id, case.parent_token
    if caller is not None and token is not None and has_ended(case) and not noted:
        left.append((caller, incoming(ANSWER_CALL, "", {"case": case.case_id}, token)))
    if left:
        leave_jobs(db, left, context.clock.now())
        context.wake(db)


def has_ended(case: Case) -> bool:
    """Tell whether nothing can happen to the case any more."""
    return case.standing.status in (FINISHED, CANCELLED)
