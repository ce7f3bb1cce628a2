"""Gateways: which ways tokens take, and how joins wait."""

import pytest

from tests.engine.runtime.play import Play, compiled, flows, user

ENDS = '<startEvent id="s"/><endEvent id="e"/>'
XOR = '<exclusiveGateway id="g" {}/>'
AND = '<parallelGateway id="split"/><parallelGateway id="join"/>'
OR = '<inclusiveGateway id="split"/><inclusiveGateway id="join"/>'


def test_exclusive_takes_the_first_true_condition() -> None:
    body = ENDS + XOR.format("") + user("a") + user("b")
    ways = flows("s>g", "g>a: n > 5 ", "g>b:n > 1", "a>e", "b>e")
    assert Play(compiled(body + ways), {"n": 9}).open == ["a"]
    assert Play(compiled(body + ways), {"n": 3}).open == ["b"]


def test_exclusive_takes_the_default_when_nothing_is_true() -> None:
    body = ENDS + XOR.format('default="f2"') + user("a") + user("b")
    version = compiled(body + flows("s>g", "g>a:n > 5", "g>b", "a>e", "b>e"))
    assert Play(version, {"n": 1}).open == ["b"]


def test_exclusive_without_way_out_is_an_incident_with_the_values() -> None:
    body = ENDS + XOR.format("") + user("a") + user("b")
    play = Play(compiled(body + flows("s>g", "g>a:n == 5", "g>b:n == 6", "a>e", "b>e")), {"n": 1})
    (incident,) = play.incidents.values()
    assert (incident.element, incident.code) == ("g", "no-way-out")
    assert "n = 1" in incident.text


@pytest.mark.parametrize("order", [("a", "b"), ("b", "a")])
def test_parallel_join_keeps_what_every_branch_wrote(order: tuple[str, str]) -> None:
    body = ENDS + AND + user("a") + user("b") + user("after")
    ways = flows("s>split", "split>a", "split>b", "a>join", "b>join", "join>after", "after>e")
    play = Play(compiled(body + ways), {"x": 0})
    for element in order:
        play.complete(element, **({"x": 1} if element == "a" else {"y": 2}))
    assert play.open == ["after"]
    assert (play.names["x"], play.names["y"]) == (1, 2)


def test_parallel_join_keeps_excess_tokens_for_the_next_round() -> None:
    body = ENDS + '<parallelGateway id="join"/>' + '<parallelGateway id="split"/>'
    body += '<parallelGateway id="twice"/>' + user("a") + user("b") + user("after")
    ways = flows(
        "s>split", "split>twice", "split>b", "twice>a", "twice>a", "a>join", "b>join",
        "join>after", "after>e",
    )  # fmt: skip
    play = Play(compiled(body + ways))
    play.complete("a")
    play.complete("a")
    assert play.open == ["b"]
    play.complete("b")
    assert play.open == ["after"]


@pytest.mark.parametrize(
    ("n", "open_tasks"), [(1, ["a"]), (2, ["a", "b"]), (3, ["a", "b", "c"])], ids=str
)
def test_inclusive_join_waits_for_exactly_the_tokens_that_can_come(
    n: int, open_tasks: list[str]
) -> None:
    body = ENDS + OR + user("a") + user("b") + user("c") + user("after")
    ways = flows(
        "s>split", "split>a", "split>b:n > 1", "split>c:n > 2", "a>join", "b>join", "c>join",
        "join>after", "after>e",
    )  # fmt: skip
    play = Play(compiled(body + ways), {"n": n})
    assert play.open == open_tasks
    for element in open_tasks:
        assert "after" not in play.open
        play.complete(element)
    assert play.open == ["after"]


def test_several_flows_out_of_an_activity_all_get_a_token() -> None:
    body = ENDS + user("first") + user("a") + user("b")
    play = Play(compiled(body + flows("s>first", "first>a", "first>b", "a>e", "b>e")))
    play.complete("first")
    assert play.open == ["a", "b"]


def test_several_flows_into_an_activity_start_it_once_each() -> None:
    body = ENDS + '<parallelGateway id="split"/>' + user("a")
    play = Play(compiled(body + flows("s>split", "split>a", "split>a", "a>e")))
    assert play.open == ["a", "a"]


def test_a_loop_of_three_thousand_turns_costs_the_same_state_at_its_end() -> None:
    body = ENDS + user("a") + XOR.format('default="f2"')
    version = compiled(body + flows("s>a", "a>g", "g>a", "g>e:n == 3000"))
    play = Play(version, {"n": 0})
    sizes = []
    for turn in range(1, 3001):
        outcome = play.complete("a", n=turn)
        sizes.append(len(outcome.state))
    assert play.standing.status == "finished"
    assert sizes[2500] - sizes[10] < 30


def test_automatic_elements_that_never_rest_are_stopped() -> None:
    body = ENDS + '<task id="a"/>' + XOR.format('default="f2"')
    play = Play(compiled(body + flows("s>a", "a>g", "g>a", "g>e:n == 1")))
    (incident,) = play.incidents.values()
    assert incident.code == "endless-loop"


def test_a_missing_value_that_cannot_be_compared_is_an_incident_not_a_guess() -> None:
    body = ENDS + XOR.format('default="f2"') + user("a") + user("b")
    play = Play(compiled(body + flows("s>g", "g>a:n > 5", "g>b", "a>e", "b>e")))
    assert [one.element for one in play.incidents.values()] == ["g"]
