"""Timers: durations, dates, cycles, terms in working time, and expressions of them (10.5.5)."""

from datetime import UTC, datetime, timedelta

import pytest

from engine.errors import CommandRefused
from engine.records.commands import Amend, FireTimer, Resume, Retry, Suspend
from tests.engine.bpmn.constructs import construct
from tests.engine.bpmn.pieces import (
    ENDS,
    border,
    catch,
    end,
    is_tidy,
    listening,
    played,
    sub,
)
from tests.engine.runtime.play import MONDAY, Play, user

MIDDLE = "Events: intermediate"
BORDER = "Events: boundary"
START = "Events: start and event subprocess"
DAY = timedelta(days=1)
# 24/11/2026 is a holiday: the third working day after Monday 23 is Friday 27, at closing time.
FRIDAY = datetime(2026, 11, 27, 10, 0, tzinfo=UTC)
TEXTS = [
    ("PT1S", MONDAY + timedelta(seconds=1)),
    ("P1DT2H", MONDAY + timedelta(hours=26)),
    ("P1M", datetime(2026, 12, 23, 2, 0, tzinfo=UTC)),
    ("2026-11-25T08:00:00+07:00", datetime(2026, 11, 25, 1, 0, tzinfo=UTC)),
    ("2026-11-25T01:00:00Z", datetime(2026, 11, 25, 1, 0, tzinfo=UTC)),
    ("2026-11-25", datetime(2026, 11, 24, 17, 0, tzinfo=UTC)),
    ("2020-01-01", datetime(2019, 12, 31, 17, 0, tzinfo=UTC)),
    ("3 working days", FRIDAY),
    ("3 ngày làm việc", FRIDAY),
    ("R3/P1D", MONDAY + DAY),
    ("R/PT1H", MONDAY + timedelta(hours=1)),
    ("R2/2026-11-25T01:00:00Z/P1D", datetime(2026, 11, 25, 1, 0, tzinfo=UTC)),
    ("R2/3 working days", FRIDAY),
]
WAY = ("s>c", "c>a", "a>e")


@construct(MIDDLE, "timer: duration, date, cycle, working-time term as they are written")
@construct(MIDDLE, "timer: each of them reckoned by an expression")
@pytest.mark.parametrize("reckoned", [False, True], ids=["written", "reckoned"])
@pytest.mark.parametrize(("text", "due"), TEXTS, ids=[text for text, _ in TEXTS])
def test_a_timer_is_due_when_its_text_says(text: str, due: datetime, reckoned: bool) -> None:
    event = catch("c", "timer =when" if reckoned else f"timer {text}")
    play = played(ENDS + event + user("a"), *WAY, when=text)
    (row,) = play.timers.values()
    assert row.due_at == due
    play.wait(days=60)
    assert (play.open, len(play.timers)) == (["a"], 0)


@construct(MIDDLE, "timer: not before its instant")
def test_a_timer_does_not_fire_early() -> None:
    play = played(ENDS + catch("c", "timer P1D") + user("a"), *WAY)
    (row,) = play.timers.values()
    play.now += DAY - timedelta(seconds=1)
    with pytest.raises(CommandRefused):
        play.give(FireTimer(token=row.token))
    play.now += timedelta(seconds=1)
    play.give(FireTimer(token=row.token))
    assert play.open == ["a"]


@construct(MIDDLE, "timer: fires once; a second word of it is refused")
def test_a_timer_that_fired_cannot_fire_again() -> None:
    play = played(ENDS + catch("c", "timer P1D") + user("a"), *WAY)
    (row,) = play.timers.values()
    play.wait(days=1)
    with pytest.raises(CommandRefused):
        play.give(FireTimer(token=row.token))


@construct(MIDDLE, "timer: an expression that gives no time is an incident; a retry sets it")
@pytest.mark.parametrize("when", [None, "soon", 7, "R0/P1D"])
def test_a_timer_text_that_means_nothing_is_an_incident(when: object) -> None:
    body = ENDS + '<parallelGateway id="g"/>' + catch("c", "timer =when") + user("a") + user("b")
    play = played(body, "s>g", "g>c", "g>b", "c>a", "a>e", "b>e", when=when)
    (row,) = play.incidents.values()
    play.complete("b", when="P1D")
    play.give(Retry(token=row.token, by=1, reason="mended"))
    play.wait(days=1)
    assert (play.open, len(play.incidents)) == (["a"], 0)


def reminders(text: str) -> Play:
    """Return a case with a timer on the border of a task that does not interrupt it."""
    body = ENDS + user("a") + border("b", "a", f"timer {text}", stays=True) + user("note")
    return played(body, "s>a", "a>e", "b>note", "note>e")


@construct(BORDER, "timer cycle with repetitions: as often as it says")
@construct(BORDER, "timer cycle with a first instant")
@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("R3/P1D", [1, 2, 3]),
        ("R1/P1D", [1]),
        ("R2/2026-11-25T02:00:00Z/P2D", [2, 4]),
        ("R3/2026-11-22T02:00:00Z/P2D", [1, 3]),
    ],
)
def test_a_cycle_fires_as_often_as_it_says(text: str, days: list[int]) -> None:
    play, fired = reminders(text), []
    for day in range(1, 12):
        before = len(play.open)
        play.wait(days=1)
        fired += [day] * (len(play.open) - before)
    assert (fired, len(play.timers)) == (days, 0)
    for name in play.open:
        play.complete(name)
    assert is_tidy(play)


@construct(BORDER, "timer cycle without repetitions: as long as the activity lasts")
@pytest.mark.parametrize("text", ["R/P1D", "R-1/P1D", "=again"])
def test_an_endless_cycle_fires_until_its_activity_is_done(text: str) -> None:
    body = ENDS + user("a") + border("b", "a", f"timer {text}", stays=True) + user("note")
    play = played(body, "s>a", "a>e", "b>note", "note>e", again="R/P1D")
    play.wait(days=20)
    assert play.open.count("note") == 20
    play.complete("a")
    assert not play.timers


@construct(BORDER, "timer cycle in working time: skips holidays")
def test_a_cycle_in_working_days_skips_holidays() -> None:
    play = reminders("R2/1 working day")
    dues = []
    for _ in range(2):
        (row,) = play.timers.values()
        dues.append(row.due_at.day)
        play.wait(seconds=(row.due_at - play.now).total_seconds())
    assert (dues, len(play.timers)) == ([25, 26], 0)


@construct(BORDER, "timer cycle that interrupts: fires once")
def test_a_cycle_that_interrupts_fires_once() -> None:
    body = ENDS + user("a") + border("b", "a", "timer R3/P1D") + user("note")
    play = played(body, "s>a", "a>e", "b>note", "note>e")
    play.wait(days=9)
    assert (play.open, len(play.timers)) == (["note"], 0)


@construct(BORDER, "timer duration, non-interrupting: fires once")
@pytest.mark.parametrize("text", ["P1D", "2026-11-24", "1 working day"])
def test_a_duration_on_a_border_fires_once(text: str) -> None:
    play = reminders(text)
    play.wait(days=9)
    assert (play.open, len(play.timers)) == (["a", "note"], 0)


@construct(BORDER, "timer cycle: a turn that is late does not put off the next one")
def test_a_late_turn_does_not_shift_the_cycle() -> None:
    play = reminders("R3/P1D")
    (row,) = play.timers.values()
    play.now += timedelta(hours=30)
    play.give(FireTimer(token=row.token))
    (row,) = play.timers.values()
    assert row.due_at == MONDAY + 2 * DAY


@construct(BORDER, "timer cycle that breaks: what it began goes on, an incident tells")
@construct(START, "timer cycle that breaks: what it began goes on, an incident tells")
@pytest.mark.parametrize("place", ["border", "event subprocess"])
def test_a_cycle_that_breaks_has_fired_all_the_same(place: str) -> None:
    if place == "border":
        body, way = border("b", "a", "timer =again", stays=True) + user("note"), ["b>note"]
    else:
        inside = user("note") + end("l2")
        body = listening("L", "timer =again", inside, "L_s>note", "note>l2", stays=True)
        way = []
    play = played(ENDS + user("a") + body, "s>a", "a>e", *way, again="R/P1D")
    play.give(Amend(names={"again": "nonsense"}, by=1, reason="mistaken"))
    play.wait(days=1)
    assert (play.open, len(play.incidents)) == (["a", "note"], 1)
    for name in play.open:
        play.complete(name)
    assert is_tidy(play)


@construct(BORDER, "timer cycle: turns that were missed are made up for, one by one")
def test_missed_turns_are_made_up_for_one_by_one() -> None:
    play = reminders("R3/P1D")
    play.give(Suspend(reason="audit"))
    play.now += 9 * DAY
    play.give(Resume())
    for notes in (1, 2, 3):
        (row,) = play.timers.values()
        play.give(FireTimer(token=row.token))
        assert play.open.count("note") == notes
    assert not play.timers


@construct(START, "timer: duration, date and cycle in a subprocess that runs again")
@pytest.mark.parametrize(("text", "notes"), [("P1D", 1), ("R2/P1D", 2), ("2026-11-24", 1)])
def test_a_timer_of_an_event_subprocess_begins_it(text: str, notes: int) -> None:
    inside = '<startEvent id="a1"/>' + user("a") + end("a2")
    note = user("note") + end("l2")
    inside += listening("L", f"timer {text}", note, "L_s>note", "note>l2", stays=True)
    play = played(ENDS + sub("A", inside, "a1>a", "a>a2"), "s>A", "A>e")
    play.wait(days=9)
    assert (play.open.count("note"), len(play.timers)) == (notes, 0)
    for name in play.open:
        play.complete(name)
    assert is_tidy(play)


@construct(MIDDLE, "timer: due while the case is suspended, fires when it goes on")
def test_a_timer_due_in_a_suspended_case_fires_later() -> None:
    play = played(ENDS + catch("c", "timer P1D") + user("a"), *WAY)
    (row,) = play.timers.values()
    play.give(Suspend(reason="audit"))
    play.now += 3 * DAY
    play.give(Resume())
    play.give(FireTimer(token=row.token))
    assert play.open == ["a"]


@construct(MIDDLE, "timer: in each instance of a multi-instance, reckoned from its element")
def test_each_instance_has_its_own_timer() -> None:
    loop = (
        '<multiInstanceLoopCharacteristics motcua:collection="days" motcua:elementName="day"/>'
        '<startEvent id="a1"/>'
    )
    inside = loop + catch("c", "timer =day") + user("a") + end("a2")
    play = played(ENDS + sub("A", inside, "a1>c", "c>a", "a>a2"), "s>A", "A>e",
                  days=["P3D", "P1D"])  # fmt: skip
    assert sorted(one.due_at for one in play.timers.values()) == [MONDAY + DAY, MONDAY + 3 * DAY]
    play.wait(days=1)
    assert (play.open, len(play.timers)) == (["a"], 1)
