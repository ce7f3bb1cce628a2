"""Telling the applicant that the day promised was set anew: with an apology, or by law."""

from datetime import datetime

from engine.actions.tell_applicant import tell_applicant
from engine.context import Context
from engine.records.cases import Case
from engine.records.commands import SetDate
from engine.records.notices import MORE_TIME, NEW_DAY, Occasion
from engine.records.terms import APOLOGY
from engine.records.values import Json
from engine.store.database import Db


def tell_new_day(context: Context, db: Db, old: Case, new: Case, command: SetDate) -> int:
    """Write the notices that a day was set anew, once for each day; return how many.

    Source  NĐ 118/2025/NĐ-CP: the apology with reason and new day is sent to the person, be it by
            mail, text message or on paper
    """
    if old.standing.due_at is None or new.standing.due_at is None:
        return 0
    office = context.offices.get(db).by_id[new.office_id]
    content: dict[str, Json] = {
        "code": new.code,
        "office": office.name_vi,
        "office_en": office.name_en,
        "before": _day(context, old.standing.due_at),
        "due": _day(context, new.standing.due_at),
        "reason": command.reason.rstrip("."),
        "basis": command.basis,
    }
    kind = NEW_DAY if command.act == APOLOGY else MORE_TIME
    key = f"{kind}:{new.case_id}:{new.standing.due_at.isoformat()}"
    return tell_applicant(context, db, new, Occasion(kind=kind, content=content, key=key))


def _day(context: Context, at: datetime) -> str:
    return f"{at.astimezone(context.calendars.current.tz):%d/%m/%Y}"
