"""Stopping a dossier at the applicant's request, at the desk or on their page.

Source  NĐ 118/2025/NĐ-CP Art. 21, TT 03/2025/TT-VPCP Art. 7: before the decision only, with the
        notice of form 05
"""

from collections.abc import Sequence

from engine.access import post_name
from engine.actions.ask_letter import ask_letter
from engine.actions.carry_out import carry_out, state_of
from engine.actions.issue_letter import issue_in, standard_wish
from engine.actions.kin import has_ended
from engine.actions.own_case import require_own_case
from engine.actions.repeated import Asked, once
from engine.context import Context
from engine.drafting.rights import may_stop
from engine.errors import AccessDenied, InputRefused, Words
from engine.moving.stopping import stop_refusal
from engine.payments.refunds import share_of
from engine.payments.wording import sum_text
from engine.records.cards import RefundRule
from engine.records.cases import Case
from engine.records.commands import Cancel
from engine.records.fees import PAID, Order
from engine.records.people import Person
from engine.records.stopping import WITHDRAWN, stage_of
from engine.records.values import Json
from engine.refusals import StopRefused
from engine.runtime.peek import peek
from engine.store.cases import lock_case
from engine.store.crossing import waiting_caller
from engine.store.database import Db
from engine.store.fee_orders import list_orders
from engine.store.receptions import list_desks

FORM = "05"


def stop_at_request(
    context: Context, person: Person, case_id: int, reason: str, request_key: str | None = None
) -> Case:
    """Stop a case for its applicant, who asked at the desk, and issue the notice of it.

    Raises  AccessDenied; InputRefused without a reason; StopRefused after the decision
    """
    if not reason.strip():
        told = Words(en="write why the applicant asks for it.", vi="hãy ghi lý do đề nghị dừng.")
        raise InputRefused(reason=told)
    by = person.person_id
    asked = Asked(key=request_key, kind=Cancel.kind, by=by, case_id=case_id)

    def act() -> Case:
        with context.database.begin() as db:
            case = lock_case(db, case_id)
            acting = context.offices.get(db).acting
            offices = [acting(one) for one in (case.office_id, *list_desks(db, case_id))]
            if not may_stop(person, offices):
                raise AccessDenied(post=post_name("desk"))
            require_stoppable(context, db, case)
            facts = _facts(context, db, case, reason.strip())
            command = Cancel(reason=reason.strip(), ending=WITHDRAWN, by=by)
            saved = carry_out(context, db, case, command, request_key)
            if has_notice(context, saved):
                saved, _letter = issue_in(context, db, saved, standard_wish(person, FORM, facts))
            return saved

    return once(context, asked, act)


def withdraw_as_applicant(context: Context, own: tuple[str, str], reason: str) -> Case:
    """Stop a case at the applicant's request, on their page; twice is as once.

    The notice is left to a worker, and for the desk to complete where it lacks something.

    own     dossier code and the telephone's last digits
    Raises  NotFound for a wrong pair; StopRefused once it is decided or has ended otherwise
    """
    with context.database.begin() as db:
        case = lock_case(db, require_own_case(db, *own).case_id)
        if case.standing.ending == WITHDRAWN:
            return case
        require_stoppable(context, db, case)
        return stop_and_tell(context, db, case, reason)


def stop_and_tell(context: Context, db: Db, case: Case, reason: str) -> Case:
    """Stop a locked case for its applicant and leave the notice to a worker; return it anew."""
    facts = _facts(context, db, case, reason)
    saved = carry_out(context, db, case, Cancel(reason=reason, ending=WITHDRAWN))
    if has_notice(context, saved):
        state = state_of(context, db, saved)
        names = peek(state).names if state else {}
        ask_letter(context, db, saved, standard_wish(None, FORM, facts), names)
    return saved


def may_withdraw(context: Context, db: Db, case: Case) -> bool:
    """Tell whether the applicant may still have the case stopped."""
    return _refusal(context, db, case) is None


def require_stoppable(context: Context, db: Db, case: Case) -> None:
    """Raise StopRefused for a case that is decided, over, the agency's own, or part of another."""
    refused = _refusal(context, db, case)
    if refused is not None:
        raise StopRefused(reason=refused)


def _refusal(context: Context, db: Db, case: Case) -> Words | None:
    procedure = context.versions.get(db, case.version_id).compiled.procedure
    state = None if has_ended(case) else state_of(context, db, case)
    return stop_refusal(procedure, case, state, waiting_caller(db, case))


def has_notice(context: Context, case: Case) -> bool:
    """Tell whether the set of forms of the day of receipt has a notice of stopping."""
    received = case.opened_at.astimezone(context.calendars.current.tz).date()
    return context.editions.find(FORM, received) is not None


def _facts(context: Context, db: Db, case: Case, reason: str) -> dict[str, Json]:
    """Return what the notice says beside what the case knows."""
    paid = [one for one in list_orders(db, case.case_id) if one.state == PAID]
    facts: dict[str, Json] = {"reason": reason, "stage": stage_of(case.standing).vi}
    if paid:
        rules = context.versions.get(db, case.version_id).compiled.procedure.card.refunds
        rule = next((one for one in rules if one.when == WITHDRAWN and one.share), None)
        facts["fees"] = _fee_words(paid, rule)
    return facts


def _fee_words(paid: Sequence[Order], rule: RefundRule | None) -> str:
    """Return what was paid, and what of it goes back by the card of the procedure."""
    told = f"đã nộp {sum_text(sum(one.amount for one in paid))}"
    if rule is None:
        return f"{told}; không hoàn trả theo quy định của thủ tục"
    back = sum_text(sum(share_of(one, rule) for one in paid))
    return f"{told}; hoàn trả {back}" + (f" ({rule.legal_basis})" if rule.legal_basis else "")
