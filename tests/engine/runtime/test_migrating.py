"""What a case keeps when it goes on with another version, what is begun, what is refused."""

from datetime import timedelta

import pytest

from engine.errors import CaseNotRunning, CommandRefused, MoveRefused
from engine.records.commands import Claim, FireTimer, Suspend
from engine.runtime.version import Compiled
from tests.engine.runtime.blocks import BESIDE
from tests.engine.runtime.moving import DAY, Moving
from tests.engine.runtime.play import MONDAY, compiled, flows, user

ENDS = '<startEvent id="s"/><endEvent id="e"/>'
MESSAGE = '<messageEventDefinition messageRef="m"/>'
FOR_UNDOING = 'isForCompensation="true"'
SIGNAL = '<signalEventDefinition signalRef="sig"/>'


def line(*between: str, inside: str = "", process: str = "") -> Compiled:
    """Return a version with elements one after the other; `inside` draws them."""
    names = ("s", *between, "e")
    ways = flows(*(f"{one}>{two}" for one, two in zip(names, names[1:], strict=False)))
    return compiled(ENDS + inside + ways, process, beside=BESIDE)


def refused(play: Moving, version: Compiled, **mapping: str | None) -> str:
    """Return the first reason why a case cannot move."""
    before = play.state
    with pytest.raises(MoveRefused) as found:
        play.move(version, mapping)
    assert play.state == before
    return str(found.value.obstacles[0].words.en)


def test_a_task_keeps_holder_day_and_office_at_its_new_element() -> None:
    term = 'motcua:term="3 working days"'
    play = Moving(line("a", inside=user("a", term)))
    token = play.token("a")
    play.give(Claim(token=token, by=5))
    before = play.tasks[token]
    play.now += timedelta(days=1)
    play.move(line("b", inside=user("b", 'motcua:form="f"')), {"a": "b"})
    after = play.tasks[token]
    assert (after.holder, after.due_at, after.office) == (5, before.due_at, before.office)
    assert (after.element, after.form, after.token) == ("b", "f", token)


def test_a_task_goes_to_the_office_and_post_that_the_new_version_names() -> None:
    play = Moving(line("a", inside=user("a")))
    fire = '<userTask id="a" motcua:post="police" motcua:office="fire-police"/>'
    play.move(line("a", inside=fire))
    (task,) = play.tasks.values()
    assert (task.post, task.office) == ("police", "H99.9")


def test_offices_that_the_case_does_not_know_come_with_the_move() -> None:
    play = Moving(line("a", inside=user("a")))
    tax = '<userTask id="b" motcua:post="desk" motcua:office="tax"/>'
    play.move(line("a", "b", inside=user("a") + tax), offices={"tax": "H99.7", "case": "H00"})
    play.complete("a")
    assert play.tasks[play.token("b")].office == "H99.7"


def test_a_second_pair_of_eyes_follows_a_renamed_step() -> None:
    play = Moving(line("a", "b", inside=user("a") + user("b")))
    play.complete("a", by=5)
    eyes = user("one") + user("b", 'motcua:fourEyes="one"')
    play.move(line("one", "b", inside=eyes), {"a": "one"})
    assert play.tasks[play.token("b")].forbidden == (5,)


def test_a_timer_keeps_its_instant_and_fires_at_its_new_element() -> None:
    def waiting(name: str, length: str) -> Compiled:
        timer = (
            f"<timerEventDefinition><timeDuration>{length}</timeDuration></timerEventDefinition>"
        )
        return line(
            name, inside=f'<intermediateCatchEvent id="{name}">{timer}</intermediateCatchEvent>'
        )

    play = Moving(waiting("wait", "P2D"))
    play.now += timedelta(days=1)
    play.move(waiting("later", "P30D"), {"wait": "later"})
    (timer,) = play.timers.values()
    assert (timer.element, timer.due_at) == ("later", MONDAY + timedelta(days=2))
    play.now = timer.due_at
    play.give(FireTimer(token=timer.token))
    assert play.standing.status == "finished"


def test_a_subscription_stays_and_one_of_another_name_is_made_anew() -> None:
    def receiving(ref: str) -> Compiled:
        beside = BESIDE + '<message id="m2" name="other"/>'
        ways = flows("s>r", "r>e")
        return compiled(f'{ENDS}<receiveTask id="r" messageRef="{ref}"/>{ways}', beside=beside)

    play = Moving(receiving("m"))
    play.move(receiving("m"))
    assert [one.name for one in play.awaited.values()] == ["answer"]
    play.move(receiving("m2"))
    assert [one.name for one in play.awaited.values()] == ["other"]
    play.answer("other")
    assert play.standing.status == "finished"


def test_a_signal_is_heard_at_the_new_element() -> None:
    def hearing(name: str) -> Compiled:
        return line(
            name, inside=f'<intermediateCatchEvent id="{name}">{SIGNAL}</intermediateCatchEvent>'
        )

    play = Moving(hearing("h"))
    play.move(hearing("k"), {"h": "k"})
    assert [one.element for one in play.hearings.values()] == ["k"]
    play.hear("heard")
    assert play.standing.status == "finished"


def test_a_waiting_job_is_settled_onto_the_new_element() -> None:
    def asking(name: str) -> Compiled:
        task = f'<serviceTask id="{name}" motcua:connector="http" motcua:result="got"/>'
        return line(name, inside=task)

    play = Moving(asking("ask"))
    outcome = play.move(asking("look"), {"ask": "look"})
    assert (outcome.jobs, outcome.jobs_gone) == ((), ())
    assert [one.element for one in play.jobs.values()] == ["look"]
    play.settle("http", result=7)
    assert (play.names["got"], play.standing.status) == (7, "finished")


def test_an_incident_goes_along_and_is_tried_again_with_the_new_step() -> None:
    def scripted(text: str) -> Compiled:
        return line("x", inside=f'<scriptTask id="x"><script>{text}</script></scriptTask>')

    play = Moving(line("x", inside='<userTask id="x" motcua:post="p" motcua:office="none"/>'))
    assert len(play.incidents) == 1
    play.move(scripted("y = 1"))
    (incident,) = play.incidents.values()
    assert incident.element == "x"


def test_events_beside_a_step_come_and_go_with_the_version() -> None:
    border = (
        f'<boundaryEvent id="late" attachedToRef="a" cancelActivity="false">{DAY}</boundaryEvent>'
    )
    path = border + user("chase") + '<endEvent id="e2"/>'
    ways = flows("s>a", "a>e", "late>chase", "chase>e2")
    timed = compiled(ENDS + user("a") + path + ways, beside=BESIDE)
    plain = line("a", inside=user("a"))
    play = Moving(plain)
    play.move(timed)
    assert [one.element for one in play.timers.values()] == ["late"]
    play.move(plain)
    assert not play.timers
    play.move(timed)
    play.wait(days=2)
    assert play.open == ["a", "chase"]


def test_an_event_that_had_its_turn_does_not_come_again() -> None:
    border = (
        f'<boundaryEvent id="late" attachedToRef="a" cancelActivity="false">{DAY}</boundaryEvent>'
    )
    ways = flows("s>a", "a>e", "late>e2")
    timed = compiled(ENDS + user("a") + border + '<endEvent id="e2"/>' + ways, beside=BESIDE)
    play = Moving(timed)
    play.wait(days=2)
    assert not play.timers
    play.move(timed)
    assert not play.timers


def forked(more: str, *ways: str) -> Compiled:
    """Return a version with a fork, a join, and tasks a, b and c."""
    fork = '<parallelGateway id="f"/><parallelGateway id="j"/>'
    tasks = user("a") + user("b") + user("c")
    return compiled(ENDS + fork + tasks + more + flows("s>f", "f>a", "f>b", "f>c", *ways))


def test_a_join_that_waits_for_fewer_lets_the_case_go_on() -> None:
    play = Moving(forked("", "a>j", "b>j", "c>j", "j>e"))
    play.complete("a")
    play.complete("b")
    more = user("d") + '<endEvent id="e2"/>'
    play.move(forked(more, "a>j", "b>j", "c>e2", "j>d", "d>e"))
    assert play.open == ["c", "d"]


def test_a_token_at_a_join_whose_branch_is_gone_is_refused() -> None:
    play = Moving(forked("", "a>j", "b>j", "c>j", "j>e"))
    play.complete("a")
    more = '<endEvent id="e2"/>'
    assert "branch" in refused(play, forked(more, "a>e2", "b>j", "c>j", "j>e"))


def test_a_token_at_a_join_that_is_gone_leaves_the_case_to_the_others() -> None:
    play = Moving(forked("", "a>j", "b>j", "c>j", "j>e"))
    play.complete("a")
    play.complete("b")
    outcome = play.move(line("c", inside=user("c")))
    assert [one.kind for one in outcome.events if one.element == "j"] == ["dropped", "dropped"]
    play.complete("c")
    assert play.standing.status == "finished"


def test_instances_keep_their_counters_and_results() -> None:
    def each(more: str) -> Compiled:
        loop = (
            '<multiInstanceLoopCharacteristics motcua:collection="two" motcua:elementName="one"'
            ' motcua:output="all" motcua:outputElement="said"/>'
        )
        return line("a", *(["b"] if more else []), inside=user("a", inside=loop) + more)

    play = Moving(each(""), {"two": [1, 2]})
    first, second = sorted(play.tasks)
    play.complete_at(first, said="x")
    play.move(each(user("b")))
    assert sorted(play.tasks) == [second]
    play.complete_at(second, said="y")
    assert (play.names["all"], play.open) == (["x", "y"], ["b"])


def test_a_repetition_that_vanished_and_a_step_that_waits_otherwise_are_refused() -> None:
    loop = '<multiInstanceLoopCharacteristics motcua:collection="two" motcua:elementName="one"/>'
    play = Moving(line("a", inside=user("a", inside=loop)), {"two": [1, 2]})
    assert "repeated" in refused(play, line("a", inside=user("a")))
    alone = Moving(line("a", inside=user("a")))
    job = '<serviceTask id="a" motcua:connector="http"/>'
    assert "a task of a person" in refused(alone, line("a", inside=job))
    assert "no step was chosen" in refused(alone, line("b", inside=user("b")))


def test_a_step_in_another_subprocess_is_refused() -> None:
    play = Moving(line("a", inside=user("a")))
    wrapped = ENDS + f'<subProcess id="sub"><startEvent id="s2"/>{user("a")}<endEvent id="e2"/>'
    inside = '<sequenceFlow id="g0" sourceRef="s2" targetRef="a"/>'
    inside += '<sequenceFlow id="g1" sourceRef="a" targetRef="e2"/></subProcess>'
    version = compiled(wrapped + inside + flows("s>sub", "sub>e"))
    assert "another subprocess" in refused(play, version)


def test_what_undoes_a_step_must_be_there_still() -> None:
    def drawn(undo: str) -> Compiled:
        body = (
            f'{ENDS}{user("a")}<boundaryEvent id="u" attachedToRef="a">'
            f"<compensateEventDefinition/></boundaryEvent>{user(undo, FOR_UNDOING)}"
            f'<association sourceRef="u" targetRef="{undo}"/>{user("b")}'
            '<intermediateThrowEvent id="t"><compensateEventDefinition/></intermediateThrowEvent>'
        )
        return compiled(body + flows("s>a", "a>b", "b>t", "t>e"))

    play = Moving(drawn("back"))
    play.complete("a")
    assert "would undo" in refused(play, drawn("other"))
    play.move(drawn("other"), {"back": "other"})
    play.complete("b")
    assert play.open == ["other"]


def test_the_clock_goes_on_where_the_new_step_does_not_hold_it() -> None:
    start = '<startEvent id="s" motcua:clock="start"/><endEvent id="e"/>'
    term = 'motcua:term="5 working days"'
    held = compiled(start + user("a", 'motcua:clock="pause"') + flows("s>a", "a>e"), term)
    free = compiled(start + user("a") + flows("s>a", "a>e"), term)
    play = Moving(held)
    assert play.standing.paused
    due = play.standing.due_at
    play.move(free)
    assert (play.standing.paused, play.standing.due_at) == (False, due)


def test_the_term_of_the_case_stays_as_it_was_promised() -> None:
    start = '<startEvent id="s" motcua:clock="start"/><endEvent id="e"/>'
    body = start + user("a") + flows("s>a", "a>e")
    play = Moving(compiled(body, 'motcua:term="5 working days"'))
    due = play.standing.due_at
    play.move(compiled(body, 'motcua:term="1 working day"'))
    assert play.standing.due_at == due


def test_a_suspended_case_does_not_move() -> None:
    play = Moving(line("a", inside=user("a")))
    play.give(Suspend(reason="x"))
    with pytest.raises(CaseNotRunning):
        play.move(line("a", inside=user("a")))


def test_a_move_back_gives_the_state_and_every_row_again() -> None:
    border = (
        f'<boundaryEvent id="late" attachedToRef="a" cancelActivity="false">{DAY}</boundaryEvent>'
    )
    ways = flows("s>a", "a>e", "late>e2")
    timed = compiled(ENDS + user("a") + border + '<endEvent id="e2"/>' + ways, beside=BESIDE)
    play = Moving(timed)
    state, tasks, timers = play.state, dict(play.tasks), dict(play.timers)
    play.move(line("b", inside=user("b")), {"a": "b", "late": None})
    assert not play.timers
    play.move_back(timed, state)
    assert (play.tasks, play.timers) == (tasks, timers)
    with pytest.raises(CommandRefused):
        play.move_back(timed, None)
