"""The page of a case that waits for a fee: says so, and tells what was reckoned and paid."""

from engine.actions.collect_fee import collect_cash
from engine.actions.complete_task import complete_task
from engine.jobs.worker import run_due
from engine.records.cases import Case
from engine.store.fee_orders import list_orders
from tests.web.casework import Casework


def work(casework: Casework) -> None:
    """Let the worker do all that is due."""
    while run_due(casework.context):
        pass


def compared(casework: Casework) -> Case:
    """Return copies whose original was compared, so that their fee is asked for."""
    case = casework.certify()
    place = casework.place(case, "doi_chieu")
    answers = {"ket_qua_doi_chieu": "hop_le", "so_trang": 10, "so_ban": 2}
    complete_task(casework.context, casework.cast.alice, place, answers)
    work(casework)
    return case


def test_a_case_that_waits_for_a_fee_leads_to_it(casework: Casework) -> None:
    case = compared(casework)
    page = casework.browser("alice").get(f"/cases/{case.code}")
    assert "Chờ nộp phí: 24.000 đ" in page.words
    assert "Hiện không ai phải làm gì" not in page.words
    assert f'href="/cases/{case.code}/fees"><strong>' in page.text


def test_what_was_reckoned_and_paid_reads_as_a_sentence(casework: Casework) -> None:
    case = compared(casework)
    with casework.context.database.read() as db:
        (order,) = list_orders(db, case.case_id)
    collect_cash(casework.context, casework.cast.alice, order.order_id)
    work(casework)
    alice = casework.browser("alice")

    words = alice.get(f"/cases/{case.code}").words
    assert "Phí chứng thực bản sao từ bản chính: 24.000 đ, từ 01/01/2017" in words
    assert "Đã nộp, 24.000 đ, tiền mặt, biên lai BL-2026-0000001" in words
    assert "Chờ nộp phí: 24.000 đ" not in words
    assert "Fee of certified copies: 24,000" in alice.get(f"/cases/{case.code}?lang=en").words
