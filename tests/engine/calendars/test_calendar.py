"""The calendar value and how it is read."""

from datetime import date, timedelta

import pytest

from engine.calendars.calendar import WorkCalendar, from_json, read_hours
from engine.calendars.reader import read_calendar
from engine.errors import CalendarTooShort, SettingRefused

HEAD = """
name = "Thử"
first_year = 2024
last_year = 2026
decided_through = 2025
zone = "Asia/Ho_Chi_Minh"
hours = [["08:00", "12:00"], ["13:00", "17:00"]]
"""


@pytest.mark.parametrize(("year", "count"), [(2024, 251), (2025, 250), (2026, 249), (2027, 249)])
def test_the_year_has_the_working_days_that_were_counted(
    vietnam: WorkCalendar, year: int, count: int
) -> None:
    assert sum(day.year == year for day in vietnam.working_days) == count


@pytest.mark.parametrize(
    ("off", "worked"),
    [
        ("2024-04-29", "2024-05-04"),
        ("2025-05-02", "2025-04-26"),
        ("2026-01-02", "2026-01-10"),
        ("2026-08-31", "2026-08-22"),
    ],
)
def test_a_swap_takes_one_day_and_gives_a_saturday(
    vietnam: WorkCalendar, off: str, worked: str
) -> None:
    assert not vietnam.is_working(date.fromisoformat(off))
    assert vietnam.is_working(date.fromisoformat(worked))


@pytest.mark.parametrize(
    "day",
    ["2025-01-29", "2026-02-17", "2026-04-27", "2030-02-02", "2026-11-24", "2026-09-01"],
    ids=["Tết 2025", "Tết 2026", "Giỗ Tổ moved", "Tết 2030", "Culture Day", "eve of 2/9"],
)
def test_a_holiday_is_no_working_day(vietnam: WorkCalendar, day: str) -> None:
    assert not vietnam.is_working(date.fromisoformat(day))


def test_culture_day_was_worked_before_2026(vietnam: WorkCalendar) -> None:
    assert vietnam.is_working(date(2025, 11, 24))


def test_a_year_without_a_decision_is_provisional(vietnam: WorkCalendar) -> None:
    assert vietnam.is_provisional(date(2027, 1, 4))
    assert not vietnam.is_provisional(date(2026, 12, 31))


@pytest.mark.parametrize("day", [date(2009, 12, 31), date(2041, 1, 1)])
def test_a_day_outside_the_years_is_refused_with_the_years(
    vietnam: WorkCalendar, day: date
) -> None:
    with pytest.raises(CalendarTooShort, match="2010 to 2040") as caught:
        vietnam.is_working(day)
    assert day.isoformat() in caught.value.text("vi")


def test_the_text_gives_the_same_calendar_back(vietnam: WorkCalendar) -> None:
    again = from_json(vietnam.to_json())
    assert again == vietnam
    assert again.digest == vietnam.digest
    assert len(vietnam.digest) == 64


def test_another_day_off_is_another_digest(vietnam: WorkCalendar) -> None:
    other = read_calendar(HEAD)
    more = read_calendar(HEAD + '[[day]]\ndate = 2026-03-03\nstate = "off"\ndocument = "thử"\n')
    assert len({other.digest, more.digest, vietnam.digest}) == 3
    assert not more.is_working(date(2026, 3, 3))


def test_text_of_another_format_is_refused() -> None:
    with pytest.raises(ValueError, match="format 2"):
        from_json(b'{"format": 2}')


def test_a_working_day_is_seven_and_a_half_hours(vietnam: WorkCalendar) -> None:
    assert vietnam.day_length == timedelta(hours=7, minutes=30)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (HEAD.replace("name", "nom"), "name"),
        (HEAD + '[[day]]\ndate = 2026-03-03\nstate = "half"\ndocument = "x"\n', "state on or off"),
        (HEAD + '[[day]]\ndate = 2026-03-03\nstate = "off"\ndocument = " "\n', "document"),
        (HEAD.replace("12:00", "07:00"), "not in order"),
        ("name = ", "TOMLDecodeError"),
    ],
    ids=["no name", "half", "no document", "hours", "no TOML"],
)
def test_a_wrong_table_is_refused_with_what_is_wrong(text: str, said: str) -> None:
    with pytest.raises(SettingRefused, match=said):
        read_calendar(text)


def test_hours_must_not_overlap() -> None:
    with pytest.raises(ValueError, match="not in order"):
        read_hours([["07:30", "13:45"], ["13:30", "17:00"]])
