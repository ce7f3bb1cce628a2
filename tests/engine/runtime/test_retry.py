"""After an incident and a retry: nothing is done twice, nothing is lost."""

from datetime import timedelta

from engine.records.commands import Cancel, Retry, SettleJob
from tests.engine.runtime.play import Play, compiled, flows, user

ENDS = '<startEvent id="s"/><endEvent id="e"/>'
MESSAGE = '<messageEventDefinition messageRef="m"/>'


def again(play: Play) -> None:
    """Retry the only incident."""
    (incident,) = play.incidents.values()
    play.give(Retry(token=incident.token, by=1, reason="checked"))


def wait_at(inside: str) -> str:
    return f'<intermediateCatchEvent id="c">{inside}</intermediateCatchEvent>'


def repeated(output: str, sequential: bool = False) -> Play:
    mark = ' isSequential="true"' if sequential else ""
    loop = (
        f'<multiInstanceLoopCharacteristics motcua:collection="=all" motcua:elementName="one"'
        f' motcua:output="found" motcua:outputElement="{output}"{mark}/>'
    )
    body = ENDS + user("ask", "", loop) + user("after")
    return Play(compiled(body + flows("s>ask", "ask>after", "after>e")), {"all": [1, 2, 3]})


def test_a_boundary_timer_that_has_fired_is_not_set_again() -> None:
    body = ENDS + '<serviceTask id="a" motcua:connector="x"/>' + user("remind")
    body += '<boundaryEvent id="b" attachedToRef="a" cancelActivity="false">'
    body += "<timerEventDefinition><timeDuration>P1D</timeDuration></timerEventDefinition>"
    body += "</boundaryEvent>"
    play = Play(compiled(body + flows("s>a", "a>e", "b>remind", "remind>e")))
    play.wait(days=2)
    (token,) = play.jobs
    play.give(SettleJob(token=token, error="no answer"))
    again(play)
    assert (play.timers, list(play.jobs)) == ({}, [token])


def test_a_subprocess_that_is_over_is_left_and_not_begun_again() -> None:
    body = ENDS + '<subProcess id="p"><startEvent id="s1"/><endEvent id="e1"/>' + user("inside")
    body += '<sequenceFlow id="x" sourceRef="s1" targetRef="inside"/>'
    body += '<sequenceFlow id="y" sourceRef="inside" targetRef="e1"/></subProcess>' + user("other")
    play = Play(compiled(body + flows("s>p", "s>other", "p>e:ready == true", "other>e")))
    play.complete("inside")
    play.complete("other", ready=True)
    again(play)
    assert play.standing.status == "finished"


def test_a_message_that_has_come_is_not_awaited_again() -> None:
    body = ENDS + wait_at(MESSAGE) + user("other")
    play = Play(compiled(body + flows("s>c", "s>other", "c>e:ready == true", "other>e")))
    play.answer()
    play.complete("other", ready=True)
    again(play)
    assert (play.awaited, play.standing.status) == ({}, "finished")


def test_only_the_instance_without_a_result_is_repeated() -> None:
    play = repeated("one + score")
    play.complete("ask", score=10)
    play.complete("ask", score="ten")
    play.complete("ask", score=30)
    assert (play.open, play.standing.status) == ([], "running")
    again(play)
    play.complete("ask", score=20)
    assert play.names["found"] == [11, 22, 33]


def test_a_sequence_of_instances_goes_on_where_it_stopped() -> None:
    play = repeated("one + score", sequential=True)
    play.complete("ask", score=10)
    play.complete("ask", score="ten")
    again(play)
    play.complete("ask", score=20)
    play.complete("ask", score=30)
    assert play.names["found"] == [11, 22, 33]


def test_a_failed_result_waits_for_its_retry_when_the_others_are_done() -> None:
    play = repeated("one + score")
    play.complete("ask", score="ten")
    play.complete("ask", score=20)
    play.complete("ask", score=30)
    assert ([one.element for one in play.incidents.values()], play.open) == (["ask"], [])


def test_a_join_that_found_no_way_is_not_joined_again() -> None:
    body = ENDS + '<inclusiveGateway id="j"/>' + user("a") + user("b") + user("other")
    ways = ("s>a", "s>b", "s>other", "a>j", "b>j", "j>e:ready == true", "other>e")
    play = Play(compiled(body + flows(*ways)))
    play.complete("a")
    play.complete("b")
    play.complete("other", ready=True)
    again(play)
    assert play.standing.status == "finished"


def test_a_clock_beyond_the_calendar_is_an_incident() -> None:
    body = ENDS + user("a") + user("b", 'motcua:clock="start"') + flows("s>a", "a>b", "b>e")
    play = Play(compiled(body, 'motcua:term="9000 working days"'))
    play.complete("a")
    again(play)
    assert [one.code for one in play.incidents.values()] == ["calendar-too-short"]


def test_a_case_can_be_ended_though_its_clock_cannot_be_told_any_more() -> None:
    body = ENDS + user("a", 'motcua:clock="start"') + user("b", 'motcua:clock="pause-restart"')
    play = Play(compiled(body + flows("s>a", "a>b", "b>e"), 'motcua:term="5 working days"'))
    play.complete("a")
    play.now += timedelta(days=365 * 400)
    play.give(Cancel(reason="too late"))
    assert play.standing.status == "cancelled"
    assert not play.incidents


def test_a_cycle_that_cannot_be_read_any_more_is_an_incident_after_its_turn() -> None:
    body = ENDS + user("a") + user("remind")
    body += '<boundaryEvent id="b" attachedToRef="a" cancelActivity="false">'
    body += "<timerEventDefinition><timeCycle>=every</timeCycle></timerEventDefinition>"
    body += "</boundaryEvent>"
    version = compiled(body + flows("s>a", "a>e", "b>remind", "remind>e"))
    play = Play(version, {"every": "R/P1D"})
    play.wait(days=1)
    play.complete("remind", every="now and then")
    play.wait(days=1)
    assert (play.open, len(play.incidents)) == (["a", "remind"], 1)
