"""Fees in the play: whoever filed from afar pays at the bank, the others at the desk."""

from datetime import datetime, timedelta
from random import Random

from engine.actions.collect_fee import collect_cash
from engine.actions.simulate_payment import PAY, simulate_payment
from engine.payments.simulator import SIMULATOR
from engine.records.cases import Case
from engine.records.fees import OPEN, Order
from engine.sample.pace import SPREAD, after_work
from engine.sample.plans import Plan
from engine.sample.stage import Stage
from engine.store.fee_orders import list_orders

DESK_MINUTES, CITIZEN_HOURS = 10.0, 20.0
# Share of the fees asked for lately that are left open for whoever looks at the sample.
LEFT = 0.3


def open_order(stage: Stage, case: Case) -> Order | None:
    """Return what the case asks to be paid, or None."""
    with stage.context.database.read() as db:
        orders = list_orders(db, case.case_id)
    return next((one for one in orders if one.state == OPEN), None)


def paid_at(stage: Stage, plan: Plan, order: Order, rng: Random) -> datetime:
    """Return when an order is paid: at the desk soon, from afar at leisure."""
    spread = rng.lognormvariate(0, SPREAD)
    if _at_bank(stage, plan, order):
        return order.created_at + timedelta(hours=CITIZEN_HOURS * spread)
    calendar = stage.context.calendars.current
    return after_work(order.created_at, DESK_MINUTES * spread, calendar)


def pay(stage: Stage, plan: Plan, case: Case, order_id: int) -> None:
    """Settle an order as its applicant does; nothing when it is settled or nobody may."""
    order = open_order(stage, case)
    if order is None or order.order_id != order_id:
        return
    if _at_bank(stage, plan, order):
        simulate_payment(stage.context, order.reference, PAY)
        return
    officer = next(
        (
            one
            for one in stage.people
            if any(post.office_id == order.office_id and post.kind == "desk" for post in one.posts)
        ),
        None,
    )
    if officer is not None:
        collect_cash(stage.context, officer, order.order_id)


def _at_bank(stage: Stage, plan: Plan, order: Order) -> bool:
    """Tell whether the simulated bank takes the money."""
    is_simulated = stage.context.sample_mode and order.provider == SIMULATOR
    return plan.channel == "online" and is_simulated
