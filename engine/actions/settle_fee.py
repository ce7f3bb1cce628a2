"""Money has come for an order: it is paid, a receipt is made out, and the case goes on."""

from dataclasses import dataclass

from engine.actions.carry_out import carry_out
from engine.actions.order_payment import note, result_of
from engine.context import Context
from engine.payments.wording import HOW, names_of_lines, sum_text
from engine.records.commands import Note, SettleJob
from engine.records.fees import PAID, WAIVED, Order, Receipt, receipt_code
from engine.records.outcomes import RUNNING
from engine.refusals import OrderClosed
from engine.store import fee_orders
from engine.store.cases import lock_case
from engine.store.database import Db
from engine.store.receipts import insert_receipt, next_number

SERIES = "BL"


@dataclass(frozen=True, kw_only=True)
class Payment:
    """How an order was paid.

    method   online or cash
    by       officer who took the money; None online
    """

    method: str
    transaction: str | None = None
    by: int | None = None


def settle_paid(context: Context, db: Db, order: Order, payment: Payment) -> Receipt:
    """Write that an order was paid, with its receipt, and let its case go on.

    The case must be locked. Raises  OrderClosed when the order is no longer open
    """
    now = context.clock.now()
    told = {"by": payment.by, "how": payment.method, "number": payment.transaction}
    if not fee_orders.close_order(db, order, PAID, now, told):
        raise OrderClosed(order=order.reference, state=order.state)
    how = HOW[payment.method]
    event = Note(
        event="fee-paid",
        values={
            "order": order.reference,
            "amount": order.amount,
            "sum": sum_text(order.amount),
            "how": how.vi,
            "how_en": how.en,
            "transaction": payment.transaction or "–",
        },
        by=payment.by,
    )
    note(context, db, order.case_id, event)
    receipt = make_receipt(context, db, order, payment.by)
    go_on(context, db, order)
    return receipt


def make_receipt(context: Context, db: Db, order: Order, by: int | None) -> Receipt:
    """Make out the receipt of a paid order, with the next number of its office and year."""
    now = context.clock.now()
    year = now.astimezone(context.calendars.current.tz).year
    case = lock_case(db, order.case_id)
    number = next_number(db, order.office_id, year, SERIES)
    receipt = insert_receipt(
        db,
        Receipt(
            receipt_id=0,
            office_id=order.office_id,
            year=year,
            series=SERIES,
            number=number,
            order_id=order.order_id,
            case_id=order.case_id,
            amount=order.amount,
            payer=case.applicant.name,
            created_at=now,
            created_by=by,
        ),
    )
    event = Note(
        event="receipt-made",
        values={
            "number": receipt_code(SERIES, year, number),
            "order": order.reference,
            "amount": order.amount,
            "sum": sum_text(order.amount),
        },
        by=by,
    )
    carry_out(context, db, case, event)
    return receipt


def settle_waived(context: Context, db: Db, order: Order, told: tuple[int, str, str]) -> None:
    """Write that nothing need be paid on an order, and let its case go on.

    told    who waived it, why, and the legal basis
    Raises  OrderClosed
    """
    by, reason, basis = told
    closed = {"by": by, "why": reason, "basis": basis}
    if not fee_orders.close_order(db, order, WAIVED, context.clock.now(), closed):
        raise OrderClosed(order=order.reference, state=order.state)
    event = Note(
        event="fee-waived",
        values={
            "order": order.reference,
            "amount": order.amount,
            "sum": sum_text(order.amount),
            "reason": reason,
            "basis": basis,
            **names_of_lines(order.lines),
        },
        by=by,
    )
    note(context, db, order.case_id, event)
    go_on(context, db, order)


def go_on(context: Context, db: Db, order: Order) -> None:
    """Let the case that waits for a settled order go on; a suspended one when it is resumed."""
    case = lock_case(db, order.case_id)
    if order.token is None or not fee_orders.is_awaited(db, order):
        return
    if case.standing.status != RUNNING:
        # The job finds the order settled as soon as the case is resumed, which wakes it.
        return
    settled = fee_orders.get_order(db, order.order_id)
    if settled is not None:
        command = SettleJob(token=order.token, result=result_of(db, settled))
        carry_out(context, db, case, command)
