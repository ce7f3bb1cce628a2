"""Events on the border of an activity (BPMN 2.0.2, 10.5.4 and 13.5.3)."""

import pytest

from engine.records.commands import Resume, Retry, SettleJob, Suspend
from tests.engine.bpmn.constructs import construct
from tests.engine.bpmn.pieces import (
    ENDS,
    FORK,
    border,
    end,
    is_tidy,
    played,
    refused,
    sub,
    waits_for,
)
from tests.engine.runtime.play import Play, user

GROUP = "Events: boundary"
TRIGGERS = {"message": "message", "timer": "timer P1D", "signal": "signal"}
MANY = "<multiInstanceLoopCharacteristics><loopCardinality>2</loopCardinality>"
MANY += "</multiInstanceLoopCharacteristics>"
HOSTS = {
    "user task": user("a"),
    "service task": '<serviceTask id="a" motcua:connector="x" motcua:result="r"/>',
    "receive task": '<receiveTask id="a" messageRef="msg2"/>',
    "subprocess": sub("a", '<startEvent id="a1"/>' + user("a2") + end("a3"), "a1>a2", "a2>a3"),
    "multi-instance": user("a", "", MANY),
    "loop": user("a", "", '<standardLoopCharacteristics loopMaximum="3"/>'),
    "call": '<callActivity id="a" calledElement="other"/>',
}


def guarded(host: str, what: str, stays: bool) -> Play:
    """Return a case with an event on the border of an activity."""
    body = ENDS + HOSTS[host] + border("b", "a", what, stays) + user("note")
    return played(body, "s>a", "a>e", "b>note", "note>e")


def pull(play: Play, what: str) -> None:
    """Let the event happen."""
    if what == "message":
        play.answer()
    elif what == "signal":
        play.hear("alarm")
    else:
        play.wait(days=1)


@construct(GROUP, "message, timer, signal: interrupting, on every kind of activity")
@pytest.mark.parametrize("what", TRIGGERS)
@pytest.mark.parametrize("host", HOSTS)
def test_an_interrupting_event_takes_the_activity_away(host: str, what: str) -> None:
    play = guarded(host, TRIGGERS[what], stays=False)
    pull(play, what)
    assert (play.open, waits_for(play), len(play.jobs)) == (["note"], 0, 0)
    play.complete("note")
    assert is_tidy(play)


@construct(GROUP, "message, timer, signal: non-interrupting, on every kind of activity")
@pytest.mark.parametrize("what", TRIGGERS)
@pytest.mark.parametrize("host", HOSTS)
def test_an_event_that_does_not_interrupt_leaves_the_activity(host: str, what: str) -> None:
    play = guarded(host, TRIGGERS[what], stays=True)
    before = (play.open, dict(play.jobs))
    pull(play, what)
    assert (sorted(one for one in play.open if one != "note"), dict(play.jobs)) == before
    assert play.open.count("note") == 1


@construct(GROUP, "message, signal: non-interrupting, as often as they come")
@pytest.mark.parametrize("what", ["message", "signal"])
def test_an_event_that_does_not_interrupt_fires_each_time(what: str) -> None:
    play = guarded("user task", TRIGGERS[what], stays=True)
    for _ in range(3):
        pull(play, what)
    assert play.open == ["a", "note", "note", "note"]
    for name in play.open:
        play.complete(name)
    assert is_tidy(play)


@construct(GROUP, "gone with its activity")
@pytest.mark.parametrize("stays", [True, False])
@pytest.mark.parametrize("what", TRIGGERS.values())
def test_an_event_goes_with_its_activity(what: str, stays: bool) -> None:
    play = guarded("user task", what, stays)
    play.complete("a")
    assert is_tidy(play)


@construct(GROUP, "several on one activity: the first wins")
def test_the_first_of_several_events_wins() -> None:
    body = ENDS + user("a") + border("late", "a", "timer P1D") + border("said", "a", "message")
    body += user("x") + user("y")
    play = played(body, "s>a", "a>e", "late>x", "said>y", "x>e", "y>e")
    play.answer()
    assert (play.open, waits_for(play)) == (["y"], 0)


@construct(GROUP, "set anew each time the activity is entered in a loop")
def test_a_border_is_set_anew_in_each_turn() -> None:
    body = ENDS + user("a") + border("late", "a", "timer P1D") + user("x")
    play = played(body, "s>a", "a>e", "late>x", "x>a")
    for _ in range(3):
        play.wait(days=1)
        assert (play.open, len(play.timers)) == (["x"], 0)
        play.complete("x")
    play.complete("a")
    assert is_tidy(play)


@construct(GROUP, "one event on a multi-instance as a whole, not one for each instance")
def test_a_multi_instance_has_one_border() -> None:
    play = guarded("multi-instance", "timer P1D", stays=True)
    assert len(play.timers) == 1
    play.complete("a")
    assert len(play.timers) == 1


@construct(GROUP, "on an activity that failed: still fires, and takes the incident away")
def test_the_border_of_a_failed_activity_still_fires() -> None:
    play = guarded("service task", "timer P1D", stays=False)
    play.settle("x", error="down")
    assert len(play.incidents) == 1
    play.wait(days=1)
    assert (play.open, len(play.incidents)) == (["note"], 0)
    play.complete("note")
    assert is_tidy(play)


@construct(GROUP, "kept through a retry of the activity, with its due instant")
def test_a_retry_keeps_the_border_as_it_was() -> None:
    play = guarded("service task", "timer P1D", stays=False)
    (timer,) = play.timers.values()
    play.settle("x", error="down")
    play.now = timer.due_at.replace(hour=1)
    (row,) = play.incidents.values()
    play.give(Retry(token=row.token, by=1, reason="up again"))
    assert list(play.timers.values()) == [timer]


@construct(GROUP, "error: from a job, by its code")
@pytest.mark.parametrize(("code", "left"), [("E1", ["note"]), ("E9", [])])
def test_a_job_can_fail_with_an_error(code: str, left: list[str]) -> None:
    play = guarded("service task", "error", stays=False)
    play.settle("x", error="no", error_code=code)
    assert (play.open, len(play.incidents)) == (left, int(code != "E1"))


@construct(GROUP, "error: from a job inside, caught further out")
def test_an_error_of_a_job_rises_out_of_its_subprocess() -> None:
    inside = '<startEvent id="o1"/>' + HOSTS["service task"] + end("o2")
    body = ENDS + sub("O", inside, "o1>a", "a>o2") + border("b", "O", "error") + user("note")
    play = played(body, "s>O", "O>e", "b>note", "note>e")
    (job,) = play.jobs.values()
    play.give(SettleJob(token=job.token, error="no", error_code="E1"))
    assert (play.open, len(play.incidents)) == (["note"], 0)


@construct(GROUP, "error: from a job in one instance of a multi-instance, or turn of a loop")
@pytest.mark.parametrize("loop", [MANY, '<standardLoopCharacteristics loopMaximum="3"/>'])
def test_an_error_of_a_job_in_an_instance_ends_them_all(loop: str) -> None:
    job = f'<serviceTask id="a" motcua:connector="x" motcua:result="r">{loop}</serviceTask>'
    body = ENDS + job + border("b", "a", "error") + user("note")
    play = played(body, "s>a", "a>e", "b>note", "note>e")
    play.settle("x", error="no", error_code="E1")
    assert (play.open, len(play.jobs)) == (["note"], 0)
    play.complete("note")
    assert is_tidy(play)


@construct(GROUP, "several ways out, and none at all")
def test_a_border_forks_and_can_end() -> None:
    body = ENDS + user("a") + border("b", "a", "message", stays=True) + user("x") + user("y")
    body += border("c", "a", "signal", stays=True)
    play = played(body, "s>a", "a>e", "b>x", "b>y", "x>e", "y>e")
    play.answer()
    play.hear("alarm")
    assert play.open == ["a", "x", "y"]


@construct(GROUP, "in a suspended case: fires when the case goes on")
def test_a_suspended_case_keeps_its_timers() -> None:
    play = guarded("user task", "timer P1D", stays=False)
    play.give(Suspend(reason="audit"))
    assert len(play.timers) == 1
    play.give(Resume())
    play.wait(days=1)
    assert play.open == ["note"]


@construct(GROUP, "non-interrupting, without a way that is open: an incident, and it waits on")
def test_no_way_out_of_a_border_is_an_incident_that_can_be_tried_again() -> None:
    body = ENDS + user("a") + border("b", "a", "message", stays=True) + user("note")
    play = played(body, "s>a", "a>e", "b>note:n > 5", "note>e")
    play.answer(n=1)
    (row,) = play.incidents.values()
    assert (row.code, len(play.awaited)) == ("no-way-out", 1)
    play.answer(n=6)
    play.give(Retry(token=row.token, by=1, reason="n is mended"))
    assert (play.open, len(play.incidents)) == (["a", "note", "note"], 0)


@construct(GROUP, "link, terminate: have no place there", refused="not-executable")
@pytest.mark.parametrize("what", ["link x", "any terminate", ""])
def test_some_kinds_have_no_place_on_a_border(what: str) -> None:
    assert "not-executable" in refused(user("a") + border("b", "a", what))


@construct(GROUP, "error, cancel or compensation that does not interrupt", refused="not-executable")
def test_an_error_on_a_border_always_interrupts() -> None:
    assert refused(user("a") + border("b", "a", "error", stays=True)) == ["not-executable"]


@construct(GROUP, "in parallel branches: each activity has its own")
def test_borders_of_parallel_branches_do_not_touch_each_other() -> None:
    body = ENDS + FORK + user("a") + user("b") + border("x", "a", "timer P1D") + user("y")
    body += border("z", "b", "timer P2D") + user("w")
    play = played(body, "s>fork", "fork>a", "fork>b", "a>e", "b>e", "x>y", "z>w", "y>e", "w>e")
    play.wait(days=1)
    assert play.open == ["b", "y"]
    play.wait(days=1)
    assert play.open == ["w", "y"]
