"""Timers, messages, boundary events, event-based gateways, end events."""

from datetime import UTC, datetime, timedelta

import pytest

from engine.errors import CommandRefused
from engine.records.commands import FireTimer, SettleJob
from tests.engine.runtime.play import MONDAY, Play, compiled, flows, user

ENDS = '<startEvent id="s"/><endEvent id="e"/>'
CATCH = '<intermediateCatchEvent id="{}">{}</intermediateCatchEvent>'
MESSAGE = '<messageEventDefinition messageRef="m"/>'
TERMINATE = '<endEvent id="t"><terminateEventDefinition/></endEvent>'


def timer(text: str, kind: str = "timeDuration") -> str:
    return f"<timerEventDefinition><{kind}>{text}</{kind}></timerEventDefinition>"


def boundary(name: str, host: str, inside: str, stays: bool = False) -> str:
    mark = ' cancelActivity="false"' if stays else ""
    return f'<boundaryEvent id="{name}" attachedToRef="{host}"{mark}>{inside}</boundaryEvent>'


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("PT1S", MONDAY + timedelta(seconds=1)),
        ("P1D", MONDAY + timedelta(days=1)),
        ("3 ngày làm việc", datetime(2026, 11, 27, 10, 0, tzinfo=UTC)),  # 24/11 is a holiday
        ("=so_ngay", datetime(2026, 11, 27, 10, 0, tzinfo=UTC)),
    ],
    ids=["seconds", "day", "working days over a holiday", "expression"],
)
def test_timer_texts_are_taken_as_they_are_written(text: str, due: datetime) -> None:
    version = compiled(ENDS + CATCH.format("c", timer(text)) + flows("s>c", "c>e"))
    play = Play(version, {"so_ngay": "3 working days"})
    (row,) = play.timers.values()
    assert row.due_at == due


def test_a_timer_does_not_fire_before_its_instant() -> None:
    play = Play(compiled(ENDS + CATCH.format("c", timer("P1D")) + flows("s>c", "c>e")))
    (row,) = play.timers.values()
    with pytest.raises(CommandRefused):
        play.give(FireTimer(token=row.token))
    play.wait(days=1)
    assert play.standing.status == "finished"


def test_an_interrupting_boundary_timer_takes_the_task_away() -> None:
    body = ENDS + user("a") + user("late") + boundary("b", "a", timer("P1D"))
    play = Play(compiled(body + flows("s>a", "a>e", "b>late", "late>e")))
    play.wait(days=2)
    assert play.open == ["late"]


def test_a_finished_task_takes_its_boundary_timer_with_it() -> None:
    body = ENDS + user("a") + user("late") + boundary("b", "a", timer("P1D"))
    play = Play(compiled(body + flows("s>a", "a>e", "b>late", "late>e")))
    play.complete("a")
    assert not play.timers
    assert play.standing.status == "finished"


def test_a_non_interrupting_cycle_fires_as_often_as_it_says() -> None:
    body = ENDS + user("a") + user("remind")
    body += boundary("b", "a", timer("R3/P1D", "timeCycle"), stays=True)
    play = Play(compiled(body + flows("s>a", "a>e", "b>remind", "remind>e")))
    play.wait(days=10)
    assert play.open == ["a", "remind", "remind", "remind"]


def test_a_non_interrupting_message_can_come_again_and_again() -> None:
    body = ENDS + user("a") + user("read") + boundary("b", "a", MESSAGE, stays=True)
    play = Play(compiled(body + flows("s>a", "a>e", "b>read", "read>e")))
    play.answer(text="one")
    play.answer(text="two")
    assert play.open == ["a", "read", "read"]
    assert play.names["text"] == "two"


def event_race() -> Play:
    body = ENDS + '<eventBasedGateway id="g"/>' + user("agreed") + user("corrected")
    body += CATCH.format("silence", timer("P1D")) + CATCH.format("reply", MESSAGE)
    ways = flows("s>g", "g>silence", "g>reply", "silence>agreed", "reply>corrected",
                 "agreed>e", "corrected>e")  # fmt: skip
    return Play(compiled(body + ways))


def test_at_an_event_gateway_silence_wins_when_nobody_answers() -> None:
    play = event_race()
    play.wait(days=1)
    assert play.open == ["agreed"]
    assert not play.awaited


def test_at_an_event_gateway_the_answer_takes_the_timer_away() -> None:
    play = event_race()
    play.answer(y=1)
    assert play.open == ["corrected"]
    assert not play.timers


def test_two_timers_at_one_event_gateway_keep_their_own_instants() -> None:
    body = ENDS + '<eventBasedGateway id="g"/>' + user("soon") + user("far")
    body += CATCH.format("one", timer("P1D")) + CATCH.format("two", timer("PT1S"))
    ways = flows("s>g", "g>one", "g>two", "one>far", "two>soon", "soon>e", "far>e")
    play = Play(compiled(body + ways))
    play.wait(seconds=2)
    assert play.open == ["soon"]


def test_terminate_ends_its_own_scope_only() -> None:
    inside = (
        '<startEvent id="s2"/><parallelGateway id="split"/>' + user("a") + user("b") + TERMINATE
    )
    inside += flows("s2>split", "split>a", "split>b", "a>t").replace('id="f', 'id="i')
    body = ENDS + f'<subProcess id="sub">{inside}</subProcess>' + user("after")
    play = Play(compiled(body + flows("s>sub", "sub>after", "after>e")))
    play.complete("a")
    assert play.open == ["after"]


def job_with_error_boundary(code: str) -> Play:
    body = ENDS + '<serviceTask id="a" motcua:connector="x" motcua:result="r"/>' + user("mended")
    body += boundary("b", "a", f'<errorEventDefinition errorRef="{code}"/>')
    return Play(compiled(body + flows("s>a", "a>e", "b>mended", "mended>e")))


def test_a_failed_job_goes_to_the_boundary_of_its_own_code() -> None:
    play = job_with_error_boundary("err")
    (job,) = play.jobs.values()
    play.give(SettleJob(token=job.token, error="no", error_code="E1"))
    assert play.open == ["mended"]
    assert not play.incidents


def test_a_failed_job_of_another_code_is_an_incident() -> None:
    play = job_with_error_boundary("err")
    (job,) = play.jobs.values()
    play.give(SettleJob(token=job.token, error="no", error_code="E2"))
    assert [one.code for one in play.incidents.values()] == ["connector-failed"]


def test_an_error_end_rises_through_its_own_scopes_only() -> None:
    def sub(name: str, end: str) -> str:
        inside = f'<startEvent id="s{name}"/>' + user(f"u{name}") + end
        inside += flows(f"s{name}>u{name}", f"u{name}>e{name}").replace('id="f', f'id="{name}')
        return f'<subProcess id="{name}">{inside}</subProcess>'

    body = ENDS + '<parallelGateway id="split"/>' + user("caught") + user("other")
    body += sub("A", '<endEvent id="eA"><errorEventDefinition errorRef="err"/></endEvent>')
    body += sub("B", '<endEvent id="eB"/>')
    body += boundary("bA", "A", '<errorEventDefinition errorRef="err"/>')
    body += boundary("bB", "B", '<errorEventDefinition errorRef="err"/>')
    ways = flows("s>split", "split>A", "split>B", "A>e", "B>e", "bA>caught", "bB>other",
                 "caught>e", "other>e")  # fmt: skip
    play = Play(compiled(body + ways))
    play.complete("uA")
    assert play.open == ["caught", "uB"]
