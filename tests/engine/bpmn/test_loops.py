"""Standard loop and multi-instance (BPMN 2.0.2, 10.3.7, 13.3.6 and 13.3.7)."""

from typing import Any

import pytest

from engine.records.commands import Amend, Retry, SettleJob
from tests.engine.bpmn.constructs import construct
from tests.engine.runtime.play import Play, compiled, flows, user

GROUP = "Loops and multi-instance"
ENDS = '<startEvent id="s"/><endEvent id="e"/>'
EACH = 'motcua:collection="people" motcua:elementName="person"'
RESULTS = 'motcua:output="answers" motcua:outputElement="said"'
PEOPLE = {"people": ["An", "Bình", "Chi"]}


def standard(more: str = "", condition: str = "") -> str:
    inside = f"<loopCondition>{condition}</loopCondition>" if condition else ""
    return f"<standardLoopCharacteristics {more}>{inside}</standardLoopCharacteristics>"


def multi(more: str = "", inside: str = "") -> str:
    return f"<multiInstanceLoopCharacteristics {more}>{inside}</multiInstanceLoopCharacteristics>"


def around(loop: str, names: dict[str, Any] | None = None, beside: str = "") -> Play:
    body = ENDS + user("a", "", loop) + user("z") + beside
    return Play(compiled(body + flows("s>a", "a>z", "z>e")), names)


@construct(GROUP, "standard loop: condition asked after each turn")
def test_a_loop_turns_until_its_condition_is_false() -> None:
    play = around(standard(condition="n &lt; 3"))
    for turn in (1, 2, 3):
        assert play.open == ["a"]
        play.complete("a", n=turn)
    assert play.open == ["z"]


@construct(GROUP, "standard loop: condition asked before each turn")
def test_a_loop_that_tests_before_may_not_run_at_all() -> None:
    assert around(standard('testBefore="true"', "n &lt; 3"), {"n": 5}).open == ["z"]
    assert around(standard('testBefore="true"', "n &lt; 3"), {"n": 1}).open == ["a"]


@construct(GROUP, "standard loop: at most so many turns, with a counter")
def test_a_loop_ends_at_its_maximum() -> None:
    play = around(standard('loopMaximum="2"'))
    play.complete("a")
    assert play.open == ["a"]
    play.complete("a")
    assert play.open == ["z"]


@construct(GROUP, "standard loop: the counter is the loop's own")
def test_the_counter_of_a_loop_is_seen_inside_only() -> None:
    play = around(standard('loopMaximum="5"', "loopCounter &lt; 2"))
    play.complete("a")
    play.complete("a")
    assert play.open == ["z"]
    assert "loopCounter" not in play.names


@construct(GROUP, "standard loop: of a subprocess, on the data around it")
def test_a_looped_subprocess_writes_what_its_next_turn_reads() -> None:
    inner = '<startEvent id="i"/>' + user("b") + flows("i>b").replace('id="f', 'id="g')
    sub = f'<subProcess id="a">{standard(condition="n &lt; 2")}{inner}</subProcess>'
    play = Play(compiled(ENDS + sub + user("z") + flows("s>a", "a>z", "z>e")))
    play.complete("b", n=1)
    play.complete("b", n=2)
    assert (play.open, play.names["n"]) == (["z"], 2)


def timed(host: str) -> str:
    return (
        f'<boundaryEvent id="late" attachedToRef="{host}"><timerEventDefinition><timeDuration>PT1H'
        "</timeDuration></timerEventDefinition></boundaryEvent>"
    )


@construct(GROUP, "standard loop: interrupted at its border")
def test_a_loop_is_interrupted_as_a_whole() -> None:
    body = ENDS + user("a", "", standard()) + user("z") + user("y") + timed("a")
    play = Play(compiled(body + flows("s>a", "a>z", "late>y", "z>e", "y>e")))
    play.complete("a")
    play.wait(hours=2)
    assert play.open == ["y"]


@construct(GROUP, "multi-instance: results in the order of the list, whatever ends first")
def test_results_stand_in_the_order_of_the_list() -> None:
    play = around(multi(f"{EACH} {RESULTS}"), dict(PEOPLE))
    tokens = sorted(play.tasks)
    for token, word in zip(reversed(tokens), ("c", "b", "a"), strict=True):
        play.complete_at(token, said=word)
    assert play.names["answers"] == ["a", "b", "c"]
    assert play.open == ["z"]


@construct(GROUP, "multi-instance: twice in a loop")
def test_a_multi_instance_runs_again_in_a_loop() -> None:
    body = ENDS + user("a", "", multi(f"{EACH} {RESULTS}")) + '<exclusiveGateway id="x"/>'
    ways = flows("s>a", "a>x", "x>a:n &lt; 2", "x>e:n >= 2")
    play = Play(compiled(body + ways), {"people": ["An", "Bình"], "n": 1})
    play.complete("a", said="1")
    play.complete("a", said="2")
    assert (play.open, play.names["answers"]) == (["a", "a"], ["1", "2"])


@construct(GROUP, "multi-instance: by a number, also zero")
def test_a_number_of_instances_may_be_nought() -> None:
    assert around(multi("", "<loopCardinality>0</loopCardinality>")).open == ["z"]
    assert around(multi("", "<loopCardinality>n + 1</loopCardinality>"), {"n": 1}).open == ["a"] * 2


@construct(GROUP, "multi-instance: a number or list that is none is an incident")
@pytest.mark.parametrize("number", [-1, 2.5, "two", None, True, 5001])
def test_a_number_of_instances_that_is_none_is_an_incident(number: object) -> None:
    play = around(multi("", "<loopCardinality>n</loopCardinality>"), {"n": number})
    assert [one.element for one in play.incidents.values()] == ["a"]


@construct(GROUP, "multi-instance: one after the other")
def test_sequential_instances_wait_for_each_other() -> None:
    play = around(multi(f'isSequential="true" {EACH} {RESULTS}'), dict(PEOPLE))
    for word in "abc":
        assert play.open == ["a"]
        play.complete("a", said=word)
    assert play.names["answers"] == ["a", "b", "c"]


COUNTERS = "numberOfCompletedInstances == 2 and numberOfActiveInstances == 1"


@construct(GROUP, "multi-instance: completion condition and counters")
@pytest.mark.parametrize("condition", [COUNTERS, "nrOfCompletedInstances / nrOfInstances > 0.5"])
def test_the_rest_is_given_up_when_the_condition_holds(condition: str) -> None:
    loop = multi(EACH, f"<completionCondition>{condition}</completionCondition>")
    play = around(loop, dict(PEOPLE))
    play.complete("a")
    assert play.open == ["a", "a"]
    play.complete("a")
    assert play.open == ["z"]


@construct(GROUP, "multi-instance: a completion condition that fails is asked again by a retry")
def test_a_completion_condition_that_failed_is_asked_again() -> None:
    loop = multi(EACH, "<completionCondition>1 / n > 0</completionCondition>")
    play = around(loop, {**PEOPLE, "n": 0})
    play.complete("a")
    (stuck,) = play.incidents.values()
    play.give(Amend(names={"n": 1}, by=1, reason="counted again", token=stuck.token))
    assert (play.open, play.incidents) == (["z"], {})


def connected(loop: str) -> str:
    return f'<serviceTask id="a" motcua:connector="c" motcua:result="said">{loop}</serviceTask>'


@construct(GROUP, "multi-instance: of service, script, receive and rule tasks")
def test_connectors_run_side_by_side_and_hand_back_in_order() -> None:
    body = ENDS + connected(multi(f"{EACH} {RESULTS}")) + user("z")
    play = Play(compiled(body + flows("s>a", "a>z", "z>e")), dict(PEOPLE))
    for number, token in enumerate(sorted(play.jobs, reverse=True)):
        play.give(SettleJob(token=token, result=number))
    assert (play.names["answers"], play.open) == ([2, 1, 0], ["z"])


@construct(GROUP, "multi-instance: an instance that fails can be tried again")
def test_one_failed_instance_holds_the_rest_back_until_it_is_retried() -> None:
    body = ENDS + connected(multi(f"{EACH} {RESULTS}")) + user("z")
    play = Play(compiled(body + flows("s>a", "a>z", "z>e")), {"people": ["An", "Bình"]})
    first, second = sorted(play.jobs)
    play.give(SettleJob(token=first, error="down"))
    play.give(SettleJob(token=second, result=2))
    assert play.open == []
    play.give(Retry(token=first, by=1, reason="up again"))
    play.give(SettleJob(token=first, result=1))
    assert (play.names["answers"], play.open) == ([1, 2], ["z"])


def behaving(behavior: str, inside: str = "", cancel: str = "false") -> Play:
    boundary = (
        f'<boundaryEvent id="b" attachedToRef="a" cancelActivity="{cancel}">'
        '<signalEventDefinition signalRef="sig"/></boundaryEvent>'
    )
    body = ENDS + user("a", "", multi(f"{behavior} {EACH}", inside)) + user("z") + user("y")
    ways = flows("s>a", "a>z", "b>y", "z>e", "y>e")
    beside = '<signal id="sig" name="one"/><signalEventDefinition id="sd" signalRef="sig"/>'
    return Play(compiled(body + boundary + ways, beside=beside), dict(PEOPLE))


@construct(GROUP, "multi-instance: behaviour None throws for every instance")
def test_behaviour_none_signals_each_instance() -> None:
    play = behaving('behavior="None" noneBehaviorEventRef="sd"')
    play.complete("a")
    play.complete("a")
    assert play.open == ["a", "y", "y"]


@construct(GROUP, "multi-instance: behaviour One throws for the first instance")
def test_behaviour_one_signals_the_first_instance() -> None:
    play = behaving('behavior="One" oneBehaviorEventRef="sd"')
    play.complete("a")
    play.complete("a")
    assert play.open == ["a", "y"]


@construct(GROUP, "multi-instance: behaviour All throws nothing")
def test_behaviour_all_signals_nothing() -> None:
    play = behaving('behavior="All" oneBehaviorEventRef="sd"')
    play.complete("a")
    assert play.open == ["a", "a"]


@construct(GROUP, "multi-instance: behaviour Complex throws by condition, and may interrupt")
def test_behaviour_complex_signals_by_condition() -> None:
    inside = (
        "<complexBehaviorDefinition><condition>numberOfCompletedInstances == 2</condition>"
        '<event id="ev"><signalEventDefinition signalRef="sig"/></event>'
        "</complexBehaviorDefinition>"
    )
    play = behaving('behavior="Complex"', inside, cancel="true")
    play.complete("a")
    assert play.open == ["a", "a"]
    play.complete("a")
    assert play.open == ["y"]


@construct(GROUP, "multi-instance: each works on its own copy of what it writes")
def test_instances_do_not_see_what_others_write() -> None:
    play = around(multi(f"{EACH} {RESULTS}"), {"people": ["An", "Bình"], "said": "before"})
    play.complete("a", said="1")
    play.complete("a", said="2")
    assert (play.names["said"], play.names["answers"]) == ("before", ["1", "2"])
