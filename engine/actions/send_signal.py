"""Sending a signal to every case that waits for it, and to every procedure that begins on it.

A signal becomes a job for each of them: so a case that is suspended loses none, it hears it when it
is resumed, and one that fails holds up nobody.
"""

from typing import cast

from engine.actions.carry_out import carry_out
from engine.actions.kin import has_ended
from engine.actions.start_by_event import Occasion, open_by_event, trigger_to
from engine.context import Context
from engine.records.cases import Case
from engine.records.commands import HearSignal
from engine.records.connectors import HEAR_SIGNAL, START_CASE
from engine.records.jobs import Job
from engine.records.outcomes import JobRequest
from engine.records.starts import StartPoint
from engine.records.values import Answers, Json
from engine.store import jobs
from engine.store.cases import lock_case
from engine.store.crossing import incoming, leave_jobs
from engine.store.database import Db
from engine.store.signals import list_listening
from engine.store.starts import list_signal_starts


def send_signal(context: Context, name: str, payload: Answers) -> int:
    """Send a signal from outside; return how many cases hear it or begin with it."""
    with context.database.begin() as db:
        heard = _tell_cases(context, db, name, payload, None)
        begun = list_signal_starts(db, name)
        for point in begun:
            occasion = Occasion(version_id=point.version_id, trigger=point.trigger, payload=payload)
            open_by_event(context, db, occasion)
    return heard + len(begun)


def spread_signal(context: Context, job: Job) -> None:
    """Carry out the job of a case that sent a signal; its own tokens have heard it already.

    Inputs  name, payload
    """
    name = cast(str, job.inputs["name"])
    payload = cast(Answers, job.inputs["payload"])
    with context.database.begin() as db:
        if not jobs.settle(db, job):
            return
        _tell_cases(context, db, name, payload, job)
        begun = [
            (job.case_id, _start_request(job, point, payload))
            for point in list_signal_starts(db, name)
        ]
        leave_jobs(db, begun, context.clock.now())
        context.wake(db)


def hear_signal(context: Context, job: Job) -> Case | None:
    """Carry out a job that tells a case of a signal; None when it has ended or knows already.

    Inputs  name, payload
    Raises  CaseNotRunning while it is suspended; CommandRefused when it no longer waits
    """
    with context.database.begin() as db:
        case = lock_case(db, job.case_id)
        if not jobs.settle(db, job) or has_ended(case):
            return None
        name = cast(str, job.inputs["name"])
        payload = cast(Answers, job.inputs["payload"])
        return carry_out(context, db, case, HearSignal(name=name, payload=payload))


def _tell_cases(context: Context, db: Db, name: str, payload: Answers, job: Job | None) -> int:
    """Leave a job for each case that waits, but the sender; return how many."""
    element, sender = (job.element, job.case_id) if job else ("", None)
    inputs: dict[str, Json] = {"name": name, "payload": dict(payload)}
    told = [
        (case_id, incoming(HEAR_SIGNAL, element, inputs))
        for case_id in list_listening(db, name)
        if case_id != sender
    ]
    leave_jobs(db, told, context.clock.now())
    if told:
        context.wake(db)
    return len(told)


def _start_request(job: Job, point: StartPoint, payload: Answers) -> JobRequest:
    inputs: dict[str, Json] = {
        "version": point.version_id,
        "trigger": trigger_to(point.trigger),
        "payload": dict(payload),
    }
    return incoming(START_CASE, job.element, inputs)
