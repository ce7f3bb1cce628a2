"""Statements of providers: read within bounds, compared, and written back harmlessly."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from engine.payments.providers import Provider
from engine.payments.reconcile import Beside, compare_day
from engine.payments.statements import csv_text, read_statement
from engine.records.cards import Text
from engine.records.fees import Order, StatementLine
from engine.refusals import StatementUnreadable

BANK = Provider(key="bank", name=Text(vi="Ngân hàng", en="Bank"), secrets=("k" * 32,))
HEAD = "reference,transaction,amount\n"
NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
ORDER = Order(
    order_id=1, case_id=1, token=1, element="a", office_id=1, reference="P1", lines=(),
    amount=5_000, step="receipt", provider="bank", state="paid", created_at=NOW, expires_at=NOW,
    transaction="G1", method="online",
)  # fmt: skip
LINE = StatementLine(reference="P1", transaction="G1", amount=5_000)


@pytest.mark.parametrize("text", ["{}P1,G1,5000\n", "\ufeff{}P1,G1,5000", "{}\nP1,G1,5000\r\n\n"])
def test_a_statement_is_read_however_it_is_saved(text: str) -> None:
    assert read_statement(text.format(HEAD).encode(), BANK) == (LINE,)


def test_columns_are_named_as_the_provider_names_them() -> None:
    names = {"reference": "Mã đơn", "transaction": "Mã GD", "amount": "Số tiền"}
    bank = replace(BANK, statement=names, amount_factor=100)
    content = "Số tiền;Mã GD;Mã đơn\n500000;G1;P1\n".encode()
    assert read_statement(content, bank) == (LINE,)


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"a,b\n1,2", 1),
        (b"", 1),
        (b"\xff\xfe\x00", 1),
        (f"{HEAD}P1,G1,5.000".encode(), 2),
        (f"{HEAD}P1,G1,-5".encode(), 2),
        (f"{HEAD}P1,,5".encode(), 2),
        (f"{HEAD}P1,G1,5\nP2,G\x072,5".encode(), 3),
        (f"{HEAD}{'P' * 200},G1,5".encode(), 2),
        (f'{HEAD}"P1,G1,5'.encode(), 1),
        (HEAD.encode() + b"x" * 5_000_001, 1),
    ],
)
def test_what_is_no_statement_is_refused_naming_the_line(content: bytes, line: int) -> None:
    with pytest.raises(StatementUnreadable, match=f"line {line}:"):
        read_statement(content, BANK)


@pytest.mark.parametrize(
    ("lines", "outcomes"),
    [
        (None, ["unchecked"]),
        ((), ["missing-there"]),
        ((LINE,), ["matched"]),
        ((replace(LINE, amount=4_000),), ["differing"]),
        ((replace(LINE, transaction="G2"),), ["differing"]),
        ((replace(LINE, transaction="G2"), LINE), ["matched", "missing-here"]),
        ((replace(LINE, reference="P9"),), ["missing-there", "missing-here"]),
    ],
)
def test_each_payment_finds_its_line(
    lines: tuple[StatementLine, ...] | None, outcomes: list[str]
) -> None:
    assert [one.outcome for one in compare_day([ORDER], lines, ())] == outcomes


def test_what_is_paid_at_midnight_finds_its_line_on_the_day_before_or_after() -> None:
    (found,) = compare_day([ORDER], (), (), Beside(lines=[LINE]))
    assert found.outcome == "matched"
    assert compare_day([], (LINE,), (), Beside(orders=[ORDER])) == ()
    other = StatementLine(reference="P1", transaction="G2", amount=5_000)
    assert [one.outcome for one in compare_day([], (other,), (), Beside(orders=[ORDER]))] == [
        "missing-here"
    ]


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@a", "\tx"])
def test_no_cell_is_a_formula(cell: str) -> None:
    assert csv_text(("a",), [(cell,)]).splitlines()[1].strip('"').startswith("'")
