"""Activities of every kind (BPMN 2.0.2, 10.3 and 13.3)."""

from typing import Any

import pytest

from engine.records.commands import Retry, SettleJob
from tests.engine.bpmn.constructs import construct
from tests.engine.runtime.play import Play, compiled, flows, user

GROUP = "Activities"
ENDS = '<startEvent id="s"/><endEvent id="e"/>'
LATE = (
    '<boundaryEvent id="late" attachedToRef="a"><timerEventDefinition><timeDuration>PT1H'
    '</timeDuration></timerEventDefinition></boundaryEvent><sequenceFlow id="lz" '
    'sourceRef="late" targetRef="y"/>'
)


def around(activity: str, names: dict[str, Any] | None = None, more: str = "") -> Play:
    body = ENDS + activity + user("z") + more
    return Play(compiled(body + flows("s>a", "a>z", "z>e")), names)


def activity(tag: str, more: str = "", inside: str = "") -> str:
    return f'<{tag} id="a" {more}>{inside}</{tag}>'


@construct(GROUP, "abstract task: passes at once")
def test_a_task_without_a_kind_is_passed() -> None:
    assert around(activity("task")).open == ["z"]


@construct(GROUP, "user task and manual task: wait for a person")
@pytest.mark.parametrize("tag", ["userTask", "manualTask"])
def test_what_people_do_waits_for_them(tag: str) -> None:
    play = around(activity(tag, 'motcua:post="desk"'))
    assert play.open == ["a"]
    play.complete("a", said="yes")
    assert (play.open, play.names["said"]) == (["z"], "yes")


@construct(GROUP, "script task: writes what it sets")
def test_a_script_writes_its_names() -> None:
    play = around(activity("scriptTask", "", "<script>y = 1</script>"))
    assert play.names["script_ran"] == "y = 1"


@construct(GROUP, "service task: asks a connector and waits")
def test_a_service_task_waits_for_its_job() -> None:
    play = around(activity("serviceTask", 'motcua:connector="c" motcua:result="r"'))
    (job,) = play.jobs.values()
    assert (job.kind, play.open) == ("c", [])
    play.give(SettleJob(token=job.token, result={"x": 1}))
    assert (play.open, play.names["r"]) == (["z"], {"x": 1})


@construct(GROUP, "service task: a failure is an incident, and can be tried again")
def test_a_failed_call_can_be_tried_again() -> None:
    play = around(activity("serviceTask", 'motcua:connector="c"'))
    (token,) = play.jobs
    play.give(SettleJob(token=token, error="no answer"))
    assert [one.code for one in play.incidents.values()] == ["connector-failed"]
    play.give(Retry(token=token, by=1, reason="again"))
    play.give(SettleJob(token=token))
    assert (play.open, play.incidents) == (["z"], {})


@construct(GROUP, "service task: interrupted at its border, its job is dropped")
def test_an_interrupted_call_asks_no_more() -> None:
    play = around(activity("serviceTask", 'motcua:connector="c"'), None, LATE + user("y"))
    play.wait(hours=2)
    assert (play.open, play.jobs) == (["y"], {})


@construct(GROUP, "send task: sends a message and goes on")
def test_a_send_task_sends_its_message() -> None:
    sends = activity(
        "sendTask",
        'messageRef="m" motcua:key="n"',
        '<extensionElements><motcua:input name="said" value="=n"/></extensionElements>',
    )
    play = around(sends, {"n": 7})
    (job,) = play.jobs.values()
    assert play.open == ["z"]
    assert (job.kind, job.settles) == ("message", False)
    assert dict(job.inputs) == {"name": "answer", "key": "7", "payload": {"said": 7}}


@construct(GROUP, "send task without a message: a notice to the applicant")
def test_a_send_task_without_a_message_sends_a_notice() -> None:
    play = around(activity("sendTask"))
    assert [job.kind for job in play.jobs.values()] == ["notice"]


@construct(GROUP, "receive task: waits for a message")
def test_a_receive_task_waits() -> None:
    play = around(activity("receiveTask", 'messageRef="m"'))
    assert play.open == []
    play.answer(said="yes")
    assert (play.open, play.names["said"]) == (["z"], "yes")


@construct(GROUP, "receive task: interrupted at its border")
def test_an_interrupted_receive_task_waits_no_more() -> None:
    play = around(activity("receiveTask", 'messageRef="m"'), None, LATE + user("y"))
    play.wait(hours=2)
    assert (play.open, play.awaited) == (["y"], {})


@construct(GROUP, "send and receive in one case: handed over at once")
def test_a_message_within_a_case_needs_no_job() -> None:
    body = ENDS + '<parallelGateway id="g"/>' + user("b") + user("z")
    body += '<receiveTask id="r" messageRef="m"/>' + activity("sendTask", 'messageRef="m"')
    play = Play(compiled(body + flows("s>g", "g>r", "g>b", "b>a", "a>e", "r>z", "z>e")))
    play.complete("b")
    assert (play.open, play.jobs) == (["z"], {})


@construct(GROUP, "start quantity other than 1: so many tokens start it once")
def test_an_activity_waits_for_as_many_tokens_as_it_needs() -> None:
    body = ENDS + '<parallelGateway id="g"/>' + user("b") + user("c") + user("d")
    body += user("a", 'startQuantity="2"')
    play = Play(compiled(body + flows("s>g", "g>b", "g>c", "g>d", "b>a", "c>a", "d>a", "a>e")))
    play.complete("b")
    assert play.open == ["c", "d"]
    play.complete("c")
    assert play.open == ["a", "d"]
    play.complete("a")
    play.complete("d")
    assert (play.open, play.standing.status) == ([], "running")


@construct(GROUP, "completion quantity other than 1: so many tokens on each flow")
def test_an_activity_sends_off_as_many_tokens_as_it_says() -> None:
    assert around(activity("task", 'completionQuantity="3"')).open == ["z", "z", "z"]


@construct(GROUP, "four eyes and same person")
def test_four_eyes_and_same_person_follow_who_did_what() -> None:
    body = (
        ENDS + user("a") + user("b", 'motcua:fourEyes="a"') + user("c", 'motcua:samePersonAs="a"')
    )
    play = Play(compiled(body + flows("s>a", "a>b", "b>c", "c>e")))
    play.complete("a", by=7)
    assert play.tasks[play.token("b")].forbidden == (7,)
    play.complete("b", by=8)
    assert play.tasks[play.token("c")].holder == 7
