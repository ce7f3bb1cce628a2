"""Compensation together with calls, ad-hoc subprocesses, errors and events."""

from engine.runtime.peek import peek
from tests.engine.bpmn.constructs import construct
from tests.engine.bpmn.drawing import (
    ENDS,
    ERROR,
    MULTI,
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
CANCEL = "<cancelEventDefinition/>"
STOP = f'<endEvent id="stop">{CANCEL}</endEvent>'
FAIL = f'<endEvent id="bad">{ERROR}</endEvent>'
LATE = "<timerEventDefinition><timeDuration>P1D</timeDuration></timerEventDefinition>"


def failing_undoer(name: str) -> str:
    """Return a subprocess that undoes something, and fails."""
    inside = f'<startEvent id="s_{name}"/><endEvent id="e_{name}">{ERROR}</endEvent>'
    return sub(name, inside + way(f"s_{name}", f"e_{name}"), more='isForCompensation="true"')


@construct(GROUP, "a handler that fails while its subprocess fails: an incident, not a circle")
def test_an_error_in_an_undoer_is_not_caught_by_what_is_being_undone() -> None:
    undoer = failing_undoer("x") + undo_by("a", "x")
    inside = user("a") + undoer + FAIL + '<startEvent id="s_p"/>' + way("s_p", "a", "bad")
    body = ENDS + sub("p", inside) + border("c", "p", ERROR) + user("sorry")
    play = started(body + arrows("s>p", "p>e", "c>sorry", "sorry>e"))
    play.complete("a")
    assert [one.element for one in play.incidents.values()] == ["e_x"]


@construct(GROUP, "a handler that fails is caught further out")
def test_an_error_in_an_undoer_is_caught_around_what_is_being_undone() -> None:
    undoer = failing_undoer("x") + undo_by("a", "x")
    inside = inner("p", "a", "t", body=user("a") + undoer + throw_undo("t"))
    body = ENDS + sub("p", inside) + border("c", "p", ERROR) + user("sorry")
    play = started(body + arrows("s>p", "p>e", "c>sorry", "sorry>e"))
    play.complete("a")
    assert play.open == ["sorry"]
    play.complete("sorry")
    assert finished(play)


@construct(GROUP, "an error out of an ad-hoc subprocess undoes what was done in it")
def test_an_ad_hoc_subprocess_that_fails_is_undone_and_does_not_begin_again() -> None:
    inside = undone("a") + sub(
        "q", '<startEvent id="s_q"/>' + user("b") + FAIL + way("s_q", "b", "bad")
    )
    done = "<completionCondition>never == true</completionCondition>"
    body = ENDS + f'<adHocSubProcess id="h">{inside}{done}</adHocSubProcess>'
    body += border("c", "h", ERROR) + user("sorry")
    play = started(body + arrows("s>h", "h>e", "c>sorry", "sorry>e"))
    play.complete("a")
    play.complete("b")
    assert play.open == ["x_a"]
    play.complete("x_a")
    assert play.open == ["sorry"]


@construct(GROUP, "an error out of a called process undoes what was completed in it")
def test_a_called_process_that_fails_is_undone_with_its_own_names() -> None:
    undoer = user("x", 'isForCompensation="true" motcua:label="=n"') + undo_by("a", "x")
    called = '<startEvent id="s_q"/>' + script("w", "n = 5") + user("a") + undoer + FAIL
    pool = f'<process id="q" isExecutable="true">{called}{way("s_q", "w", "a", "bad")}</process>'
    body = ENDS + '<callActivity id="call" calledElement="q"/>' + border("c", "call", ERROR)
    body += user("sorry") + arrows("s>call", "call>e", "c>sorry", "sorry>e")
    play = started(body, {"n": 1, "secret": 2}, pool)
    play.complete("a")
    (task,) = play.tasks.values()
    assert (task.element, task.label) == ("x", "5")
    assert play.state is not None
    assert set(peek(play.state).names_at(task.token)) == {"dossier", "n"}
    play.complete("x")
    assert play.open == ["sorry"]


@construct(GROUP, "transaction: a call in it that still runs")
def test_what_a_running_call_completed_is_undone_with_its_names() -> None:
    undoer = user("x", 'isForCompensation="true" motcua:label="=n"') + undo_by("a", "x")
    called = inner("q", "w", "a", "b", body=script("w", "n = 5") + user("a") + undoer + user("b"))
    pool = f'<process id="q" isExecutable="true">{called}</process>'
    steps = '<startEvent id="s_tx"/>' + STOP + user("d")
    steps += '<callActivity id="call" calledElement="q"/>' + arrows("s_tx>call", "s_tx>d", "d>stop")
    body = ENDS + sub("tx", steps, tag="transaction") + border("c", "tx", CANCEL) + user("z")
    play = started(body + arrows("s>tx", "tx>e", "c>z", "z>e"), {"n": 1}, pool)
    play.complete("a")
    play.complete("d")
    assert [(one.element, one.label) for one in play.tasks.values()] == [("x", "5")]
    play.complete("x")
    play.complete("z")
    assert finished(play)


@construct(GROUP, "throw in a called process: never what the caller did")
def test_a_called_process_cannot_undo_what_its_caller_did() -> None:
    call = '<callActivity id="c" calledElement="p"/><exclusiveGateway id="g" default="g_t"/>'
    hand = '<extensionElements><motcua:input name="inner" value="=true"/></extensionElements>'
    call = call.replace("/>", f">{hand}</callActivity>", 1)
    body = ENDS + undone("a") + call + throw_undo("t", "a")
    ways = arrows("s>g", "g>a:inner == null", "g>t", "a>c", "c>e", "t>e")
    play = started(body + ways)
    play.complete("a")
    assert (play.standing.status, "x_a" in play.walked) == ("finished", False)


def test_an_event_that_does_not_interrupt_can_undo_and_the_scope_goes_on() -> None:
    message = '<messageEventDefinition messageRef="m"/>'
    own = triggered("h", message, throw_undo("t") + way("s_h", "t"), 'isInterrupting="false"')
    inside = inner("p", "a", "b", body=undone("a") + user("b") + own)
    play = started(ENDS + sub("p", inside) + user("z") + way("s", "p", "z", "e"))
    play.complete("a")
    play.answer()
    assert play.open == ["b", "x_a"]
    play.complete("b")
    play.complete("x_a")
    assert play.open == ["z"]


def test_an_interrupted_failing_subprocess_takes_its_undoers_along() -> None:
    inside = undone("a") + FAIL + '<startEvent id="s_p"/>' + way("s_p", "a", "bad")
    outer = inner("o", "p", body=sub("p", inside) + border("c", "p", ERROR) + user("sorry"))
    body = ENDS + sub("o", outer + arrows("c>sorry")) + border("late", "o", LATE)
    play = started(body + arrows("s>o", "o>e", "late>e"))
    play.complete("a")
    assert play.open == ["x_a"]
    play.wait(days=2)
    assert finished(play)


@construct(GROUP, "many instances: each is undone once, whatever the number")
def test_a_hundred_instances_are_undone_one_after_the_other() -> None:
    undoer = script("x", "left = left - 1", 'isForCompensation="true"')
    body = ENDS + script("a", "y = n", "") + undoer
    loop = MULTI.format("=everything", "n", "")
    body = body.replace("</script></scriptTask>", f"</script>{loop}</scriptTask>", 1)
    body += undo_by("a", "x") + throw_undo("t") + user("z")
    names = {"everything": list(range(100)), "left": 100}
    play: Play = started(body + way("s", "a", "t", "z", "e"), names)
    assert (play.names["left"], play.open) == (0, ["z"])
