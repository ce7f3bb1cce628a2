"""The day of a promise by a calendar that came later."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from engine.calendars.reader import read_calendar
from engine.calendars.swaps import changed_days, day_anew
from engine.calendars.terms import parse_term
from engine.wiring import CALENDAR

BEFORE = read_calendar(CALENDAR.read_text(encoding="utf-8"))
BEGAN = datetime(2026, 11, 23, 2, tzinfo=UTC)
DUE = datetime(2026, 11, 27, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("off", "term", "day"),
    [
        ((2026, 11, 25), "3 working days", (2026, 11, 30)),
        ((2026, 11, 25), "4 days", (2026, 11, 27)),
        ((2026, 11, 27), "4 days", (2026, 11, 30)),
        ((2026, 11, 27), None, (2026, 11, 30)),
        ((2026, 11, 30), "3 working days", (2026, 11, 27)),
    ],
    ids=["a day between", "calendar days", "their last day", "a chosen day", "a day after"],
)
def test_a_day_swapped_away_moves_what_counts_on_it(
    off: tuple[int, int, int], term: str | None, day: tuple[int, int, int]
) -> None:
    now = replace(BEFORE, days_off=BEFORE.days_off | {date(*off)})
    counted = parse_term(term) if term else None
    assert day_anew((BEGAN, DUE), counted, (BEFORE, now)) == date(*day)


def test_the_days_that_a_swap_changes_are_found() -> None:
    swapped = replace(
        BEFORE,
        days_off=BEFORE.days_off | {date(2026, 11, 26)},
        extra_days=BEFORE.extra_days | {date(2026, 11, 28)},
    )
    assert changed_days(BEFORE, swapped) == (date(2026, 11, 26), date(2026, 11, 28))
    assert changed_days(BEFORE, replace(BEFORE, name="x", counting=1)) == ()
