"""How a case begins: start events of every kind, receive tasks, event-based gateways (10.5.2)."""

import pytest

from engine.errors import CommandRefused
from tests.engine.bpmn.constructs import construct
from tests.engine.bpmn.pieces import (
    ENDS,
    border,
    catch,
    end,
    is_tidy,
    listening,
    played,
    refused,
    sub,
    trigger,
    version,
    waits_for,
)
from tests.engine.runtime.play import Play, user

GROUP = "Events: start and event subprocess"
GATE = '<eventBasedGateway id="g" instantiate="true"/>'
TRIGGERS = ["message", "timer P1D", "timer R/P1D", "signal", "message + signal + timer P1D"]


def start(name: str, what: str, more: str = "") -> str:
    """Return a start event."""
    return f'<startEvent id="{name}" {more}>{trigger(what)}</startEvent>'


@construct(GROUP, "none: of a process and of a subprocess")
def test_a_plain_start_begins_at_once() -> None:
    inside = sub("A", start("a1", "") + user("a2") + end("a3"), "a1>a2", "a2>a3")
    play = played(ENDS + inside, "s>A", "A>e")
    assert play.walked == ["s", "A", "a1", "a2"]
    play.complete("a2")
    assert is_tidy(play)


@construct(GROUP, "message, timer, signal, multiple: of a process; each begins a case at its own")
@pytest.mark.parametrize("what", TRIGGERS)
def test_a_case_begins_at_the_event_that_happened(what: str) -> None:
    body = ENDS + start("x", what) + user("a") + user("b")
    play = played(body, "s>a", "x>b", "a>e", "b>e", at="x", got=3)
    assert (play.walked, play.open, play.names["got"]) == (["x", "b"], ["b"], 3)
    assert waits_for(play) == 0
    play.complete("b")
    assert is_tidy(play)


@construct(GROUP, "several starts: the other ones are not waited for")
def test_a_filing_begins_at_the_plain_start() -> None:
    body = start("x", "message") + ENDS + user("a") + user("b")
    play = played(body, "x>b", "s>a", "a>e", "b>e")
    assert (play.open, waits_for(play)) == (["a"], 0)


@construct(GROUP, "receive task that instantiates: its message begins the case")
@pytest.mark.parametrize("more", ["", '<extensionElements><motcua:output name="k" value="=got"/>'])
def test_a_receive_task_can_begin_a_case(more: str) -> None:
    inside = more and more + "</extensionElements>"
    body = f'<receiveTask id="r" instantiate="true" messageRef="m">{inside}</receiveTask>'
    body += border("late", "r", "timer P1D") + user("x") + user("a") + end("e")
    play = played(body, "r>a", "a>e", "late>x", "x>e", at="r", got=3)
    assert (play.open, waits_for(play)) == (["a"], 0)
    assert play.names["k" if more else "got"] == 3
    play.complete("a")
    assert is_tidy(play)


@construct(GROUP, "event-based gateway that instantiates: any of its events begins a case")
@pytest.mark.parametrize(("at", "first"), [("c", "a"), ("c2", "b"), ("r", "a")])
def test_an_event_behind_a_gateway_can_begin_a_case(at: str, first: str) -> None:
    body = GATE + catch("c", "message") + catch("c2", "signal") + user("a") + user("b") + end("e")
    body += '<receiveTask id="r" messageRef="msg2"/>'
    ways = ("g>c", "g>c2", "g>r", "c>a", "c2>b", "r>a", "a>e", "b>e")
    play = played(body, *ways, at=at)
    assert (play.open, waits_for(play)) == ([first], 0)
    play.complete(first)
    assert is_tidy(play)


@construct(GROUP, "event subprocesses listen however the case begins")
def test_event_subprocesses_listen_from_any_start() -> None:
    body = ENDS + start("x", "message") + user("a")
    body += listening("L", "signal", user("note") + end("l2"), "L_s>note", "note>l2")
    play = played(body, "s>a", "x>a", "a>e", at="x")
    play.hear("alarm")
    assert play.open == ["note"]


@construct(GROUP, "a case does not begin anywhere else")
@pytest.mark.parametrize("at", ["a", "c", "L_s", "b1", "nowhere", "r", "g"])
def test_a_case_begins_at_an_event_that_begins_the_process_only(at: str) -> None:
    body = ENDS + user("a") + catch("c", "message") + border("b1", "a", "signal")
    body += '<receiveTask id="r" messageRef="msg2"/><eventBasedGateway id="g"/>'
    body += listening("L", "signal", end("l2"), "L_s>l2")
    ready = version(body, "s>a", "a>g", "g>c", "g>r", "c>e", "r>e", "b1>e")
    with pytest.raises(CommandRefused):
        Play(ready, at=at)


@construct(GROUP, "a process without a plain start cannot be filed, only begun by its event")
def test_what_has_no_plain_start_cannot_be_filed() -> None:
    body = '<receiveTask id="r" instantiate="true" messageRef="m"/>' + end("e")
    with pytest.raises(CommandRefused):
        played(body, "r>e")


@construct(GROUP, "error, escalation, compensation: of a process", refused="not-executable")
@pytest.mark.parametrize("what", ["error", "escalation", "any compensate", "any cancel", "link x"])
def test_some_events_cannot_begin_a_process(what: str) -> None:
    assert refused(start("x", what)) == ["not-executable"]


@construct(GROUP, "parallel multiple: of a process", refused="not-executable")
def test_a_process_cannot_begin_by_several_events_together() -> None:
    assert refused(start("x", "message + signal", 'parallelMultiple="true"')) == ["not-executable"]


@construct(GROUP, "event-based gateway that instantiates by all its events",
           refused="not-executable")  # fmt: skip
def test_a_gateway_cannot_begin_by_all_its_events() -> None:
    gate = '<eventBasedGateway id="g" instantiate="true" eventGatewayType="Parallel"/>'
    assert refused(gate) == ["not-executable"]


@construct(GROUP, "receive task that instantiates, and is repeated", refused="not-executable")
def test_a_repeated_receive_task_begins_no_process() -> None:
    loop = "<multiInstanceLoopCharacteristics><loopCardinality>2</loopCardinality>"
    task = '<receiveTask id="r" instantiate="true" messageRef="m">'
    assert refused(f"{task}{loop}</multiInstanceLoopCharacteristics></receiveTask>") == [
        "not-executable"
    ]


@construct(GROUP, "with a trigger: of a plain subprocess", refused="not-executable")
@pytest.mark.parametrize("what", ["message", "timer P1D", "signal", "if x > 5"])
def test_a_plain_subprocess_begins_by_no_event(what: str) -> None:
    assert refused(sub("A", start("x", what))) == ["not-executable"]


@construct(GROUP, "definition that is not declared", refused="reference-unknown")
def test_an_event_that_refers_to_nothing_is_refused() -> None:
    assert refused(start("x", "see nothing")) == ["reference-unknown"]
