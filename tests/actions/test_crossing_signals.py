"""Signals: every case that waits hears them once, and every procedure that begins on them."""

import pytest

from engine.actions.intervene import cancel_case, resume_case, suspend_case
from engine.actions.send_signal import send_signal, spread_signal
from engine.jobs.worker import run_due
from engine.records.cases import Case
from engine.store import jobs
from tests.actions.conftest import Stage
from tests.actions.crossing import broken, cases, names, publish_drawn, work_off
from tests.drawn import DONE, FILED, SIGNAL, WORK, Pool, chain
from tests.engine.bpmn.constructs import construct
from tests.make import reread

POOLS = "Pools and messages"
STARTS = "Events: start and event subprocess"

THROWN = f"""<intermediateThrowEvent id="phat" name="Phát"><extensionElements>
<motcua:input name="muc" value="3"/></extensionElements>{SIGNAL}</intermediateThrowEvent>"""
SENDER = Pool(elements=FILED + THROWN + WORK + DONE, ways=chain("nop", "phat", "xem", "xong"))
WAITING = Pool(
    elements=f'{FILED}<intermediateCatchEvent id="nghe" name="Nghe">{SIGNAL}'
    f"</intermediateCatchEvent>{DONE}",
    ways=chain("nop", "nghe", "xong"),
)
BEGUN = Pool(
    elements=f'<startEvent id="khi_lu" name="Khi lũ">{SIGNAL}</startEvent>{WORK}{DONE}',
    ways=chain("khi_lu", "xem", "xong"),
)


@pytest.fixture
def waiting(stage: Stage) -> list[Case]:
    """Open three cases that wait for a signal that cases of another procedure send."""
    publish_drawn(stage, "phat", SENDER)
    publish_drawn(stage, "nghe", WAITING)
    return [stage.file(procedure_key="nghe") for _ in range(3)]


def ended(stage: Stage, found: list[Case]) -> list[str]:
    return [reread(stage.context, one).standing.status for one in found]


@construct(POOLS, "signal: reaches every case that waits for it, of any procedure")
def test_a_signal_reaches_every_case_that_waits(stage: Stage, waiting: list[Case]) -> None:
    stage.file(procedure_key="phat")
    work_off(stage)
    assert ended(stage, waiting) == ["finished"] * 3
    assert names(stage, waiting[0])["muc"] == "3"
    assert broken(stage) == []


@construct(POOLS, "signal: a suspended case hears it when it is resumed")
def test_a_suspended_case_hears_the_signal_when_it_is_resumed(
    stage: Stage, waiting: list[Case]
) -> None:
    frank, late = stage.cast.frank, waiting[1]
    suspend_case(stage.context, frank, late.case_id, "chờ")
    stage.file(procedure_key="phat")
    work_off(stage)
    assert ended(stage, waiting) == ["finished", "suspended", "finished"]
    resume_case(stage.context, frank, late.case_id)
    work_off(stage)
    assert ended(stage, waiting) == ["finished"] * 3
    assert broken(stage) == []


def test_a_case_that_ended_while_the_signal_was_on_its_way_is_left_alone(
    stage: Stage, waiting: list[Case]
) -> None:
    suspend_case(stage.context, stage.cast.frank, waiting[0].case_id, "chờ")
    stage.file(procedure_key="phat")
    work_off(stage)
    cancel_case(stage.context, stage.cast.frank, waiting[0].case_id, "bỏ")
    stage.clock.move(jobs.back_off(9))
    work_off(stage)
    assert run_due(stage.context) == 0
    assert ended(stage, waiting) == ["cancelled", "finished", "finished"]


def test_a_signal_job_that_runs_twice_is_heard_once(stage: Stage, waiting: list[Case]) -> None:
    stage.file(procedure_key="phat")
    with stage.context.database.begin() as db:
        (taken,) = jobs.claim_due(db, stage.clock.now(), "w", 1, 60)
    spread_signal(stage.context, taken)
    spread_signal(stage.context, taken)
    work_off(stage)
    assert [reread(stage.context, one).seq for one in waiting] == [2, 2, 2]


def test_a_case_that_no_longer_waits_hears_nothing(stage: Stage, waiting: list[Case]) -> None:
    assert send_signal(stage.context, "bao_lu", {}) == 3
    assert send_signal(stage.context, "bao_lu", {}) == 3
    work_off(stage)
    assert [reread(stage.context, one).seq for one in waiting] == [2, 2, 2]
    assert send_signal(stage.context, "bao_lu", {}) == 0


@construct(STARTS, "signal start: a case of every procedure that starts on it")
def test_a_signal_begins_a_case_of_every_procedure_that_starts_on_it(stage: Stage) -> None:
    publish_drawn(stage, "phat", SENDER)
    for key in ("lu-mot", "lu-hai"):
        publish_drawn(stage, key, BEGUN)
    sender = stage.file(procedure_key="phat")
    work_off(stage)
    begun = cases(stage)[1:]
    assert [names(stage, one)["muc"] for one in begun] == ["3", "3"]
    assert [one.applicant for one in begun] == [sender.applicant] * 2
    assert {one.office_id for one in begun} == {sender.office_id}
    assert broken(stage) == []


@construct(STARTS, "a new version takes over what begins cases")
def test_only_the_live_version_begins_on_a_signal(stage: Stage) -> None:
    publish_drawn(stage, "lu", BEGUN)
    publish_drawn(stage, "lu", WAITING)
    assert send_signal(stage.context, "bao_lu", {}) == 0
    assert cases(stage) == []
