"""Deadlines: the vectors computed from the law, and what must hold for every one."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.calendars.calendar import WorkCalendar
from engine.calendars.deadlines import (
    add_working_days,
    due_at,
    working_days_between,
    working_time_left,
)
from engine.calendars.terms import parse_term
from engine.errors import CalendarTooShort

LOCAL = ZoneInfo("Asia/Ho_Chi_Minh")
THREE = time(15)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LOCAL)


def local(moment: datetime) -> str:
    return f"{moment.astimezone(LOCAL):%Y-%m-%d %H:%M}"


@pytest.mark.parametrize(
    ("received", "days", "due"),
    [
        ("2024-04-26 14:59", 3, "2024-05-04"),  # a make-up Saturday
        ("2025-04-25 10:00", 5, "2025-05-06"),
        ("2025-12-31 10:00", 1, "2026-01-05"),
        ("2025-12-31 15:01", 1, "2026-01-06"),  # after 15:00: NĐ 61/2018 Art. 18
        ("2026-01-08 09:00", 3, "2026-01-12"),  # Saturday 10 January counts
        ("2026-02-11 16:00", 3, "2026-02-24"),
        ("2026-02-13 09:00", 7, "2026-03-03"),
        ("2026-04-24 09:00", 3, "2026-05-04"),
        ("2026-08-21 14:00", 5, "2026-08-27"),
        ("2026-11-23 09:00", 1, "2026-11-25"),  # 24 November: NQ 80-NQ/TW
        ("2030-01-30 10:00", 2, "2030-02-08"),
    ],
)
def test_working_days_are_counted_as_the_civil_code_says(
    vietnam: WorkCalendar, received: str, days: int, due: str
) -> None:
    term = parse_term(f"{days} working days")
    assert local(due_at(at(received), term, vietnam, THREE)) == f"{due} 17:00"


@pytest.mark.parametrize(
    ("received", "term", "due"),
    [
        ("2026-03-02 15:00", "same day", "2026-03-02 17:00"),
        ("2026-03-02 15:01", "same day", "2026-03-03 17:00"),
        ("2026-03-07 09:00", "1 working day", "2026-03-10 17:00"),  # Saturday counts as Monday
        ("2026-03-02 09:00", "12 days", "2026-03-16 17:00"),  # the 14th is a Saturday
        ("2026-02-10 09:00", "7 days", "2026-02-23 17:00"),  # the 17th is Tết
        ("2026-01-31 09:00", "1 month", "2026-03-02 17:00"),  # Saturday: counts from 2 February
        ("2025-12-31 09:00", "2 tháng", "2026-03-02 17:00"),  # 28 February is a Saturday
        ("2026-03-02 08:00", "nửa ngày làm việc", "2026-03-02 17:00"),
        ("2026-03-02 14:00", "nửa ngày làm việc", "2026-03-03 11:30"),
        ("2026-03-02 08:00", "1.5 working days", "2026-03-04 11:30"),
        ("2026-03-02 10:30", "2 working hours", "2026-03-02 14:30"),
        ("2026-03-02 14:30", "8 working hours", "2026-03-03 15:00"),
        ("2026-03-02 07:30", "7.5 giờ làm việc", "2026-03-02 17:00"),
        ("2026-03-06 16:00", "2 working hours", "2026-03-09 09:30"),
        ("2026-03-06 16:00", "PT2H", "2026-03-06 18:00"),
        ("2026-01-31 16:00", "P1M", "2026-02-28 16:00"),
    ],
)
def test_every_unit_is_counted_in_its_way(
    vietnam: WorkCalendar, received: str, term: str, due: str
) -> None:
    assert local(due_at(at(received), parse_term(term), vietnam, THREE)) == due


@pytest.mark.parametrize(
    ("received", "term", "due"),
    [
        ("2026-03-02 23:00", "1 working day", "2026-03-03 17:00"),
        ("2026-03-02 23:00", "same day", "2026-03-03 17:00"),
        ("2026-03-07 09:00", "same day", "2026-03-09 17:00"),
        ("2026-03-02 12:00", "nửa ngày làm việc", "2026-03-03 11:30"),
        ("2026-03-02 12:00", "1 working hour", "2026-03-02 14:30"),
    ],
)
def test_without_a_cutoff_every_start_is_taken_as_it_is(
    vietnam: WorkCalendar, received: str, term: str, due: str
) -> None:
    assert local(due_at(at(received), parse_term(term), vietnam)) == due


def test_a_deadline_past_the_calendar_names_its_years(vietnam: WorkCalendar) -> None:
    with pytest.raises(CalendarTooShort, match="2010 to 2040"):
        due_at(at("2040-12-28 09:00"), parse_term("5 working days"), vietnam)


def test_an_instant_without_zone_is_refused(vietnam: WorkCalendar) -> None:
    with pytest.raises(ValueError, match="no time zone"):
        due_at(datetime(2026, 3, 2, 9), parse_term("1 day"), vietnam)  # noqa: DTZ001  the bait


def test_working_days_below_zero_are_refused(vietnam: WorkCalendar) -> None:
    with pytest.raises(ValueError, match="0 or more"):
        add_working_days(date(2026, 3, 2), -1, vietnam)


@pytest.mark.parametrize(
    ("now", "due", "hours"),
    [
        ("2026-03-02 16:00", "2026-03-02 17:00", 1),
        ("2026-03-02 16:00", "2026-03-03 17:00", 8.5),
        ("2026-03-06 16:00", "2026-03-09 11:30", 5),
        ("2026-03-07 16:00", "2026-03-09 11:30", 4),
        ("2026-03-02 12:00", "2026-03-02 17:00", 3.5),
        ("2026-03-09 11:30", "2026-03-06 16:00", -5),
        ("2026-03-07 16:00", "2026-03-08 11:30", 0),
        ("2026-02-13 17:00", "2026-02-23 17:00", 7.5),
    ],
)
def test_working_time_left_counts_only_open_hours(
    vietnam: WorkCalendar, now: str, due: str, hours: float
) -> None:
    assert working_time_left(at(now), at(due), vietnam) == timedelta(hours=hours)


STARTS = st.datetimes(datetime(2024, 1, 1), datetime(2035, 12, 31)).map(  # noqa: DTZ001
    lambda moment: moment.replace(tzinfo=UTC)
)
TERMS = st.one_of(
    st.integers(0, 80).map(lambda n: f"{n / 2} working days"),
    st.integers(0, 99).map(lambda n: f"{n} working hours"),
    st.integers(0, 99).map(lambda n: f"{n} days"),
    st.integers(0, 24).map(lambda n: f"{n} months"),
    st.integers(0, 9999).map(lambda n: f"PT{n}M"),
)
CUTOFFS = st.sampled_from([None, THREE])


@given(STARTS, STARTS, TERMS, CUTOFFS)
def test_a_later_start_never_ends_earlier(
    vietnam: WorkCalendar, one: datetime, other: datetime, term: str, cutoff: time | None
) -> None:
    first, last = sorted((one, other))
    read = parse_term(term)
    assert due_at(first, read, vietnam, cutoff) <= due_at(last, read, vietnam, cutoff)


@given(STARTS, st.integers(0, 60), st.sampled_from(["working", "hours", "days"]), CUTOFFS)
def test_a_longer_term_never_ends_earlier(
    vietnam: WorkCalendar, start: datetime, steps: int, unit: str, cutoff: time | None
) -> None:
    texts = {"working": "{} working days", "hours": "{} working hours", "days": "{} days"}
    scale = 0.5 if unit == "working" else 1
    shorter = parse_term(texts[unit].format(steps * scale).replace(".0 ", " "))
    longer = parse_term(texts[unit].format((steps + 1) * scale).replace(".0 ", " "))
    assert due_at(start, shorter, vietnam, cutoff) <= due_at(start, longer, vietnam, cutoff)


@given(STARTS, TERMS, CUTOFFS)
def test_a_deadline_is_never_before_its_start_and_falls_on_open_hours(
    vietnam: WorkCalendar, start: datetime, text: str, cutoff: time | None
) -> None:
    term = parse_term(text)
    due = due_at(start, term, vietnam, cutoff)
    assert due >= start
    if term.unit != "elapsed":
        assert vietnam.is_working(due.astimezone(LOCAL).date())


@given(STARTS, st.integers(1, 300))
def test_added_working_days_are_counted_back(
    vietnam: WorkCalendar, start: datetime, days: int
) -> None:
    day = start.date()
    last = add_working_days(day, days, vietnam)
    assert working_days_between(day, last, vietnam) == days
    assert working_days_between(last, day, vietnam) == -days


@given(STARTS, STARTS, STARTS)
def test_working_time_adds_up(
    vietnam: WorkCalendar, one: datetime, two: datetime, three: datetime
) -> None:
    way = working_time_left(one, two, vietnam) + working_time_left(two, three, vietnam)
    assert way == working_time_left(one, three, vietnam)


@given(STARTS, st.integers(1, 200))
def test_working_hours_given_are_working_hours_left(
    vietnam: WorkCalendar, start: datetime, hours: int
) -> None:
    due = due_at(start, parse_term(f"{hours} working hours"), vietnam)
    assert working_time_left(start, due, vietnam) == timedelta(hours=hours)
