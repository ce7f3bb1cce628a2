"""Connectors: what a job's kind does, and how it can fail."""

from collections.abc import Callable, Mapping

from engine.actions.carry_publication import carry_publication
from engine.actions.issue_letter import carry_letter
from engine.actions.tell_partner import tell_partner
from engine.context import Context
from engine.errors import CallFailed, MotcuaError
from engine.faults import LetterStopped
from engine.jobs.crossing import ACTS, cross
from engine.jobs.http import call_http
from engine.jobs.mails import send_mail
from engine.jobs.notices import send_notice
from engine.jobs.payments import ask_payment
from engine.records.connectors import (
    HTTP,
    LETTER,
    MAIL,
    NOTICE,
    PAYMENT_ORDER,
    PUBLISH,
    REGISTER_LOOKUP,
    TELL_PARTNER,
)
from engine.records.jobs import MOST_ATTEMPTS, Job
from engine.records.values import Json
from engine.store.registers import find_entry

Connector = Callable[[Context, Job], Json]


class JobFailed(MotcuaError):
    """A connector could not do its work.

    again       whether another try can work
    error_code  BPMN error code for a boundary event, if the failure has a meaning in the diagram
    """

    code = "job-failed"
    en = "{reason}"
    vi = "{reason}"

    def __init__(self, *, reason: str, again: bool, error_code: str | None = None) -> None:
        super().__init__(reason=reason)
        self.again = again
        self.error_code = error_code


def look_up(context: Context, job: Job) -> Json:
    """Return what the register named in the inputs says under a number; None when nothing.

    Inputs  register, number
    """
    name, number = job.inputs.get("register"), job.inputs.get("number")
    if not name or not number:
        raise JobFailed(reason="register and number are needed", again=False)
    with context.database.read() as db:
        found = find_entry(db, str(name), str(number))
    return dict(found) if found is not None else None


def reaching(act: Connector) -> Connector:
    """Return a connector that calls other systems: a call that does not work fails the job."""

    def reach(context: Context, job: Job) -> Json:
        try:
            return act(context, job)
        except CallFailed as error:
            raise JobFailed(
                reason=error.text("vi"), again=error.again, error_code=error.error_code
            ) from error

    return reach


def tell(context: Context, job: Job) -> Json:
    """Send a message of the outbox; what comes of it stands there."""
    tell_partner(context, job)
    return None


def issue(context: Context, job: Job) -> Json:
    """Issue the letter that a step asked for; what it lacks stands in its row."""
    letter_id = job.inputs.get("letter")
    if not isinstance(letter_id, int):
        raise JobFailed(reason="the number of the letter is needed", again=False)
    try:
        carry_letter(context, letter_id, is_last=job.attempt >= MOST_ATTEMPTS)
    except LetterStopped as error:
        raise JobFailed(reason=error.text("vi"), again=True) from error
    return None


CONNECTORS: Mapping[str, Connector] = {
    REGISTER_LOOKUP: look_up,
    NOTICE: send_notice,
    HTTP: reaching(call_http),
    MAIL: send_mail,
    PAYMENT_ORDER: reaching(ask_payment),
    PUBLISH: carry_publication,
    TELL_PARTNER: tell,
    LETTER: issue,
    **dict.fromkeys(ACTS, cross),
}
