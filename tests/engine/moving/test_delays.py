"""Delays by the log: of steps and of whole dossiers, without the time in which the clock stood."""

from datetime import UTC, datetime, timedelta

from engine.moving.delays import find_case_delay, list_delays
from engine.records.cases import Entry
from engine.records.events import Event
from engine.records.values import Json
from tests.engine.runtime.play import calendar

DAY = calendar().day_length
DUE = "2026-11-25T10:00:00+00:00"


def at(day: int, hour: int = 3) -> datetime:
    """Return an instant of December 2026, or of November from the 20th on."""
    return datetime(2026, 11 if day >= 20 else 12, day, hour, tzinfo=UTC)


def entry(when: datetime, kind: str, **values: Json) -> Entry:
    """Return a log entry with one event of the task 1, or of the clock."""
    event = Event(kind=kind, element="xem", token=1, values=values)
    return Entry(
        case_id=1,
        seq=1,
        at=when,
        by=None,
        kind="complete",
        calendar_id=1,
        version_id=1,
        command=None,
        events=(event,),
        payload=None,
        salt=None,
        commitment=b"",
        hash=b"",
    )


def whole(*entries: Entry, now: datetime) -> timedelta | None:
    """Return how late the whole dossier is."""
    found = find_case_delay(entries, "H99.1", now, calendar())
    return found.late if found else None


def test_a_dossier_is_late_from_the_day_promised_on() -> None:
    start = entry(at(23), "clock", act="start", due=DUE)
    assert whole(start, now=at(25, 9)) is None
    assert whole(start, now=at(27, 10)) == 2 * DAY


def test_a_pause_and_a_ready_result_are_no_lateness() -> None:
    start = entry(at(23), "clock", act="start", due=DUE)
    pause = entry(at(26, 10), "clock", act="pause", due=DUE)
    stop = entry(at(27, 10), "clock", act="stop", due=DUE)
    assert whole(start, pause, now=at(4, 10)) == DAY
    assert whole(start, stop, now=at(4, 10)) == 2 * DAY


def test_a_new_day_by_apology_leaves_the_delay_and_one_by_law_takes_it_away() -> None:
    start = entry(at(23), "clock", act="start", due=DUE)
    later = "2026-11-30T10:00:00+00:00"
    sorry = entry(at(25), "date-set", act="apology", due=later)
    by_law = entry(at(25), "date-set", act="extension", due=later)
    assert whole(start, sorry, now=at(27, 10)) == 2 * DAY
    assert whole(start, by_law, now=at(27, 10)) is None


def test_a_step_is_late_without_the_time_in_which_the_clock_stood_still() -> None:
    opened = entry(at(23), "task-opened", due=DUE, office="H99.9")
    pause = entry(at(26, 10), "clock", act="pause", due=DUE)
    resume = entry(at(27, 10), "clock", act="resume", due=DUE)
    done = entry(at(30, 10), "task-completed")
    (found,) = list_delays((opened, pause, resume, done), at(4), calendar())
    assert (found.office, found.late) == ("H99.9", 2 * DAY)


def test_a_step_that_stood_still_with_its_case_is_late_from_its_new_day_on() -> None:
    opened = entry(at(23), "task-opened", due=DUE, office="H99.9")
    later = entry(at(25), "task-resumed", due="2026-11-27T10:00:00+00:00")
    done = entry(at(30, 10), "task-completed")
    (found,) = list_delays((opened, later, done), at(4), calendar())
    assert (found.due_at.day, found.late) == (27, DAY)
