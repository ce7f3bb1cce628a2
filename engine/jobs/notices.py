"""Notices to applicants: written where a case reaches an element, sent by whoever sends notices."""

from collections.abc import Mapping

from engine.actions.tell_applicant import tell_applicant
from engine.context import Context
from engine.records.jobs import Job
from engine.records.notices import REACHED, Occasion
from engine.records.values import Json
from engine.store.cases import get_case


def send_notice(context: Context, job: Job) -> Json:
    """Tell the applicant of the case that it has reached an element, by the channels they want.

    Nothing by a channel without an address; once, however often the job is tried.
    """
    with context.database.begin() as db:
        case = get_case(db, job.case_id)
        procedure = context.versions.get(db, case.version_id).compiled.procedure
        node = procedure.diagram.process.find(job.element)
        attributes: Mapping[str, str] = node.attributes if node else {}
        step = attributes.get("publicName") or (node.name if node else job.element)
        step_en = attributes.get("publicNameEn") or attributes.get("nameEn") or step
        content: dict[str, Json] = {"code": case.code, "step": step, "step_en": step_en}
        due = case.standing.due_at
        if due is not None:
            content["due"] = f"{due.astimezone(context.calendars.current.tz):%d/%m/%Y}"
        key = f"job:{case.case_id}:{job.job_id}"
        tell_applicant(context, db, case, Occasion(kind=REACHED, content=content, key=key))
    return None
