"""The office above answers what is said of the head of an office, never the head."""

from dataclasses import replace

from engine.access import acts_in, led_offices
from engine.context import Context
from engine.errors import AccessDenied, InputRefused, Words
from engine.records.complaints import ABOUT_HEAD, NEW, Complaint
from engine.records.people import Office, Person
from engine.store.complaints import change_complaint, lock_complaint
from engine.store.database import Db
from engine.store.people import list_people

ANSWERING = ("head", "leader")
WHO = Words(en="head or leader", vi="trưởng phòng hoặc lãnh đạo")
WHO_ABOVE = Words(en="head or leader above", vi="lãnh đạo cấp trên")


def office_above(context: Context, db: Db, office: Office) -> Office:
    """Return the nearest office above that somebody leads who does not lead this one.

    Raises   InputRefused where there is none
    Source   Luật Tố cáo 25/2018/QH14 Art. 12–13: about the head of an office the office above
             decides
    """
    directory = context.offices.get(db)
    leaders = [(one, led_offices(one)) for one in list_people(db)]
    others = [led for _person, led in leaders if office.office_id not in led]
    above = directory.by_id.get(office.parent_id or 0)
    while above is not None:
        if any(above.office_id in led for led in others):
            return above
        above = directory.by_id.get(above.parent_id or 0)
    raise InputRefused(
        reason=Words(
            en="no office above this one answers here: write to the authority above it.",
            vi="trên cơ quan này không có cơ quan nào trả lời tại đây: "
            "hãy gửi đến cơ quan cấp trên trực tiếp của cơ quan đó.",
        )
    )


def pass_above(context: Context, person: Person, complaint_id: int) -> Complaint:
    """Hand on to the office above what concerns the head of one's own office; its days go on.

    Raises  AccessDenied; NotFound; InputRefused for one that is done, and with nobody above
    """
    with context.database.begin() as db:
        one = lock_complaint(db, complaint_id)
        require_answering(context, db, person, one)
        if one.state != NEW or one.kind == ABOUT_HEAD:
            raise InputRefused(
                reason=Words(
                    en="only what is new is passed on, and once.",
                    vi="chỉ chuyển phản ánh chưa xử lý, và chỉ một lần.",
                )
            )
        above = office_above(context, db, context.offices.get(db).by_id[one.office_id])
        change_complaint(db, complaint_id, {"kind": ABOUT_HEAD, "office_id": above.office_id})
        return replace(one, kind=ABOUT_HEAD, office_id=above.office_id)


def require_answering(context: Context, db: Db, person: Person, one: Complaint) -> None:
    """Raise AccessDenied unless the person answers for the office, and is not who it is about."""
    if not acts_in(person, one.office_id, *ANSWERING):
        raise AccessDenied(post=WHO)
    concerned = context.offices.get(db).by_code.get(one.concerned)
    if one.kind == ABOUT_HEAD and concerned and acts_in(person, concerned.office_id, *ANSWERING):
        raise AccessDenied(post=WHO_ABOVE)
