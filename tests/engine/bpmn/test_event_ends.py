"""End events, link events, and events that throw several things (BPMN 2.0.2, 10.5.3, 10.5.6)."""

import pytest

from engine.records.commands import Retry
from tests.engine.bpmn.constructs import construct
from tests.engine.bpmn.pieces import (
    ENDS,
    FORK,
    border,
    catch,
    end,
    happened,
    is_tidy,
    listening,
    played,
    refused,
    sub,
    throw,
    waits_for,
)
from tests.engine.runtime.play import Play, user

END = "Events: end"
MIDDLE = "Events: intermediate"
UNDO = "any compensate + message + signal"


@construct(END, "none: ends its path only")
def test_a_plain_end_ends_its_path_only() -> None:
    play = played(ENDS + FORK + user("a") + user("b"), "s>fork", "fork>a", "fork>b", "a>e", "b>e")
    play.complete("a")
    assert (play.open, play.standing.status) == (["b"], "running")
    play.complete("b")
    assert is_tidy(play)


def ended_early(inside: str, *more: str) -> Play:
    """Return a case with a subprocess that can be ended, and a task beside it."""
    body = '<startEvent id="a1"/>' + FORK + user("stop") + end("t", "any terminate") + inside
    scope = sub("A", body, "a1>fork", "fork>stop", "stop>t", *more)
    around = ENDS + '<parallelGateway id="both"/>' + scope + user("beside") + user("after")
    ways = ("s>both", "both>A", "both>beside", "A>after", "after>e", "beside>e")
    return played(around + border("bo", "A", "timer P9D"), *ways, "bo>e")


@construct(END, "terminate: its own scope only, with all that waits or stands still in it")
def test_terminate_takes_all_of_its_scope_and_nothing_else() -> None:
    inside = (
        user("x") + border("bx", "x", "timer P1D") + catch("c", "message") + catch("w", "signal")
    )
    inside += '<serviceTask id="job" motcua:connector="y"/>' + catch("bad", "timer =nothing")
    inside += sub("deep", '<startEvent id="d1"/>' + user("d2"), "d1>d2")
    inside += listening("L", "signal", end("l2"), "L_s>l2")
    parts = ("x", "c", "w", "job", "bad", "deep")
    play = ended_early(inside, *(f"fork>{name}" for name in parts), "bx>x")
    assert (len(play.incidents), len(play.jobs), waits_for(play)) == (1, 1, 5)
    play.complete("stop")
    assert (play.open, waits_for(play), len(play.jobs)) == (["after", "beside"], 0, 0)
    play.complete("after")
    play.complete("beside")
    assert is_tidy(play)


@construct(END, "terminate: at the top ends the case")
def test_terminate_at_the_top_ends_the_case() -> None:
    body = ENDS + FORK + user("a") + user("b") + catch("c", "message") + end("t", "any terminate")
    body += listening("L", "timer P1D", end("l2"), "L_s>l2")
    play = played(body, "s>fork", "fork>a", "fork>b", "fork>c", "a>t", "b>e", "c>e")
    play.complete("a")
    assert is_tidy(play)


@construct(END, "terminate: in an event subprocess leaves the scope around it alone")
def test_terminate_in_an_event_subprocess_ends_only_that() -> None:
    inner = '<parallelGateway id="l1"/>' + user("l2") + end("l3", "any terminate")
    caught = listening("L", "message", inner, "L_s>l1", "l1>l2", "l1>l3", stays=True)
    play = played(ENDS + user("a") + caught, "s>a", "a>e")
    play.answer()
    assert (play.open, waits_for(play)) == (["a"], 1)


@construct(END, "terminate: in one instance leaves the other instances alone")
def test_terminate_in_an_instance_ends_that_instance() -> None:
    loop = "<multiInstanceLoopCharacteristics><loopCardinality>3</loopCardinality>"
    inside = f'{loop}</multiInstanceLoopCharacteristics><startEvent id="a1"/>' + FORK + user("x")
    inside += user("y") + end("t", "any terminate") + end("a2")
    scope = sub("A", inside, "a1>fork", "fork>x", "fork>y", "x>t", "y>a2")
    play = played(ENDS + scope + user("after"), "s>A", "A>after", "after>e")
    play.complete("x")
    assert play.open == ["x", "x", "y", "y"]
    play.complete("x")
    play.complete("x")
    assert play.open == ["after"]


@construct(END, "multiple: throws everything")
@construct(MIDDLE, "multiple throw: throws everything, then goes on")
@pytest.mark.parametrize("thrower", [throw, end])
def test_an_event_can_throw_several_things(thrower: object) -> None:
    assert callable(thrower)
    event = thrower("t", "escalation + message + signal")
    inside = '<startEvent id="a1"/>' + event + catch("never", "timer P9D") + end("a2")
    ways = ("a1>t", "never>a2", *(() if thrower is end else ("t>never",)))
    body = ENDS + FORK + sub("A", inside, *ways) + border("b", "A", "escalation", stays=True)
    body += catch("c", "message") + user("said") + catch("w", "signal") + user("heard")
    body += user("up") + user("go")
    play = played(body, "s>fork", "fork>c", "fork>w", "fork>go", "go>A", "A>e", "b>up", "c>said",
                  "w>heard", "up>e", "said>e", "heard>e")  # fmt: skip
    play.complete("go")
    assert play.open == ["heard", "said", "up"]
    assert len(play.timers) == int(thrower is throw)


@construct(END, "multiple: what could not be thrown is thrown by a retry, the rest not twice")
def test_a_retry_throws_only_what_was_not_thrown() -> None:
    inside = '<startEvent id="a1"/>' + end("t", "message + error")
    play = played(ENDS + sub("A", inside, "a1>t"), "s>A", "A>e")
    for _ in range(2):
        (row,) = play.incidents.values()
        assert (row.code, len(play.jobs)) == ("uncaught-error", 1)
        play.give(Retry(token=row.token, by=1, reason="again"))


@construct(END, "multiple with compensation: the rest is thrown, then it is undone")
@construct(MIDDLE, "multiple throw with compensation: the rest is thrown, then it is undone")
@pytest.mark.parametrize("thrower", [throw("t", UNDO), end("t", UNDO)])
def test_compensation_can_be_one_of_several_things(thrower: str) -> None:
    undone = user("b").replace("<userTask", '<userTask isForCompensation="true"')
    undone += '<association id="as" sourceRef="bo" targetRef="b"/>'
    body = ENDS + user("a") + border("bo", "a", "any compensate") + undone + thrower
    ways = ("s>a", "a>t", *(() if "endEvent" in thrower else ("t>e",)))
    play = played(body, *ways)
    play.complete("a")
    assert sorted(job.kind for job in play.jobs.values()) == ["message", "signal"]
    assert play.open == ["b"]
    play.complete("b")
    assert is_tidy(play)


@construct(END, "multiple with cancel: the rest is thrown, then the transaction is cancelled")
def test_cancel_can_be_one_of_several_things() -> None:
    inside = '<startEvent id="a1"/>' + end("t", "any cancel + signal")
    scope = sub("A", inside, "a1>t").replace("subProcess", "transaction")
    body = ENDS + scope + border("b", "A", "any cancel") + user("u")
    play = played(body, "s>A", "A>e", "b>u", "u>e")
    assert (play.open, [job.kind for job in play.jobs.values()]) == (["u"], ["signal"])


@construct(END, "multiple with terminate: the rest is thrown first")
def test_terminate_comes_after_the_rest() -> None:
    body = ENDS + FORK + user("a") + user("b") + end("t", "any terminate + signal + message")
    play = played(body, "s>fork", "fork>a", "fork>b", "a>t", "b>e")
    play.complete("a")
    assert sorted(job.kind for job in play.jobs.values()) == ["message", "signal"]
    assert is_tidy(play)


@construct(END, "timer, conditional, link: have no place there", refused="not-executable")
@pytest.mark.parametrize("what", ["timer P1D", "if x > 5", "link x"])
def test_some_kinds_cannot_end_a_path(what: str) -> None:
    assert refused(end("t", what)) == ["not-executable"]


@construct(MIDDLE, "link: many throws to one catch")
def test_links_lead_to_the_catch_of_their_name() -> None:
    body = ENDS + FORK + user("a") + user("b") + throw("t1", "link L") + throw("t2", "link L")
    body += throw("t3", "link M") + user("c") + catch("l", "link L") + user("x")
    body += catch("m1", "link M") + user("y")
    play = played(body, "s>fork", "fork>a", "fork>b", "fork>c", "a>t1", "b>t2", "c>t3", "l>x",
                  "m1>y", "x>e", "y>e")  # fmt: skip
    for name in "abc":
        play.complete(name)
    assert play.open == ["x", "x", "y"]
    for name in play.open:
        play.complete(name)
    assert is_tidy(play)


@construct(MIDDLE, "link: within its own scope only")
def test_a_link_does_not_leave_its_scope() -> None:
    inside = '<startEvent id="a1"/>' + throw("t1", "link L") + catch("l1", "link L") + user("in")
    scope = sub("A", inside + end("a2"), "a1>t1", "l1>in", "in>a2")
    body = ENDS + scope + throw("t2", "link L") + catch("l2", "link L") + user("out")
    play = played(body, "s>A", "A>t2", "l2>out", "out>e")
    assert play.open == ["in"]
    play.complete("in")
    assert play.open == ["out"]


@construct(MIDDLE, "link: back to an earlier place, as a loop")
def test_a_link_can_lead_back() -> None:
    body = (
        ENDS
        + catch("l", "link L")
        + user("a")
        + '<exclusiveGateway id="g"/>'
        + throw("t", "link L")
    )
    play = played(body, "s>a", "l>a", "a>g", "g>t:again", "g>e:not again")
    for _ in range(3):
        play.complete("a", again=True)
    play.complete("a", again=False)
    assert is_tidy(play)


@construct(MIDDLE, "link: an inclusive join waits for what comes by it")
def test_an_inclusive_join_sees_what_comes_by_a_link() -> None:
    body = ENDS + FORK + user("a") + user("b") + throw("t", "link L") + catch("l", "link L")
    body += '<inclusiveGateway id="j"/>' + user("c")
    play = played(body, "s>fork", "fork>a", "fork>b", "a>j", "b>t", "l>j", "j>c", "c>e")
    play.complete("a")
    assert play.open == ["b"]
    play.complete("b")
    assert play.open == ["c"]


@construct(MIDDLE, "none throw: goes on")
def test_a_plain_event_goes_on() -> None:
    play = played(ENDS + throw("t", "") + user("a"), "s>t", "t>a", "a>e")
    assert (play.open, happened(play, "left")) == (["a"], 2)


@construct(MIDDLE, "error, timer, cancel: cannot be thrown there", refused="not-executable")
@pytest.mark.parametrize("what", ["error", "timer P1D", "any cancel", "any terminate", "if x > 5"])
def test_some_kinds_cannot_be_thrown_in_between(what: str) -> None:
    assert refused(throw("t", what)) == ["not-executable"]


@construct(MIDDLE, "error, escalation, none: cannot be caught there", refused="not-executable")
@pytest.mark.parametrize("what", ["error", "escalation", "", "any compensate", "any terminate"])
def test_some_kinds_cannot_be_caught_in_between(what: str) -> None:
    assert refused(catch("t", what)) == ["not-executable"]
