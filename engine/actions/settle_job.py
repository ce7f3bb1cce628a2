"""Reporting the outcome of a job to its case, once."""

from engine.actions.carry_out import carry_out
from engine.context import Context
from engine.faults import ElementError
from engine.records.cases import Case
from engine.records.commands import SettleJob
from engine.records.jobs import Job
from engine.runtime.values import keep
from engine.store import jobs
from engine.store.cases import lock_case


def settle_job(
    context: Context,
    job: Job,
    result: object = None,
    error: str | None = None,
    error_code: str | None = None,
) -> Case | None:
    """Write the outcome and move the case on; None when the lease was lost and nothing was written.

    error       why the job failed for good; the case then has an incident, or the boundary event
                that catches `error_code` takes over
    result      what the connector gave; one that case data cannot hold counts as a failure
    Raises   CaseNotRunning while the case is suspended; the job stays
    """
    try:
        kept = keep(job.element, job.kind, result)
    except ElementError as unfit:
        kept, error = None, unfit.text("vi")
    with context.database.begin() as db:
        # The case first, as every command does: the other way round two could wait for each other.
        case = lock_case(db, job.case_id)
        if not jobs.settle(db, job):
            return None
        command = SettleJob(token=job.token, result=kept, error=error, error_code=error_code)
        return carry_out(context, db, case, command)
