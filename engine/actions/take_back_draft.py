"""Taking a draft back that waits, calling off what is scheduled, sending it again."""

from engine.access import require_post
from engine.actions.carry_out import carry_out
from engine.actions.carry_publication import CALL_OFF, TAKE_BACK
from engine.actions.end_publication import end_publication
from engine.actions.request_publishing import require_wish
from engine.context import Context
from engine.errors import CaseNotRunning, DraftClosed, NotFound, TaskGone
from engine.records.cases import Case
from engine.records.commands import Cancel, Complete, DeliverMessage
from engine.records.drafts import SUBMITTED
from engine.records.people import Person
from engine.records.publications import Wish
from engine.records.votes import CORRECT
from engine.store.cases import lock_case
from engine.store.database import Db
from engine.store.drafts import lock_draft, set_draft_state
from engine.store.publications import (
    WORDS,
    change_publication,
    find_publication,
    wish_to,
)
from engine.store.releases import call_off, find_release_of, list_scheduled
from engine.store.subscriptions import list_case_subscriptions
from engine.store.tasks import list_case_tasks


def take_back_draft(context: Context, person: Person, case_id: int) -> Case:
    """Take a draft back that waits for its approval or its correction; it is open again.

    Raises  AccessDenied; NotFound; TaskGone when it waits for neither
    """
    require_post(person, "designer")
    with context.database.begin() as db:
        case = lock_case(db, case_id)
        if any(one.element == CORRECT for one in list_case_tasks(db, case_id)):
            return _complete(context, db, case, person, "rut")
        return _tell(context, db, case, person, TAKE_BACK)


def call_off_publication(context: Context, person: Person, case_id: int) -> Case:
    """Call off what is approved and has not come into force; an approver or administrator does.

    Raises  AccessDenied; NotFound; TaskGone when it is in force already
    """
    require_post(person, "approver", "administrator")
    with context.database.begin() as db:
        case, release = lock_case(db, case_id), find_release_of(db, case_id)
        now = context.clock.now()
        if release is None or release.effective_at <= now:
            raise TaskGone
        # At once, as its instant comes whether or not a worker does.
        call_off(db, release.release_id, now)
        return _tell(context, db, case, person, CALL_OFF)


def resend_draft(context: Context, person: Person, case_id: int, wish: Wish) -> Case:
    """Send a draft again that was returned, as it stands now; all must give their opinion anew.

    Raises  AccessDenied; NotFound; InputRefused for a wish that cannot be met; DraftClosed;
            TaskGone when it was not returned
    """
    require_post(person, "designer")
    require_wish(context, wish)
    with context.database.begin() as db:
        case = lock_case(db, case_id)
        found = find_publication(db, case_id)
        if found is None:
            raise NotFound(what=WORDS, key=case_id)
        if not lock_draft(db, found.draft_id).is_open:
            raise DraftClosed
        changes = {"wish": wish_to(wish), "requested_by": person.person_id}
        change_publication(db, found.publication_id, **changes)
        set_draft_state(db, found.draft_id, SUBMITTED)
        return _complete(context, db, case, person, "gui_lai")


def give_up_scheduled(context: Context, db: Db, procedure_key: str, person: Person) -> None:
    """Give up what was to come into force for a procedure; the drafts are open again."""
    now = context.clock.now()
    for one in list_scheduled(db, now):
        if one.procedure_key == procedure_key:
            call_off(db, one.release_id, now)
            if one.case_id is not None:
                _give_up_case(context, db, lock_case(db, one.case_id), person)


def _give_up_case(context: Context, db: Db, case: Case, person: Person) -> None:
    """Let the case of a publication know; cancel one that is suspended or not there yet."""
    try:
        _tell(context, db, case, person, CALL_OFF)
    except (CaseNotRunning, TaskGone):
        by = person.person_id
        carry_out(context, db, case, Cancel(reason="đã bãi bỏ lịch công bố", by=by))
        end_publication(context, db, case.case_id)


def _complete(context: Context, db: Db, case: Case, person: Person, answer: str) -> Case:
    for task in list_case_tasks(db, case.case_id):
        if task.element == CORRECT:
            command = Complete(token=task.token, answers={"gui_lai": answer}, by=person.person_id)
            return carry_out(context, db, case, command)
    raise TaskGone


def _tell(context: Context, db: Db, case: Case, person: Person, name: str) -> Case:
    for one in list_case_subscriptions(db, case.case_id):
        if one.name == name:
            command = DeliverMessage(token=one.token, name=name, by=person.person_id)
            return carry_out(context, db, case, command)
    raise TaskGone
