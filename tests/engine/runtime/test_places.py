"""Where and how long a case waits: legal clock, offices, second eyes, messages, nesting."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.engine.runtime.play import Play, compiled, flows, user

ENDS = '<startEvent id="s" motcua:clock="start"/><endEvent id="e"/>'
TERM = 'motcua:term="10 working days"'
SPLIT = '<parallelGateway id="g"/><parallelGateway id="j"/>'
BOTH = flows("s>g", "g>a", "g>b", "a>j", "b>j", "j>e")


def test_the_clock_goes_on_when_the_last_of_two_waits_is_over() -> None:
    body = ENDS + SPLIT + user("a", 'motcua:clock="pause"') + user("b", 'motcua:clock="pause"')
    play = Play(compiled(body + BOTH, TERM))
    play.now += timedelta(days=2)
    play.complete("a")
    assert play.standing.paused
    play.now += timedelta(days=7)
    play.complete("b")
    assert play.standing.due_at == datetime(2026, 12, 16, 10, 0, tzinfo=UTC)


def test_a_wait_inside_another_does_not_end_it() -> None:
    inside = user("a", 'motcua:clock="pause"')
    body = ENDS + '<subProcess id="p" motcua:clock="pause"><startEvent id="s1"/><endEvent id="e1"/>'
    body += inside + user("b") + flows("s1>a", "a>b", "b>e1").replace('id="f', 'id="g')
    play = Play(compiled(body + "</subProcess>" + flows("s>p", "p>e"), TERM))
    play.complete("a")
    assert play.standing.paused


def test_a_restart_while_another_waits_begins_when_that_one_ends() -> None:
    first = user("a", 'motcua:clock="pause-restart"')
    body = ENDS + SPLIT + first + user("b", 'motcua:clock="pause"') + user("c")
    ways = flows("s>g", "g>a", "g>b", "a>j", "b>c", "c>j", "j>e")
    play = Play(compiled(body + ways, TERM))
    play.now += timedelta(days=7)
    play.complete("a")
    assert play.standing.paused
    play.now += timedelta(days=7)
    play.complete("b")
    assert play.standing.due_at == datetime(2026, 12, 21, 10, 0, tzinfo=UTC)


@pytest.mark.parametrize("tag", ["intermediateThrowEvent", "exclusiveGateway"])
def test_a_pause_where_nothing_waits_holds_until_it_is_resumed(tag: str) -> None:
    body = ENDS + f'<{tag} id="p" motcua:clock="pause"/>' + user("a")
    body += '<intermediateThrowEvent id="r" motcua:clock="resume"/>' + user("b")
    play = Play(compiled(body + flows("s>p", "p>a", "a>r", "r>b", "b>e"), TERM))
    assert play.standing.paused
    play.complete("a")
    assert not play.standing.paused


def test_two_interrupted_waits_let_the_clock_go_on_once() -> None:
    inside = user("a", 'motcua:clock="pause"') + user("b", 'motcua:clock="pause"')
    body = ENDS + '<subProcess id="p"><startEvent id="s1"/><endEvent id="e1"/>' + inside
    body += flows("s1>a", "s1>b", "a>e1", "b>e1").replace('id="f', 'id="g') + "</subProcess>"
    body += '<boundaryEvent id="late" attachedToRef="p"><timerEventDefinition><timeDuration>P9D'
    body += "</timeDuration></timerEventDefinition></boundaryEvent>" + user("c")
    play = Play(compiled(body + flows("s>p", "p>e", "late>c", "c>e"), TERM))
    play.wait(days=9)
    clocks = [one for one in play.outcome.events if one.kind == "clock"]
    assert ([one.values["act"] for one in clocks], play.standing.paused) == (["resume"], False)


def test_four_eyes_hold_for_tasks_that_were_open_already() -> None:
    body = ENDS + SPLIT + user("a") + user("b", 'motcua:fourEyes="a"')
    play = Play(compiled(body + BOTH))
    play.complete("a", by=7)
    (task,) = play.tasks.values()
    assert task.forbidden == (7,)


@pytest.mark.parametrize("office", ["social-insurance", "=nothing"])
def test_an_office_that_the_case_does_not_know_is_an_incident(office: str) -> None:
    body = ENDS + user("a", f'motcua:office="{office}"') + flows("s>a", "a>e")
    play = Play(compiled(body))
    assert (play.open, len(play.incidents)) == ([], 1)


def test_a_message_awaited_twice_is_an_incident_at_the_second() -> None:
    body = ENDS + '<receiveTask id="a" messageRef="m"/><receiveTask id="b" messageRef="m"/>'
    play = Play(compiled(body + flows("s>a", "s>b", "a>e", "b>e")))
    assert [one.code for one in play.incidents.values()] == ["message-taken"]


def test_a_message_without_key_is_an_incident() -> None:
    body = ENDS + '<receiveTask id="a" messageRef="m" motcua:key="=nothing"/>'
    play = Play(compiled(body + flows("s>a", "a>e")))
    assert (play.awaited, len(play.incidents)) == ({}, 1)


def test_an_error_goes_to_the_boundary_that_names_it_before_one_that_takes_all() -> None:
    body = ENDS + '<subProcess id="p"><startEvent id="s1"/><endEvent id="x">'
    body += '<errorEventDefinition errorRef="err"/></endEvent>'
    body += flows("s1>x").replace('id="f', 'id="g') + "</subProcess>" + user("any") + user("this")
    body += '<boundaryEvent id="b1" attachedToRef="p"><errorEventDefinition/></boundaryEvent>'
    body += '<boundaryEvent id="b2" attachedToRef="p"><errorEventDefinition errorRef="err"/>'
    body += "</boundaryEvent>"
    play = Play(compiled(body + flows("s>p", "p>e", "b1>any", "b2>this", "any>e", "this>e")))
    assert play.open == ["this"]


def test_deeply_nested_subprocesses_end() -> None:
    depth = 190
    opened = "".join(
        f'<subProcess id="p{n}"><startEvent id="s{n}"/><endEvent id="e{n}"/>'
        f'<sequenceFlow id="x{n}" sourceRef="s{n}" targetRef="p{n + 1}"/>'
        f'<sequenceFlow id="y{n}" sourceRef="p{n + 1}" targetRef="e{n}"/>'
        for n in range(depth)
    )
    body = ENDS + opened + user(f"p{depth}") + "</subProcess>" * depth
    play = Play(compiled(body + flows("s>p0", "p0>e")))
    play.complete(f"p{depth}")
    assert play.standing.status == "finished"
