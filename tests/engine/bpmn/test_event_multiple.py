"""Events with several definitions: any of them is enough, or all are needed (10.5.5)."""

from itertools import permutations

import pytest

from engine.records.commands import Retry
from tests.engine.bpmn.constructs import construct
from tests.engine.bpmn.pieces import (
    ENDS,
    FORK,
    border,
    catch,
    end,
    is_tidy,
    played,
    refused,
    sub,
    throw,
    waits_for,
)
from tests.engine.runtime.play import Play, user

MIDDLE = "Events: intermediate"
BORDER = "Events: boundary"
BOTH = "Events: start and event subprocess"
ALL = 'parallelMultiple="true"'
FOUR = "message + timer P1D + signal + if x > 5"
KINDS = ("message", "timer", "signal", "conditional")


def pull(play: Play, kind: str) -> None:
    """Let one of the four events happen; a task "b" of the case changes x."""
    if kind == "message":
        play.answer()
    elif kind == "timer":
        (row,) = play.timers.values()
        play.wait(seconds=(row.due_at - play.now).total_seconds())
    elif kind == "signal":
        play.hear("alarm")
    else:
        play.complete("b", x=6)


def waiting(more: str, what: str = FOUR) -> Play:
    """Return a case that waits for several things, with a task beside it."""
    body = ENDS + FORK + catch("c", what, more) + user("a") + user("b")
    return played(body, "s>fork", "fork>c", "fork>b", "c>a", "a>e", "b>e", x=0)


@construct(MIDDLE, "multiple catch: any of message, timer, signal, condition is enough")
@pytest.mark.parametrize("kind", KINDS)
def test_any_of_several_events_is_enough(kind: str) -> None:
    play = waiting("")
    assert waits_for(play) == 3
    pull(play, kind)
    assert (play.open.count("a"), waits_for(play)) == (1, 0)
    for name in play.open:
        play.complete(name)
    assert is_tidy(play)


@construct(MIDDLE, "parallel multiple catch: all of them, in any order")
@pytest.mark.parametrize("order", list(permutations(KINDS)), ids="-".join)
def test_all_of_several_events_are_needed(order: tuple[str, ...]) -> None:
    play = waiting(ALL)
    for kind in order:
        assert "a" not in play.open
        pull(play, kind)
    assert (play.open.count("a"), waits_for(play)) == (1, 0)
    for name in play.open:
        play.complete(name)
    assert is_tidy(play)


@construct(MIDDLE, "parallel multiple catch: the same event twice counts once")
def test_the_same_event_twice_counts_once() -> None:
    play = waiting(ALL, "message + signal")
    pull(play, "signal")
    pull(play, "signal")
    assert play.open == ["b"]
    pull(play, "message")
    assert play.open == ["a", "b"]


@construct(MIDDLE, "multiple catch: two timers, the earlier one wins")
def test_the_earlier_of_two_timers_wins() -> None:
    play = waiting("", "timer P3D + timer P1D")
    assert len(play.timers) == 2
    play.wait(days=1)
    assert (play.open, len(play.timers)) == (["a", "b"], 0)


@construct(MIDDLE, "multiple catch: one that stands still leaves the others waiting")
def test_one_that_stands_still_leaves_the_others() -> None:
    play = waiting("", "message + timer =nothing")
    (row,) = play.incidents.values()
    play.give(Retry(token=row.token, by=1, reason="again"))
    assert (len(play.incidents), len(play.awaited)) == (1, 1)
    play.answer()
    assert (play.open, len(play.incidents)) == (["a", "b"], 0)


@construct(MIDDLE, "multiple catch: in a cancelled scope nothing is left of it")
def test_nothing_is_left_of_several_events_that_are_taken_away() -> None:
    inside = '<startEvent id="a1"/>' + catch("c", "message + timer P9D + signal") + end("a2")
    body = ENDS + sub("A", inside, "a1>c", "c>a2") + border("b", "A", "timer P1D") + user("u")
    play = played(body, "s>A", "A>e", "b>u", "u>e")
    play.wait(days=1)
    assert (play.open, waits_for(play)) == (["u"], 0)
    play.complete("u")
    assert is_tidy(play)


def guarded(more: str, stays: bool, what: str = FOUR) -> Play:
    """Return a case with several events on the border of one activity."""
    body = ENDS + FORK + user("a") + user("b") + border("x", "a", what, stays, more)
    body += user("note")
    return played(body, "s>fork", "fork>a", "fork>b", "x>note", "a>e", "b>e", "note>e", x=0)


@construct(BORDER, "multiple: any of them interrupts")
@pytest.mark.parametrize("kind", KINDS)
def test_any_event_of_a_border_interrupts(kind: str) -> None:
    play = guarded("", stays=False)
    pull(play, kind)
    assert ("a" in play.open, play.open.count("note"), waits_for(play)) == (False, 1, 0)


@construct(BORDER, "multiple, non-interrupting: each of them, as often as it comes")
def test_each_event_of_a_border_fires_as_often_as_it_comes() -> None:
    play = guarded("", stays=True)
    for kind in ("message", "signal", "message", "timer", "signal", "conditional"):
        pull(play, kind)
    assert play.open == ["a", *["note"] * 6]
    for name in play.open:
        play.complete(name)
    assert is_tidy(play)


@construct(BORDER, "parallel multiple: all of them interrupt together")
def test_all_events_of_a_border_interrupt_together() -> None:
    play = guarded(ALL, stays=False)
    for kind in KINDS:
        assert "a" in play.open
        pull(play, kind)
    assert (play.open, waits_for(play)) == (["note"], 0)


@construct(BORDER, "parallel multiple, non-interrupting: again after all have come again")
def test_all_events_of_a_border_must_come_again() -> None:
    play = guarded(ALL, stays=True, what="message + signal")
    for kind in ("message", "message", "signal", "signal", "message"):
        pull(play, kind)
    assert play.open == ["a", "b", "note", "note"]
    play.complete("a")
    assert waits_for(play) == 0


@construct(BORDER, "multiple: errors and escalations among the others")
@pytest.mark.parametrize("thrown", ["error", "escalation"])
def test_errors_and_escalations_can_be_among_several(thrown: str) -> None:
    inside = '<startEvent id="a1"/>' + user("a2") + end("a3", thrown)
    body = ENDS + sub("A", inside, "a1>a2", "a2>a3") + user("note")
    body += border("x", "A", "message + error + escalation")
    play = played(body, "s>A", "A>e", "x>note", "note>e")
    play.complete("a2")
    assert (play.open, waits_for(play)) == (["note"], 0)
    play.complete("note")
    assert is_tidy(play)


@construct(BORDER, "parallel multiple: an escalation and a message are needed")
def test_an_escalation_and_a_message_together() -> None:
    inside = '<startEvent id="a1"/>' + throw("t", "escalation") + user("a2") + end("a3")
    body = ENDS + sub("A", inside, "a1>t", "t>a2", "a2>a3") + user("note")
    body += border("x", "A", "message + escalation", more=ALL)
    play = played(body, "s>A", "A>e", "x>note", "note>e")
    assert play.open == ["a2"]
    play.answer()
    assert (play.open, waits_for(play)) == (["note"], 0)


@construct(MIDDLE, "definition by reference")
@construct(BORDER, "definition by reference")
def test_definitions_can_stand_apart() -> None:
    body = ENDS + FORK + catch("c", "see tick") + user("a") + user("b")
    body += border("x", "b", "see alarmed") + user("n")
    play = played(body, "s>fork", "fork>c", "fork>b", "c>a", "a>e", "b>e", "x>n", "n>e")
    play.hear("alarm")
    assert play.open == ["n"]
    play.wait(days=1)
    assert play.open == ["a", "n"]


@construct(MIDDLE, "multiple: by reference and inline together")
def test_a_definition_by_reference_beside_one_inline() -> None:
    play = waiting("", "see tick + message")
    assert (len(play.timers), len(play.awaited)) == (1, 1)


@construct(BOTH, "definition by reference")
def test_a_start_can_refer_to_its_definition() -> None:
    body = '<startEvent id="x"><eventDefinitionRef>alarmed</eventDefinitionRef></startEvent>'
    assert played(body + ENDS + user("a"), "x>a", "s>a", "a>e", at="x").walked == ["x", "a"]


@construct(
    MIDDLE, "link, cancel or compensation among several definitions", refused="not-executable"
)
@pytest.mark.parametrize("what", ["link L + message", "any cancel + message"])
def test_some_kinds_stand_alone(what: str) -> None:
    assert "not-executable" in refused(catch("c", what))
