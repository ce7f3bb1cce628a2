"""Timer texts and the instants they give."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.calendars.calendar import WorkCalendar
from engine.calendars.timing import first_instant, next_instant, parse_timing
from engine.faults import TermRefused

NOW = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)  # a Monday, 09:00 in Viet Nam
LOCAL = ZoneInfo("Asia/Ho_Chi_Minh")


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("PT10M", "2026-03-02 02:10"),
        ("P1D", "2026-03-03 02:00"),
        ("2026-11-24", "2026-11-23 17:00"),
        ("2026-11-24T08:00", "2026-11-24 01:00"),
        ("2026-11-24 08:00:30", "2026-11-24 01:00:30"),
        ("2026-11-24T08:00:00Z", "2026-11-24 08:00"),
        ("2026-11-24T08:00:00+09:00", "2026-11-23 23:00"),
        ("2020-01-01T00:00:00Z", "2020-01-01 00:00"),
        ("3 working days", "2026-03-05 10:00"),
        ("3 ngày làm việc", "2026-03-05 10:00"),
        ("12 ngày", "2026-03-16 10:00"),
        ("R3/PT10M", "2026-03-02 02:10"),
        ("R/P1D", "2026-03-03 02:00"),
        ("R-1/P1D", "2026-03-03 02:00"),
        ("R2/3 working days", "2026-03-05 10:00"),
        ("R3/2026-04-01T00:00:00Z/P1D", "2026-04-01 00:00"),
        ("R/2026-03-01T00:00:00Z/P1D", "2026-03-03 00:00"),
        ("R3/2026-01-01T00:00:00Z/P1D", "2026-01-03 00:00"),
        ("R/2010-01-01T00:00:00Z/PT1S", "2026-03-02 02:00"),
    ],
)
def test_a_timer_fires_first_when_its_text_says(
    vietnam: WorkCalendar, text: str, first: str
) -> None:
    assert first_instant(parse_timing(f" {text}\n"), NOW, vietnam) == utc(first)


@pytest.mark.parametrize(
    ("text", "turns"),
    [
        ("PT10M", ["03-02 02:10"]),
        ("2026-03-03T00:00:00Z", ["03-03 00:00"]),
        ("R1/PT10M", ["03-02 02:10"]),
        ("R3/PT10M", ["03-02 02:10", "03-02 02:20", "03-02 02:30"]),
        ("R2/1 working day", ["03-03 10:00", "03-04 10:00"]),
        ("R3/2026-03-01T00:00:00Z/P1D", ["03-03 00:00"]),
        ("R4/2026-03-01T00:00:00Z/P1D", ["03-03 00:00", "03-04 00:00"]),
        ("R2/2026-01-31T00:00:00Z/P1M", ["02-28 00:00"]),
        ("R4/2026-01-31T00:00:00Z/P1M", ["03-31 00:00", "04-30 00:00"]),
    ],
)
def test_a_timer_has_the_turns_its_text_says(
    vietnam: WorkCalendar, text: str, turns: list[str]
) -> None:
    timing = parse_timing(text)
    turn: datetime | None = first_instant(timing, NOW, vietnam)
    found: list[str] = []
    while turn and len(found) < 5:
        found.append(f"{turn:%m-%d %H:%M}")
        turn = next_instant(timing, turn, len(found), vietnam)
    assert found == turns


@pytest.mark.parametrize(
    "text",
    ["", "soon", "R3", "R3/", "R0/PT1S", "R/PT0S", "R/PT0.1S", "R/same day", "2026-02-30",
     "R/x/P1D", "R/2026-01-01/3 working days", "R3/PT10M/2026-01-01", "2026-13-01T00:00",
     "0001-01-01", "9999-12-31T23:59:59Z", "2026-01-01T00:00:00Z/P1D", "24:00"],
)  # fmt: skip
def test_any_other_text_is_refused(text: str) -> None:
    with pytest.raises(TermRefused):
        parse_timing(text)


def test_an_endless_cycle_in_working_days_ends_with_the_calendar(vietnam: WorkCalendar) -> None:
    timing = parse_timing("R/1 working day")
    assert next_instant(timing, utc("2040-12-31 10:00"), 7, vietnam) is None


MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2035, 12, 31)).map(  # noqa: DTZ001
    lambda moment: moment.replace(tzinfo=UTC)
)
CYCLES = st.sampled_from(
    ["R/PT1S", "R5/P1M", "R/2026-01-31T00:00:00Z/P1M", "R/2026-01-31T09:00/P1M10D", "R/P1Y",
     "R/nửa ngày làm việc", "R/1 working hour", "R/3 days", "R/2022-05-05/PT7H", "R/2 tháng"]
)  # fmt: skip


@given(MOMENTS, CYCLES, st.integers(1, 4))
def test_each_turn_of_a_cycle_is_later_than_the_one_before(
    vietnam: WorkCalendar, now: datetime, text: str, fired: int
) -> None:
    timing = parse_timing(text)
    turn = first_instant(timing, now, vietnam)
    following = next_instant(timing, turn, fired, vietnam)
    assert turn >= now
    assert following is None or following > turn


@given(MOMENTS, MOMENTS, CYCLES)
def test_a_timer_set_later_never_fires_earlier(
    vietnam: WorkCalendar, one: datetime, other: datetime, text: str
) -> None:
    timing = parse_timing(text)
    first, last = sorted((one, other))
    assert first_instant(timing, first, vietnam) <= first_instant(timing, last, vietnam)


@given(MOMENTS, st.integers(1, 40))
def test_a_written_start_keeps_its_clock(vietnam: WorkCalendar, now: datetime, days: int) -> None:
    timing = parse_timing(f"R/2019-06-01T06:30/P{days}D")
    turn = first_instant(timing, now, vietnam)
    assert f"{turn.astimezone(LOCAL):%H:%M}" == "06:30"
    assert turn - now <= timedelta(days=days)
