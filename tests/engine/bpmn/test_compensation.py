"""Compensation handlers on the border, and events that ask for them (BPMN 2.0.2, 10.7, 13.5.5)."""

import pytest

from engine.records.commands import Complete, Resume, Suspend
from tests.engine.bpmn.constructs import construct
from tests.engine.bpmn.drawing import (
    ENDS,
    MULTI,
    arrows,
    border,
    finished,
    retry,
    script,
    started,
    throw_undo,
    undo_by,
    undone,
    way,
)
from tests.engine.runtime.play import Play, user

GROUP = "Compensation and transactions"
TWO = ENDS + undone("a") + undone("b") + user("after")


def two_done(throw: str) -> Play:
    play = started(TWO + throw + way("s", "a", "b", "t", "after", "e"))
    play.complete("a")
    play.complete("b")
    return play


@construct(GROUP, "handler on the border; throw for the whole scope, in reverse order")
def test_all_that_was_done_is_undone_the_last_first() -> None:
    play = two_done(throw_undo("t"))
    assert play.open == ["x_b"]
    play.complete("x_b")
    assert play.open == ["x_a"]
    play.complete("x_a")
    assert play.open == ["after"]
    play.complete("after")
    assert finished(play)


@construct(GROUP, "throw for one activity")
def test_only_the_activity_named_is_undone() -> None:
    play = two_done(throw_undo("t", "a"))
    assert play.open == ["x_a"]
    play.complete("x_a")
    assert play.open == ["after"]


@construct(GROUP, "throw without waiting (waitForCompletion false)")
def test_a_throw_that_does_not_wait_goes_on_at_once() -> None:
    play = two_done(throw_undo("t", more=' waitForCompletion="false"'))
    assert play.open == ["after", "x_b"]
    play.complete("after")
    play.complete("x_b")
    assert play.open == ["x_a"]
    play.complete("x_a")
    assert finished(play)


@construct(GROUP, "end event that compensates")
def test_an_end_event_waits_until_all_is_undone() -> None:
    end = throw_undo("t", tag="endEvent")
    play = started(ENDS + undone("a") + end + way("s", "a", "t"))
    play.complete("a")
    assert play.open == ["x_a"]
    play.complete("x_a")
    assert finished(play)


@construct(GROUP, "end event that compensates without waiting")
def test_a_case_ends_only_when_what_nobody_waits_for_is_undone() -> None:
    end = throw_undo("t", more=' waitForCompletion="false"', tag="endEvent")
    play = started(ENDS + undone("a") + end + way("s", "a", "t"))
    play.complete("a")
    assert (play.open, play.standing.status) == (["x_a"], "running")
    play.complete("x_a")
    assert finished(play)


@construct(GROUP, "what is not completed is not compensated")
def test_what_still_runs_and_what_never_ran_is_left_alone() -> None:
    body = ENDS + undone("a") + undone("b") + undone("c") + throw_undo("t")
    play = started(body + arrows("s>a", "s>b", "a>t", "t>c", "b>e", "c>e"))
    play.complete("a")
    assert play.open == ["b", "x_a"]
    play.complete("x_a")
    assert play.open == ["b", "c"]


@construct(GROUP, "an interrupted activity is not compensated")
def test_what_was_interrupted_is_not_undone() -> None:
    late = "<timerEventDefinition><timeDuration>P1D</timeDuration></timerEventDefinition>"
    body = ENDS + undone("a") + border("late", "a", late) + throw_undo("t") + user("after")
    play = started(body + arrows("s>a", "a>e", "late>t", "t>after", "after>e"))
    play.wait(days=2)
    assert play.open == ["after"]


@construct(GROUP, "never twice")
def test_what_was_undone_is_not_undone_again() -> None:
    body = TWO + throw_undo("t") + throw_undo("again") + way("s", "a", "t", "again", "after", "e")
    play = started(body)
    play.complete("a")
    play.complete("x_a")
    assert play.open == ["after"]


@construct(GROUP, "never twice, also where two ask at once")
def test_two_that_ask_at_once_do_not_undo_the_same() -> None:
    body = TWO + throw_undo("t", "a") + throw_undo("also")
    play = started(body + arrows("s>a", "a>b", "b>t", "b>also", "t>after", "also>e", "after>e"))
    play.complete("a")
    play.complete("b")
    assert play.open == ["x_a", "x_b"]
    play.complete("x_a")
    play.complete("x_b")
    assert play.open == ["after"]


@construct(GROUP, "an activity done twice in a loop of arrows is undone twice")
def test_what_was_done_twice_is_undone_twice() -> None:
    body = ENDS + undone("a") + '<exclusiveGateway id="g" default="g_t"/>' + throw_undo("t")
    play = started(body + arrows("s>a", "a>g", "g>a:more", "g>t", "t>e"))
    play.complete("a", more=True)
    play.complete("a", more=False)
    play.complete("x_a")
    assert play.open == ["x_a"]
    play.complete("x_a")
    assert finished(play)


@construct(GROUP, "multi-instance: each completed instance, with its own names")
@pytest.mark.parametrize("order", ["", ' isSequential="true"'], ids=["parallel", "sequential"])
def test_each_instance_is_undone_with_its_own_names(order: str) -> None:
    loop = MULTI.format("=people", "person", order)
    undoer = user("x", 'isForCompensation="true" motcua:label="=person"')
    body = ENDS + user("a", 'motcua:label="=person"', loop) + undoer + undo_by("a", "x")
    names = {"people": ["An", "Bình", "Chi"]}
    play = started(body + throw_undo("t") + way("s", "a", "t", "e"), names)
    while "a" in play.open:
        play.complete("a")
    undone_for = []
    while play.open:
        undone_for += [task.label for task in play.tasks.values()]
        play.complete("x")
    assert undone_for == ["Chi", "Bình", "An"]
    assert finished(play)


@construct(GROUP, "multi-instance: instances done in another order are undone in reverse of that")
def test_instances_are_undone_in_reverse_order_of_completion() -> None:
    loop = MULTI.format("=people", "person", "")
    undoer = user("x", 'isForCompensation="true" motcua:label="=person"')
    body = ENDS + user("a", 'motcua:label="=person"', loop) + undoer + undo_by("a", "x")
    body += throw_undo("t") + way("s", "a", "t", "e")
    play = started(body, {"people": ["An", "Bình"]})
    tokens = {task.label: token for token, task in play.tasks.items()}
    play.give(Complete(token=tokens["Bình"], answers={}))
    play.give(Complete(token=tokens["An"], answers={}))
    assert [task.label for task in play.tasks.values()] == ["An"]


@construct(GROUP, "standard loop: each turn")
def test_each_turn_of_a_loop_is_undone() -> None:
    loop = '<standardLoopCharacteristics loopMaximum="2"/>'
    undoer = user("x", 'isForCompensation="true" motcua:label="=loopCounter"')
    body = ENDS + user("a", "", loop) + undoer + undo_by("a", "x") + throw_undo("t")
    play = started(body + way("s", "a", "t", "e"))
    play.complete("a")
    play.complete("a")
    assert [task.label for task in play.tasks.values()] == ["2"]
    play.complete("x")
    assert [task.label for task in play.tasks.values()] == ["1"]
    play.complete("x")
    assert finished(play)


@construct(GROUP, "a handler writes the data of the scope it lies in")
def test_what_an_undoer_writes_stays_in_the_case() -> None:
    undoer = script("x", "refunds = refunds + [person]", 'isForCompensation="true"')
    loop = MULTI.format("=people", "person", "")
    body = ENDS + script("first", "refunds = []") + user("a", "", loop) + undoer
    body += undo_by("a", "x") + throw_undo("t") + user("z")
    names = {"people": ["An", "Bình"]}
    play = started(body + way("s", "first", "a", "t", "z", "e"), names)
    play.complete("a")
    play.complete("a")
    assert play.names["refunds"] == ["Bình", "An"]


@construct(GROUP, "incident in a handler, and another try")
def test_an_undoer_that_fails_is_tried_again_and_the_rest_follows() -> None:
    undoer = script("x", "share = paid / people", 'isForCompensation="true"')
    body = ENDS + undone("b") + user("a") + undoer + undo_by("a", "x") + throw_undo("t")
    play = started(body + user("z") + arrows("s>b", "b>a", "s>z", "a>t", "t>e", "z>e"))
    play.complete("b")
    play.complete("a")
    assert [one.element for one in play.incidents.values()] == ["x"]
    play.complete("z", paid=6, people=2)
    retry(play)
    assert (play.names["share"], play.open) == (3, ["x_b"])
    play.complete("x_b")
    assert finished(play)


@construct(GROUP, "while the case is suspended")
def test_a_suspended_case_goes_on_undoing_afterwards() -> None:
    play = two_done(throw_undo("t"))
    play.give(Suspend(reason="court", by=1))
    play.give(Resume(by=1))
    play.complete("x_b")
    assert play.open == ["x_a"]


def test_interrupting_the_scope_takes_the_running_undoer_away() -> None:
    end = '<endEvent id="stop"><terminateEventDefinition/></endEvent>'
    body = ENDS + undone("a") + throw_undo("t") + user("z") + end
    play = started(body + arrows("s>a", "s>z", "a>t", "t>e", "z>stop"))
    play.complete("a")
    play.complete("z")
    assert finished(play)
