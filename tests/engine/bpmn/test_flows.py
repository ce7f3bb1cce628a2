"""Sequence flows: conditional, default, implicit forks and merges (BPMN 2.0.2, 8.3.13, 13.2.1)."""

import pytest

from engine.records.commands import Retry
from tests.engine.bpmn.constructs import construct
from tests.engine.runtime.play import Play, compiled, flows, user

GROUP = "Sequence flows"
ENDS = '<startEvent id="s"/><endEvent id="e"/>'


@construct(GROUP, "without an id")
def test_flows_without_id_are_walked() -> None:
    ways = (
        '<sequenceFlow sourceRef="s" targetRef="a"/><sequenceFlow sourceRef="a" targetRef="e"/>'
        '<sequenceFlow sourceRef="s" targetRef="a"/>'
    )
    play = Play(compiled(ENDS + user("a") + ways))
    assert play.open == ["a", "a"]
    play.complete("a")
    play.complete("a")
    assert play.standing.status == "finished"


@construct(GROUP, "conditional flows and default flow out of an activity")
@pytest.mark.parametrize(
    ("n", "expected"), [(1, ["d"]), (6, ["b"]), (11, ["b", "c"])], ids=["none", "one", "both"]
)
def test_conditional_flows_leave_any_activity(n: int, expected: list[str]) -> None:
    body = ENDS + user("a", 'default="f3"') + user("b") + user("c") + user("d")
    ways = flows("s>a", "a>b:n > 5", "a>c:n > 10", "a>d", "b>e", "c>e", "d>e")
    play = Play(compiled(body + ways))
    play.complete("a", n=n)
    assert play.open == expected


@construct(GROUP, "unconditional beside conditional flows out of an activity")
def test_a_flow_without_condition_is_always_taken() -> None:
    body = ENDS + user("a") + user("b") + user("c")
    play = Play(compiled(body + flows("s>a", "a>b", "a>c:n > 10", "b>e", "c>e")), {"n": 1})
    play.complete("a")
    assert play.open == ["b"]


@construct(GROUP, "several flows out of an activity (implicit fork)")
def test_an_activity_forks_without_a_gateway() -> None:
    body = ENDS + user("a") + user("b") + user("c")
    play = Play(compiled(body + flows("s>a", "a>b", "a>c", "b>e", "c>e")))
    play.complete("a")
    assert play.open == ["b", "c"]
    play.complete("b")
    assert play.standing.status == "running"
    play.complete("c")
    assert play.standing.status == "finished"


@construct(GROUP, "several flows out of a start event and a catch event")
def test_events_fork_too() -> None:
    wait = (
        '<intermediateCatchEvent id="w"><timerEventDefinition><timeDuration>PT1H</timeDuration>'
        "</timerEventDefinition></intermediateCatchEvent>"
    )
    body = ENDS + wait + user("a") + user("b") + user("c")
    play = Play(compiled(body + flows("s>w", "s>a", "w>b", "w>c", "a>e", "b>e", "c>e")))
    assert play.open == ["a"]
    play.wait(hours=2)
    assert play.open == ["a", "b", "c"]


@construct(GROUP, "several flows into an activity (implicit merge)")
def test_an_activity_starts_once_for_each_token() -> None:
    body = ENDS + user("a") + user("b") + '<parallelGateway id="g"/>' + user("c")
    play = Play(compiled(body + flows("s>g", "g>a", "g>b", "a>c", "b>c", "c>e")))
    play.complete("a")
    play.complete("b")
    assert play.open == ["c", "c"]


@construct(GROUP, "condition padded with white space and line breaks")
def test_a_condition_may_stand_on_lines_of_its_own() -> None:
    body = ENDS + '<exclusiveGateway id="g"/>' + user("a") + user("b")
    ways = flows("s>g", "g>a:\n      n > 5\n    ", "g>b:\t n &lt;= 5\n", "a>e", "b>e")
    assert Play(compiled(body + ways), {"n": 9}).open == ["a"]


@construct(GROUP, "no condition true and no default: incident with the values seen")
def test_no_way_out_of_an_activity_is_an_incident_and_can_be_retried() -> None:
    body = ENDS + user("a") + user("b") + user("c")
    play = Play(compiled(body + flows("s>a", "a>b:n > 5", "a>c:n > 10", "b>e", "c>e")))
    play.complete("a", n=3)
    (incident,) = play.incidents.values()
    assert (incident.element, incident.code) == ("a", "no-way-out")
    assert "n = 3" in incident.text
    play.give(Retry(token=incident.token, by=1, reason="again"))
    assert play.open == []
    assert [one.element for one in play.incidents.values()] == ["a"]


@construct(GROUP, "a path without an end event ends")
def test_a_path_ends_where_nothing_leads_on() -> None:
    play = Play(compiled('<startEvent id="s"/>' + user("a") + flows("s>a")))
    play.complete("a")
    assert (play.standing.status, play.standing.ending) == ("finished", "done")


@construct(GROUP, "a path without an end event ends inside a subprocess")
def test_a_path_inside_a_subprocess_ends_where_nothing_leads_on() -> None:
    inner = '<startEvent id="i"/>' + user("a") + flows("i>a").replace('id="f', 'id="g')
    body = ENDS + f'<subProcess id="p">{inner}</subProcess>' + user("b")
    play = Play(compiled(body + flows("s>p", "p>b", "b>e")))
    play.complete("a")
    assert play.open == ["b"]
