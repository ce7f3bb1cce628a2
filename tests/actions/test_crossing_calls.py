"""Calls: a case of another procedure that the calling one waits for."""

from datetime import timedelta

import pytest

from engine.actions.call_procedure import MOST_CALLS, answer_call
from engine.actions.complete_task import complete_task
from engine.actions.intervene import (
    cancel_case,
    resume_case,
    retry_incident,
    suspend_case,
)
from engine.actions.stop_case import withdraw_as_applicant
from engine.jobs.worker import run_due
from engine.records.cases import Case
from engine.refusals import StopRefused
from engine.store import jobs
from engine.store.incidents import list_case_incidents
from engine.store.letters import list_case_letters
from tests.actions.conftest import Stage
from tests.actions.crossing import broken, cases, incidents, names, publish_drawn, work_off
from tests.drawn import DONE, FILED, WORK, Pool, chain
from tests.engine.bpmn.constructs import construct
from tests.make import publish, reread

CALLS = "Subprocesses and calls"

CALLED = Pool(elements=FILED + WORK + DONE, ways=chain("nop", "xem", "xong"))
PLAIN = Pool(
    elements=f'{FILED}<callActivity id="goi" name="Gọi" calledElement="con"/>{DONE}',
    ways=chain("nop", "goi", "xong"),
)
DECIDING = ' motcua:decides="=true"/>'
ISSUE = '<userTask id="gui" name="Phát hành" motcua:post="specialist"/>'
FAILING = Pool(
    elements=FILED + WORK + '<endEvent id="xong" name="Hỏng">'
    '<errorEventDefinition errorRef="hong"/></endEvent>',
    ways=chain("nop", "xem", "xong"),
)


def calling(version: str = "", name: str = "con") -> Pool:
    """Return a process that calls another procedure, with events for how that can fail."""
    elements = f"""{FILED}<property id="so_b" name="so_b"/>
<callActivity id="goi" name="Gọi" calledElement="{name}" {version}><extensionElements>
<motcua:input name="goc" value='=dossier["code"]'/></extensionElements>
<ioSpecification><dataOutput id="ra" name="so_a"/></ioSpecification>
<dataOutputAssociation><sourceRef>ra</sourceRef><targetRef>so_b</targetRef></dataOutputAssociation>
</callActivity>
<boundaryEvent id="khi_hong" name="Khi hỏng" attachedToRef="goi"><errorEventDefinition
 errorRef="hong"/></boundaryEvent>
<boundaryEvent id="khi_huy" name="Khi hủy" attachedToRef="goi"><errorEventDefinition
 errorRef="huy"/></boundaryEvent>
<boundaryEvent id="khi_lau" name="Khi lâu" attachedToRef="goi"><timerEventDefinition>
<timeDuration>P2D</timeDuration></timerEventDefinition></boundaryEvent>
{DONE}<endEvent id="hong_roi" name="Hỏng rồi" motcua:ending="failed"/>
<endEvent id="huy_roi" name="Hủy rồi" motcua:ending="gone"/>
<endEvent id="lau_roi" name="Lâu rồi" motcua:ending="late"/>"""
    ends = ("khi_hong hong_roi", "khi_huy huy_roi", "khi_lau lau_roi")
    return Pool(elements=elements, ways=(*chain("nop", "goi", "xong"), *ends))


@pytest.fixture
def pair(stage: Stage) -> tuple[Case, Case]:
    """Open a case that has called another."""
    return call(stage, CALLED)


def call(stage: Stage, called: Pool) -> tuple[Case, Case]:
    publish_drawn(stage, "con", called)
    publish_drawn(stage, "me", calling())
    stage.file(procedure_key="me")
    work_off(stage)
    caller, child = cases(stage)
    return caller, child


def look(stage: Stage, child: Case) -> None:
    complete_task(stage.context, stage.cast.alice, stage.task(child, "xem"), {"so_a": 7})
    work_off(stage)


def ends(stage: Stage, *found: Case) -> list[str | None]:
    return [reread(stage.context, one).standing.ending for one in found]


@pytest.mark.parametrize("office", ['="H99.2" if so_dinh_danh else "H99.1"', "case"])
def test_the_diagram_says_which_office_gets_the_dossier(stage: Stage, office: str) -> None:
    publish_drawn(stage, "con", CALLED)
    publish_drawn(stage, "me", calling(f"motcua:office='{office}'"))
    stage.file(procedure_key="me")
    work_off(stage)
    _caller, child = cases(stage)
    wanted = stage.cast.office_id if office == "case" else stage.cast.other_office_id
    assert child.office_id == wanted
    assert child.code.startswith("H99.1-" if office == "case" else "H99.2-")


def test_an_office_that_is_not_there_makes_an_incident(stage: Stage) -> None:
    publish_drawn(stage, "con", CALLED)
    publish_drawn(stage, "me", calling("motcua:office='=\"H98\"'"))
    case = stage.file(procedure_key="me")
    work_off(stage)
    with stage.context.database.read() as db:
        (found,) = list_case_incidents(db, case.case_id)
    assert "H98" in found.text


@construct(CALLS, "call of another procedure: the latest version, as a case of its own")
def test_a_called_case_is_one_of_its_own_and_gives_its_names_back(
    stage: Stage, pair: tuple[Case, Case]
) -> None:
    caller, child = pair
    assert child.parent_case_id == caller.case_id
    assert (child.applicant, child.office_id) == (caller.applicant, caller.office_id)
    assert names(stage, child)["goc"] == caller.code
    assert broken(stage) == []
    look(stage, child)
    assert ends(stage, caller, child) == ["done", "done"]
    assert names(stage, caller)["so_b"] == 7
    assert broken(stage) == []


@construct(CALLS, "call of another procedure: an uncaught error reaches the border of the call")
def test_an_error_that_nothing_in_the_called_case_catches_reaches_the_caller(stage: Stage) -> None:
    caller, child = call(stage, FAILING)
    look(stage, child)
    assert ends(stage, caller, child) == ["failed", "done"]
    assert broken(stage) == []


@construct(CALLS, "call of another procedure: cancelled, it is the error “cancelled”")
def test_a_called_case_that_is_cancelled_is_an_error_of_the_call(
    stage: Stage, pair: tuple[Case, Case]
) -> None:
    caller, child = pair
    cancel_case(stage.context, stage.cast.frank, child.case_id, "bỏ")
    work_off(stage)
    assert ends(stage, caller, child) == ["gone", "cancelled"]
    assert broken(stage) == []


def test_a_called_case_is_stopped_only_together_with_its_caller(
    stage: Stage, pair: tuple[Case, Case]
) -> None:
    caller, child = pair
    with pytest.raises(StopRefused, match=caller.code):
        withdraw_as_applicant(stage.context, (child.code, "0123"), "thôi")
    withdraw_as_applicant(stage.context, (caller.code, "0123"), "chuyển nơi ở")
    work_off(stage)
    assert ends(stage, caller, child) == ["withdrawn", "withdrawn"]
    with stage.context.database.read() as db:
        (letter,) = list_case_letters(db, child.case_id)
    assert letter.kind == "05"
    assert "chuyển nơi ở" in str(letter.facts)
    assert broken(stage) == []


def test_what_was_decided_goes_its_way_when_its_caller_is_stopped(stage: Stage) -> None:
    parts = f"{FILED}{WORK.replace('/>', DECIDING)}{ISSUE}{DONE}"
    caller, child = call(stage, Pool(elements=parts, ways=chain("nop", "xem", "gui", "xong")))
    look(stage, child)
    withdraw_as_applicant(stage.context, (caller.code, "0123"), "chuyển nơi ở")
    work_off(stage)
    complete_task(stage.context, stage.cast.alice, stage.task(child, "gui"), {})
    work_off(stage)
    assert ends(stage, caller, child) == ["withdrawn", "done"]
    assert broken(stage) == []


def test_a_retry_after_the_called_case_was_cancelled_opens_another(stage: Stage) -> None:
    publish_drawn(stage, "con", CALLED)
    publish_drawn(stage, "me", PLAIN)
    caller = stage.file(procedure_key="me")
    work_off(stage)
    cancel_case(stage.context, stage.cast.frank, cases(stage)[1].case_id, "bỏ")
    work_off(stage)
    with stage.context.database.read() as db:
        (found,) = list_case_incidents(db, caller.case_id)
    retry_incident(stage.context, stage.cast.frank, caller.case_id, found.token, "gọi lại")
    work_off(stage)
    look(stage, cases(stage)[2])
    assert ends(stage, *cases(stage)) == ["done", "cancelled", "done"]


def test_cancelling_the_caller_cancels_what_it_called(
    stage: Stage, pair: tuple[Case, Case]
) -> None:
    cancel_case(stage.context, stage.cast.frank, pair[0].case_id, "bỏ")
    work_off(stage)
    assert ends(stage, *pair) == ["cancelled", "cancelled"]
    assert broken(stage) == []


@construct(CALLS, "call of another procedure: interrupted, it cancels the called case")
def test_a_call_that_is_interrupted_cancels_the_called_case(
    stage: Stage, pair: tuple[Case, Case]
) -> None:
    stage.clock.move(timedelta(days=3))
    work_off(stage)
    assert ends(stage, *pair) == ["late", "cancelled"]
    assert broken(stage) == []


def test_a_suspended_caller_gets_the_answer_when_it_is_resumed(
    stage: Stage, pair: tuple[Case, Case]
) -> None:
    caller, child = pair
    suspend_case(stage.context, stage.cast.frank, caller.case_id, "chờ")
    look(stage, child)
    assert ends(stage, caller, child) == [None, "done"]
    resume_case(stage.context, stage.cast.frank, caller.case_id)
    work_off(stage)
    assert ends(stage, caller, child) == ["done", "done"]


def test_an_answer_that_comes_twice_is_taken_once(stage: Stage, pair: tuple[Case, Case]) -> None:
    caller, child = pair
    complete_task(stage.context, stage.cast.alice, stage.task(child, "xem"), {"so_a": 7})
    with stage.context.database.begin() as db:
        (taken,) = jobs.claim_due(db, stage.clock.now(), "w", 1, 60)
    assert answer_call(stage.context, taken) is not None
    assert answer_call(stage.context, taken) is None
    assert ends(stage, caller) == ["done"]


@construct(CALLS, "call of another procedure: a fixed version")
def test_a_fixed_version_is_called_though_another_is_live(stage: Stage) -> None:
    publish_drawn(stage, "con", CALLED)
    publish_drawn(stage, "con", FAILING)
    publish_drawn(stage, "me", calling('motcua:version="1"'))
    caller = stage.file(procedure_key="me")
    work_off(stage)
    look(stage, cases(stage)[1])
    assert ends(stage, caller) == ["done"]


def test_a_procedure_that_is_not_there_is_an_incident_that_can_be_tried_again(
    stage: Stage,
) -> None:
    publish_drawn(stage, "me", calling(name="hai-nguoi-nua"))
    caller = stage.file(procedure_key="me")
    work_off(stage)
    assert "hai-nguoi-nua" in incidents(stage, caller)[0]
    publish_drawn(stage, "hai-nguoi-nua", CALLED)
    with stage.context.database.read() as db:
        (found,) = list_case_incidents(db, caller.case_id)
    retry_incident(stage.context, stage.cast.frank, caller.case_id, found.token, "đã công bố")
    work_off(stage)
    look(stage, cases(stage)[1])
    assert ends(stage, caller) == ["done"]


def test_procedures_that_call_each_other_without_end_come_to_a_stand(stage: Stage) -> None:
    publish_drawn(stage, "me", calling(name="me"))
    stage.file(procedure_key="me")
    for _ in range(MOST_CALLS + 10):
        run_due(stage.context)
    found = cases(stage)
    assert len(found) == MOST_CALLS
    assert (
        "lồng nhau" in incidents(stage, found[-1])[0] or "called" in incidents(stage, found[-1])[0]
    )


def test_a_shipped_procedure_can_be_called(stage: Stage) -> None:
    publish(stage.context, "chung-thuc-ban-sao")
    publish_drawn(stage, "me", calling(name="chung-thuc-ban-sao"))
    stage.file(procedure_key="me")
    work_off(stage)
    assert len(cases(stage)) == 2
    assert broken(stage) == []
