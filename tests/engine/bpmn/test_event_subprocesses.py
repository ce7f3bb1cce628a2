"""Event subprocesses: they wait as long as the scope around them runs (BPMN 2.0.2, 13.5.4)."""

import pytest

from engine.records.commands import Resume, Suspend
from tests.engine.bpmn.constructs import construct
from tests.engine.bpmn.pieces import (
    ENDS,
    FORK,
    end,
    is_tidy,
    listening,
    played,
    refused,
    script,
    sub,
    version,
    waits_for,
)
from tests.engine.runtime.play import Play, user

GROUP = "Events: start and event subprocess"
NOTE = user("note") + end("l2")
WAYS = ("L_s>note", "note>l2")
TRIGGERS = ["message", "timer P1D", "signal", "if x > 5"]
KINDS = ["message", "timer", "signal", "conditional"]


def begun(what: str, stays: bool) -> Play:
    """Return a case with two tasks, and an event subprocess that waits."""
    body = ENDS + FORK + user("a") + user("b") + listening("L", what, NOTE, *WAYS, stays=stays)
    return played(body, "s>fork", "fork>a", "fork>b", "a>e", "b>e", x=0)


def pull(play: Play, what: str) -> None:
    """Let the event happen."""
    if what == "message":
        play.answer()
    elif what == "signal":
        play.hear("alarm")
    elif what.startswith("timer"):
        play.wait(days=1)
    else:
        play.complete("b", x=6)


@construct(GROUP, "message, timer, signal, conditional: interrupting")
@pytest.mark.parametrize("what", TRIGGERS, ids=KINDS)
def test_an_interrupting_one_ends_everything_else(what: str) -> None:
    play = begun(what, stays=False)
    pull(play, what)
    assert play.open == ["note"]
    assert waits_for(play) == 0
    play.complete("note")
    assert is_tidy(play)


@construct(GROUP, "message, timer, signal, conditional: non-interrupting")
@pytest.mark.parametrize("what", TRIGGERS, ids=KINDS)
def test_one_that_does_not_interrupt_runs_beside(what: str) -> None:
    play = begun(what, stays=True)
    pull(play, what)
    assert play.open == [one for one in ("a", "b", "note") if one != "b" or "if" not in what]
    for name in play.open:
        play.complete(name)
    assert is_tidy(play)


@construct(GROUP, "non-interrupting: begins as often as it is triggered")
@pytest.mark.parametrize("what", ["message", "signal"])
def test_one_that_does_not_interrupt_begins_each_time(what: str) -> None:
    play = begun(what, stays=True)
    for _ in range(3):
        pull(play, what)
    assert play.open == ["a", "b", "note", "note", "note"]
    for name in play.open:
        play.complete(name)
    assert is_tidy(play)


@construct(GROUP, "waiting ones do not hold the scope open (timer, message, signal, conditional)")
@pytest.mark.parametrize("what", [*TRIGGERS, "message + timer P1D + signal"])
@pytest.mark.parametrize("stays", [True, False])
def test_what_only_waits_does_not_hold_the_process_open(what: str, stays: bool) -> None:
    play = begun(what, stays)
    play.complete("a")
    play.complete("b")
    assert is_tidy(play)


@construct(GROUP, "non-interrupting, still running: holds the scope open, and waits on")
def test_a_running_event_subprocess_keeps_the_process_going() -> None:
    play = begun("message", stays=True)
    play.answer()
    play.complete("a")
    play.complete("b")
    play.answer()
    assert play.open == ["note", "note"]
    play.complete("note")
    play.complete("note")
    assert is_tidy(play)


@construct(GROUP, "inside a subprocess: waits while that runs, then it goes on")
@pytest.mark.parametrize("stays", [True, False])
def test_an_event_subprocess_within_a_subprocess(stays: bool) -> None:
    inside = '<startEvent id="a1"/>' + user("a") + end("a2")
    inside += listening("L", "signal", NOTE, *WAYS, stays=stays)
    body = ENDS + FORK + sub("A", inside, "a1>a", "a>a2") + user("b") + user("after")
    play = played(body, "s>fork", "fork>A", "fork>b", "A>after", "after>e", "b>e")
    play.hear("alarm")
    assert play.open == (["a", "b", "note"] if stays else ["b", "note"])
    for name in [one for one in play.open if one != "b"]:
        play.complete(name)
    assert play.open == ["after", "b"]
    assert not play.hearings


@construct(GROUP, "inside each instance of a multi-instance")
def test_each_instance_has_an_event_subprocess_of_its_own() -> None:
    loop = "<multiInstanceLoopCharacteristics><loopCardinality>2</loopCardinality>"
    inside = (
        f'{loop}</multiInstanceLoopCharacteristics><startEvent id="a1"/>' + user("a") + end("a2")
    )
    inside += listening("L", "if n > 5", NOTE, *WAYS)
    play = played(ENDS + sub("A", inside, "a1>a", "a>a2"), "s>A", "A>e", n=0)
    assert play.open == ["a", "a"]
    play.complete("a", n=6)
    assert play.open == ["a", "note"]


@construct(GROUP, "what is sent when it has ended is heard no more")
def test_nothing_is_heard_after_the_scope_has_ended() -> None:
    inside = (
        '<startEvent id="a1"/>' + user("a") + end("a2") + listening("L", "message", NOTE, *WAYS)
    )
    play = played(ENDS + sub("A", inside, "a1>a", "a>a2") + user("b"), "s>A", "A>b", "b>e")
    assert len(play.awaited) == 1
    play.complete("a")
    assert not play.awaited


@construct(GROUP, "nested: an interrupting one inside an event subprocess")
def test_an_event_subprocess_can_listen_itself() -> None:
    inner = listening("M", "message", user("deep") + end("m2"), "M_s>deep", "deep>m2")
    body = ENDS + user("a") + listening("L", "signal", NOTE + inner, *WAYS, stays=True)
    play = played(body, "s>a", "a>e")
    assert not play.awaited
    play.hear("alarm")
    play.answer()
    assert play.open == ["a", "deep"]
    play.complete("deep")
    play.complete("a")
    assert is_tidy(play)


@construct(GROUP, "timer cycle: begins again and again, and does not hold the process open")
def test_a_cycle_begins_it_again_and_again() -> None:
    play = begun("timer R3/P1D", stays=True)
    play.wait(days=9)
    assert play.open == ["a", "b", "note", "note", "note"]
    for name in play.open:
        play.complete(name)
    assert is_tidy(play)


@construct(GROUP, "what it writes is seen around it")
def test_an_event_subprocess_writes_to_the_scope_around() -> None:
    body = ENDS + user("a") + listening("L", "message", script("w", "y = 7") + end("l2"),
                                        "L_s>w", "w>l2", stays=True)  # fmt: skip
    play = played(body, "s>a", "a>e")
    play.answer(z=1)
    assert (play.names["y"], play.names["z"]) == (7, 1)


@construct(GROUP, "in a suspended case: waits until the case goes on")
def test_a_suspended_case_keeps_its_events() -> None:
    play = begun("message", stays=False)
    play.give(Suspend(reason="audit"))
    assert len(play.awaited) == 1
    play.give(Resume())
    play.answer()
    assert play.open == ["note"]


@construct(GROUP, "several with the same signal: each begins")
def test_a_signal_begins_every_event_subprocess_that_waits() -> None:
    other = listening("M", "signal", user("too") + end("m2"), "M_s>too", "too>m2", stays=True)
    body = ENDS + user("a") + listening("L", "signal", NOTE, *WAYS, stays=True) + other
    play = played(body, "s>a", "a>e")
    play.hear("alarm")
    assert play.open == ["a", "note", "too"]


@construct(GROUP, "error or compensation that does not interrupt", refused="not-executable")
def test_an_error_start_always_interrupts() -> None:
    assert refused(listening("L", "error", NOTE, *WAYS, stays=True)) == ["not-executable"]


@construct(GROUP, "several triggers: any of them begins it")
@pytest.mark.parametrize("what", ["message", "timer P1D", "signal"])
def test_any_of_several_triggers_begins_it(what: str) -> None:
    play = begun("message + timer P1D + signal", stays=False)
    pull(play, what)
    assert play.open == ["note"]
    assert waits_for(play) == 0
    play.complete("note")
    assert is_tidy(play)


@construct(GROUP, "several triggers, all needed (parallel multiple)")
def test_all_of_several_triggers_are_needed() -> None:
    waiting = listening("L", "message + signal", NOTE, *WAYS, stays=True)
    waiting = waiting.replace(
        '<startEvent id="L_s"', '<startEvent id="L_s" parallelMultiple="true"'
    )
    play = played(ENDS + user("a") + waiting, "s>a", "a>e")
    play.hear("alarm")
    assert play.open == ["a"]
    play.answer()
    play.answer()
    play.hear("alarm")
    assert play.open == ["a", "note", "note"]


@construct(GROUP, "a script that makes a condition true just before the end still counts")
def test_a_condition_that_comes_true_at_the_last_step_is_met() -> None:
    body = '<startEvent id="s"/>' + script("w", "x = 6") + listening("L", "if x > 5", NOTE, *WAYS)
    play = played(body, "s>w", x=0)
    assert play.open == ["note"]


@construct(GROUP, "interrupting, at the top: its end says how the case ended")
@pytest.mark.parametrize(("stays", "ending"), [(False, "recalled"), (True, "done")])
def test_the_end_of_what_took_over_is_the_end_of_the_case(stays: bool, ending: str) -> None:
    inside = user("note") + end("l2", more='motcua:ending="recalled"')
    body = ENDS + user("a") + listening("L", "message", inside, *WAYS, stays=stays)
    play = played(body, "s>a", "a>e")
    play.answer()
    for name in reversed(play.open):
        play.complete(name)
    assert play.standing.ending == ending


@construct(GROUP, "what one case does to it does not touch another case of the version")
def test_cases_of_one_version_share_nothing() -> None:
    waiting = listening("L", "message", NOTE, *WAYS, stays=True)
    shared = version(ENDS + user("a") + waiting, "s>a", "a>e")
    first, second = Play(shared), Play(shared)
    first.answer()
    second.complete("a")
    assert is_tidy(second)
    third = Play(shared)
    assert (first.open, third.open, third.walked) == (["a", "note"], ["a"], ["s", "a"])
