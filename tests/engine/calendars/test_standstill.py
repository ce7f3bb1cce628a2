"""What a clock that stood still does to a day promised."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.calendars.calendar import WorkCalendar
from engine.calendars.deadlines import working_time_left
from engine.calendars.standstill import End, end_of_term, put_off
from engine.calendars.terms import parse_term

TERMS = ("3 working days", "1.5 working days", "0.5 working days", "same day", "6 working hours")
COUNTED = (*TERMS, "5 days", "1 month")


def at(text: str, calendar: WorkCalendar) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=calendar.tz)


@pytest.mark.parametrize(
    ("term", "start", "paused", "resumed", "due"),
    [
        # The fifth day is Saturday 6/6: three days of waiting lead to Tuesday, not to Thursday.
        ("5 days", "06-01T09:00", "06-02T09:00", "06-05T09:00", "06-09T17:00"),
        ("5 days", "06-01T09:00", "06-06T09:00", "06-07T09:00", "06-08T17:00"),
        ("2 working days", "06-05T09:00", "06-06T10:00", "06-07T10:00", "06-09T17:00"),
        ("2 working days", "06-05T09:00", "06-05T10:00", "06-05T16:00", "06-09T17:00"),
        ("2 working days", "06-05T09:00", "06-05T10:00", "06-05T17:30", "06-10T17:00"),
        ("1.5 working days", "06-01T09:00", "06-02T09:00", "06-02T09:05", "06-03T11:30"),
        ("1.5 working days", "06-01T09:00", "06-02T09:00", "06-02T14:00", "06-03T17:00"),
        ("1.5 working days", "06-01T09:00", "06-02T14:00", "06-03T08:00", "06-03T17:00"),
        ("1 month", "05-06T09:00", "05-07T09:00", "05-08T09:00", "06-08T17:00"),
        ("PT10H", "06-06T09:00", "06-06T10:00", "06-06T12:00", "06-06T21:00"),
    ],
)
def test_the_days_waited_for_are_given_again_and_no_more(
    vietnam: WorkCalendar, term: str, start: str, paused: str, resumed: str, due: str
) -> None:
    first, since, until, wanted = (
        at(f"2026-{one}", vietnam) for one in (start, paused, resumed, due)
    )
    end = end_of_term(first, (parse_term(term), None), vietnam)
    assert put_off(end, (since, until), parse_term(term), vietnam).at == wanted


def test_the_last_day_is_kept_as_it_was_counted(vietnam: WorkCalendar) -> None:
    end = end_of_term(at("2026-06-01T09:00", vietnam), (parse_term("5 days"), None), vietnam)
    assert end == End(at=at("2026-06-08T17:00", vietnam), on=date(2026, 6, 6))


def test_an_entry_of_the_first_way_of_counting_counts_as_it_did(vietnam: WorkCalendar) -> None:
    then = replace(vietnam, counting=1)
    term = parse_term("5 days")
    end = end_of_term(at("2026-06-01T09:00", then), (term, None), then)
    span = (at("2026-06-02T09:00", then), at("2026-06-05T09:00", then))
    assert put_off(end, span, term, then) == End(at=at("2026-06-11T17:00", then))


def test_a_pause_after_the_last_day_counted_leaves_what_is_left_of_the_day_promised(
    vietnam: WorkCalendar,
) -> None:
    term = parse_term("5 days")
    end = end_of_term(at("2026-06-01T09:00", vietnam), (term, None), vietnam)
    span = (at("2026-06-08T09:00", vietnam), at("2026-06-12T09:00", vietnam))
    assert put_off(end, span, term, vietnam).at == at("2026-06-12T17:00", vietnam)


minutes = st.integers(0, 40 * 24 * 60).map(lambda one: timedelta(minutes=one))


@given(st.sampled_from(COUNTED), minutes, minutes, minutes)
def test_a_pause_never_moves_a_day_back_nor_without_working_time(
    vietnam: WorkCalendar, text: str, begins: timedelta, after: timedelta, lasts: timedelta
) -> None:
    term, start = parse_term(text), at("2026-04-20T08:00", vietnam) + begins
    end = end_of_term(start, (term, None), vietnam)
    since = start + after / 8
    until = since + lasts / 8
    moved = put_off(end, (since, until), term, vietnam)
    assert moved.at >= end.at
    assert vietnam.is_working(moved.at.astimezone(vietnam.tz).date())
    if not working_time_left(since, until, vietnam):
        assert moved == end
    if since < end.at:
        assert moved.at.astimezone(vietnam.tz).date() >= until.astimezone(vietnam.tz).date() or (
            not working_time_left(since, until, vietnam)
        )
    longer = put_off(end, (since, until + timedelta(hours=5)), term, vietnam)
    assert longer.at >= moved.at


@given(st.sampled_from(COUNTED), minutes, minutes)
def test_two_pauses_that_meet_are_one(
    vietnam: WorkCalendar, text: str, begins: timedelta, lasts: timedelta
) -> None:
    term, start = parse_term(text), at("2026-04-20T08:00", vietnam) + begins
    end = end_of_term(start, (term, None), vietnam)
    middle, until = start + lasts / 16, start + lasts / 8
    twice = put_off(end, (start, middle), term, vietnam)
    if middle < end.at:
        twice = put_off(twice, (middle, until), term, vietnam)
        assert twice == put_off(end, (start, until), term, vietnam)
