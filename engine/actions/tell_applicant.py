"""Telling the applicant of a case of something, by the channels they want."""

from engine.context import Context
from engine.records.cases import Applicant, Case
from engine.records.notices import MAIL, USUAL_OF_APPLICANT, Channel, NoticeRow, Occasion
from engine.store.database import Db
from engine.store.notices import find_own_setting, insert_notices


def tell_applicant(context: Context, db: Db, case: Case, occasion: Occasion) -> int:
    """Write a notice for the applicant of a case, in the caller's transaction; return how many.

    Nothing by a channel without an address. A worker sends them.
    """
    rows = [
        NoticeRow(
            kind=occasion.kind,
            channel=channel,
            content=occasion.content,
            case_id=case.case_id,
            key=occasion.key and f"{occasion.key}:{channel}",
        )
        for channel in channels_of(context, case, find_own_setting(db, case.case_id))
    ]
    return insert_notices(db, rows, context.clock.now())


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
