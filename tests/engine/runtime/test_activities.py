"""User, service and script tasks, multi-instance, incidents and the status of the case."""

from datetime import UTC, datetime
from typing import Any

import pytest

from engine.errors import CaseNotRunning, TaskGone
from engine.records.commands import (
    Cancel,
    Claim,
    Complete,
    Reassign,
    Release,
    Resume,
    Retry,
    SettleJob,
    Suspend,
)
from tests.engine.runtime.play import Play, compiled, flows, user

ENDS = '<startEvent id="s"/><endEvent id="e"/>'


def one_task(more: str = "", process: str = "") -> Play:
    return Play(compiled(ENDS + user("a", more) + flows("s>a", "a>e"), process))


def test_a_task_waits_in_the_office_and_post_that_the_diagram_names() -> None:
    (task,) = one_task('motcua:office="fire-police" motcua:term="1 working day"').tasks.values()
    assert (task.post, task.office) == ("desk", "H99.9")
    assert task.due_at == datetime(2026, 11, 25, 10, 0, tzinfo=UTC)  # 24/11 is a holiday


def test_take_hand_back_and_give_away_change_the_holder_only() -> None:
    play = one_task()
    token = play.token("a")
    for command, holder in (
        (Claim(token=token, by=7), 7),
        (Release(token=token, by=7), None),
        (Reassign(token=token, to=9, by=7), 9),
    ):
        play.give(command)
        assert play.tasks[token].holder == holder
    assert play.walked == ["s", "a"]


def test_a_task_completed_before_is_gone() -> None:
    play = one_task()
    token = play.token("a")
    play.complete("a")
    with pytest.raises(CaseNotRunning):
        play.give(Complete(token=token, answers={}))


def test_the_token_of_another_element_is_no_task() -> None:
    with pytest.raises(TaskGone):
        one_task().give(Complete(token=1, answers={}))


def test_four_eyes_bars_whoever_did_the_other_task() -> None:
    body = ENDS + user("a") + user("b", 'motcua:fourEyes="a"')
    play = Play(compiled(body + flows("s>a", "a>b", "b>e")))
    play.complete("a", by=7)
    (task,) = play.tasks.values()
    assert task.forbidden == (7,)


def test_the_same_person_gets_the_task_back() -> None:
    body = ENDS + user("a") + user("b", 'motcua:samePersonAs="a"')
    play = Play(compiled(body + flows("s>a", "a>b", "b>e")))
    play.complete("a", by=7)
    (task,) = play.tasks.values()
    assert task.holder == 7


def repeated(more: str, inside: str = "", names: dict[str, Any] | None = None) -> Play:
    loop = f"<multiInstanceLoopCharacteristics {more}>{inside}</multiInstanceLoopCharacteristics>"
    ns = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    body = ENDS + user("ask", f'{ns} motcua:label="=agency"', loop) + user("after")
    return Play(compiled(body + flows("s>ask", "ask>after", "after>e")), names)


COLLECTION = 'motcua:collection="agencies" motcua:elementName="agency"'
OUTPUT = 'motcua:output="opinions" motcua:outputElement="opinion"'


def test_results_come_back_in_the_order_of_the_collection() -> None:
    play = repeated(f"{COLLECTION} {OUTPUT}", names={"agencies": ["x", "y", "z"]})
    labels = {task.label: token for token, task in play.tasks.items()}
    for name in ("z", "x", "y"):
        play.give(Complete(token=labels[name], answers={"opinion": f"{name}!"}))
    assert play.open == ["after"]
    assert play.names["opinions"] == ["x!", "y!", "z!"]
    assert "opinion" not in play.names


def test_an_empty_collection_is_passed_at_once() -> None:
    play = repeated(f"{COLLECTION} {OUTPUT}", names={"agencies": []})
    assert play.open == ["after"]
    assert play.names["opinions"] == []


def test_a_collection_that_is_no_list_is_an_incident() -> None:
    play = repeated(f"{COLLECTION} {OUTPUT}", names={"agencies": 5})
    assert [one.element for one in play.incidents.values()] == ["ask"]


def test_sequential_instances_come_one_after_the_other() -> None:
    play = repeated(f'isSequential="true" {COLLECTION} {OUTPUT}', names={"agencies": ["x", "y"]})
    assert [task.label for task in play.tasks.values()] == ["x"]
    play.complete("ask", opinion=1)
    assert [task.label for task in play.tasks.values()] == ["y"]
    play.complete("ask", opinion=2)
    assert play.names["opinions"] == [1, 2]


def test_the_completion_condition_takes_the_rest_away() -> None:
    stop = "<completionCondition>nrOfCompletedInstances >= 2</completionCondition>"
    play = repeated(f"{COLLECTION} {OUTPUT}", stop.replace(">=", "&gt;="), {"agencies": [1, 2, 3]})
    play.complete("ask", opinion="a")
    play.complete("ask", opinion="b")
    assert play.open == ["after"]


def test_a_job_gives_its_result_to_the_case() -> None:
    body = ENDS + '<serviceTask id="a" motcua:connector="look" motcua:result="found">'
    body += '<extensionElements><motcua:input name="number" value="=so"/></extensionElements>'
    play = Play(compiled(body + "</serviceTask>" + flows("s>a", "a>e")), {"so": "1"})
    (job,) = play.jobs.values()
    assert (job.kind, job.inputs) == ("look", {"number": "1"})
    play.give(SettleJob(token=job.token, result={"spouse": "B"}))
    assert play.standing.status == "finished"


def test_an_incident_is_cleared_by_a_retry_and_the_job_asked_for_again() -> None:
    body = ENDS + '<serviceTask id="a" motcua:connector="look"/>'
    play = Play(compiled(body + flows("s>a", "a>e")))
    (job,) = play.jobs.values()
    play.give(SettleJob(token=job.token, error="down"))
    play.give(Retry(token=job.token, by=1, reason="up again"))
    assert not play.incidents
    assert [one.kind for one in play.jobs.values()] == ["look"]


def test_a_suspended_case_takes_nothing_but_resume_and_cancel() -> None:
    play = one_task()
    play.give(Suspend(reason="court", by=1))
    with pytest.raises(CaseNotRunning):
        play.complete("a")
    play.give(Resume(by=1))
    play.complete("a")
    assert play.standing.status == "finished"


def test_a_cancelled_case_leaves_no_row_behind() -> None:
    play = one_task()
    play.give(Cancel(reason="asked", ending="withdrawn"))
    assert (play.standing.status, play.standing.ending) == ("cancelled", "withdrawn")
    assert (play.tasks, play.timers, play.awaited) == ({}, {}, {})


def test_the_end_event_says_how_the_case_ended() -> None:
    body = '<startEvent id="s"/><endEvent id="e" motcua:ending="refused" motcua:status="3"/>'
    play = Play(compiled(body + user("a") + flows("s>a", "a>e")))
    play.complete("a")
    assert (play.standing.ending, play.standing.portal_status) == ("refused", 3)


def test_a_pause_takes_the_waiting_days_out_of_the_term() -> None:
    body = ENDS + user("a", 'motcua:clock="start"') + user("wait", 'motcua:clock="pause"')
    body += user("b")
    play = Play(
        compiled(body + flows("s>a", "a>wait", "wait>b", "b>e"), 'motcua:term="3 working days"')
    )
    assert play.standing.due_at == datetime(2026, 11, 27, 10, 0, tzinfo=UTC)
    play.complete("a")
    assert play.standing.paused
    play.wait(days=3)  # until Thursday 26/11: Wednesday and Thursday were working days
    play.complete("wait")
    assert not play.standing.paused
    assert play.standing.due_at == datetime(2026, 12, 1, 10, 0, tzinfo=UTC)


def test_the_state_rebuilt_from_the_log_is_the_state_saved() -> None:
    play = repeated(f"{COLLECTION} {OUTPUT}", names={"agencies": ["x", "y", "z"]})
    play.complete("ask", opinion="1")
    assert play.rebuilt() == play.state


@pytest.mark.parametrize(
    ("term", "due"),
    [
        ("same day", datetime(2026, 11, 26, 10, 0, tzinfo=UTC)),
        ("2 days", datetime(2026, 11, 30, 10, 0, tzinfo=UTC)),  # 28/11 is a Saturday
        ("4 working hours", datetime(2026, 11, 26, 4, 30, tzinfo=UTC)),
        ("P1D", datetime(2026, 11, 26, 10, 0, tzinfo=UTC)),
    ],
)
def test_after_a_pause_as_much_is_left_as_before_it(term: str, due: datetime) -> None:
    """Paused Monday 09:00, Tuesday is a holiday, going on Wednesday 17:00 when offices close."""
    body = ENDS + user("a", 'motcua:clock="start"') + user("wait", 'motcua:clock="pause"')
    version = compiled(body + flows("s>a", "a>wait", "wait>e"), f'motcua:term="{term}"')
    play = Play(version)
    play.complete("a")
    play.wait(days=2, hours=8)
    outcome = play.complete("wait")
    assert outcome.standing.due_at == due
