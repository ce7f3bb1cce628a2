"""What cases have to do with each other, as jobs.

Each of these acts writes off its own job in the transaction in which it takes effect, so that a
worker that dies leaves it either done or to be done; what `carry` does after it finds the job gone.
"""

from collections.abc import Callable, Mapping

from engine.actions.call_procedure import answer_call, call_procedure, end_called
from engine.actions.deliver_message import pass_message
from engine.actions.send_signal import hear_signal, spread_signal
from engine.actions.start_by_event import start_on_signal
from engine.context import Context
from engine.records.connectors import (
    ANSWER_CALL,
    CALL_PROCEDURE,
    END_CALLED,
    HEAR_SIGNAL,
    MESSAGE,
    SIGNAL,
    START_CASE,
    TAKE_MESSAGE,
)
from engine.records.jobs import Job
from engine.records.values import Json

ACTS: Mapping[str, Callable[[Context, Job], object]] = {
    MESSAGE: pass_message,
    TAKE_MESSAGE: pass_message,
    SIGNAL: spread_signal,
    HEAR_SIGNAL: hear_signal,
    START_CASE: start_on_signal,
    CALL_PROCEDURE: call_procedure,
    ANSWER_CALL: answer_call,
    END_CALLED: end_called,
}


def cross(context: Context, job: Job) -> Json:
    """Carry out a job between cases; what it gives is not for the case of the job."""
    ACTS[job.kind](context, job)
    return None
