"""The mails to who complained: that it came and under which code, and what the office wrote."""

from collections.abc import Mapping

from engine.context import Context
from engine.records.complaints import ANSWERED, ASKED, REFUSED, Complaint
from engine.records.notices import COMPLAINT_KEPT, Notice
from engine.store.complaints import get_complaint

KEPT = """Kính gửi Ông/Bà {name},

{office} đã nhận phản ánh, kiến nghị của ông/bà, mã {code}. Cơ quan trả lời trước hết ngày {due}.
{follow_vi}
--
Dear {name},

{office_en} has received your complaint or suggestion, code {code}. It is answered by {due}.
{follow_en}"""
FOLLOW_VI = """Theo dõi tại {address}/feedback/follow bằng mã này và 4 số cuối điện thoại đã khai.
"""
FOLLOW_EN = """Follow it at {address}/feedback/follow with this code and the last four digits of
your telephone number.
"""
REPLY = """Kính gửi Ông/Bà {name},

{office} trả lời phản ánh, kiến nghị {code} ({state}):

{reply}
{follow_vi}
--
Dear {name},

{office_en} has replied to your complaint or suggestion {code} ({state_en}); its words stand above.
{follow_en}"""
STATES: Mapping[str, tuple[str, str]] = {
    ANSWERED: ("trả lời", "answered"),
    REFUSED: ("không tiếp nhận, có lý do", "not taken up, with the reason"),
    ASKED: ("đề nghị bổ sung thông tin", "asks for more"),
}


def complaint_mail(context: Context, one: Notice) -> tuple[str, str, str]:
    """Return address, subject and text of a mail to who complained; "" for no address."""
    with context.database.read() as db:
        found = get_complaint(db, one.complaint_id or 0)
        office = context.offices.get(db).by_id[found.office_id]
    state, state_en = STATES.get(found.state, ("", ""))
    template = KEPT if one.kind == COMPLAINT_KEPT else REPLY
    text = template.format(
        name=found.name,
        office=office.name_vi,
        office_en=office.name_en,
        code=found.code,
        due=f"{found.due_at.astimezone(context.calendars.current.tz):%d/%m/%Y}",
        state=state,
        state_en=state_en,
        reply=found.reply or "",
        follow_vi=_follow(context, found, FOLLOW_VI),
        follow_en=_follow(context, found, FOLLOW_EN),
    )
    return found.email or "", f"Phản ánh, kiến nghị {found.code}", text


def _follow(context: Context, found: Complaint, words: str) -> str:
    """Return where it is followed; nothing for who gave no telephone, as that is half the key."""
    return words.format(address=context.address.rstrip("/")) if found.phone else ""
