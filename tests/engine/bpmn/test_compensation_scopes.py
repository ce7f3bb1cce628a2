"""Compensation of subprocesses: by default, by their own event subprocess, in each other."""

import pytest

from engine.records.commands import Amend
from tests.engine.bpmn.constructs import construct
from tests.engine.bpmn.drawing import (
    ENDS,
    ERROR,
    MULTI,
    UNDO,
    arrows,
    border,
    finished,
    inner,
    script,
    started,
    sub,
    throw_undo,
    triggered,
    undo_by,
    undone,
    way,
)
from tests.engine.runtime.play import Play, user

GROUP = "Compensation and transactions"
AFTER = user("after") + throw_undo("t")


def labels(play: Play) -> list[str]:
    return [f"{task.element} {task.label}" for task in play.tasks.values()]


@construct(GROUP, "subprocess without a handler: all that was completed inside, in reverse order")
def test_a_subprocess_is_undone_by_undoing_its_inside() -> None:
    inside = inner("p", "a", "b", body=undone("a") + undone("b"))
    play = started(ENDS + sub("p", inside) + AFTER + way("s", "p", "t", "after", "e"))
    play.complete("a")
    play.complete("b")
    for name in ("x_b", "x_a", "after"):
        assert play.open == [name]
        play.complete(name)
    assert finished(play)


@construct(GROUP, "subprocess with a handler on its border: that instead of its inside")
def test_an_undoer_of_a_subprocess_takes_the_place_of_those_inside() -> None:
    undoer = user("x_p", 'isForCompensation="true"')
    body = ENDS + sub("p", inner("p", "a", body=undone("a"))) + undoer + undo_by("p", "x_p")
    play = started(body + AFTER + way("s", "p", "t", "after", "e"))
    play.complete("a")
    assert play.open == ["x_p"]
    play.complete("x_p")
    assert play.open == ["after"]


def with_event(body: str, *steps: str) -> str:
    """Return a subprocess p of `a`, with a compensation event subprocess of these steps."""
    ways = way("s_undo", *steps, "e_undo")
    own = triggered("undo", UNDO.format(""), body + '<endEvent id="e_undo"/>' + ways)
    return inner("p", "a", body=undone("a") + own)


@construct(GROUP, "compensation event subprocess: that instead of the inside")
def test_a_compensation_event_subprocess_is_asked_first() -> None:
    body = ENDS + sub("p", with_event(user("mine"), "mine")) + AFTER
    play = started(body + way("s", "p", "t", "after", "e"))
    play.complete("a")
    assert play.open == ["mine"]
    play.complete("mine")
    assert play.open == ["after"]


@construct(GROUP, "throw within a compensation event subprocess: the inside after all")
@pytest.mark.parametrize("which", ["", "a"], ids=["scope", "activity"])
def test_a_compensation_event_subprocess_can_undo_the_inside(which: str) -> None:
    steps = user("mine") + throw_undo("inside", which)
    body = ENDS + sub("p", with_event(steps, "mine", "inside")) + AFTER
    play = started(body + way("s", "p", "t", "after", "e"))
    play.complete("a")
    for name in ("mine", "x_a", "after"):
        assert play.open == [name]
        play.complete(name)
    assert finished(play)


def test_a_compensation_event_subprocess_does_not_listen_while_its_scope_runs() -> None:
    body = ENDS + sub("p", with_event(user("mine"), "mine")) + AFTER
    play = started(body + arrows("s>p", "s>t", "t>after", "p>e", "after>e"))
    assert play.open == ["a", "after"]


@construct(GROUP, "nested subprocesses: the innermost handler that there is")
def test_undoers_are_found_at_any_depth() -> None:
    deep = sub("q", inner("q", "b", body=undone("b")))
    inside = inner("p", "a", "q", body=undone("a") + deep)
    play = started(ENDS + sub("p", inside) + AFTER + way("s", "p", "t", "after", "e"))
    play.complete("a")
    play.complete("b")
    play.complete("x_b")
    assert play.open == ["x_a"]


@construct(GROUP, "multi-instance subprocess: its event subprocess, with the data of each instance")
def test_each_instance_of_a_subprocess_undoes_itself() -> None:
    label = 'motcua:label="=person + note"'
    own = triggered("undo", UNDO.format(""), user("mine", label) + arrows("s_undo>mine"))
    body = user("a", 'motcua:label="=person"') + own
    inside = inner("p", "a", body=body) + MULTI.format("=people", "person", "")
    names = {"people": ["An", "Bình"]}
    play = started(ENDS + sub("p", inside) + AFTER + way("s", "p", "t", "after", "e"), names)
    play.complete("a", note="1")
    play.complete("a", note="2")
    assert labels(play) == ["mine Bình2"]
    play.complete("mine")
    assert labels(play) == ["mine An1"]
    play.complete("mine")
    assert play.open == ["after"]


@construct(GROUP, "multi-instance subprocess: the inside of each instance by default")
def test_the_inside_of_each_instance_is_undone_with_its_names() -> None:
    undoer = user("x", 'isForCompensation="true" motcua:label="=person"')
    body = user("a") + undoer + undo_by("a", "x")
    inside = inner("p", "a", body=body) + MULTI.format("=people", "person", "")
    names = {"people": ["An", "Bình"]}
    play = started(ENDS + sub("p", inside) + AFTER + way("s", "p", "t", "after", "e"), names)
    play.complete("a")
    play.complete("a")
    assert labels(play) == ["x Bình"]
    play.complete("x")
    assert labels(play) == ["x An"]
    play.complete("x")
    assert play.open == ["after"]


def test_undoers_of_one_instance_see_what_the_other_wrote() -> None:
    steps = script("a", "paid = 5") + script("b", "sent = 1")
    steps += script("x_b", "paid = paid - 1", 'isForCompensation="true"') + undo_by("b", "x_b")
    steps += user("x_a", 'isForCompensation="true" motcua:label="=paid"') + undo_by("a", "x_a")
    inside = inner("p", "a", "b", body=steps) + MULTI.format("=[1]", "n", "")
    play = started(ENDS + sub("p", inside) + AFTER + way("s", "p", "t", "after", "e"))
    assert labels(play) == ["x_a 4"]
    assert "paid" not in play.names


@construct(GROUP, "properties of a subprocess as they were when it was completed")
def test_an_undoer_sees_the_properties_its_subprocess_had() -> None:
    own = '<property id="own" name="fee"/>'
    steps = script("a", "fee = 7") + user("x_a", 'isForCompensation="true" motcua:label="=fee"')
    inside = own + inner("p", "a", body=steps + undo_by("a", "x_a"))
    body = ENDS + sub("p", inside) + AFTER + way("s", "p", "t", "after", "e")
    play = started(body, {"fee": 1})
    assert labels(play) == ["x_a 7"]


@construct(GROUP, "throw in an event subprocess: what was completed in the scope around")
def test_an_error_undoer_inside_undoes_what_was_done_around_it() -> None:
    fail = f'<endEvent id="bad">{ERROR}</endEvent>'
    own = triggered("h", ERROR, throw_undo("undo") + user("sorry") + way("s_h", "undo", "sorry"))
    inside = undone("a") + fail + own + '<startEvent id="s_p"/>' + way("s_p", "a", "bad")
    play = started(ENDS + sub("p", inside) + user("after") + way("s", "p", "after", "e"))
    play.complete("a")
    for name in ("x_a", "sorry", "after"):
        assert play.open == [name]
        play.complete(name)
    assert finished(play)


@construct(GROUP, "what was completed in an event subprocess")
def test_an_event_subprocess_that_is_over_is_undone_too() -> None:
    own = triggered("h", ERROR, undone("a") + way("s_h", "a"))
    inside = f'<endEvent id="bad">{ERROR}</endEvent>' + own + '<startEvent id="s_p"/>'
    body = ENDS + sub("p", inside + way("s_p", "bad")) + AFTER
    play = started(body + way("s", "p", "t", "after", "e"))
    play.complete("a")
    assert play.open == ["x_a"]


@construct(GROUP, "an error out of a subprocess undoes what was completed inside")
def test_a_subprocess_that_fails_is_undone_before_the_error_is_handled() -> None:
    fail = f'<endEvent id="bad">{ERROR}</endEvent>' + '<startEvent id="s_p"/>'
    inside = undone("a") + undone("b") + fail + way("s_p", "a", "b", "bad")
    body = ENDS + sub("p", inside) + border("caught", "p", ERROR) + user("sorry") + user("z")
    play = started(body + arrows("s>p", "p>z", "z>e", "caught>sorry", "sorry>e"))
    play.complete("a")
    play.complete("b")
    for name in ("x_b", "x_a", "sorry"):
        assert play.open == [name]
        play.complete(name)
    assert finished(play)


@construct(GROUP, "an error out of one instance undoes what the others completed")
def test_instances_are_undone_when_one_of_them_fails() -> None:
    gate = '<exclusiveGateway id="g" default="g_e_p"/>'
    undoer = user("x", 'isForCompensation="true" motcua:label="=n"') + undo_by("a", "x")
    steps = user("a") + gate + f'<endEvent id="bad">{ERROR}</endEvent>' + undoer
    inside = (
        steps + '<startEvent id="s_p"/><endEvent id="e_p"/>' + MULTI.format("=[1,2,3]", "n", "")
    )
    inside += arrows("s_p>a", "a>g", "g>bad:bad", "g>e_p")
    body = ENDS + sub("p", inside) + border("caught", "p", ERROR) + user("sorry")
    play = started(body + arrows("s>p", "p>e", "caught>sorry", "sorry>e"))
    play.complete("a", bad=False)
    play.complete("a", bad=True)
    seen = []
    while play.open == ["x"]:
        seen += labels(play)
        play.complete("x")
    assert (seen, play.open) == (["x 2", "x 1"], ["sorry"])
    play.complete("sorry")
    assert finished(play)


def test_the_timer_on_a_subprocess_that_fails_is_gone_while_it_is_undone() -> None:
    late = "<timerEventDefinition><timeDuration>P1D</timeDuration></timerEventDefinition>"
    fail = f'<endEvent id="bad">{ERROR}</endEvent>' + '<startEvent id="s_p"/>'
    inside = undone("a") + fail + way("s_p", "a", "bad")
    body = ENDS + sub("p", inside) + border("caught", "p", ERROR) + border("late", "p", late)
    play = started(body + user("z") + arrows("s>p", "p>e", "caught>z", "late>e", "z>e"))
    play.complete("a")
    assert (play.open, play.timers) == (["x_a"], {})


@construct(GROUP, "a subprocess as handler")
def test_an_undoer_can_be_a_subprocess() -> None:
    undoer = sub(
        "x", inner("x", "u", "v", body=user("u") + user("v")), more='isForCompensation="1"'
    )
    body = ENDS + user("a") + undoer + undo_by("a", "x") + AFTER
    play = started(body + way("s", "a", "t", "after", "e"))
    for name in ("a", "u", "v", "after"):
        assert play.open == [name]
        play.complete(name)


def test_an_undoer_of_an_instance_that_failed_is_mended_with_the_names_it_sees() -> None:
    undoer = script("x", "share = paid / n", 'isForCompensation="true"')
    more = user("y", 'isForCompensation="true" motcua:label="=share"') + undo_by("b", "y")
    body = script("b", "done = 1") + user("a") + undoer + undo_by("a", "x") + more
    inside = inner("p", "b", "a", body=body) + MULTI.format("=[3]", "n", "")
    play = started(ENDS + sub("p", inside) + AFTER + way("s", "p", "t", "after", "e"))
    play.complete("a")
    (token,) = play.incidents
    play.give(Amend(token=token, names={"paid": 6}, by=1, reason="the receipt was lost"))
    assert (labels(play), "paid" in play.names) == (["y 2"], False)


def test_an_undoer_that_waits_for_nobody_keeps_its_subprocess_open() -> None:
    throw = throw_undo("t", more=' waitForCompletion="false"')
    inside = inner("p", "a", "t", body=undone("a") + throw)
    play = started(ENDS + sub("p", inside) + user("after") + way("s", "p", "after", "e"))
    play.complete("a")
    assert play.open == ["x_a"]
    play.complete("x_a")
    assert play.open == ["after"]
