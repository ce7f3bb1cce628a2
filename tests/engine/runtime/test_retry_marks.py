"""Events that happened while the legal clock could not be told: a retry does what was left."""

import pytest

from engine.records.commands import Retry
from tests.engine.runtime.play import Play, compiled, flows, user

ENDS = '<startEvent id="s"/><endEvent id="e"/>'
# Its last day lies beyond the calendar, so the clock cannot be started.
LONG = 'motcua:term="9000 working days"'
START, AGAIN = 'motcua:clock="start"', 'motcua:clock="pause-restart"'
DAY = "<timerEventDefinition><timeDuration>P1D</timeDuration></timerEventDefinition>"
ERROR = '<errorEventDefinition errorRef="err"/>'
ESCALATION = '<escalationEventDefinition escalationRef="esc"/>'
BESIDE = '<escalation id="esc" name="up" escalationCode="U"/>'
FAILS = [("t", "calendar-too-short")]


def border(definition: str, more: str) -> str:
    return f'<boundaryEvent id="t" attachedToRef="a" {more}>{definition}</boundaryEvent>'


def scope(last: str) -> str:
    """Return a subprocess with a task in it, then `last`."""
    inside = user("work") + last
    ways = flows("s1>work", "work>e1").replace('id="f', 'id="i')
    return f'<subProcess id="a"><startEvent id="s1"/>{inside}{ways}</subProcess>'


def played(activity: str, edge: str, way: str = "t>b") -> Play:
    body = ENDS + activity + user("b") + edge
    return Play(compiled(body + flows("s>a", "a>e", way, "b>e"), LONG, beside=BESIDE))


def stuck(play: Play) -> list[tuple[str, str]]:
    return [(one.element, one.code) for one in play.incidents.values()]


def retry(play: Play) -> None:
    for token in list(play.incidents):
        play.give(Retry(token=token, by=1, reason="again"))


@pytest.mark.parametrize("again", [False, True])
def test_what_a_timer_interrupted_is_gone_though_the_clock_fails(again: bool) -> None:
    play = played(user("a"), border(DAY, START))
    play.wait(days=1)
    if again:
        retry(play)
    assert (play.open, stuck(play)) == ([], FAILS)


def test_an_interruption_whose_activity_cannot_be_left_is_not_doubled_by_a_retry() -> None:
    play = played(user("a", AGAIN), border(DAY, ""))
    play.wait(days=1)
    retry(play)
    assert (play.open, stuck(play)) == (["a"], FAILS)


def test_an_error_stays_caught_though_the_clock_fails() -> None:
    play = played(scope(f'<endEvent id="e1">{ERROR}</endEvent>'), border(ERROR, START))
    play.complete("work")
    retry(play)
    assert (play.open, stuck(play)) == ([], FAILS)


def test_an_error_of_a_job_stays_caught_though_the_clock_fails() -> None:
    play = played('<serviceTask id="a" motcua:connector="x"/>', border(ERROR, START))
    play.settle("x", error="no", error_code="E1")
    retry(play)
    assert (list(play.jobs), stuck(play)) == ([], FAILS)


def test_what_escalates_goes_on_though_the_clock_fails_where_it_is_caught() -> None:
    last = f'<endEvent id="e1">{ESCALATION}</endEvent>'
    play = played(scope(last), border(ESCALATION, f'cancelActivity="false" {START}'))
    play.complete("work")
    assert stuck(play) == FAILS
    assert "a" not in [one.element for one in play.incidents.values()]
    assert ("left", "a") in [(one.kind, one.element) for one in play.outcome.events]


def test_an_event_that_finds_no_way_marks_the_case_all_the_same() -> None:
    mark = 'cancelActivity="false" motcua:status="4"'
    play = played(user("a"), border(DAY, mark), "t>b:ready == true")
    play.wait(days=1)
    assert (stuck(play), play.standing.portal_status) == ([("t", "no-way-out")], 4)
