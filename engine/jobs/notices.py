"""Notices to applicants: written where a case reaches an element, sent by whoever sends notices."""

from collections.abc import Mapping

from engine.context import Context
from engine.records.cases import Applicant, Case
from engine.records.jobs import Job
from engine.records.notices import MAIL, REACHED, USUAL_OF_APPLICANT, Channel, NoticeRow
from engine.records.values import Json
from engine.store.cases import get_case
from engine.store.notices import find_own_setting, insert_notices


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
        rows = [
            NoticeRow(
                kind=REACHED,
                channel=channel,
                content=content,
                case_id=case.case_id,
                key=f"job:{case.case_id}:{job.job_id}:{channel}",
            )
            for channel in channels_of(context, case, find_own_setting(db, case.case_id))
        ]
        insert_notices(db, rows, context.clock.now())
    return None


def channels_of(
    context: Context, case: Case, wanted: tuple[Channel, ...] | None
) -> tuple[Channel, ...]:
    """Return by which channels the applicant of a case can be told and wants to be."""
    chosen = USUAL_OF_APPLICANT if wanted is None else wanted
    offered = context.notices.channels()
    return tuple(
        one for one in chosen if one in offered and address_of(case.applicant, one) is not None
    )


def address_of(applicant: Applicant, channel: str) -> str | None:
    """Return where a channel reaches an applicant; None when they gave no such address."""
    return (applicant.email if channel == MAIL else applicant.phone) or None
