"""An order that changes while its provider is told of it: what was waived is not paid unseen."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import orjson
import pytest

from engine.actions.collect_fee import cancel_order, collect_cash, waive_fee
from engine.actions.refund_fee import ask_refund
from engine.context import Context
from engine.jobs.recalls import recall_orders
from engine.jobs.worker import run_due
from engine.outside.http import Reply, Request
from engine.payments.providers import Provider
from engine.payments.simulator import SIMULATOR
from engine.queries.fees import get_case_fees
from engine.records.cases import Case
from engine.records.fees import OPEN, PAID, REPLACED, WAIVED
from engine.store.fee_orders import find_by_reference, list_open
from engine.store.log import read_log
from tests.actions.conftest import Stage
from tests.actions.paying import Till, make_till

BANK = "https://bank.example.vn"
WHY = ("Hộ nghèo", "Nghị quyết 01/2026, Điều 3")


@dataclass
class Bank:
    """A provider that is told of orders; while it takes one, something else may happen."""

    meanwhile: Callable[[str], object] | None = None
    told: list[tuple[str, str]] = field(default_factory=list)
    statuses: list[int] = field(default_factory=list)

    def call(self, request: Request) -> Reply:
        """Remember what was told; answer where to pay."""
        reference = orjson.loads(request.body or b"")["reference"]
        self.told.append((request.url.rpartition("/")[2], reference))
        act, self.meanwhile = self.meanwhile, None
        if act is not None:
            act(reference)
        answer = orjson.dumps({"pay_url": f"{BANK}/pay/{reference}"})
        status = self.statuses.pop(0) if self.statuses else 200
        return Reply(status=status, headers={"content-type": "application/json"}, body=answer)


class Died(BaseException):
    """The worker was killed."""


class Between(dict[str, Provider]):
    """Providers; something else happens before one is looked up."""

    act: Callable[[], object] | None = None

    def get(self, key: str, default: Any = None) -> Any:
        """Act once, then return the provider."""
        act, self.act = self.act, None
        if act is not None:
            act()
        return super().get(key, default)


@dataclass(frozen=True, kw_only=True)
class Desk:
    """A till whose provider is told of orders."""

    till: Till
    bank: Bank

    @property
    def context(self) -> Context:
        """The context of the till."""
        return self.till.context

    def waive(self, *codes: str) -> Callable[[str], object]:
        """Return an act that waives these lines of an order, as Bob, who leads the office."""
        bob = self.till.stage.cast.bob
        return lambda reference: waive_fee(self.context, bob, self.number(reference), WHY, codes)

    def only_reference(self) -> str:
        """Return the reference of the order that was made last."""
        with self.context.database.read() as db:
            return list_open(db, None, 1)[0].reference

    def number(self, reference: str) -> int:
        """Return the number of an order."""
        with self.context.database.read() as db:
            order = find_by_reference(db, reference)
        assert order is not None
        return order.order_id

    def events(self, case: Case) -> list[str]:
        """Return what the log of a case tells."""
        with self.context.database.read() as db:
            entries = read_log(db, case.case_id)
        return [event.kind for entry in entries for event in entry.events]


@pytest.fixture
def desk(stage: Stage, tmp_path: Path) -> Desk:
    """Give a desk with a bank."""
    till, bank = make_till(stage, tmp_path), Bank()
    provider = replace(
        till.context.payments[SIMULATOR],
        order_url=f"{BANK}/orders",
        cancel_url=f"{BANK}/cancels",
        pay_url=None,
    )
    context = replace(till.context, payments={SIMULATOR: provider}, outside=bank)
    told = replace(till, stage=replace(stage, context=context), context=context)
    return Desk(till=told, bank=bank)


def test_what_is_left_of_a_waived_order_can_be_paid_online(desk: Desk) -> None:
    desk.bank.meanwhile = desk.waive("ct")
    case = desk.till.file()
    run_due(desk.context)
    first, rest = desk.till.order(case, 0), desk.till.order(case)
    assert (first.state, first.pay_url) == (REPLACED, None)
    assert (rest.state, rest.pay_url) == (OPEN, f"{BANK}/pay/{rest.reference}")
    assert desk.till.pay(rest) == "paid"


def test_a_provider_is_told_that_a_waived_order_counts_no_more(desk: Desk) -> None:
    desk.bank.meanwhile = desk.waive("ct", "lp")
    case = desk.till.file()
    order = desk.till.order(case)
    run_due(desk.context)
    run_due(desk.context)
    assert (order.state, order.pay_url) == (WAIVED, None)
    assert desk.bank.told == [("orders", order.reference), ("cancels", order.reference)]
    assert "order-recalled" in desk.events(case)


def test_who_pays_a_waived_order_all_the_same_gets_it_back(desk: Desk) -> None:
    desk.bank.meanwhile = desk.waive("ct", "lp")
    case = desk.till.file()
    order = desk.till.order(case)
    assert desk.till.pay(order) == "late"
    alice = desk.till.stage.cast.alice
    (held,) = get_case_fees(desk.context, alice, case.code).held
    refund = ask_refund(desk.context, alice, order.order_id, "Đã được miễn", held.call_id)
    assert (refund.amount, refund.occasion) == (order.amount, "late")


def test_an_order_paid_in_cash_is_recalled_and_one_paid_online_is_not(desk: Desk) -> None:
    by_cash, online = desk.till.file(), desk.till.file()
    collect_cash(desk.context, desk.till.stage.cast.alice, desk.till.order(by_cash).order_id)
    assert desk.till.pay(desk.till.order(online)) == "paid"
    assert recall_orders(desk.context) == 1
    assert desk.bank.told[-1] == ("cancels", desk.till.order(by_cash).reference)
    assert desk.till.order(online).state == PAID


def test_a_recall_that_does_not_arrive_is_tried_again(desk: Desk) -> None:
    case = desk.till.file()
    cancel_order(
        desk.context, desk.till.stage.cast.alice, desk.till.order(case).order_id, "Nhập nhầm"
    )
    desk.bank.statuses = [503, 200]
    assert [recall_orders(desk.context), recall_orders(desk.context)] == [1, 0]
    desk.till.pass_time(minutes=1)
    assert [recall_orders(desk.context), recall_orders(desk.context)] == [1, 0]
    assert desk.events(case).count("order-recalled") == 1


def test_a_recall_that_is_refused_is_told_in_the_log(desk: Desk) -> None:
    case = desk.till.file()
    cancel_order(
        desk.context, desk.till.stage.cast.alice, desk.till.order(case).order_id, "Nhập nhầm"
    )
    desk.bank.statuses = [404]
    recall_orders(desk.context)
    assert "order-not-recalled" in desk.events(case)
    desk.till.pass_time(days=1)
    assert recall_orders(desk.context) == 0


def test_nobody_is_told_of_an_order_that_was_waived_just_before(desk: Desk) -> None:
    waived = Between(desk.context.payments)
    waived.act = lambda: desk.waive("ct", "lp")(desk.only_reference())
    slow = replace(desk.context, payments=waived)
    stage = replace(desk.till.stage, context=slow)
    case = replace(desk.till, stage=stage, context=slow).file()
    run_due(desk.context)
    assert (desk.till.order(case).state, desk.bank.told) == (WAIVED, [])


def test_an_order_whose_announcer_died_is_recalled_after_it(desk: Desk) -> None:
    def die(reference: str) -> None:
        desk.waive("ct", "lp")(reference)
        assert recall_orders(desk.context) == 0
        raise Died

    desk.bank.meanwhile = die
    with pytest.raises(Died):
        desk.till.file()
    desk.till.pass_time(minutes=3)
    assert recall_orders(desk.context) == 1
    assert [one for one, _reference in desk.bank.told] == ["orders", "cancels"]
