"""Laws that every reckoning keeps: across any swaps, seasons, half days and months."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.calendars.calendar import Season, WorkCalendar, read_hours
from engine.calendars.deadlines import (
    add_months,
    add_working_days,
    closed_at,
    due_at,
    middle_of,
    working_days_between,
    working_time_left,
)
from engine.calendars.terms import parse_term

LOCAL = ZoneInfo("Asia/Ho_Chi_Minh")
DAYS = st.dates(date(2024, 3, 1), date(2034, 10, 31))
STARTS = st.datetimes(datetime(2024, 3, 1), datetime(2034, 10, 31)).map(  # noqa: DTZ001
    lambda moment: moment.replace(tzinfo=UTC)
)
SUMMER = read_hours([["07:00", "11:30"], ["13:30", "16:30"]])


@st.composite
def swapped(draw: st.DrawFn, calendar: WorkCalendar) -> tuple[WorkCalendar, frozenset[date]]:
    """Return the calendar with some swaps more, and the days that they are about."""
    off, worked = set(), set()
    for day in draw(st.lists(DAYS, max_size=5)):
        near = (day + timedelta(days=one) for one in range(1, 15))
        rest = [one for one in near if one.weekday() >= 5 and not calendar.is_working(one)]
        if calendar.is_working(day) and rest:
            off.add(day)
            worked.add(draw(st.sampled_from(rest)))
    changed = replace(
        calendar,
        days_off=calendar.days_off | off,
        extra_days=(calendar.extra_days | worked) - off,
    )
    return changed, frozenset(off | worked)


def with_summer(calendar: WorkCalendar) -> WorkCalendar:
    """Return the calendar of an office with other hours in each summer."""
    years = range(calendar.first_year, calendar.last_year + 1)
    seasons = tuple(
        Season(first=date(year, 4, 16), last=date(year, 10, 15), hours=SUMMER) for year in years
    )
    return replace(calendar, seasons=seasons)


@given(st.data(), DAYS, st.integers(1, 200))
def test_days_added_across_swaps_are_counted_back(
    vietnam: WorkCalendar, chance: st.DataObject, start: date, days: int
) -> None:
    calendar, _about = chance.draw(swapped(vietnam))
    last = add_working_days(start, days, calendar)
    assert calendar.is_working(last)
    assert working_days_between(start, last, calendar) == days
    assert working_days_between(last, start, calendar) == -days


@given(st.data(), DAYS, DAYS)
def test_a_swap_that_a_period_holds_wholly_or_not_at_all_changes_no_count(
    vietnam: WorkCalendar, chance: st.DataObject, one: date, other: date
) -> None:
    calendar, about = chance.draw(swapped(vietnam))
    first, last = sorted((one, other))
    gone = sum(first < day <= last and not calendar.is_working(day) for day in about)
    come = sum(first < day <= last and calendar.is_working(day) for day in about)
    before = working_days_between(first, last, vietnam)
    assert working_days_between(first, last, calendar) == before - gone + come


@given(st.data(), STARTS, STARTS, st.integers(0, 80))
def test_across_swaps_and_seasons_a_later_start_never_ends_earlier(
    vietnam: WorkCalendar, chance: st.DataObject, one: datetime, other: datetime, halves: int
) -> None:
    calendar = with_summer(chance.draw(swapped(vietnam))[0])
    first, last = sorted((one, other))
    for text in (f"{halves / 2} working days", f"{halves} working hours", f"{halves} days"):
        term = parse_term(text)
        assert due_at(first, term, calendar) <= due_at(last, term, calendar)


@given(STARTS, st.integers(1, 300))
def test_across_seasons_hours_given_are_hours_left_and_more_are_later(
    vietnam: WorkCalendar, start: datetime, hours: int
) -> None:
    calendar = with_summer(vietnam)
    due = due_at(start, parse_term(f"{hours} working hours"), calendar)
    assert working_time_left(start, due, calendar) == timedelta(hours=hours)
    assert due < due_at(start, parse_term(f"{hours + 1} working hours"), calendar)


@given(STARTS, st.integers(0, 40), st.booleans())
def test_a_half_day_ends_when_a_half_ends_between_the_whole_days(
    vietnam: WorkCalendar, start: datetime, whole: int, summer: bool
) -> None:
    calendar = with_summer(vietnam) if summer else vietnam
    due = due_at(start, parse_term(f"{whole + 0.5} working days"), calendar).astimezone(LOCAL)
    assert due in (middle_of(due.date(), calendar), closed_at(due.date(), calendar))
    after = due_at(start, parse_term(f"{whole + 1} working days"), calendar)
    assert due <= after
    if whole:
        assert due_at(start, parse_term(f"{whole} working days"), calendar) < due


@given(STARTS, st.integers(0, 30), st.integers(0, 30))
def test_months_keep_the_day_or_end_with_the_month(
    vietnam: WorkCalendar, start: datetime, one: int, other: int
) -> None:
    local = start.astimezone(LOCAL)
    later = add_months(local, one)
    assert (later.year * 12 + later.month) - (local.year * 12 + local.month) == one
    ends_with_month = (later + timedelta(days=1)).month != later.month
    assert later.day == local.day or (later.day < local.day and ends_with_month)
    if local.day <= 28:
        assert add_months(later, other) == add_months(local, one + other)
        assert add_months(later, -one) == local
    shorter, longer = (parse_term(f"{months} months") for months in (one, one + 1))
    assert due_at(start, shorter, vietnam) < due_at(start, longer, vietnam)


@pytest.mark.parametrize(("months", "day"), [(1, "2026-02-28"), (13, "2027-02-28")])
def test_a_month_without_the_day_ends_on_its_last(months: int, day: str) -> None:
    start = datetime(2026, 1, 31, 9, 0, tzinfo=LOCAL)
    assert add_months(start, months).date() == date.fromisoformat(day)
