"""Notices to applicants by mail: in both languages, without anything that is not theirs to read."""

from collections.abc import Mapping
from datetime import datetime

from engine.context import Context
from engine.mail import Message
from engine.records.cases import Case
from engine.records.jobs import Job
from engine.records.values import Json
from engine.store.cases import get_case

SUBJECT = "Hồ sơ {code}: {step}"
TEXT = """Kính gửi Ông/Bà {name},

Hồ sơ {code} đang ở bước: {step}.{due_vi}
Ông/Bà theo dõi hồ sơ ở mục Tra cứu hồ sơ, bằng mã hồ sơ và 4 số cuối điện thoại đã khai.

--
Dear applicant,

Your dossier {code} has reached the step: {step_en}.{due_en}
Follow it under Track a dossier, with its code and the last four digits of your telephone number.
"""


def send_notice(context: Context, job: Job) -> Json:
    """Write to the applicant of the case that it has reached an element.

    Nothing without an address.
    """
    with context.database.read() as db:
        case = get_case(db, job.case_id)
        procedure = context.versions.get(db, case.version_id).compiled.procedure
    if not case.applicant.email:
        return None
    node = procedure.diagram.process.find(job.element)
    attributes: Mapping[str, str] = node.attributes if node else {}
    step = attributes.get("publicName") or (node.name if node else job.element)
    step_en = attributes.get("publicNameEn") or attributes.get("nameEn") or step
    due = _local(context, case)
    context.mail.send(
        Message(
            to=case.applicant.email,
            subject=SUBJECT.format(code=case.code, step=step),
            text=TEXT.format(
                name=case.applicant.name,
                code=case.code,
                step=step,
                step_en=step_en,
                due_vi=f" Dự kiến trả kết quả: {due:%d/%m/%Y}." if due else "",
                due_en=f" Result expected on {due:%d/%m/%Y}." if due else "",
            ),
        )
    )
    return None


def _local(context: Context, case: Case) -> datetime | None:
    due = case.standing.due_at
    return due.astimezone(context.calendars.current.tz) if due else None
