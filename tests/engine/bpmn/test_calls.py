"""Call activities: processes and global tasks of the file (BPMN 2.0.2, 10.3.6 and 13.3.4)."""

from typing import Any

import pytest

from engine.records.commands import Amend, SettleJob
from engine.runtime.peek import peek
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
    retry,
    script,
    started,
    throw_undo,
    triggered,
    undo_by,
    undone,
    way,
)
from tests.engine.runtime.play import Play, user

GROUP = "Subprocesses and calls"
ESCALATION = '<escalationEventDefinition escalationRef="esc"/>'
ESCALATIONS = '<escalation id="esc" name="slow" escalationCode="L1"/>'


def pool(inside: str, name: str = "q") -> str:
    return f'<process id="{name}" isExecutable="true">{inside}</process>'


def handed(*, give: tuple[str, str] | None = None, take: tuple[str, str] | None = None) -> str:
    """Return what is handed in and out, as name and value."""
    ins = f'<motcua:input name="{give[0]}" value="{give[1]}"/>' if give else ""
    outs = f'<motcua:output name="{take[0]}" value="{take[1]}"/>' if take else ""
    return f"<extensionElements>{ins}{outs}</extensionElements>"


def call(inside: str = "", more: str = "", called: str = "q") -> str:
    return f'<callActivity id="c" calledElement="{called}" {more}>{inside}</callActivity>'


def calling(beside: str, inside: str = "", names: dict[str, Any] | None = None) -> Play:
    body = ENDS + call(inside) + user("z") + way("s", "c", "z", "e")
    return started(body, names, beside)


def seen(play: Play) -> dict[str, Any]:
    """Return what the form of the only open task sees, but for the dossier."""
    (token,) = play.tasks
    assert play.state is not None
    return {k: v for k, v in peek(play.state).names_at(token).items() if k != "dossier"}


@construct(GROUP, "call of a process of the same file")
def test_a_called_process_runs_and_the_caller_goes_on() -> None:
    play = calling(pool(inner("q", "a", body=user("a"))))
    assert play.open == ["a"]
    play.complete("a")
    play.complete("z")
    assert finished(play)


@construct(GROUP, "call: only what is handed in is seen, only what is handed out comes back")
def test_a_call_is_closed_but_for_what_is_handed_over() -> None:
    steps = user("a") + script("b", "found = asked\nx = 5\nseen = secret")
    hands = handed(give=("asked", "=number + 1"), take=("answer", "=found * 2"))
    names = {"number": 3, "secret": "s", "found": 100}
    play = calling(pool(inner("q", "a", "b", body=steps)), hands, names)
    assert seen(play) == {"asked": 4}
    play.complete("a", typed=1)
    kept = {k: v for k, v in play.names.items() if k != "dossier"}
    assert kept == {**names, "answer": 8}


@construct(GROUP, "call with data associations of BPMN")
def test_associations_hand_over_what_a_call_sees_and_gives() -> None:
    objects = '<dataObject id="d1" name="number"/><dataObject id="d2" name="answer"/>'
    spec = '<ioSpecification><dataInput id="i1" name="asked"/><dataOutput id="o1" name="found"/>'
    hands = spec + "</ioSpecification><dataInputAssociation><sourceRef>d1</sourceRef>"
    hands += "<targetRef>i1</targetRef></dataInputAssociation><dataOutputAssociation>"
    hands += "<sourceRef>o1</sourceRef><targetRef>d2</targetRef></dataOutputAssociation>"
    called = pool(inner("q", "b", "a", body=script("b", "found = asked + 1") + user("a")))
    play = started(
        objects + ENDS + call(hands) + user("z") + way("s", "c", "z", "e"), {"number": 3}, called
    )
    assert seen(play) == {"asked": 3, "found": 4}
    play.complete("a")
    assert (play.names["answer"], "found" in play.names) == (4, False)


@construct(GROUP, "call: what comes back is reckoned from the names of what was called")
def test_a_name_that_the_called_process_never_set_comes_back_empty() -> None:
    hands = handed(take=("answer", "=found"))
    play = calling(pool(inner("q", "a", body=user("a"))), hands, {"found": "stale"})
    play.complete("a")
    assert play.names["answer"] is None


@construct(GROUP, "call: the dossier is the same")
def test_a_called_process_knows_the_dossier() -> None:
    label = 'motcua:label="=dossier.code"'
    play = calling(pool(inner("q", "a", body=user("a", label))))
    assert [task.label for task in play.tasks.values()] == ["H99.1-261123-0001"]


@construct(GROUP, "process that is not called stays what it is")
def test_another_pool_is_not_started_by_a_call() -> None:
    pools = pool(inner("q", "a", body=user("a"))) + pool(
        '<startEvent id="s_r"><messageEventDefinition messageRef="m"/></startEvent>'
        + user("never")
        + way("s_r", "never"),
        "r",
    )
    assert calling(pools).open == ["a"]


@construct(GROUP, "call within a call")
def test_calls_can_be_nested() -> None:
    again = '<callActivity id="c2" calledElement="r"/>'
    pools = pool(inner("q", "c2", body=again)) + pool(inner("r", "a", body=user("a")), "r")
    play = calling(pools)
    assert play.open == ["a"]
    play.complete("a")
    assert play.open == ["z"]


def countdown() -> str:
    """Return a process that calls itself as long as n is above 0."""
    hands = handed(give=("n", "=n - 1"), take=("depth", "=depth + 1"))
    body = '<exclusiveGateway id="g" default="g_z0"/>' + script("z0", "depth = 0")
    body += f'<callActivity id="deeper" calledElement="q">{hands}</callActivity>'
    body += '<startEvent id="s_q"/><endEvent id="e_q"/>'
    return pool(body + arrows("s_q>g", "g>deeper:n > 0", "g>z0", "deeper>e_q", "z0>e_q"))


@construct(GROUP, "call of itself")
def test_a_process_can_call_itself() -> None:
    hands = handed(give=("n", "=n"), take=("depth", "=depth"))
    play = calling(countdown(), hands, {"n": 20})
    assert (play.names["depth"], play.open) == (20, ["z"])


@construct(GROUP, "call of itself without end: an incident")
def test_calls_deeper_than_any_sense_are_an_incident() -> None:
    hands = handed(give=("n", "=n"))
    play = calling(countdown(), hands, {"n": 200})
    assert [one.element for one in play.incidents.values()] == ["deeper"]


@construct(GROUP, "call of the main process by itself")
def test_the_main_process_can_call_itself() -> None:
    hands = handed(give=("n", "=n - 1"))
    body = ENDS + user("a", 'motcua:label="=n"') + call(hands, called="p")
    body += '<exclusiveGateway id="g" default="g_e"/>'
    play = started(body + arrows("s>a", "a>g", "g>c:n > 1", "g>e", "c>e"), {"n": 2})
    play.complete("a")
    assert [task.label for task in play.tasks.values()] == ["1"]
    play.complete("a")
    assert finished(play)


GLOBALS = {
    "user": '<globalUserTask id="q" motcua:post="desk"/>',
    "manual": '<globalManualTask id="q" motcua:post="desk"/>',
}


@construct(GROUP, "global user task and manual task, with their own post")
@pytest.mark.parametrize("task", GLOBALS.values(), ids=GLOBALS)
def test_a_global_task_waits_at_its_post(task: str) -> None:
    play = calling(task, handed(give=("asked", "=1"), take=("answer", "=said")), {"other": 1})
    (task_row,) = play.tasks.values()
    assert (task_row.element, task_row.post, seen(play)) == ("q", "desk", {"asked": 1})
    play.complete("q", said="yes")
    assert (play.open, play.names["answer"]) == (["z"], "yes")


@construct(GROUP, "global script task")
def test_a_global_script_sees_what_is_handed_in() -> None:
    task = '<globalScriptTask id="q"><script>double = n * 2</script></globalScriptTask>'
    play = calling(task, handed(give=("n", "=4"), take=("answer", "=double")))
    assert (play.open, play.names["answer"], "double" in play.names) == (["z"], 8, False)


@construct(GROUP, "global task without a kind")
def test_a_global_task_without_a_kind_just_passes() -> None:
    assert calling('<globalTask id="q"/>').open == ["z"]


@construct(GROUP, "error out of a called process, to the border of the call")
def test_an_error_in_a_called_process_goes_to_the_border_of_the_call() -> None:
    fail = f'<startEvent id="s_q"/>{user("a")}<endEvent id="bad">{ERROR}</endEvent>'
    body = ENDS + call() + border("b", "c", ERROR) + user("sorry") + user("other")
    ways = arrows("s>c", "s>other", "c>e", "b>sorry", "sorry>e", "other>e")
    play = started(body + ways, beside=pool(fail + way("s_q", "a", "bad")))
    play.complete("a")
    assert play.open == ["other", "sorry"]


def test_an_error_of_a_called_process_that_nobody_catches_is_an_incident() -> None:
    fail = f'<startEvent id="s_q"/><endEvent id="bad">{ERROR}</endEvent>' + way("s_q", "bad")
    play = calling(pool(fail))
    assert [one.element for one in play.incidents.values()] == ["bad"]


@construct(GROUP, "escalation out of a called process, which goes on")
def test_an_escalation_of_a_called_process_reaches_the_border_and_it_goes_on() -> None:
    throw = f'<intermediateThrowEvent id="up">{ESCALATION}</intermediateThrowEvent>'
    called = pool(inner("q", "up", "a", body=throw + user("a")))
    body = ENDS + call() + border("b", "c", ESCALATION, stays=True) + user("told")
    play = started(body + arrows("s>c", "c>e", "b>told", "told>e"), beside=ESCALATIONS + called)
    assert play.open == ["a", "told"]


@construct(GROUP, "terminate in a called process ends the call only")
def test_terminate_inside_a_call_ends_the_call() -> None:
    end = '<endEvent id="stop"><terminateEventDefinition/></endEvent><startEvent id="s_q"/>'
    called = pool(end + user("a") + user("b") + arrows("s_q>a", "s_q>b", "a>stop"))
    play = calling(called)
    play.complete("a")
    assert play.open == ["z"]


@construct(GROUP, "event subprocess of a called process")
def test_an_event_subprocess_of_a_called_process_listens_during_the_call() -> None:
    message = '<messageEventDefinition messageRef="m"/>'
    own = triggered("h", message, user("u", 'motcua:label="=said"') + way("s_h", "u"))
    play = calling(pool(inner("q", "a", body=user("a") + own)))
    play.answer(said="stop")
    assert [(one.element, one.label) for one in play.tasks.values()] == [("u", "stop")]
    play.complete("u")
    assert (play.open, play.awaited, "said" in play.names) == (["z"], {}, False)


@construct(GROUP, "multi-instance of calls, results in the order of the list")
@pytest.mark.parametrize("order", ["", ' isSequential="true"'], ids=["parallel", "sequential"])
def test_a_call_can_be_made_for_each_element(order: str) -> None:
    more = f'{order} motcua:output="answers" motcua:outputElement="answer"'
    hands = handed(give=("n", "=one"), take=("answer", "=n * 10 + said"))
    inside = hands + MULTI.format("=[1,2,3]", "one", more)
    play = calling(pool(inner("q", "a", body=user("a", 'motcua:label="=n"'))), inside)
    while "a" in play.open:
        last = max(play.tasks.values(), key=lambda task: task.label)
        play.complete_at(last.token, said=int(last.label))
    assert play.names["answers"] == [11, 22, 33]


@construct(GROUP, "standard loop of calls")
def test_a_call_can_be_made_again_and_again() -> None:
    loop = "<standardLoopCharacteristics><loopCondition>n &lt; 3</loopCondition>"
    hands = handed(give=("n", "=n"), take=("n", "=n + 1"))
    inside = hands + loop + "</standardLoopCharacteristics>"
    task = '<globalScriptTask id="q"><script>seen = n</script></globalScriptTask>'
    play = calling(task, inside, {"n": 0})
    assert (play.names["n"], play.open) == (3, ["z"])


@construct(GROUP, "call interrupted while it runs")
def test_an_interrupted_call_leaves_nothing_behind() -> None:
    late = "<timerEventDefinition><timeDuration>P1D</timeDuration></timerEventDefinition>"
    wait = '<intermediateCatchEvent id="w"><messageEventDefinition messageRef="m"/>'
    wait += "</intermediateCatchEvent>"
    called = pool('<startEvent id="s_q"/>' + user("a") + wait + arrows("s_q>a", "s_q>w"))
    body = ENDS + call() + border("b", "c", late)
    play = started(body + arrows("s>c", "c>e", "b>e"), beside=called)
    assert (play.open, len(play.awaited)) == (["a"], 1)
    play.wait(days=2)
    assert finished(play)


@construct(GROUP, "compensation of a call: inside what was called, with its names")
def test_what_was_called_is_undone_with_its_own_names() -> None:
    steps = undone("a") + user("x", 'isForCompensation="true" motcua:label="=n"')
    steps += user("b") + undo_by("b", "x")
    body = ENDS + call(handed(give=("n", "=5"))) + throw_undo("t") + way("s", "c", "t", "e")
    play = started(body, {"secret": 1}, pool(inner("q", "a", "b", body=steps)))
    play.complete("a")
    play.complete("b")
    assert [task.label for task in play.tasks.values()] == ["5"]
    assert seen(play) == {"n": 5}
    play.complete("x")
    play.complete("x_a")
    assert finished(play)


@construct(GROUP, "compensation event subprocess of a called process")
def test_a_called_process_can_say_itself_how_it_is_undone() -> None:
    own = triggered("h", UNDO.format(""), user("mine", 'motcua:label="=n"') + way("s_h", "mine"))
    body = ENDS + call(handed(give=("n", "=5"))) + throw_undo("t") + way("s", "c", "t", "e")
    play = started(body, beside=pool(inner("q", "a", body=undone("a") + own)))
    play.complete("a")
    assert [(one.element, one.label) for one in play.tasks.values()] == [("mine", "5")]


def test_what_cannot_be_handed_out_is_an_incident_and_is_handed_out_later() -> None:
    play = calling(pool(inner("q", "a", body=user("a"))), handed(take=("share", "=paid / people")))
    play.complete("a", paid=6)
    (incident,) = play.incidents.values()
    assert incident.element == "c"
    retry(play)
    (token,) = play.incidents
    play.give(Amend(token=token, names={"people": 2}, by=1, reason="counted"))
    assert (play.names["share"], "people" in play.names, play.open) == (3, False, ["z"])


def test_what_is_handed_in_can_be_mended() -> None:
    play = calling(
        pool(inner("q", "a", body=user("a"))), handed(give=("share", "=paid / people")), {"paid": 6}
    )
    (token,) = play.incidents
    play.give(Amend(token=token, names={"people": 2}, by=1, reason="counted"))
    assert seen(play) == {"share": 3}


@construct(GROUP, "call of another procedure: a job that opens a case of it")
def test_a_call_of_another_procedure_asks_for_a_case_of_it() -> None:
    hands = handed(give=("asked", "=number"), take=("answer", "=result_no"))
    body = ENDS + call(hands, 'motcua:version="3"', "other-procedure") + user("z")
    play = started(body + way("s", "c", "z", "e"), {"number": 7, "result_no": "stale"})
    (job,) = play.jobs.values()
    expected = {"procedure": "other-procedure", "version": 3, "answers": {"asked": 7}}
    assert (job.kind, job.inputs) == ("call-procedure", expected)
    play.give(SettleJob(token=job.token, result={"result_no": "A1", "more": 1}))
    assert (play.open, play.names["answer"], "more" in play.names) == (["z"], "A1", False)


@construct(GROUP, "call of another procedure that fails with an error of the diagram")
def test_a_called_procedure_that_fails_goes_to_the_border() -> None:
    body = ENDS + call(called="other-procedure") + border("b", "c", ERROR) + user("sorry")
    play = started(body + arrows("s>c", "c>e", "b>sorry", "sorry>e"))
    (token,) = play.jobs
    play.give(SettleJob(token=token, error="refused", error_code="E1"))
    assert (play.open, play.jobs) == (["sorry"], {})
