"""Reporting the outcome of a job to its case, once."""

from engine.actions.carry_out import carry_out
from engine.context import Context
from engine.records.cases import Case
from engine.records.commands import SettleJob
from engine.records.jobs import Job
from engine.records.values import Json
from engine.store import jobs
from engine.store.cases import lock_case


def settle_job(
    context: Context,
    job: Job,
    result: Json = None,
    error: str | None = None,
    error_code: str | None = None,
) -> Case | None:
    """Write the outcome and move the case on; None when the lease was lost and nothing was written.

    error       why the job failed for good; the case then has an incident, or the boundary event
                that catches `error_code` takes over
    Raises   CaseNotRunning while the case is suspended; the job stays
    """
    with context.database.begin() as db:
        # The case first, as every command does: the other way round two could wait for each other.
        case = lock_case(db, job.case_id)
        if not jobs.settle(db, job):
            return None
        command = SettleJob(token=job.token, result=result, error=error, error_code=error_code)
        return carry_out(context, db, case, command)
