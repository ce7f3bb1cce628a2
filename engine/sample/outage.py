"""A register that cannot be reached: the work of one case carried out while it is so."""

from engine.actions.settle_job import settle_job
from engine.context import Context
from engine.jobs.connectors import CONNECTORS
from engine.store import jobs

LOOK_UP = "register-lookup"
UNREACHABLE = "register-unavailable"
REASON = "Cơ sở dữ liệu hộ tịch không trả lời sau 6 lần thử"


def work_without_register(context: Context, caught: bool) -> None:
    """Carry out what is due; look-ups fail for good.

    caught   the failure has the code that the diagram catches; else the case gets an incident
    """
    now = context.clock.now()
    with context.database.begin() as db:
        taken = jobs.claim_due(db, now, "sample", 20, 60.0)
    for job in taken:
        if job.kind == LOOK_UP:
            settle_job(context, job, error=REASON, error_code=UNREACHABLE if caught else None)
            continue
        result = CONNECTORS[job.kind](context, job)
        if job.settles:
            settle_job(context, job, result)
        else:
            with context.database.begin() as db:
                jobs.settle(db, job)
