"""Fee lines: amounts, exemptions, discounts, and the rules of the day of receipt."""

from datetime import date
from pathlib import Path

import pytest

from engine.decisions.evaluate import evaluate, plain
from engine.decisions.reader import read_decision
from engine.payments.lines import Filed, read_lines
from engine.records.fees import total_due
from engine.records.values import Json
from engine.refusals import FeesUnreadable

TABLE = Path("tests/folders/nop-phi/decisions/cac-khoan.dmn")
NOW = Filed(on=date(2026, 11, 23), channel="direct")
ONLINE = Filed(on=date(2026, 11, 23), channel="online")
LINE: dict[str, Json] = {"code": "a", "name": "Phí", "amount": 1_000}


def fees_of(names: dict[str, object], filed: Filed = NOW) -> dict[str, int]:
    """Return what the table of the test procedure asks for, by code."""
    decision = read_decision(TABLE.read_bytes())
    return {one.code: one.due for one in read_lines(plain(evaluate(decision, names)), filed)}


# Chứng thực bản sao 2.000815: 2,000 VND a page, from the third on 1,000, at most 200,000.
@pytest.mark.parametrize(
    ("pages", "due"),
    [(1, 2_000), (2, 4_000), (3, 5_000), (10, 12_000), (198, 200_000), (500, 200_000)],
)
def test_certified_copies_cost_what_the_law_says(pages: int, due: int) -> None:
    assert fees_of({"so_trang": pages, "dien": "thuong"})["ct"] == due


def test_a_line_holds_on_the_days_it_is_valid() -> None:
    before = Filed(on=date(2026, 6, 30), channel="direct")
    assert fees_of({"so_trang": 1, "dien": "thuong"}, before)["lp"] == 60_000
    assert fees_of({"so_trang": 1, "dien": "thuong"})["lp"] == 75_000


def test_who_is_exempt_pays_nothing_for_that_line() -> None:
    assert fees_of({"so_trang": 1, "dien": "chinh_sach"}) == {"ct": 2_000, "lp": 0}


@pytest.mark.parametrize(("amount", "due"), [(75_000, 37_500), (75_001, 37_500), (1, 0), (0, 0)])
def test_online_halves_go_to_the_applicant(amount: int, due: int) -> None:
    lines = read_lines({**LINE, "amount": amount, "discount_online": 50}, ONLINE)
    assert total_due(lines) == due


def test_the_discount_is_for_online_only() -> None:
    assert total_due(read_lines({**LINE, "discount_online": 50}, NOW)) == 1_000


def test_no_line_is_nothing_to_pay() -> None:
    assert read_lines(None, NOW) == read_lines([], NOW) == ()


@pytest.mark.parametrize(
    "wrong",
    [
        {"amount": 10.5},
        {"amount": -1},
        {"amount": "1000"},
        {"amount": True},
        {"amount": None},
        {"amount": 10**13},
        {"name": ""},
        {"code": None},
        {"kind": "thuế"},
        {"discount_online": 101},
        {"valid_from": "mai"},
        {"gia": 5},
    ],
)
def test_what_is_no_fee_is_refused_naming_the_line(wrong: dict[str, Json]) -> None:
    with pytest.raises(FeesUnreadable, match="line 2"):
        read_lines([LINE, {**LINE, **wrong}], ONLINE)


@pytest.mark.parametrize("value", [5, "5", [5], [[LINE]]])
def test_what_is_no_line_at_all_is_refused(value: Json) -> None:
    with pytest.raises(FeesUnreadable):
        read_lines(value, NOW)
