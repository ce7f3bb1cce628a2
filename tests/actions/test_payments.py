"""Fees are asked for, paid, and proved; what is wrong about a call-back changes nothing."""

from dataclasses import replace
from pathlib import Path

import pytest

from engine.actions.intervene import cancel_case, resume_case, suspend_case
from engine.actions.verify_cases import verify_cases
from engine.jobs.worker import run_due
from engine.records.fees import EXPIRED, FREE, OPEN, PAID
from engine.runtime.peek import peek
from engine.store.payment_calls import list_bad_calls
from engine.store.receipts import list_receipts
from tests.actions.conftest import Stage
from tests.actions.paying import Till, make_till
from tests.make import reread


@pytest.fixture
def till(stage: Stage, tmp_path: Path) -> Till:
    """Give a desk that asks for fees."""
    return make_till(stage, tmp_path)


def test_the_case_waits_for_what_the_table_says(till: Till) -> None:
    case = till.file(channel="direct")
    order = till.order(case)
    assert [(one.code, one.due) for one in order.lines] == [("ct", 5_000), ("lp", 75_000)]
    assert (order.amount, order.state, till.steps(case)) == (80_000, OPEN, [])
    assert (case.standing.portal_status, case.standing.paused) == (6, True)


def test_a_payment_lets_the_case_go_on_with_a_receipt(till: Till) -> None:
    case = till.file()
    assert till.pay(till.order(case)) == "paid"
    assert till.order(case).state == PAID
    assert till.steps(case) == ["xem"]
    found = reread(till.context, case)
    assert found.state is not None
    told = peek(found.state).names["da_nop"]
    assert isinstance(told, dict)
    assert told["receipt"] == "BL-2026-0000001"
    assert (told["amount"], told["method"], told["transaction"]) == (42_500, "online", "GD-0001")


def test_nothing_due_needs_no_payment(till: Till) -> None:
    case = till.file(dien="chinh_sach", so_trang=None)
    assert till.order(case).state == FREE
    assert till.steps(case) == ["xem"]


def test_the_log_proves_what_was_paid(till: Till) -> None:
    case = till.file()
    till.pay(till.order(case))
    assert [one.discrepancies for one in verify_cases(till.context, [case.code])] == [()]


def test_a_second_run_of_the_job_asks_no_second_time(till: Till) -> None:
    case = till.file()
    suspend_case(till.context, till.stage.cast.frank, case.case_id, "kiểm tra")
    resume_case(till.context, till.stage.cast.frank, case.case_id)
    run_due(till.context)
    assert till.order(case, 0) == till.order(case)
    assert till.pay(till.order(case)) == "paid"


@pytest.mark.parametrize(
    ("changes", "verdict"),
    [
        ({"amount": 1}, "wrong-amount"),
        ({"amount": "42500.0"}, "unreadable"),
        ({"currency": "USD"}, "wrong-currency"),
        ({"reference": "P0"}, "unknown-order"),
        ({"state": "maybe"}, "unreadable"),
        ({"transaction": ""}, "unreadable"),
        ({"transaction": "a\u0000b"}, "unreadable"),
    ],
)
def test_what_does_not_fit_changes_nothing(
    till: Till, changes: dict[str, object], verdict: str
) -> None:
    case = till.file()
    assert till.pay(till.order(case), **changes) == verdict
    assert (till.order(case).state, till.steps(case)) == (OPEN, [])
    assert till.reports() == [verdict]


def test_a_forged_call_back_changes_nothing_and_leaves_the_log_alone(till: Till) -> None:
    case = till.file()
    order = till.order(case)
    for _ in range(3):
        assert till.send(till.sign(till.body(order), secret="x" * 40)) == "forged"
    assert (till.order(case).state, till.steps(case)) == (OPEN, [])
    assert till.reports() == ["forged"]
    assert reread(till.context, case).seq == case.seq


def test_a_signature_is_for_one_body_only(till: Till) -> None:
    case = till.file()
    signed = till.sign(till.body(till.order(case), amount=1))
    body = signed.body.replace(b'"amount":1', b'"amount":42500')
    assert till.send(replace(signed, body=body)) == "forged"


def test_the_order_of_names_does_not_matter_to_a_signature(till: Till) -> None:
    case = till.file()
    signed = till.sign(till.body(till.order(case)))
    turned = b"{ " + b", ".join(reversed(signed.body[1:-1].split(b","))) + b" }"
    assert till.send(replace(signed, body=turned)) == "paid"


def test_an_old_call_back_is_not_taken(till: Till) -> None:
    case = till.file()
    signed = till.sign(till.body(till.order(case)))
    till.pass_time(minutes=6)
    assert till.send(signed) == "stale"
    assert till.order(case).state == OPEN


def test_the_same_call_back_twice_is_answered_well_and_counts_once(till: Till) -> None:
    case = till.file()
    signed = till.sign(till.body(till.order(case)))
    assert [till.send(signed), till.send(signed)] == ["paid", "doubled"]
    assert till.pay(till.order(case)) == "doubled"
    with till.context.database.read() as db:
        assert len(list_receipts(db, case.case_id)) == 1


def test_a_declined_payment_of_another_sum_is_declined(till: Till) -> None:
    case = till.file()
    assert till.pay(till.order(case), state="declined", amount=1) == "declined"
    assert "wrong-amount" not in till.reports()


def test_a_number_used_once_is_good_for_one_body(till: Till) -> None:
    case = till.file()
    first = till.sign(till.body(till.order(case), state="declined"))
    assert till.send(first) == "declined"
    assert till.send(first) == "doubled"
    assert till.pay(till.order(case)) == "paid"


def test_a_wrong_one_sent_again_stays_wrong_and_is_told_once(till: Till) -> None:
    case = till.file()
    signed = till.sign(till.body(till.order(case), amount=1))
    assert [till.send(signed) for _ in range(3)] == ["wrong-amount"] * 3
    assert till.reports() == ["wrong-amount"]
    assert reread(till.context, case).seq == case.seq + 1


def test_paying_twice_is_reported(till: Till) -> None:
    case = till.file()
    till.pay(till.order(case))
    assert till.pay(till.order(case), transaction="GD-0002") == "paid-twice"
    assert till.reports() == ["paid-twice"]


def test_an_order_runs_out_and_the_case_goes_its_other_way(till: Till) -> None:
    case = till.file()
    order = till.order(case)
    till.pass_time(days=8)
    assert till.pay(order) == "late"
    run_due(till.context)
    found = reread(till.context, case)
    assert (found.standing.ending, till.order(case).state) == ("closed", EXPIRED)
    assert till.pay(order, transaction="GD-0002") == "late"


def test_a_payment_made_after_the_order_ran_out_is_late(till: Till) -> None:
    case = till.file()
    order = till.order(case)
    later = order.expires_at.replace(year=2027).isoformat()
    assert till.pay(order, paid_at=later) == "late"


def test_an_ended_case_takes_no_money(till: Till) -> None:
    case = till.file()
    order = till.order(case)
    cancel_case(till.context, till.stage.cast.frank, case.case_id, "nộp nhầm")
    assert till.pay(order) == "late"


def test_money_for_a_suspended_case_is_taken_and_used_when_it_goes_on(till: Till) -> None:
    case = till.file()
    suspend_case(till.context, till.stage.cast.frank, case.case_id, "kiểm tra")
    assert till.pay(till.order(case)) == "paid"
    assert till.steps(case) == []
    resume_case(till.context, till.stage.cast.frank, case.case_id)
    run_due(till.context)
    assert till.steps(case) == ["xem"]


def test_forged_ones_are_counted_by_the_order_they_name(till: Till) -> None:
    first, second = till.file(), till.file()
    for case in (first, second, second):
        till.send(till.sign(till.body(till.order(case)), secret="x" * 40))
    till.send(till.sign(till.body(till.order(first), reference="P0"), secret="x" * 40))
    with till.context.database.read() as db:
        found = {(one.case_id, one.times) for one in list_bad_calls(db, None)}
    assert found == {(first.case_id, 1), (second.case_id, 2), (None, 1)}
