"""Marking a case as urgent, and taking the mark away; always with a reason."""

from engine.access import led_offices, post_name
from engine.actions.carry_out import carry_out
from engine.context import Context
from engine.errors import AccessDenied, InputRefused, Words
from engine.records.cases import Case
from engine.records.commands import Note
from engine.records.people import Person
from engine.store.cases import lock_case
from engine.store.priorities import set_pressing
from engine.store.tasks import list_case_tasks

RAISED, LOWERED = "priority-raised", "priority-lowered"


def set_priority(
    context: Context, person: Person, case_id: int, pressing: bool, reason: str
) -> Case:
    """Let the tasks of a case stand before all others, or no longer; nothing when it is so.

    Raises  AccessDenied for whoever leads no office that has the case; InputRefused without a
            reason; NotFound
    """
    if not reason.strip():
        raise InputRefused(reason=Words(en="write the reason.", vi="hãy ghi lý do."))
    with context.database.begin() as db:
        case = lock_case(db, case_id)
        offices = {case.office_id, *(one.office_id for one in list_case_tasks(db, case_id))}
        if not led_offices(person) & offices:
            raise AccessDenied(post=post_name("head"))
        if case.pressing == pressing:
            return case
        event = RAISED if pressing else LOWERED
        note = Note(event=event, values={"reason": reason.strip()}, by=person.person_id)
        saved = carry_out(context, db, case, note)
        set_pressing(db, case_id, pressing)
    return saved
