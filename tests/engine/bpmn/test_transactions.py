"""Transactions: cancelled, they undo what was completed in them (BPMN 2.0.2, 10.3.5.1)."""

import pytest

from engine.records.commands import SettleJob
from tests.engine.bpmn.constructs import construct
from tests.engine.bpmn.drawing import (
    ENDS,
    ERROR,
    MULTI,
    arrows,
    border,
    finished,
    inner,
    retry,
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
CAUGHT = border("c", "tx", CANCEL) + user("sorry") + user("z")
WAYS = arrows("s>tx", "tx>z", "c>sorry", "sorry>e", "z>e")
CHOICE = '<startEvent id="s_tx"/><endEvent id="e_tx"/><exclusiveGateway id="g" default="g_e_tx"/>'
CHOSEN = arrows("g>stop:bad", "g>e_tx")


def play_of(inside: str, names: dict[str, object] | None = None) -> Play:
    return started(ENDS + sub("tx", inside, tag="transaction") + CAUGHT + WAYS, names)


def plain() -> Play:
    steps = CHOICE + STOP + undone("a") + undone("b") + CHOSEN
    return play_of(steps + way("s_tx", "a", "b", "g"))


@construct(GROUP, "transaction: cancel end, compensation, cancel event on the border")
def test_a_cancelled_transaction_is_undone_and_left_by_the_cancel_event() -> None:
    play = plain()
    play.complete("a")
    play.complete("b", bad=True)
    for name in ("x_b", "x_a", "sorry"):
        assert play.open == [name]
        play.complete(name)
    assert finished(play)


@construct(GROUP, "transaction that succeeds")
def test_a_transaction_that_is_not_cancelled_goes_on() -> None:
    play = plain()
    play.complete("a")
    play.complete("b", bad=False)
    assert play.open == ["z"]
    play.complete("z")
    assert finished(play)


@construct(GROUP, "transaction that succeeded is undone later")
def test_a_transaction_that_is_over_can_be_undone_from_outside() -> None:
    inside = inner("tx", "a", body=undone("a"))
    body = ENDS + sub("tx", inside, tag="transaction") + throw_undo("t")
    play = started(body + way("s", "tx", "t", "e"))
    play.complete("a")
    play.complete("x_a")
    assert finished(play)


@construct(GROUP, "transaction: what still runs is taken away, not undone")
def test_cancelling_takes_running_tasks_away() -> None:
    steps = '<startEvent id="s_tx"/>' + STOP + undone("a") + undone("b") + user("d")
    play = play_of(steps + arrows("s_tx>a", "s_tx>b", "s_tx>d", "d>stop"))
    play.complete("a")
    play.complete("d")
    assert play.open == ["x_a"]
    play.complete("x_a")
    assert play.open == ["sorry"]


@construct(GROUP, "cancel end inside a nested subprocess")
def test_a_cancel_end_deeper_inside_cancels_the_transaction_around() -> None:
    deep = '<startEvent id="s_q"/>' + STOP + undone("b") + way("s_q", "b", "stop")
    inside = inner("tx", "a", "q", body=undone("a") + sub("q", deep))
    play = play_of(inside)
    play.complete("a")
    play.complete("b")
    for name in ("x_b", "x_a", "sorry"):
        assert play.open == [name]
        play.complete(name)
    assert finished(play)


@construct(GROUP, "transaction in a transaction: the inner one only")
def test_cancelling_an_inner_transaction_leaves_the_outer_one_alone() -> None:
    deep = '<startEvent id="s_q"/>' + STOP + undone("b") + way("s_q", "b", "stop")
    steps = undone("a") + sub("q", deep, tag="transaction") + border("cq", "q", CANCEL)
    ways = way("s_tx", "a", "q", "e_tx") + way("cq", "more", "e_tx")
    body = steps + user("more") + '<startEvent id="s_tx"/><endEvent id="e_tx"/>'
    play = play_of(body + ways)
    play.complete("a")
    play.complete("b")
    play.complete("x_b")
    assert play.open == ["more"]
    play.complete("more")
    assert play.open == ["z"]


@construct(GROUP, "cancel without a cancel event on the border")
def test_a_cancelled_transaction_that_nothing_catches_ends_its_path() -> None:
    steps = '<startEvent id="s_tx"/>' + STOP + undone("a") + way("s_tx", "a", "stop")
    play = started(
        ENDS + sub("tx", steps, tag="transaction") + user("z") + way("s", "tx", "z", "e")
    )
    play.complete("a")
    play.complete("x_a")
    assert finished(play)


@construct(GROUP, "an error out of a transaction undoes nothing")
def test_an_error_leaves_a_transaction_without_compensation() -> None:
    fail = f'<endEvent id="bad">{ERROR}</endEvent><startEvent id="s_tx"/>'
    body = ENDS + sub("tx", undone("a") + fail + way("s_tx", "a", "bad"), tag="transaction")
    body += border("c", "tx", ERROR) + user("sorry")
    play = started(body + arrows("s>tx", "tx>e", "c>sorry", "sorry>e"))
    play.complete("a")
    assert play.open == ["sorry"]


@construct(GROUP, "a transaction with properties: handlers see them as they were")
def test_undoers_see_the_properties_of_a_cancelled_transaction() -> None:
    steps = '<property id="own" name="fee"/><startEvent id="s_tx"/>' + STOP
    steps += script("a", "fee = 7") + undo_by("a", "x")
    steps += user("x", 'isForCompensation="true" motcua:label="=fee"')
    play = play_of(steps + way("s_tx", "a", "stop"), {"fee": 1})
    assert [task.label for task in play.tasks.values()] == ["7"]
    play.complete("x")
    assert (play.open, play.names["fee"]) == (["sorry"], 1)


@construct(GROUP, "transaction: a repeated subprocess in it that still runs")
def test_what_running_instances_completed_is_undone_with_their_names() -> None:
    undoer = user("x", 'isForCompensation="true" motcua:label="=n"') + undo_by("a", "x")
    many = inner("q", "a", "b", body=user("a") + undoer + user("b"))
    many = sub("q", many + MULTI.format("=[1,2]", "n", ""))
    steps = '<startEvent id="s_tx"/>' + STOP + user("d") + many
    play = play_of(steps + arrows("s_tx>q", "s_tx>d", "d>stop"))
    play.complete("a")
    play.complete("d")
    assert [(one.element, one.label) for one in play.tasks.values()] == [("x", "1")]
    play.complete("x")
    assert play.open == ["sorry"]


@construct(GROUP, "multi-instance transaction: cancelled as a whole")
@pytest.mark.parametrize("order", ["", ' isSequential="true"'], ids=["parallel", "sequential"])
def test_cancelling_one_instance_cancels_all_and_undoes_them(order: str) -> None:
    undoer = user("x", 'isForCompensation="true" motcua:label="=n"') + undo_by("a", "x")
    steps = CHOICE + STOP + user("a") + undoer + CHOSEN + way("s_tx", "a", "g")
    play = play_of(steps + MULTI.format("=[1,2,3]", "n", order))
    play.complete("a", bad=False)
    play.complete("a", bad=True)
    seen = []
    while play.open == ["x"]:
        seen += [task.label for task in play.tasks.values()]
        play.complete("x")
    assert (seen, play.open) == (["2", "1"], ["sorry"])
    play.complete("sorry")
    assert finished(play)


@construct(GROUP, "transaction in a loop: cancelled as a whole")
def test_cancelling_a_turn_undoes_the_turns_before() -> None:
    undoer = user("x", 'isForCompensation="true" motcua:label="=loopCounter"') + undo_by("a", "x")
    steps = CHOICE + STOP + user("a") + undoer + CHOSEN + way("s_tx", "a", "g")
    play = play_of(steps + '<standardLoopCharacteristics loopMaximum="5"/>')
    play.complete("a", bad=False)
    play.complete("a", bad=True)
    assert [task.label for task in play.tasks.values()] == ["2"]
    play.complete("x")
    assert [task.label for task in play.tasks.values()] == ["1"]
    play.complete("x")
    assert play.open == ["sorry"]


@construct(GROUP, "cancelled while something inside is being undone: nothing is forgotten")
def test_what_was_being_undone_when_cancelled_is_undone_still() -> None:
    steps = '<startEvent id="s_tx"/>' + STOP + undone("a") + undone("b") + throw_undo("t")
    steps += user("d")
    play = play_of(steps + arrows("s_tx>a", "a>b", "b>t", "s_tx>d", "d>stop"))
    play.complete("a")
    play.complete("b")
    assert play.open == ["d", "x_b"]
    play.complete("d")
    for name in ("x_b", "x_a", "sorry"):
        assert play.open == [name]
        play.complete(name)
    assert finished(play)


@construct(GROUP, "transaction: incident in a handler, and another try")
def test_an_undoer_that_fails_holds_the_cancelling_up() -> None:
    job = '<serviceTask id="x" motcua:connector="refund" isForCompensation="true"/>'
    steps = '<startEvent id="s_tx"/>' + STOP + user("a") + job + undo_by("a", "x")
    play = play_of(steps + way("s_tx", "a", "stop"))
    play.complete("a")
    (token,) = play.jobs
    play.give(SettleJob(token=token, error="the bank is closed"))
    assert (play.open, [one.element for one in play.incidents.values()]) == ([], ["x"])
    retry(play)
    play.give(SettleJob(token=token, result={}))
    assert (play.open, play.incidents) == (["sorry"], {})


def test_the_event_subprocess_of_a_cancelled_transaction_listens_no_more() -> None:
    message = '<messageEventDefinition messageRef="m"/>'
    own = triggered("h", message, user("u") + way("s_h", "u"), 'isInterrupting="false"')
    steps = '<startEvent id="s_tx"/>' + STOP + undone("a") + own + way("s_tx", "a", "stop")
    play = play_of(steps)
    assert len(play.awaited) == 1
    play.complete("a")
    assert (play.awaited, play.open) == ({}, ["x_a"])
