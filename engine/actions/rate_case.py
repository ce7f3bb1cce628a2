"""Rating the handling of a dossier: by its applicant, once it has ended."""

from engine.actions.carry_out import carry_out
from engine.actions.own_case import require_own_case
from engine.context import Context
from engine.errors import InputRefused, Words
from engine.records.commands import Note
from engine.records.complaints import LONGEST_TEXT, MOST_POINTS, Rating
from engine.store.cases import lock_case
from engine.store.complaints import find_rating, keep_rating


def rate_case(context: Context, own: tuple[str, str], points: int, text: str) -> Rating:
    """Keep what the applicant thinks of the handling; the same again changes nothing.

    own      dossier code and the telephone's last digits
    points   1 very bad to 5 very good
    Raises   NotFound for a wrong pair; InputRefused before the end, and for other points
    Source   QĐ 766/QĐ-TTg group 6; NĐ 61/2018/NĐ-CP Art. 27–32
    """
    if not 1 <= points <= MOST_POINTS:
        raise InputRefused(reason=Words(en="choose 1 to 5.", vi="hãy chọn từ 1 đến 5."))
    now = context.clock.now()
    with context.database.begin() as db:
        case = lock_case(db, require_own_case(db, *own).case_id)
        if case.closed_at is None:
            raise InputRefused(
                reason=Words(
                    en="a dossier is rated once it has ended.",
                    vi="chỉ đánh giá khi hồ sơ đã kết thúc.",
                )
            )
        kept = text.strip()[:LONGEST_TEXT]
        before = find_rating(db, case.case_id)
        if before is not None and (before.points, before.text) == (points, kept):
            return before
        made = Rating(case_id=case.case_id, points=points, text=kept, at=now)
        keep_rating(db, made, case.office_id)
        carry_out(context, db, case, Note(event="case-rated", values={"points": points}))
        return made
