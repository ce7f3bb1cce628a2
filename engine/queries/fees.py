"""The fees of one case: what was asked, paid, proved and given back, and who may do what."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from engine.context import Context
from engine.payments.refunds import refund_of, refundable
from engine.payments.rights import (
    COLLECTORS,
    DECIDERS,
    REFUNDERS,
    WAIVERS,
    holds_any,
    offices_in,
)
from engine.payments.settled import excess_of
from engine.procedures.repeating import is_repeated
from engine.queries.case_file import Opened, open_case
from engine.queries.elements import element_name
from engine.queries.tracking import own_case
from engine.records.cards import RefundRule, Text
from engine.records.cases import Case
from engine.records.fees import (
    NEVER_OWED,
    OPEN,
    PAID,
    REJECTED,
    TOO_MUCH,
    Call,
    Order,
    Receipt,
    Refund,
)
from engine.records.people import Person
from engine.refusals import RefundRefused
from engine.store.database import Db
from engine.store.fee_orders import list_orders
from engine.store.fee_refunds import list_refunds
from engine.store.payment_calls import list_case_calls
from engine.store.people import names_of
from engine.store.receipts import list_receipts


@dataclass(frozen=True, kw_only=True)
class OrderView:
    """An order with all that belongs to it.

    step         of the diagram that asks for it; None for one made by hand
    refundable   the rule by which it may be given back now
    too_much     what of it is more than is due since the case went back, and not yet asked back
    """

    order: Order
    step: Text | None
    receipts: tuple[Receipt, ...]
    calls: tuple[Call, ...]
    refundable: RefundRule | None
    too_much: int = 0


@dataclass(frozen=True, kw_only=True)
class CaseFees:
    """The fees of a case.

    held   call-backs about money that was never owed, and for which no refund was asked
    names  of people by id
    """

    case: Case
    title: Text
    orders: tuple[OrderView, ...]
    refunds: tuple[Refund, ...]
    held: tuple[Call, ...]
    rules: tuple[RefundRule, ...]
    names: Mapping[int, str] = field(repr=False)
    may_collect: bool = False
    may_waive: bool = False
    may_ask_back: bool = False
    may_decide: bool = False

    @property
    def due(self) -> int:
        """What is asked for and not yet paid."""
        return sum(one.order.amount for one in self.orders if one.order.state == OPEN)

    @property
    def paid(self) -> int:
        """What was paid."""
        return sum(one.order.amount for one in self.orders if one.order.state == PAID)


def get_case_fees(context: Context, person: Person, code: str) -> CaseFees:
    """Return the fees of a case that the person may see; raise NotFound."""
    with context.database.read() as db:
        opened = open_case(context, db, person, code)
        ids = opened.directory.ids
        offices = offices_in(opened.case, opened.tasks, opened.log.entries, ids)
        orders = list_orders(db, opened.case.case_id)
        refunds = list_refunds(db, opened.case.case_id)
        calls = list_case_calls(db, opened.case.case_id)
        receipts = list_receipts(db, opened.case.case_id)
        names = names_of(db, _people(orders, refunds, receipts))
    return CaseFees(
        case=opened.case,
        title=opened.procedure.card.title,
        orders=tuple(
            replace(
                _view(opened, one, receipts, calls, refunds),
                too_much=_too_much(opened, one, orders, refunds),
            )
            for one in orders
        ),
        refunds=refunds,
        held=tuple(one for one in calls if _is_held(one, calls, refunds)),
        rules=opened.procedure.card.refunds,
        names=names,
        may_collect=holds_any(person, offices, COLLECTORS),
        may_waive=holds_any(person, offices, WAIVERS),
        may_ask_back=holds_any(person, offices, REFUNDERS),
        may_decide=holds_any(person, offices, DECIDERS),
    )


@dataclass(frozen=True, kw_only=True)
class OwnFees:
    """What the applicant sees of the fees of their dossier."""

    case_id: int
    orders: tuple[Order, ...]
    receipts: tuple[Receipt, ...]
    refunds: tuple[Refund, ...]

    @property
    def open(self) -> tuple[Order, ...]:
        """The orders that wait for money."""
        return tuple(one for one in self.orders if one.state == OPEN)

    def receipt_of(self, order: Order) -> Receipt | None:
        """Return the receipt that counts for an order."""
        found = (one for one in self.receipts if one.order_id == order.order_id)
        return next((one for one in found if one.cancelled_at is None), None)


def get_own_fees(context: Context, own: tuple[str, str]) -> OwnFees:
    """Return the fees of the dossier that code and digits open; raise NotFound."""
    with context.database.read() as db:
        return own_fees_of(db, own_case(db, own).case_id)


def own_fees_of(db: Db, case_id: int) -> OwnFees:
    """Return the fees of a case as its applicant sees them."""
    return OwnFees(
        case_id=case_id,
        orders=list_orders(db, case_id),
        receipts=list_receipts(db, case_id),
        refunds=list_refunds(db, case_id),
    )


def _view(
    opened: Opened,
    order: Order,
    receipts: tuple[Receipt, ...],
    calls: tuple[Call, ...],
    refunds: tuple[Refund, ...],
) -> OrderView:
    step = element_name(opened.process, order.element) if order.element else None
    return OrderView(
        order=order,
        step=step,
        receipts=tuple(one for one in receipts if one.order_id == order.order_id),
        calls=tuple(one for one in calls if one.order_id == order.order_id),
        refundable=_rule(opened, order, refunds),
    )


def _too_much(
    opened: Opened, order: Order, orders: tuple[Order, ...], refunds: tuple[Refund, ...]
) -> int:
    if order.element is None or is_repeated(opened.procedure.diagram.process, order.element):
        return 0
    return excess_of(order, orders, refunds)


def _rule(opened: Opened, order: Order, refunds: tuple[Refund, ...]) -> RefundRule | None:
    if any(
        one.order_id == order.order_id
        and one.state != REJECTED
        and one.call_id is None
        and one.occasion != TOO_MUCH
        for one in refunds
    ):
        return None
    try:
        return refundable(order, opened.case.standing, opened.procedure.card.refunds)
    except RefundRefused:
        return None


def _is_held(call: Call, calls: tuple[Call, ...], refunds: tuple[Refund, ...]) -> bool:
    is_money = call.verdict in NEVER_OWED and bool(call.amount)
    return is_money and refund_of(call, calls, refunds) is None


def _people(
    orders: tuple[Order, ...], refunds: tuple[Refund, ...], receipts: tuple[Receipt, ...]
) -> set[int]:
    found = {one.created_by for one in orders} | {one.created_by for one in receipts}
    found |= {one.closed_by for one in orders} | {one.cancelled_by for one in receipts}
    found |= {one.asked_by for one in refunds} | {one.decided_by for one in refunds}
    return {one for one in found if one is not None}
