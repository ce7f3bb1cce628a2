"""What officers do about fees: take cash, ask by hand, waive, cancel an order."""

from dataclasses import replace

from engine.actions.fee_rights import lock_order, require_money_post
from engine.actions.order_payment import (
    CANCELLED_CODE,
    Asked,
    choose_provider,
    close_unpaid,
    make_order,
    settle_unpaid,
    term_ends,
)
from engine.actions.settle_fee import Payment, settle_paid, settle_waived
from engine.context import Context
from engine.errors import CaseNotRunning, InputRefused, Words
from engine.payments.rights import COLLECTORS, WAIVERS
from engine.records.fees import CASH, OPEN, ORDER_CANCELLED, REPLACED, FeeLine, Order, Receipt
from engine.records.outcomes import RUNNING, SUSPENDED
from engine.records.people import Person
from engine.refusals import OrderClosed
from engine.store import fee_orders
from engine.store.cases import lock_case
from engine.store.database import Db
from engine.store.receipts import find_receipt

SHORTEST_REASON, LONGEST_REASON = 3, 1_000


def collect_cash(context: Context, person: Person, order_id: int) -> Receipt:
    """Take the money of an order at the desk; a second click gives the same receipt.

    Raises  NotFound, AccessDenied; OrderClosed when it was settled otherwise, or is over
    """
    with context.database.begin() as db:
        order = lock_order(context, db, person, order_id, COLLECTORS)
        made = find_receipt(db, order.order_id)
        if made is not None and order.closed_by == person.person_id:
            return made
        _require_open(context, db, order)
        payment = Payment(method=CASH, by=person.person_id)
        return settle_paid(context, db, order, payment)


def ask_by_hand(
    context: Context, person: Person, case_id: int, line: FeeLine, request_key: str
) -> Order:
    """Ask for a fee that no diagram asks for; the same key asks once.

    Raises  NotFound, AccessDenied, CaseNotRunning; InputRefused without amount or legal basis
    """
    if line.due <= 0 or not line.name.vi.strip() or not line.legal_basis:
        raise InputRefused(
            reason=Words(
                en="write what the fee is, its amount and its legal basis.",
                vi="hãy ghi tên khoản, số tiền và căn cứ pháp lý.",
            )
        )
    with context.database.begin() as db:
        case = lock_case(db, case_id)
        require_money_post(context, db, person, case, COLLECTORS)
        if case.standing.status != RUNNING:
            raise CaseNotRunning(status=case.standing.status)
        key = f"hand-{case_id}-{person.person_id}-{request_key}"
        known = fee_orders.find_by_key(db, key)
        if known is not None:
            return known
        asked = Asked(
            lines=(line,),
            step="receipt",
            expires_at=term_ends(context, db, case, None),
            provider=choose_provider(context),
            key=key,
            by=person.person_id,
        )
        return make_order(context, db, case, asked)


def waive_fee(
    context: Context, person: Person, order_id: int, told: tuple[str, str], codes: tuple[str, ...]
) -> Order:
    """Waive fees of an order, for a reason and on a legal basis; return the order that counts now.

    told    reason and legal basis; both are needed, and stay in the log
    codes   of the lines that are waived; what is left is asked for by a new order
    Raises  NotFound, AccessDenied, OrderClosed, InputRefused
    """
    reason, basis = (_required(text) for text in told)
    with context.database.begin() as db:
        order = lock_order(context, db, person, order_id, WAIVERS)
        _require_open(context, db, order)
        lines = tuple(
            replace(one, exempt=reason, legal_basis=basis) if one.code in codes else one
            for one in order.lines
        )
        if lines == order.lines:
            raise InputRefused(
                reason=Words(en="choose what is waived.", vi="hãy chọn khoản được miễn.")
            )
        if not any(one.due for one in lines):
            settle_waived(context, db, order, (person.person_id, reason, basis))
            return order
        return _ask_the_rest(context, db, order, lines, (person.person_id, reason, basis))


def cancel_order(context: Context, person: Person, order_id: int, reason: str) -> None:
    """Cancel an order; its case goes on by the boundary event that catches `payment-cancelled`.

    Raises  NotFound, AccessDenied, OrderClosed; InputRefused without a reason
    """
    why = _required(reason)
    with context.database.begin() as db:
        order = lock_order(context, db, person, order_id, (*COLLECTORS, *WAIVERS))
        _require_open(context, db, order)
        told = {"by": person.person_id, "why": why}
        close_unpaid(context, db, order, ORDER_CANCELLED, told)
        error = Words(vi=f"yêu cầu nộp đã hủy: {why}", en=f"the order was cancelled: {why}")
        settle_unpaid(context, db, order, error, CANCELLED_CODE)


def _require_open(context: Context, db: Db, order: Order) -> None:
    """Raise OrderClosed unless money may still be taken for an order."""
    case = lock_case(db, order.case_id)
    runs = case.standing.status in (RUNNING, SUSPENDED)
    in_time = order.expires_at > context.clock.now()
    if order.state != OPEN or not in_time or not runs or not fee_orders.is_awaited(db, order):
        raise OrderClosed(order=order.reference, state=order.state)


def _ask_the_rest(
    context: Context,
    db: Db,
    order: Order,
    lines: tuple[FeeLine, ...],
    told: tuple[int, str, str],
) -> Order:
    """Put another order for what is left in the place of an order: its amount never changes."""
    by, reason, basis = told
    close_unpaid(context, db, order, REPLACED, {"by": by, "why": reason, "basis": basis})
    case = lock_case(db, order.case_id)
    asked = Asked(
        lines=lines,
        step=order.step,
        expires_at=order.expires_at,
        provider=order.provider,
        key=f"rest-{order.order_id}",
        token=order.token,
        element=order.element,
        by=by,
    )
    made = make_order(context, db, case, asked)
    # Its provider has still to be told, and the job that waits does that.
    fee_orders.wake_order(db, made, context.clock.now())
    context.wake(db)
    return made


def _required(text: str) -> str:
    clean = " ".join(text.split())[:LONGEST_REASON]
    if len(clean) < SHORTEST_REASON:
        raise InputRefused(
            reason=Words(
                en="write the reason and the legal basis; they stay in the log.",
                vi="hãy ghi lý do và căn cứ pháp lý; sẽ lưu mãi trong nhật ký.",
            )
        )
    return clean
