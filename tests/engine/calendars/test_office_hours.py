"""Hours of offices by season: inherited, with validity, and told apart by the digest."""

from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.calendars.calendar import WorkCalendar, from_json
from engine.calendars.cutoffs import parse_cutoff
from engine.calendars.deadlines import due_at, working_time_left
from engine.calendars.office_hours import calendar_of, read_hours_table
from engine.calendars.terms import parse_term
from engine.errors import SettingRefused

LOCAL = ZoneInfo("Asia/Ho_Chi_Minh")
TABLE = """
[[hours]]
office = "H1"
valid_from = 2026-01-01
hours = [["08:00", "12:00"], ["13:00", "17:00"]]
document = "QĐ 1"

[[hours]]
office = "H1"
valid_from = 2026-01-01
season = ["04-16", "10-15"]
hours = [["07:00", "11:30"], ["13:30", "16:30"]]
document = "QĐ 2"

[[hours]]
office = "H1"
valid_from = 2026-06-01
valid_to = 2026-06-30
hours = [["06:30", "12:00"]]
document = "QĐ 3"

[[hours]]
office = "H2"
valid_from = 2027-01-01
season = ["11-01", "02-28"]
hours = [["08:30", "17:30"]]
document = "QĐ 4"
"""


@pytest.fixture(scope="module")
def office(vietnam: WorkCalendar) -> WorkCalendar:
    return calendar_of(vietnam, ("H1.2", "H1"), read_hours_table(TABLE))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LOCAL)


@pytest.mark.parametrize(
    ("day", "closing"),
    [
        ("2025-12-31", time(17)),
        ("2026-04-15", time(17)),
        ("2026-04-16", time(16, 30)),
        ("2026-06-01", time(12)),
        ("2026-07-01", time(16, 30)),
        ("2026-10-16", time(17)),
        ("2030-05-05", time(16, 30)),
    ],
)
def test_an_office_has_the_hours_of_the_one_above_by_season(
    office: WorkCalendar, day: str, closing: time
) -> None:
    assert office.hours_on(date.fromisoformat(day))[-1][1] == closing


def test_a_winter_goes_over_the_new_year_but_not_before_it_is_valid(vietnam: WorkCalendar) -> None:
    office = calendar_of(vietnam, ("H2",), read_hours_table(TABLE))
    days = (date(2026, 12, 31), date(2027, 1, 4), date(2027, 2, 28), date(2027, 3, 1))
    assert [office.hours_on(day)[0][0] for day in days] == [
        time(7, 30),
        time(8, 30),
        time(8, 30),
        time(7, 30),
    ]


def test_an_office_without_lines_keeps_the_calendar_as_it_is(vietnam: WorkCalendar) -> None:
    assert calendar_of(vietnam, ("H3",), read_hours_table(TABLE)) is vietnam


def test_seasons_stand_in_the_text_and_the_digest(
    office: WorkCalendar, vietnam: WorkCalendar
) -> None:
    assert from_json(office.to_json()) == office
    assert office.digest != vietnam.digest
    assert b"seasons" not in vietnam.to_json()


@pytest.mark.parametrize(
    ("received", "term", "cutoff", "due"),
    [
        ("2026-05-04 16:00", "1 working day", "last-hour", "2026-05-06 16:30"),
        ("2026-05-04 15:30", "1 working day", "last-hour", "2026-05-05 16:30"),
        ("2026-05-04 16:31", "1 working day", "closing", "2026-05-06 16:30"),
        ("2026-03-02 16:31", "1 working day", "closing", "2026-03-03 17:00"),
        ("2026-04-15 16:00", "2 working hours", None, "2026-04-16 08:00"),
        ("2026-06-30 11:00", "4 working hours", None, "2026-07-01 10:00"),
        ("2026-06-29 08:00", "nửa ngày làm việc", None, "2026-06-29 12:00"),
    ],
)
def test_terms_end_by_the_hours_of_the_day(
    office: WorkCalendar, received: str, term: str, cutoff: str | None, due: str
) -> None:
    found = due_at(at(received), parse_term(term), office, parse_cutoff(cutoff))
    assert f"{found.astimezone(LOCAL):%Y-%m-%d %H:%M}" == due


STARTS = st.datetimes(datetime(2026, 1, 1), datetime(2030, 12, 31)).map(  # noqa: DTZ001
    lambda moment: moment.replace(tzinfo=LOCAL)
)
TERMS = st.one_of(
    st.integers(0, 80).map(lambda n: f"{n / 2} working days"),
    st.integers(0, 99).map(lambda n: f"{n} working hours"),
    st.integers(0, 99).map(lambda n: f"{n} days"),
)
CUTOFFS = st.sampled_from([None, "15:00", "last-hour", "closing"])


@given(STARTS, STARTS, TERMS, CUTOFFS)
def test_across_seasons_a_later_start_never_ends_earlier(
    office: WorkCalendar, one: datetime, other: datetime, term: str, cutoff: str | None
) -> None:
    first, last = sorted((one, other))
    read, until = parse_term(term), parse_cutoff(cutoff)
    assert due_at(first, read, office, until) <= due_at(last, read, office, until)


@given(STARTS, st.integers(1, 300))
def test_across_seasons_hours_given_are_hours_left(
    office: WorkCalendar, start: datetime, hours: int
) -> None:
    due = due_at(start, parse_term(f"{hours} working hours"), office)
    assert working_time_left(start, due, office) == timedelta(hours=hours)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('document = "QĐ 1"', ""),
        ('document = "QĐ 1"', 'document = " "'),
        ('["08:00", "12:00"], ["13:00", "17:00"]', '["12:00", "08:00"]'),
        ('season = ["04-16", "10-15"]', 'season = ["04-31", "10-15"]'),
        ("valid_to = 2026-06-30", 'valid_to = "mai"'),
    ],
    ids=["no document", "an empty one", "backwards", "no such day", "no day"],
)
def test_a_wrong_table_is_refused(before: str, after: str) -> None:
    with pytest.raises(SettingRefused):
        read_hours_table(TABLE.replace(before, after, 1))


def test_the_shipped_tables_can_be_read() -> None:
    read_hours_table(Path("bpmn/calendars/hours.toml").read_text(encoding="utf-8"))
