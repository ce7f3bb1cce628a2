"""Receipts without gaps, orders nobody waits for, days compared with the bank."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

from engine.actions.collect_fee import collect_cash
from engine.actions.intervene import cancel_case
from engine.actions.reconcile_payments import take_statement, tend_payments
from engine.actions.refund_fee import ask_refund, decide_refund
from engine.errors import AccessDenied, FourEyes, InputRefused
from engine.jobs.worker import run_due
from engine.payments.simulator import SIMULATOR
from engine.queries.fees import get_case_fees
from engine.queries.money import get_day_compared, get_money_day
from engine.records.fees import APPROVED
from engine.refusals import OrderClosed, RefundRefused
from engine.store.payment_calls import list_bad_calls, list_held
from engine.store.payment_statements import list_payment_days
from engine.store.receipts import receipts_between
from tests.actions.conftest import Stage
from tests.actions.paying import Till, make_till

MONDAY = date(2026, 11, 23)


@pytest.fixture
def till(stage: Stage, tmp_path: Path) -> Till:
    """Give a desk that asks for fees."""
    return make_till(stage, tmp_path)


def statement(*lines: str) -> tuple[str, bytes]:
    """Return a statement of the bank."""
    return "sao-ke.csv", "\n".join(("reference,transaction,amount", *lines)).encode()


def test_many_desks_take_money_at_once_and_numbers_have_no_gaps(till: Till) -> None:
    orders = [till.order(till.file()).order_id for _ in range(12)]
    with ThreadPoolExecutor(6) as desks:
        alice = till.stage.cast.alice
        made = desks.map(lambda number: collect_cash(till.context, alice, number), orders)
        assert sorted(one.number for one in made) == list(range(1, 13))


def test_a_payment_that_is_undone_uses_up_no_number(till: Till) -> None:
    case = till.file()
    till.pay(till.order(case))
    with pytest.raises(OrderClosed):
        collect_cash(till.context, till.stage.cast.alice, till.order(case).order_id)
    other = till.order(till.file())
    assert collect_cash(till.context, till.stage.cast.alice, other.order_id).number == 2


def test_cash_and_bank_at_once_pay_once(till: Till) -> None:
    case = till.file()
    order = till.order(case)
    collect_cash(till.context, till.stage.cast.alice, order.order_id)
    assert till.pay(order) == "paid-twice"
    with till.context.database.read() as db:
        now = till.context.clock.now()
        begin = now.replace(hour=0)
        assert len(receipts_between(db, None, begin, now.replace(hour=23))) == 1


def test_what_was_paid_twice_goes_back_by_two_people(till: Till) -> None:
    case = till.file()
    till.pay(till.order(case))
    till.pay(till.order(case), transaction="GD-0002")
    with till.context.database.read() as db:
        call = list_bad_calls(db, None)[0]
    order_id = till.order(case).order_id
    cast = till.stage.cast
    asked = ask_refund(till.context, cast.alice, order_id, "nộp hai lần", call.call_id)
    again = ask_refund(till.context, cast.alice, order_id, "nộp hai lần", call.call_id)
    assert (again.refund_id, asked.amount) == (asked.refund_id, 42_500)
    with pytest.raises(AccessDenied):
        decide_refund(till.context, cast.alice, asked.refund_id, True, "đúng")
    done = decide_refund(till.context, cast.bob, asked.refund_id, True, "đúng")
    assert done.state == APPROVED
    with pytest.raises(RefundRefused):
        decide_refund(till.context, cast.bob, asked.refund_id, False, "đổi ý")


def test_each_payment_too_many_goes_back_once(till: Till) -> None:
    case = till.file()
    till.pay(till.order(case))
    for told, transaction in enumerate(("GD-0002", "GD-0003", "GD-0003")):
        till.pay(till.order(case), transaction=transaction, told=told)
    with till.context.database.read() as db:
        calls = list_bad_calls(db, None)
        assert [one.transaction for one in list_held(db, None)] == ["GD-0002", "GD-0003"]
        assert list_held(db, [till.stage.cast.office_id + 1]) == ()
    alice, order_id = till.stage.cast.alice, till.order(case).order_id
    asked = [
        ask_refund(till.context, alice, order_id, "nộp thừa", one.call_id).refund_id
        for one in calls
    ]
    assert (len(asked), len(set(asked))) == (3, 2)
    assert get_case_fees(till.context, alice, case.code).held == ()
    assert get_money_day(till.context, alice, None).held == ()


def test_who_asked_for_a_refund_does_not_decide_on_it(till: Till) -> None:
    case = till.file()
    till.pay(till.order(case))
    till.pay(till.order(case), transaction="GD-0002")
    with till.context.database.read() as db:
        call = list_bad_calls(db, None)[0]
    bob = till.stage.cast.bob
    asked = ask_refund(till.context, bob, till.order(case).order_id, "hai lần", call.call_id)
    with pytest.raises(FourEyes):
        decide_refund(till.context, bob, asked.refund_id, True, "đúng")


def test_a_day_agrees_with_the_statement_or_says_where_not(till: Till) -> None:
    orders = [till.order(till.file()) for _ in range(3)]
    for number, order in enumerate(orders):
        till.pay(order, transaction=f"GD-{number}")
    till.pass_time(days=1)
    first, second, _third = orders
    told = statement(
        f"{first.reference},GD-0,42500", f"{second.reference},GD-1,40000", "P999,GD-9,1000"
    )
    place = (SIMULATOR, MONDAY)
    found = take_statement(till.context, till.stage.cast.frank, place, told)
    counts = (found.matched, found.differing, found.missing_there, found.missing_here)
    assert counts == (1, 1, 1, 1)
    seen = get_day_compared(till.context, till.stage.cast.alice, *place)
    assert [one.outcome for one in seen.rows] == ["matched", "differing", "missing-there"]
    assert get_day_compared(till.context, till.stage.cast.charlie, *place).rows == ()


def test_a_second_statement_takes_the_place_of_the_first(till: Till) -> None:
    order = till.order(till.file())
    till.pay(order)
    till.pass_time(days=1)
    frank, place = till.stage.cast.frank, (SIMULATOR, MONDAY)
    assert take_statement(till.context, frank, place, statement()).missing_there == 1
    right = statement(f"{order.reference},GD-0001,42500")
    assert take_statement(till.context, frank, place, right).matched == 1


def test_a_day_that_is_not_over_is_not_compared(till: Till) -> None:
    with pytest.raises(InputRefused):
        take_statement(till.context, till.stage.cast.frank, (SIMULATOR, MONDAY), statement())


def test_the_worker_compares_each_day_once(till: Till) -> None:
    till.pass_time(days=1)
    assert tend_payments(till.context) == 7
    assert tend_payments(till.context) == 0
    with till.context.database.read() as db:
        assert len(list_payment_days(db, "2026-01-01")) == 7


def test_an_order_that_nobody_waits_for_is_closed(till: Till) -> None:
    case = till.file()
    cancel_case(till.context, till.stage.cast.frank, case.case_id, "nộp nhầm")
    tend_payments(till.context)
    assert till.order(case).state == "cancelled"


def test_the_day_of_an_office_is_its_own(till: Till) -> None:
    till.pay(till.order(till.file()))
    run_due(till.context)
    cast = till.stage.cast
    assert get_money_day(till.context, cast.alice, None).online == 42_500
    assert get_money_day(till.context, cast.charlie, None).online == 0
    assert get_money_day(till.context, cast.erin, None).is_all
