"""Giving money back: one officer asks with a reason, another decides (four eyes)."""

from engine.access import post_name
from engine.actions.fee_rights import lock_order, require_money_post
from engine.actions.order_payment import note
from engine.context import Context
from engine.errors import FourEyes, InputRefused, NotFound, Words
from engine.payments.refunds import held_of, occasion_of, refund_of, refundable, share_of
from engine.payments.rights import DECIDERS, REFUNDERS
from engine.payments.settled import excess_of, given_back
from engine.payments.wording import sum_text
from engine.procedures.repeating import is_repeated
from engine.records.commands import Note
from engine.records.fees import (
    APPROVED,
    ASKED,
    NEVER_OWED,
    REJECTED,
    TOO_MUCH,
    Order,
    Refund,
)
from engine.records.people import Person
from engine.records.values import Json
from engine.refusals import RefundRefused
from engine.store import fee_refunds
from engine.store.cases import get_case, lock_case
from engine.store.database import Db
from engine.store.fee_orders import list_orders
from engine.store.payment_calls import get_call, list_case_calls

SHORTEST_REASON, LONGEST_REASON = 3, 1_000
WHAT = Words(en="refund", vi="đề nghị hoàn trả")


def ask_refund(
    context: Context, person: Person, order_id: int, reason: str, call_id: int | None = None
) -> Refund:
    """Ask that money goes back: what was paid on an order, as far as the card's rules say.

    What was paid too much, because the case went back and less is due now, needs no rule.

    call_id   of a call-back about money that was never owed: paid twice, late, a wrong amount
    Raises    NotFound, AccessDenied; RefundRefused; InputRefused without a reason
    """
    why = _required(reason)
    with context.database.begin() as db:
        order = lock_order(context, db, person, order_id, REFUNDERS)
        too_much = 0 if call_id is not None else _too_much(context, db, order)
        before = None if too_much else _asked_before(db, order, call_id)
        if before is not None:
            return before
        occasion, amount, basis = TOO_MUCH, too_much, None
        if not too_much:
            occasion, amount, basis = _owed_back(context, db, order, call_id)
        refund = fee_refunds.insert_refund(
            db,
            Refund(
                refund_id=0,
                order_id=order.order_id,
                case_id=order.case_id,
                office_id=order.office_id,
                amount=amount,
                occasion=occasion,
                reason=why,
                legal_basis=basis,
                state=ASKED,
                asked_at=context.clock.now(),
                asked_by=person.person_id,
                call_id=call_id,
            ),
        )
        _note(context, db, refund, "refund-asked", (person, why))
        return refund


def decide_refund(
    context: Context, person: Person, refund_id: int, approve: bool, reason: str
) -> Refund:
    """Approve or reject a refund; whoever asked for it may not.

    Raises  NotFound, AccessDenied; FourEyes; RefundRefused when it was decided; InputRefused
    """
    why = _required(reason)
    with context.database.begin() as db:
        found = fee_refunds.get_refund(db, refund_id)
        if found is None:
            raise NotFound(what=WHAT, key=refund_id)
        case = lock_case(db, found.case_id)
        require_money_post(context, db, person, case, DECIDERS)
        if found.asked_by == person.person_id:
            raise FourEyes(post=post_name(DECIDERS[0]))
        state = APPROVED if approve else REJECTED
        now = context.clock.now()
        if not fee_refunds.decide_refund(db, found, state, (person.person_id, why), now):
            reason_of = Words(en="it was decided already.", vi="đề nghị này đã được quyết định.")
            raise RefundRefused(reason=reason_of)
        event = "fee-refunded" if approve else "refund-rejected"
        _note(context, db, found, event, (person, why))
        return fee_refunds.get_refund(db, refund_id) or found


def _asked_before(db: Db, order: Order, call_id: int | None) -> Refund | None:
    """Return the refund that was asked for the same money and not rejected."""
    refunds = fee_refunds.list_refunds(db, order.case_id)
    call = None if call_id is None else get_call(db, call_id)
    if call is not None:
        return refund_of(call, list_case_calls(db, order.case_id), refunds)
    occasion = occasion_of(get_case(db, order.case_id).standing)
    for one in refunds:
        is_same = one.order_id == order.order_id and one.call_id is None and one.state != REJECTED
        if is_same and occasion in (None, one.occasion):
            return one
    return None


def _too_much(context: Context, db: Db, order: Order) -> int:
    """Return what of a paid order is more than its step asks for by now."""
    case = get_case(db, order.case_id)
    process = context.versions.get(db, case.version_id).compiled.procedure.diagram.process
    if order.element is None or is_repeated(process, order.element):
        return 0
    refunds = fee_refunds.list_refunds(db, order.case_id)
    return excess_of(order, list_orders(db, order.case_id), refunds)


def _owed_back(
    context: Context, db: Db, order: Order, call_id: int | None
) -> tuple[str, int, str | None]:
    """Return occasion, amount and legal basis; raise RefundRefused."""
    if call_id is not None:
        call = get_call(db, call_id)
        if call is None or call.order_id != order.order_id or call.verdict not in NEVER_OWED:
            raise NotFound(what=WHAT, key=call_id)
        return call.verdict, held_of(call), None
    case = get_case(db, order.case_id)
    card = context.versions.get(db, case.version_id).compiled.procedure.card
    rule = refundable(order, case.standing, card.refunds)
    back = given_back(order, fee_refunds.list_refunds(db, order.case_id))
    return rule.when, min(share_of(order, rule), order.amount - back), rule.legal_basis


def _note(context: Context, db: Db, refund: Refund, event: str, told: tuple[Person, str]) -> None:
    person, why = told
    values: dict[str, Json] = {
        "refund": refund.refund_id,
        "order": refund.order_id,
        "amount": refund.amount,
        "sum": sum_text(refund.amount),
        "occasion": refund.occasion,
        "reason": why,
        "basis": refund.legal_basis,
        "call": refund.call_id,
    }
    note(context, db, refund.case_id, Note(event=event, values=values, by=person.person_id))


def _required(text: str) -> str:
    clean = " ".join(text.split())[:LONGEST_REASON]
    if len(clean) < SHORTEST_REASON:
        raise InputRefused(
            reason=Words(en="write the reason; it stays in the log.", vi="hãy ghi lý do.")
        )
    return clean
