"""Fees of shipped procedures through the actions: asked for, paid, and those of their day."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from engine.actions.collect_fee import collect_cash, waive_fee
from engine.actions.complete_task import complete_task
from engine.actions.refund_fee import ask_refund
from engine.actions.send_back import Wish, send_back
from engine.actions.start_case import start_case
from engine.jobs.worker import run_due
from engine.letters.wording import ZONE
from engine.queries.ways_back import get_ways_back
from engine.records.cases import Case
from engine.records.fees import CASH, EXPIRED, FREE, OPEN, PAID, TOO_MUCH
from engine.records.filings import Filing
from engine.records.outcomes import RUNNING
from engine.records.people import Person, Post
from engine.sample.papers import store_papers
from engine.store.fee_orders import list_orders
from engine.store.log import read_log
from engine.store.people import insert_person
from tests.actions.conftest import Stage
from tests.actions.paying import Till, make_till
from tests.make import publish, reread, task_at
from tests.procedures.shipped import scenarios_of

COPIES, PERMIT = "chung-thuc-ban-sao", "giay-phep-xay-dung"
VALID = {"ket_qua_doi_chieu": "hop_le", "so_trang": 10, "so_ban": 2}
# The last day on which the sample province takes nothing for a permit that is filed online.
LAST_FREE = datetime(2026, 6, 30, 9, tzinfo=ZONE)


@pytest.fixture
def till(stage: Stage, tmp_path: Path) -> Till:
    """Give a till with the two procedures of a commune, in June."""
    stage.clock.move_to(LAST_FREE)
    made = make_till(stage, tmp_path)
    for key in (COPIES, PERMIT):
        publish(made.context, key)
    return made


@pytest.fixture
def gail(till: Till) -> Person:
    """Give somebody who decides and issues."""
    office = till.stage.cast.office_id
    posts = tuple(
        Post(office_id=office, office_code="H99.1", kind=kind) for kind in ("leader", "clerk")
    )
    given = Person(person_id=0, login="gail", name="Gail", posts=posts)
    with till.context.database.begin() as db:
        return insert_person(db, given, "x", till.context.clock.now())


def file_one(till: Till, key: str, scenario: str, channel: str) -> Case:
    """File what a shipped scenario files, with papers that are there."""
    paper = dict(store_papers(till.context.files)[0])
    given = scenarios_of(key)[scenario].answers
    answers = {name: [paper] if name.startswith("tep_") else one for name, one in given.items()}
    filing = Filing(
        procedure_key=key,
        office_id=till.stage.cast.office_id,
        answers=answers,
        channel=channel,
    )
    return start_case(till.context, filing)


def work(till: Till) -> None:
    """Let the worker do all that is due."""
    while run_due(till.context):
        pass


def do(till: Till, case: Case, by: Person, step: tuple[str, Mapping[str, Any]]) -> None:
    """Complete a step, and let the worker do what follows."""
    element, answers = step
    complete_task(till.context, by, task_at(till.context, case, element), answers)
    work(till)


def grant(till: Till, case: Case, gail: Person) -> None:
    """Lead a permit by its shortest way until it is issued."""
    cast = till.stage.cast
    others = {"soat_xet": cast.bob, "quyet_dinh": gail, "phat_hanh": gail}
    for move in scenarios_of(PERMIT)["khong-can-hoi"].moves:
        step = move.target or ""
        if move.act != "complete":
            return
        do(till, case, others.get(step, cast.alice), (step, move.answers))


def go_back(till: Till, case: Case, by: Person, way: tuple[str, str]) -> None:
    """Send an open step of a case back to one that was completed."""
    place = task_at(till.context, case, way[0])
    targets = (one.target for one in get_ways_back(till.context, by, place).ways)
    to = next(one.step.token for one in targets if one.step.element == way[1])
    send_back(till.context, by, place, Wish(to=to, reason="ghi sai", is_confirmed=True))
    work(till)


def pay(till: Till, case: Case) -> None:
    """Take the cash of the last order at the desk, and let the worker do what follows."""
    collect_cash(till.context, till.stage.cast.alice, till.order(case).order_id)
    work(till)


def orders(till: Till, case: Case) -> list[tuple[str, int]]:
    """Return state and amount of the orders of a case."""
    with till.context.database.read() as db:
        return [(one.state, one.amount) for one in list_orders(db, case.case_id)]


def test_copies_are_certified_once_the_desk_has_taken_the_fee(till: Till) -> None:
    alice, case = till.stage.cast.alice, file_one(till, COPIES, "tai-quay", "direct")
    do(till, case, alice, ("doi_chieu", VALID))
    order = till.order(case)
    assert (order.state, order.amount, till.steps(case)) == (OPEN, 24_000, [])

    receipt = collect_cash(till.context, alice, order.order_id)
    work(till)

    assert (till.order(case).state, till.order(case).method) == (PAID, CASH)
    assert (receipt.amount, till.steps(case)) == (24_000, ["soan_loi_chung"])


def test_copies_go_on_when_the_bank_tells_that_they_are_paid(till: Till) -> None:
    case = file_one(till, COPIES, "tai-quay", "online")
    do(till, case, till.stage.cast.alice, ("doi_chieu", VALID))
    till.pay(till.order(case), amount=23_000)
    assert till.steps(case) == []
    till.pay(till.order(case))
    work(till)
    assert till.steps(case) == ["soan_loi_chung"]


def test_copies_go_on_when_the_head_waives_the_fee(till: Till) -> None:
    case = file_one(till, COPIES, "tai-quay", "direct")
    do(till, case, till.stage.cast.alice, ("doi_chieu", VALID))
    order_id, told = till.order(case).order_id, ("Hộ nghèo", "Quyết định của Chủ tịch xã")
    waive_fee(till.context, till.stage.cast.bob, order_id, told, ("CTBS-01",))
    work(till)
    assert till.steps(case) == ["soan_loi_chung"]


def test_copies_whose_fee_is_not_paid_are_closed(till: Till) -> None:
    case = file_one(till, COPIES, "tai-quay", "direct")
    do(till, case, till.stage.cast.alice, ("doi_chieu", VALID))
    till.stage.clock.move_to(till.order(case).expires_at + timedelta(seconds=1))
    work(till)
    assert reread(till.context, case).standing.ending == "closed"


def test_a_permit_keeps_the_fee_of_the_day_on_which_it_was_received(
    till: Till, gail: Person
) -> None:
    before = file_one(till, PERMIT, "khong-can-hoi", "online")
    till.stage.clock.move_to(LAST_FREE + timedelta(days=1))
    after = file_one(till, PERMIT, "khong-can-hoi", "online")
    for case in (before, after):
        grant(till, case, gail)
    assert (till.order(before).state, till.order(before).amount) == (FREE, 0)
    assert till.steps(before) == ["tra_ket_qua"]
    assert (till.order(after).state, till.order(after).amount) == (OPEN, 37_500)
    assert till.steps(after) == []


def test_a_permit_that_is_not_paid_stays_and_the_desk_has_its_fee_asked_for_again(
    till: Till, gail: Person
) -> None:
    case = file_one(till, PERMIT, "khong-can-hoi", "direct")
    grant(till, case, gail)
    till.stage.clock.move_to(till.order(case).expires_at + timedelta(days=90))
    work(till)
    assert orders(till, case) == [(EXPIRED, 75_000)]
    assert till.steps(case) == ["nhac_le_phi"]
    asked = ("nhac_le_phi", {"cach_lien_he": "dien_thoai"})
    do(till, case, till.stage.cast.alice, asked)
    assert orders(till, case) == [(EXPIRED, 75_000), (OPEN, 75_000)]
    assert reread(till.context, case).standing.status == RUNNING


def copies_paid(till: Till, **changes: Any) -> Case:
    """Return copies whose fee of 24,000 was paid, compared anew with other numbers."""
    alice, case = till.stage.cast.alice, file_one(till, COPIES, "tai-quay", "direct")
    do(till, case, alice, ("doi_chieu", VALID))
    pay(till, case)
    go_back(till, case, alice, ("soan_loi_chung", "doi_chieu"))
    do(till, case, alice, ("doi_chieu", {**VALID, **changes}))
    return case


def test_a_fee_paid_before_is_not_asked_for_again_when_the_case_went_back(till: Till) -> None:
    case = copies_paid(till)
    assert orders(till, case) == [(PAID, 24_000), (FREE, 0)]
    assert till.steps(case) == ["soan_loi_chung"]


def test_only_what_is_more_than_before_is_asked_for(till: Till) -> None:
    case = copies_paid(till, so_ban=3)
    assert orders(till, case) == [(PAID, 24_000), (OPEN, 12_000)]
    pay(till, case)
    alice = till.stage.cast.alice
    go_back(till, case, alice, ("soan_loi_chung", "doi_chieu"))
    do(till, case, alice, ("doi_chieu", {**VALID, "so_ban": 4}))
    assert orders(till, case)[2:] == [(OPEN, 12_000)]


def test_what_was_paid_too_much_is_noted_and_goes_back_once(till: Till) -> None:
    case = copies_paid(till, so_ban=1)
    alice, first = till.stage.cast.alice, till.order(case, 0)
    with till.context.database.read() as db:
        events = [one for entry in read_log(db, case.case_id) for one in entry.events]
    assert [one.values["amount"] for one in events if one.kind == "fee-overpaid"] == [12_000]

    refund = ask_refund(till.context, alice, first.order_id, "nộp thừa")

    assert (refund.occasion, refund.amount) == (TOO_MUCH, 12_000)
    assert ask_refund(till.context, alice, first.order_id, "lần nữa") == refund
    go_back(till, case, alice, ("soan_loi_chung", "doi_chieu"))
    do(till, case, alice, ("doi_chieu", VALID))
    assert orders(till, case)[2:] == [(OPEN, 12_000)]


def test_a_fee_that_was_waived_stays_waived_when_the_case_went_back(till: Till) -> None:
    alice, case = till.stage.cast.alice, file_one(till, COPIES, "tai-quay", "direct")
    do(till, case, alice, ("doi_chieu", VALID))
    told = ("Hộ nghèo", "Quyết định của Chủ tịch xã")
    waive_fee(till.context, till.stage.cast.bob, till.order(case).order_id, told, ("CTBS-01",))
    work(till)
    go_back(till, case, alice, ("soan_loi_chung", "doi_chieu"))
    do(till, case, alice, ("doi_chieu", VALID))
    assert till.order(case).state == FREE


def test_a_permit_issued_anew_is_not_paid_again(till: Till, gail: Person) -> None:
    case = file_one(till, PERMIT, "khong-can-hoi", "direct")
    grant(till, case, gail)
    pay(till, case)
    go_back(till, case, till.stage.cast.alice, ("tra_ket_qua", "phat_hanh"))
    again = {"so_giay_phep": "11/GPXD", "ngay_cap": "2026-06-30", "da_dong_dau_ban_ve": True}
    do(till, case, gail, ("phat_hanh", again))
    assert orders(till, case) == [(PAID, 75_000), (FREE, 0)]
    assert till.steps(case) == ["tra_ket_qua"]


def test_the_fee_of_a_permit_that_is_refused_after_all_goes_back(till: Till, gail: Person) -> None:
    case = file_one(till, PERMIT, "khong-can-hoi", "direct")
    grant(till, case, gail)
    pay(till, case)
    go_back(till, case, till.stage.cast.alice, ("tra_ket_qua", "quyet_dinh"))
    for move in scenarios_of(PERMIT)["tu-choi-cap"].moves:
        if move.target in ("quyet_dinh", "phat_hanh_tu_choi"):
            do(till, case, gail, (move.target, move.answers))
    assert reread(till.context, case).standing.ending == "refused"
    refund = ask_refund(
        till.context, till.stage.cast.alice, till.order(case).order_id, "không cấp phép"
    )
    assert (refund.occasion, refund.amount) == ("refused", 75_000)
