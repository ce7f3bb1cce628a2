"""Connectors: what a job's kind does, and how it can fail."""

from collections.abc import Callable, Mapping

from engine.actions.carry_publication import carry_publication
from engine.context import Context
from engine.errors import CallFailed, MotcuaError
from engine.jobs.crossing import ACTS, cross
from engine.jobs.http import call_http
from engine.jobs.mails import send_mail
from engine.jobs.notices import send_notice
from engine.records.connectors import HTTP, MAIL, NOTICE, PUBLISH, REGISTER_LOOKUP
from engine.records.jobs import Job
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


def call(context: Context, job: Job) -> Json:
    """Call another system; see engine/jobs/http.py for inputs and result."""
    try:
        return call_http(context, job)
    except CallFailed as error:
        raise JobFailed(
            reason=error.text("vi"), again=error.again, error_code=error.error_code
        ) from error


CONNECTORS: Mapping[str, Connector] = {
    REGISTER_LOOKUP: look_up,
    NOTICE: send_notice,
    HTTP: call,
    MAIL: send_mail,
    PUBLISH: carry_publication,
    **dict.fromkeys(ACTS, cross),
}
