"""The event-based gateway: the first of its events decides (BPMN 2.0.2, 10.6.6 and 13.4.4)."""

from datetime import timedelta

import pytest

from engine.records.commands import Retry
from tests.engine.bpmn.constructs import construct
from tests.engine.bpmn.pieces import ENDS, FORK, catch, end, is_tidy, played, sub, waits_for
from tests.engine.runtime.play import MONDAY, Play, user

GROUP = "Gateways"
GATE = '<eventBasedGateway id="g"/>'
EVENTS = {
    "message": catch("x", "message"),
    "signal": catch("x", "signal"),
    "timer": catch("x", "timer P1D"),
    "conditional": catch("x", "if n > 5"),
    "receive task": '<receiveTask id="x" messageRef="m"/>',
    "multiple": catch("x", "message + signal"),
}


def race(kind: str) -> Play:
    """Return a case that waits at a gateway for an event of a kind, and for three others."""
    body = ENDS + FORK + GATE + EVENTS[kind] + catch("t", "timer P9D") + catch("o", "signal calm")
    body += '<receiveTask id="r" messageRef="msg2"/>' + user("won") + user("lost") + user("b")
    ways = ("s>fork", "fork>g", "fork>b", "g>x", "g>t", "g>o", "g>r", "x>won", "t>lost", "o>lost",
            "r>lost", "won>e", "lost>e", "b>e")  # fmt: skip
    return played(body, *ways, n=0)


def pull(play: Play, kind: str) -> None:
    """Let the event happen."""
    if kind in ("message", "receive task"):
        play.answer()
    elif kind == "timer":
        play.wait(days=1)
    elif kind == "conditional":
        play.complete("b", n=6)
    else:
        play.hear("alarm")


@construct(GROUP, "event-based: message, signal, timer, condition, receive task, multiple event")
@pytest.mark.parametrize("kind", EVENTS)
def test_the_first_event_takes_the_others_away(kind: str) -> None:
    play = race(kind)
    pull(play, kind)
    assert [one for one in play.open if one != "b"] == ["won"]
    assert waits_for(play) == 0
    for name in play.open:
        play.complete(name)
    assert is_tidy(play)


@construct(GROUP, "event-based: several timers, each with its own due instant")
def test_each_timer_at_a_gateway_has_its_own_instant() -> None:
    body = ENDS + GATE + "".join(catch(f"t{n}", f"timer P{n}D") + user(f"u{n}") for n in (3, 1, 2))
    ways = [f"{a}>{b}" for n in (3, 1, 2) for a, b in (("g", f"t{n}"), (f"t{n}", f"u{n}"))]
    play = played(body, "s>g", *ways, "u1>e", "u2>e", "u3>e")
    due = {one.element: one.due_at for one in play.timers.values()}
    assert due == {f"t{n}": MONDAY + timedelta(days=n) for n in (1, 2, 3)}
    play.wait(days=9)
    assert (play.open, waits_for(play)) == (["u1"], 0)


@construct(GROUP, "event-based: a condition that holds already wins at once")
def test_a_condition_that_holds_wins_the_race_at_once() -> None:
    body = ENDS + GATE + catch("m1", "message") + catch("x", "if n > 5") + user("u")
    play = played(body, "s>g", "g>m1", "g>x", "m1>e", "x>u", "u>e", n=6)
    assert (play.open, waits_for(play)) == (["u"], 0)


@construct(GROUP, "event-based: an event that stands still does not keep the others from winning")
def test_a_failed_event_at_a_gateway_leaves_the_race_open() -> None:
    body = ENDS + GATE + catch("t", "timer =when") + catch("m1", "message") + user("u")
    play = played(body, "s>g", "g>t", "g>m1", "t>e", "m1>u", "u>e")
    (row,) = play.incidents.values()
    assert row.element == "t"
    play.answer(when="P1D")
    assert (play.open, len(play.incidents)) == (["u"], 0)


@construct(GROUP, "event-based: an event that was mended takes part in the race again")
def test_a_mended_event_takes_part_in_the_race() -> None:
    body = ENDS + FORK + GATE + catch("t", "timer =when") + catch("m1", "message") + user("u")
    body += user("b")
    play = played(body, "s>fork", "fork>g", "fork>b", "g>t", "g>m1", "t>u", "m1>e", "u>e", "b>e")
    (row,) = play.incidents.values()
    play.complete("b", when="P1D")
    play.give(Retry(token=row.token, by=1, reason="now it is known"))
    play.wait(days=1)
    assert (play.open, waits_for(play)) == (["u"], 0)


@construct(GROUP, "event-based: in a loop, set anew each time")
def test_a_gateway_in_a_loop_waits_anew() -> None:
    body = ENDS + GATE + catch("t", "timer P1D") + catch("m1", "message") + user("u")
    play = played(body, "s>g", "g>t", "g>m1", "t>u", "u>g", "m1>e")
    for _ in range(3):
        play.wait(days=1)
        assert waits_for(play) == 0
        play.complete("u")
    play.answer()
    assert is_tidy(play)


@construct(GROUP, "event-based: gone when its scope is interrupted")
def test_a_gateway_goes_with_its_scope() -> None:
    inside = '<startEvent id="a1"/>' + GATE + catch("t", "timer P9D") + catch("m1", "message")
    inside += user("u") + end("a2", "any terminate")
    parts = ("a1>g", "a1>u", "u>a2", "g>t", "g>m1")
    play = played(ENDS + sub("A", inside, *parts) + user("after"), "s>A", "A>after", "after>e")
    play.complete("u")
    assert (play.open, waits_for(play)) == (["after"], 0)
