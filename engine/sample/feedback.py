"""What citizens say in the sample office: a call, an answered wish, and ratings of dossiers."""

from datetime import timedelta

from engine.access import holds_post, last_digits_of
from engine.actions.complain import Said, complain, publish_answer, reply_to
from engine.actions.rate_case import rate_case
from engine.actions.take_complaint import take_complaint
from engine.context import Context, local_day
from engine.records.complaints import ANSWERED, BY_PHONE, COMPLAINT, SUGGESTION
from engine.records.people import Person
from engine.store.complaints import list_published
from engine.store.people import list_people
from engine.store.sweep import read_rows

DESK = "lan.motcua"
CALLED_DAYS_AGO = 20
CALL = "Gọi điện nhiều lần đến số của Bộ phận Một cửa nhưng không có người nghe máy."
WISH = "Đề nghị in bảng hướng dẫn thủ tục chữ to hơn, người lớn tuổi đọc không rõ."
ANSWER = (
    "Cảm ơn ông/bà. Bảng hướng dẫn đã được in lại chữ to, có thêm mã QR để đọc trên điện thoại."
)
RATINGS = (
    (5, "Cán bộ hướng dẫn rõ ràng, trả kết quả sớm hơn hẹn."),
    (4, ""),
    (5, ""),
    (3, "Phải bổ sung giấy tờ một lần."),
    (4, "Nộp tại nhà rất tiện."),
)


def show_feedback(context: Context) -> None:
    """Enter a call, an answered wish and ratings, unless that was done before."""
    with context.database.read() as db:
        if list_published(db, 1):
            return
        people = list_people(db)
        ended = [
            row.case
            for row in read_rows(db, 0, 60)
            if row.case.closed_at is not None and row.case.applicant.phone
        ]
    desk = next(one for one in people if one.login == DESK)
    office_id = next(one.office_id for one in desk.posts if one.kind == "desk")
    leader = next(one for one in people if holds_post(one, office_id, "head", "leader"))
    _complaints(context, desk, leader, office_id)
    for case, (points, words) in zip(ended, RATINGS, strict=False):
        rate_case(context, (case.code, last_digits_of(case.applicant.phone)), points, words)


def _complaints(context: Context, desk: Person, leader: Person, office_id: int) -> None:
    """Enter a call that is nearly due, and a wish that was answered."""

    def said(kind: str, name: str, text: str) -> Said:
        return Said(kind=kind, office_id=office_id, name=name, phone="0900000999", text=text)

    called_on = local_day(context) - timedelta(days=CALLED_DAYS_AGO)
    take_complaint(context, desk, said(COMPLAINT, "Trần Thị Mẫu", CALL), BY_PHONE, called_on)
    wish = complain(context, said(SUGGESTION, "Phạm Thị Mẫu", WISH), "192.0.2.2")
    reply_to(context, leader, wish.complaint_id, ANSWERED, ANSWER)
    publish_answer(context, leader, wish.complaint_id)
