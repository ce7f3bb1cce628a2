"""Plans: who files what when, in the half year before now."""

from datetime import UTC, datetime, timedelta

import pytest

from engine.calendars.calendar import WorkCalendar
from engine.calendars.reader import read_calendar
from engine.sample.names import make_citizen
from engine.sample.pace import after_work, days_before
from engine.sample.plans import SPAN_DAYS, make_plans
from engine.sample.stories import STORIES
from tests.make import MONDAY, PROCEDURES


@pytest.fixture
def calendar() -> WorkCalendar:
    """Give the working calendar of this release."""
    return read_calendar((PROCEDURES / "calendars/vietnam.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "until",
    [MONDAY, MONDAY - timedelta(hours=5), MONDAY + timedelta(days=5), MONDAY + timedelta(hours=9)],
    ids=["monday morning", "before opening", "saturday", "after closing"],
)
def test_plans_are_filed_in_order_in_the_half_year_before(
    calendar: WorkCalendar, until: datetime
) -> None:
    filed = [one.filed_at for one in make_plans(until, 100, calendar)]

    assert filed == sorted(filed)
    assert filed[-1] < until
    assert filed[0] > until - timedelta(days=SPAN_DAYS + 5)


def test_the_same_plans_are_made_again(calendar: WorkCalendar) -> None:
    assert make_plans(MONDAY, 60, calendar) == make_plans(MONDAY, 60, calendar)


def test_every_story_is_told(calendar: WorkCalendar) -> None:
    assert {one.story.name for one in make_plans(MONDAY, 60, calendar)} == {
        one.name for one in STORIES
    }


def test_what_is_filed_at_a_desk_is_filed_in_office_hours(calendar: WorkCalendar) -> None:
    local = [
        one.filed_at.astimezone(calendar.tz)
        for one in make_plans(MONDAY, 200, calendar)
        if one.channel == "direct"
    ]

    assert local
    assert all(calendar.is_working(at.date()) for at in local)
    assert all(any(s <= at.time() < e for s, e in calendar.hours) for at in local)


def test_no_two_citizens_share_a_telephone_and_no_number_is_real() -> None:
    citizens = [make_citizen(number, "Xã Mẫu Bình") for number in range(300)]

    assert len({one.phone[-4:] for one in citizens}) == 300
    assert all(one.number.startswith("000") and len(one.number) == 12 for one in citizens)


def test_a_citizen_without_a_telephone_is_refused() -> None:
    with pytest.raises(ValueError, match="number 1000"):
        make_citizen(1000, "Xã Mẫu Bình")


def test_work_goes_on_after_the_weekend(calendar: WorkCalendar) -> None:
    friday = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)  # 16:30 in Hà Nội

    assert after_work(friday, 60, calendar) == datetime(2026, 11, 23, 1, 0, tzinfo=UTC)


def test_two_working_days_back_from_sunday_is_thursday(calendar: WorkCalendar) -> None:
    sunday = datetime(2026, 11, 22, 5, 0, tzinfo=UTC)

    assert days_before(sunday, 2, calendar) == datetime(2026, 11, 19, 0, 30, tzinfo=UTC)
