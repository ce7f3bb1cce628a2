"""The fees of a case: read, taken in cash, waived, given back by two people."""

import pytest

from engine.store.fee_refunds import list_refunds
from tests.web.money.treasury import Treasury


def test_an_officer_reads_what_is_due_and_why(treasury: Treasury) -> None:
    case = treasury.file()
    page = treasury.browser("alice").get(f"/cases/{case.code}/fees")
    assert "42.500" in page.words
    assert "TT 226/2016/TT-BTC" in page.words
    assert "NQ 01/2026/NQ-HĐND" in page.words


def test_another_office_sees_nothing(treasury: Treasury) -> None:
    case = treasury.file()
    charlie = treasury.browser("charlie")
    charlie.get(f"/cases/{case.code}/fees", 404)
    number = treasury.order(case).order_id
    charlie.post(f"/cases/{case.code}/fees/orders/{number}/cash", 404)
    assert treasury.order(case).state == "open"


def test_cash_is_taken_once_with_a_receipt(treasury: Treasury) -> None:
    case = treasury.file()
    alice, number = treasury.browser("alice"), treasury.order(case).order_id
    for _ in range(2):
        alice.post(f"/cases/{case.code}/fees/orders/{number}/cash")
    page = alice.get(f"/cases/{case.code}/fees")
    assert page.words.count("BL-2026-0000001") >= 1
    assert "BL-2026-0000002" not in page.words
    assert treasury.order(case).method == "cash"


def test_a_receipt_is_a_pdf(treasury: Treasury) -> None:
    case = treasury.file()
    treasury.call(case, "pay")
    answer = treasury.app.test_client()
    assert answer.get(f"/cases/{case.code}/fees/receipts/1").status_code == 302
    page = treasury.browser("alice").get(f"/cases/{case.code}/fees/receipts/1")
    assert page.response.data.startswith(b"%PDF-")


def test_a_waiver_asks_for_the_rest(treasury: Treasury) -> None:
    case = treasury.file()
    bob, order = treasury.browser("bob"), treasury.order(case)
    path = f"/cases/{case.code}/fees/orders/{order.order_id}/waive"
    bob.post(path, reason="hộ nghèo", legal_basis="NQ 01, Điều 4", line="lp")
    left = treasury.order(case)
    assert (left.amount, left.state, left.token) == (5_000, "open", order.token)
    assert treasury.call(case, "pay") == ("paid",)


@pytest.mark.parametrize(("reason", "basis"), [("", "NQ 01"), ("hộ nghèo", "")])
def test_a_waiver_needs_reason_and_basis(treasury: Treasury, reason: str, basis: str) -> None:
    case = treasury.file()
    number = treasury.order(case).order_id
    path = f"/cases/{case.code}/fees/orders/{number}/waive"
    treasury.browser("bob").post(path, reason=reason, legal_basis=basis, line="lp")
    assert treasury.order(case).order_id == number


def test_waiving_is_not_for_the_desk(treasury: Treasury) -> None:
    case = treasury.file()
    number = treasury.order(case).order_id
    path = f"/cases/{case.code}/fees/orders/{number}/waive"
    treasury.browser("alice").post(path, 403, reason="quen", legal_basis="không", line="lp")


def test_a_cancelled_order_lets_the_case_go_its_other_way(treasury: Treasury) -> None:
    case = treasury.file()
    number = treasury.order(case).order_id
    path = f"/cases/{case.code}/fees/orders/{number}/cancel"
    treasury.browser("alice").post(path, reason="nhập nhầm số trang")
    assert treasury.call(case, "pay") == ("late",)


def test_a_fee_is_not_given_back_where_the_card_does_not_say_so(treasury: Treasury) -> None:
    case = treasury.file()
    treasury.call(case, "pay")
    number = treasury.order(case).order_id
    alice = treasury.browser("alice")
    alice.post(f"/cases/{case.code}/fees/orders/{number}/refund", reason="xin lại")
    with treasury.context.database.read() as db:
        assert list_refunds(db, case.case_id) == ()


def test_money_paid_twice_goes_back_by_two_people(treasury: Treasury) -> None:
    case = treasury.file()
    treasury.call(case, "pay-twice")
    bob, number = treasury.browser("bob"), treasury.order(case).order_id
    page = bob.get(f"/cases/{case.code}/fees")
    call = page.field("call")
    path = f"/cases/{case.code}/fees"
    bob.post(f"{path}/orders/{number}/refund", reason="nộp hai lần", call=call)
    bob.post(f"{path}/refunds/1", 403, reason="đồng ý", act="approve")
    with treasury.context.database.read() as db:
        refund = list_refunds(db, case.case_id)[0]
    assert (refund.state, refund.amount, refund.occasion) == ("asked", 42_500, "paid-twice")


def test_a_cancelled_receipt_keeps_its_number(treasury: Treasury) -> None:
    case = treasury.file()
    treasury.call(case, "pay")
    alice = treasury.browser("alice")
    alice.post(f"/cases/{case.code}/fees/receipts/1/cancel", reason="sai tên người nộp")
    words = alice.get(f"/cases/{case.code}/fees").words
    assert "BL-2026-0000001" in words
    assert "BL-2026-0000002" in words


def test_the_desk_asks_for_a_fee_by_hand_once(treasury: Treasury) -> None:
    case = treasury.file()
    alice = treasury.browser("alice")
    path = f"/cases/{case.code}/fees/orders"
    for _ in range(2):
        alice.post(
            path,
            name="Phí khai thác",
            kind="phi",
            amount="30.000",
            legal_basis="TT 33/2019/TT-BTC",
            request_key="k1",
        )
    assert treasury.order(case).amount == 30_000
    assert treasury.order(case).order_id == 2


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "2026-13-01", "x"])
def test_a_day_that_is_none_is_no_fault_of_ours(treasury: Treasury, day: str) -> None:
    bob = treasury.browser("bob")
    bob.get(f"/money?day={day}")
    for part in ("", ".csv"):
        bob.get(f"/money/reconciliation/simulator/{day}{part}", 404)


def test_receipts_stand_with_the_letters_of_the_case(treasury: Treasury) -> None:
    case = treasury.file()
    treasury.call(case, "pay")
    page = treasury.browser("alice").get(f"/cases/{case.code}/letters")
    assert "BL-2026-0000001" in page.words
    assert f"/cases/{case.code}/fees/receipts/1" in page.text
