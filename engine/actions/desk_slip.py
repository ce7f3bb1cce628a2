"""Numbers of the forms that a desk gives out before there is a case: 02 and 03."""

from datetime import datetime

from engine.context import Context
from engine.drafting.drafted import written_number
from engine.records.desk import INCOMPLETE, ReceptionState
from engine.records.people import Office
from engine.store.database import Db
from engine.store.letters import next_number

SUPPLEMENT, REFUSAL = "02", "03"


def number_slip(
    context: Context, db: Db, office: Office, state: ReceptionState, at: datetime
) -> str | None:
    """Return the next number of the form in the register of the office, as other letters have it.

    Source  TT 03/2025/TT-VPCP, forms 02 and 03
    """
    day = at.astimezone(context.calendars.current.tz).date()
    form = context.editions.find(SUPPLEMENT if state == INCOMPLETE else REFUSAL, day)
    if form is None or not form.book:
        return None
    naming = context.editions.naming(office.kind)
    value = next_number(db, office.office_id, day.year, form.book)
    return written_number(value, form.symbol.format(desk=naming.desk, office=naming.short))
