"""How much time is left, in words and colours."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from flask import Flask

from engine.calendars.office_hours import HoursRule, calendar_of
from engine.calendars.reader import read_calendar
from engine.queries.due import due_state, lateness
from engine.wiring import CALENDAR
from web.ui.due import post_words, words_of

VIETNAM = read_calendar(CALENDAR.read_text(encoding="utf-8"))
# due, now (local, November 2026: 21 is a Saturday), paused → kind, amount, unit, words
CASES: list[tuple[str | None, str, bool, str, str]] = [
    ("2026-11-20T17:00", "2026-11-21T09:00", False, "late", "Quá hạn"),
    ("2026-11-20T17:00", "2026-11-26T09:00", False, "late", "Quá hạn 3 ngày làm việc"),
    ("2026-11-20T08:00", "2026-11-20T11:30", False, "late", "Quá hạn 3 giờ"),
    ("2026-11-20T08:00", "2026-11-20T08:00:01", False, "late", "Quá hạn 1 phút"),
    ("2026-11-20T17:00", "2026-11-20T14:00", False, "soon", "Còn 3 giờ"),
    ("2026-11-20T17:00", "2026-11-20T16:31", False, "soon", "Còn 29 phút"),
    ("2026-11-23T17:00", "2026-11-20T09:00", False, "soon", "Còn 1 ngày làm việc"),
    ("2026-11-27T17:00", "2026-11-20T09:00", False, "good", "Còn 4 ngày làm việc"),
    ("2026-11-22T17:00", "2026-11-21T09:00", False, "soon", "Còn 1 ngày"),
    (None, "2026-11-20T09:00", False, "none", "Không hạn"),
    ("2026-11-18T17:00", "2026-11-20T09:00", True, "paused", "Tạm dừng – chưa tính thời hạn"),
    ("2041-11-27T17:00", "2040-12-31T09:00", False, "good", "Còn 331 ngày làm việc"),
]


def local(text: str | None) -> Any:
    """Return an instant from local time of Viet Nam."""
    if text is None:
        return None
    return datetime.fromisoformat(f"{text}+07:00").astimezone(UTC)


@pytest.mark.parametrize(("due", "now", "paused", "kind", "words"), CASES, ids=lambda one: str(one))
def test_a_deadline_says_how_it_stands(
    app: Flask, due: str | None, now: str, paused: bool, kind: str, words: str
) -> None:
    found = due_state(local(due), local(now), VIETNAM, paused)
    assert found.kind == kind
    with app.test_request_context("/"):
        assert words_of(found) == words


def test_english_tells_one_day_from_several(app: Flask) -> None:
    one = due_state(local("2026-11-23T17:00"), local("2026-11-20T09:00"), VIETNAM)
    four = due_state(local("2026-11-27T17:00"), local("2026-11-20T09:00"), VIETNAM)
    with app.test_request_context("/?lang=en"):
        assert words_of(one) == "1 working day left"
        assert words_of(four) == "4 working days left"


def test_the_hours_of_an_office_change_nothing_about_what_is_left() -> None:
    hours = HoursRule(
        office="H99.1",
        valid_from=date(2026, 1, 1),
        hours=((time(8), time(12)), (time(14), time(18))),
        document="QĐ 1",
    )
    own = calendar_of(VIETNAM, ("H99.1",), [hours])
    assert own.hours_on(date(2026, 11, 20)) == hours.hours
    for due, now, paused, _kind, _words in CASES:
        given = (local(due), local(now))
        assert due_state(*given, own, paused) == due_state(*given, VIETNAM, paused)


def test_a_day_swapped_away_is_no_working_day() -> None:
    # 24/11/2026, Day of Culture, is a holiday: from Monday 23 to Wednesday 25 is one working day.
    found = due_state(local("2026-11-25T17:00"), local("2026-11-23T09:00"), VIETNAM)
    assert (found.amount, found.unit) == (1, "working-days")


def test_a_post_that_nobody_knows_keeps_its_name(app: Flask) -> None:
    with app.test_request_context("/"):
        assert post_words("desk") == "Cán bộ Một cửa"
        assert post_words("fire-brigade") == "fire-brigade"


def test_a_delay_of_which_a_pause_is_taken_off_is_counted_as_any_lateness(app: Flask) -> None:
    due, until = local("2026-11-20T17:00"), local("2026-11-26T09:00")
    whole = due_state(due, until, VIETNAM)
    with app.test_request_context("/"):
        one_day_and_a_half = lateness(VIETNAM.day_length * 1.5, due, until, VIETNAM)
        assert words_of(one_day_and_a_half) == "Quá hạn 2 ngày làm việc"
        assert words_of(lateness(VIETNAM.day_length * 2.2, due, until, VIETNAM)) == words_of(whole)
        soon = lateness(timedelta(minutes=20), due, due + timedelta(minutes=20), VIETNAM)
        assert words_of(soon) == "Quá hạn 20 phút"
