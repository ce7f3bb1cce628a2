"""Terms: what laws and designers write."""

from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.calendars.terms import Unit, parse_term
from engine.faults import TermRefused


@pytest.mark.parametrize(
    ("text", "unit", "amount"),
    [
        ("3 working days", "working-days", "3"),
        ("3 ngày làm việc", "working-days", "3"),
        ("03 Ngày làm việc", "working-days", "3"),
        ("1 working day", "working-days", "1"),
        ("0.5 working days", "working-days", "0.5"),
        ("0,5 ngày làm việc", "working-days", "0.5"),
        ("nửa ngày làm việc", "working-days", "0.5"),
        ("1/2 ngày làm việc", "working-days", "0.5"),
        ("half a working day", "working-days", "0.5"),
        ("2.5 working days", "working-days", "2.5"),
        ("8 working hours", "working-hours", "8"),
        ("8 giờ làm việc", "working-hours", "8"),
        ("12 days", "days", "12"),
        ("  12\n ngày ", "days", "12"),
        ("2 tuần", "days", "14"),
        ("2 months", "months", "2"),
        ("2 tháng", "months", "2"),
        ("một năm", "months", "12"),
        ("same day", "working-days", "0"),
        ("Trong ngày", "working-days", "0"),
    ],
)
def test_a_worded_term_is_read(text: str, unit: Unit, amount: str) -> None:
    term = parse_term(text)
    assert (term.unit, term.amount) == (unit, Decimal(amount))


@pytest.mark.parametrize(
    ("text", "months", "elapsed"),
    [
        ("PT10M", 0, timedelta(minutes=10)),
        ("P3D", 0, timedelta(days=3)),
        ("P1Y2M3DT4H5M6S", 14, timedelta(days=3, hours=4, minutes=5, seconds=6)),
        ("PT0.5S", 0, timedelta(milliseconds=500)),
        ("PT1,5H", 0, timedelta(minutes=90)),
        ("P2W", 0, timedelta(weeks=2)),
        ("pt1h", 0, timedelta(hours=1)),
        ("8 giờ", 0, timedelta(hours=8)),
        ("30 minutes", 0, timedelta(minutes=30)),
    ],
)
def test_elapsed_time_is_read(text: str, months: int, elapsed: timedelta) -> None:
    term = parse_term(text)
    assert (term.unit, term.months, term.elapsed) == ("elapsed", months, elapsed)


def test_a_term_with_letters_taken_apart_is_the_same() -> None:
    assert parse_term("3 nga\u0300y la\u0300m vie\u0302\u0323c").unit == "working-days"


@pytest.mark.parametrize(
    "text",
    ["", "soon", "3", "P", "PT", "P1DT", "-P1D", "0.3 working days", "1.5 days", "2.5 tháng",
     "3 working", "-3 days", "P9999Y", "999999 days", "999999 năm", "1e3 days", "٣x days"],
)  # fmt: skip
def test_any_other_text_is_refused_by_name(text: str) -> None:
    with pytest.raises(TermRefused) as caught:
        parse_term(text)
    assert str(caught.value).startswith(f"{text} is no term")


@given(st.text(alphabet="0123456789PTYMWDHS.,- ngàylmviệcdworkin", max_size=20))
def test_any_text_is_a_term_or_refused(text: str) -> None:
    try:
        term = parse_term(text)
    except TermRefused:
        return
    assert term.amount >= 0
    assert term.elapsed >= timedelta()
