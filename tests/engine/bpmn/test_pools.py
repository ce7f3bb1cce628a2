"""Several pools in a file, lanes, and messages between processes (BPMN 2.0.2, 9.3 and 8.4.11)."""

from typing import Any

import pytest

from engine.records.commands import Amend, DeliverMessage
from tests.engine.bpmn.constructs import construct
from tests.engine.bpmn.drawing import ENDS, arrows, finished, script, started, way
from tests.engine.bpmn.pieces import refused
from tests.engine.runtime.play import Play, compiled, user

GROUP = "Pools and messages"
MESSAGES = '<message id="ask" name="question"/><message id="ans" name="reply"/>'
THROW = '<intermediateThrowEvent id="t" {}>{}{}</intermediateThrowEvent>'
ASKS = '<messageEventDefinition messageRef="ask"/>'
ANSWERS = '<messageEventDefinition messageRef="ans"/>'


def values(**given: str) -> str:
    inside = "".join(f'<motcua:input name="{k}" value="{v}"/>' for k, v in given.items())
    return f"<extensionElements>{inside}</extensionElements>"


def pool(inside: str, name: str = "q", more: str = "") -> str:
    return f'<process id="{name}" isExecutable="true" {more}>{inside}</process>'


def two_pools() -> tuple[str, str]:
    """Return the inside of a process that asks, and a pool that is begun by that and replies."""
    ask = THROW.format('motcua:key="=number"', values(about="=topic"), ASKS)
    wait = f'<intermediateCatchEvent id="c" motcua:key="=number">{ANSWERS}</intermediateCatchEvent>'
    main = ENDS + ask + wait + user("z") + way("s", "t", "c", "z", "e")
    reply = f'<endEvent id="r" motcua:key="=number">{values(said="=word")}{ANSWERS}</endEvent>'
    start = f'<startEvent id="s_q">{ASKS}</startEvent>'
    return main, pool(start + user("work") + reply + way("s_q", "work", "r"))


@construct(GROUP, "message thrown to another case: a job with name, key and values")
def test_a_message_to_another_case_is_a_job() -> None:
    main, other = two_pools()
    play = started(main, {"number": 7, "topic": "x", "secret": 1}, MESSAGES + other)
    (job,) = play.jobs.values()
    expected = {"name": "question", "key": "7", "payload": {"about": "x"}}
    assert (job.kind, job.settles, job.inputs) == ("message", False, expected)
    (row,) = play.awaited.values()
    assert (row.name, row.key) == ("reply", "7")


@construct(GROUP, "several pools: each executable one is a process that a message begins")
def test_the_message_begins_a_case_of_the_other_pool_and_its_reply_comes_back() -> None:
    main, other = two_pools()
    version = compiled(main, beside=MESSAGES + other)
    asking = Play(version, {"number": 7, "topic": "x"})
    sent = {**next(iter(asking.jobs.values())).inputs["payload"], "number": 7}
    replying = Play(version, sent, at="s_q", process="q")
    assert (replying.open, replying.names["about"]) == (["work"], "x")
    replying.complete("work", word="yes")
    (job,) = replying.jobs.values()
    assert (job.inputs["name"], job.inputs["key"]) == ("reply", "7")
    (token,) = asking.awaited
    asking.give(DeliverMessage(token=token, name="reply", payload=job.inputs["payload"]))
    assert (asking.open, asking.names["said"]) == (["z"], "yes")


@construct(GROUP, "several pools with plain starts: the first is filed, another is named")
def test_a_case_can_be_begun_in_another_process() -> None:
    version = compiled(ENDS + user("b") + way("s", "b", "e"), beside=pool(
        '<startEvent id="s_q"/>' + user("a") + way("s_q", "a")))  # fmt: skip
    assert version.procedure.diagram.process.process_id == "q"
    assert Play(version).open == ["a"]
    play = Play(version, process="p")
    assert play.open == ["b"]
    play.complete("b")
    assert finished(play)


@construct(GROUP, "event subprocess of a further pool listens in that pool only")
def test_an_event_subprocess_listens_in_its_own_pool() -> None:
    event = f'<subProcess id="h" triggeredByEvent="true"><startEvent id="s_h">{ASKS}</startEvent>'
    other = pool('<startEvent id="s_q"/>' + user("a") + way("s_q", "a") + event + "</subProcess>")
    version = compiled(ENDS + user("b") + way("s", "b", "e"), beside=MESSAGES + other)
    assert len(Play(version, process="q").awaited) == 1
    assert len(Play(version, process="p").awaited) == 0


SAID = values(said="=word")
SEND = {
    "event": THROW.format('motcua:key="=number"', SAID, ANSWERS),
    "task": f'<sendTask id="t" messageRef="ans" motcua:key="=number">{SAID}</sendTask>',
}


@construct(GROUP, "message thrown to the same case: direct, by event or send task")
@pytest.mark.parametrize("send", SEND.values(), ids=SEND)
def test_a_message_to_the_same_case_arrives_at_once(send: str) -> None:
    catch = '<receiveTask id="c" messageRef="ans" motcua:key="=number"/>'
    body = ENDS + send + catch + user("go") + arrows("s>c", "s>go", "go>t", "t>e", "c>e")
    play = started(body, {"number": 7}, MESSAGES)
    play.complete("go", word="yes")
    assert (play.names["said"], play.jobs) == ("yes", {})
    assert finished(play)


@construct(GROUP, "message of another key stays out of the case")
def test_a_message_of_another_key_is_not_taken() -> None:
    catch = '<receiveTask id="c" messageRef="ans" motcua:key="=other"/>'
    body = ENDS + SEND["task"] + catch + user("go") + arrows("s>c", "s>go", "go>t", "t>e", "c>e")
    play = started(body, {"number": 7, "other": 8}, MESSAGES)
    play.complete("go")
    assert [job.inputs["key"] for job in play.jobs.values()] == ["7"]
    assert len(play.awaited) == 1


@construct(GROUP, "instances that wait for one message each, told apart by their keys")
def test_each_instance_gets_the_message_of_its_key() -> None:
    loop = '<multiInstanceLoopCharacteristics motcua:collection="=all" motcua:elementName="one"'
    loop += ' motcua:output="got" motcua:outputElement="said"/>'
    catch = f'<receiveTask id="c" messageRef="ans" motcua:key="=one">{loop}</receiveTask>'
    play = started(ENDS + catch + user("z") + way("s", "c", "z", "e"), {"all": [1, 2]}, MESSAGES)
    for key in ("2", "1"):
        token = next(one.token for one in play.awaited.values() if one.key == key)
        play.give(DeliverMessage(token=token, name="reply", payload={"said": f"to {key}"}))
    assert (play.names["got"], play.open) == (["to 1", "to 2"], ["z"])


@construct(GROUP, "message between a caller and the process it calls")
def test_a_called_process_and_its_caller_talk_by_messages() -> None:
    send = THROW.format('motcua:key="=k"', values(said="=word"), ANSWERS)
    called = pool('<startEvent id="s_q"/>' + script("w", "word = 5") + send + user("a")
                  + way("s_q", "w", "t", "a"))  # fmt: skip
    hand = '<extensionElements><motcua:input name="k" value="=number"/></extensionElements>'
    call = f'<callActivity id="call" calledElement="q">{hand}</callActivity>'
    catch = '<receiveTask id="c" messageRef="ans" motcua:key="=number"/>'
    body = ENDS + call + catch + arrows("s>c", "s>call", "call>e", "c>e")
    play = started(body, {"number": 7}, MESSAGES + called)
    assert (play.names["said"], "word" in play.names, play.open) == (5, False, ["a"])


@construct(GROUP, "message without a key")
def test_an_empty_key_is_an_incident() -> None:
    body = ENDS + SEND["event"] + way("s", "t", "e")
    play = started(body, beside=MESSAGES)
    assert [one.element for one in play.incidents.values()] == ["t"]


def lanes(name: str, inside: str) -> str:
    return f'<laneSet id="set_{name}">{inside}</laneSet>'


@construct(GROUP, "lanes in several pools: post and office of the tasks in them")
def test_tasks_have_the_post_of_the_lane_in_their_own_pool() -> None:
    def lane(name: str, post: str, node: str) -> str:
        more = f'motcua:post="{post}"'
        return f'<lane id="{name}" {more}><flowNodeRef>{node}</flowNodeRef></lane>'

    task = '<userTask id="{}"/>'
    body = lanes("p", lane("l1", "head", "b")) + ENDS + task.format("b") + way("s", "b", "e")
    other = lanes("q", lane("l2", "clerk", "a")) + '<startEvent id="s_q"/>' + task.format("a")
    version = compiled(body, beside=pool(other + way("s_q", "a")))
    posts: list[Any] = []
    for process in ("p", "q"):
        posts += [one.post for one in Play(version, process=process).tasks.values()]
    assert posts == ["head", "clerk"]


@construct(GROUP, "lane inside a lane, and the subprocess in it")
def test_an_inner_lane_comes_before_the_one_around_it() -> None:
    inner_lane = '<childLaneSet><lane id="l2" motcua:post="clerk"><flowNodeRef>sub</flowNodeRef>'
    lane = f'<lane id="l1" motcua:post="head">{inner_lane}</lane></childLaneSet></lane>'
    inside = '<startEvent id="s2"/><userTask id="a"/>' + way("s2", "a")
    body = lanes("p", lane) + ENDS + f'<subProcess id="sub">{inside}</subProcess>'
    play = started(body + way("s", "sub", "e"))
    assert [one.post for one in play.tasks.values()] == ["clerk"]


@construct(GROUP, "correlation keys of the standard (ours: motcua:key)", refused="not-executable")
def test_correlation_of_the_standard_is_refused_with_what_to_write() -> None:
    assert "not-executable" in refused(ENDS + '<correlationSubscription id="x"/>')


@construct(GROUP, "message that its receiver cannot take in: kept for the retry")
def test_what_a_message_brought_is_still_there_after_an_incident() -> None:
    share = (
        '<extensionElements><motcua:output name="share" value="=total / n"/></extensionElements>'
    )
    sends = f'<sendTask id="t" messageRef="m">{values(total="=12")}</sendTask>'
    takes = f'<receiveTask id="r" messageRef="m">{share}</receiveTask>'
    body = ENDS + '<parallelGateway id="g"/>' + user("b") + sends + takes + user("z")
    ways = way("s", "g", "b", "t", "e") + way("g", "r", "z")
    play = started(body + ways, {"n": 0})
    play.complete("b")
    (stuck,) = play.incidents.values()
    assert stuck.element == "r"
    play.give(Amend(names={"n": 4}, by=1, reason="counted again", token=stuck.token))
    assert (play.open, play.names["share"]) == (["z"], 3)
