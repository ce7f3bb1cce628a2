"""Messages between cases: to the one that waits, else to the procedure that begins on it."""

import pytest

from engine.actions.deliver_message import deliver_message, pass_message
from engine.actions.intervene import resume_case, suspend_case
from engine.errors import InputRefused
from engine.records.cases import Case
from engine.store import jobs
from tests.actions.conftest import Stage
from tests.actions.crossing import broken, cases, names, publish_drawn, work_off
from tests.drawn import DONE, FILED, WORK, Pool, chain
from tests.engine.bpmn.constructs import construct
from tests.make import citizen, reread

POOLS = "Pools and messages"
STARTS = "Events: start and event subprocess"

ASKING = Pool(
    elements=f"""{FILED}<sendTask id="hoi" name="Hỏi" messageRef="yeu_cau"><extensionElements>
<motcua:input name="so_ho_so" value='=dossier["code"]'/></extensionElements></sendTask>
<receiveTask id="cho" name="Chờ" messageRef="tra_loi"/>{DONE}""",
    ways=chain("nop", "hoi", "cho", "xong"),
)
ANSWER = """<endEvent id="dap" name="Đáp" motcua:key='=dossier["caller"]'><extensionElements>
<motcua:input name="y_kien" value="dong_y"/></extensionElements>
<messageEventDefinition messageRef="tra_loi"/></endEvent>"""
BEGUN = '<messageEventDefinition messageRef="yeu_cau"/>'
ANSWERING = Pool(
    elements=f'<startEvent id="nhan" name="Nhận">{BEGUN}</startEvent>{ANSWER}',
    ways=chain("nhan", "dap"),
)
RECEIVING = Pool(
    elements='<receiveTask id="nhan" name="Nhận" instantiate="true" messageRef="yeu_cau"/>'
    + WORK
    + DONE,
    ways=chain("nhan", "xem", "xong"),
)
BESIDE = Pool(
    elements=f'<startEvent id="khac" name="Khác">{BEGUN}</startEvent>'
    '<endEvent id="het" name="Hết"/>',
    ways=chain("khac", "het"),
)
RACE = Pool(
    elements=f"""<eventBasedGateway id="re" name="Rẽ" instantiate="true"/>
<intermediateCatchEvent id="mot" name="Một">{BEGUN}</intermediateCatchEvent>
<intermediateCatchEvent id="hai" name="Hai"><messageEventDefinition messageRef="tra_loi"/>
</intermediateCatchEvent>{WORK}{DONE}""",
    ways=("re mot", "re hai", "mot xem", "hai xong", "xem xong"),
)


@construct(POOLS, "messages between pools, and between procedures, by name and key")
@pytest.mark.parametrize("apart", [True, False], ids=["two-procedures", "two-pools"])
def test_two_processes_talk_by_messages(stage: Stage, apart: bool) -> None:
    if apart:
        publish_drawn(stage, "hoi", ASKING)
        publish_drawn(stage, "dap", ANSWERING)
    else:
        publish_drawn(stage, "hoi", ASKING, ANSWERING)
    asking = stage.file(procedure_key="hoi")
    work_off(stage)
    assert [one.standing.status for one in cases(stage)] == ["finished", "finished"]
    assert names(stage, asking)["y_kien"] == "dong_y"
    assert names(stage, cases(stage)[1])["so_ho_so"] == asking.code
    assert broken(stage) == []


def test_a_message_job_that_runs_twice_begins_one_case(stage: Stage) -> None:
    publish_drawn(stage, "hoi", ASKING)
    publish_drawn(stage, "dap", RECEIVING)
    stage.file(procedure_key="hoi")
    with stage.context.database.begin() as db:
        (taken,) = jobs.claim_due(db, stage.clock.now(), "w", 1, 60)
    assert pass_message(stage.context, taken) is not None
    assert pass_message(stage.context, taken) is None
    assert len(cases(stage)) == 2


@construct(STARTS, "receive task and event-based gateway begin a case when their message comes")
@pytest.mark.parametrize("pool", [RECEIVING, RACE], ids=["receive-task", "event-gateway"])
def test_a_message_from_outside_begins_a_case_at_its_element(stage: Stage, pool: Pool) -> None:
    publish_drawn(stage, "nhan", pool)
    begun = deliver_message(stage.context, "yeu_cau", "bất kỳ", dict(citizen(so=1)))
    assert begun is not None
    assert begun.applicant.name == "Dora Nguyễn"
    assert stage.task(begun, "xem")
    assert (names(stage, begun)["so"], begun.office_id) == (1, stage.cast.office_id)
    assert broken(stage) == []


@construct(STARTS, "message start: only when no case awaits the message")
def test_a_case_that_waits_gets_the_message_before_any_begins(stage: Stage) -> None:
    waiting = Pool(
        elements=f'{FILED}<receiveTask id="cho" name="Chờ" messageRef="yeu_cau"/>{DONE}',
        ways=chain("nop", "cho", "xong"),
    )
    publish_drawn(stage, "cho", waiting)
    publish_drawn(stage, "nhan", RECEIVING)
    case = stage.file(procedure_key="cho")
    deliver_message(stage.context, "yeu_cau", case.code, {})
    assert [one.standing.status for one in cases(stage)] == ["finished"]


def test_the_office_of_a_begun_case_is_the_one_its_start_event_reckons(stage: Stage) -> None:
    begun = f'<startEvent id="nhan" name="Nhận" motcua:office="=so_dinh_danh">{BEGUN}</startEvent>'
    pool = Pool(elements=begun + WORK + DONE, ways=chain("nhan", "xem", "xong"))
    publish_drawn(stage, "nhan", pool)
    case = deliver_message(stage.context, "yeu_cau", "k", {"so_dinh_danh": "H99.2"})
    assert case is not None
    assert case.office_id == stage.cast.other_office_id


def test_a_message_that_begins_two_procedures_is_refused(stage: Stage) -> None:
    publish_drawn(stage, "nhan", RECEIVING)
    with pytest.raises(InputRefused, match="nhan already"):
        publish_drawn(stage, "khac", ANSWERING)
    with pytest.raises(InputRefused, match="one only"):
        publish_drawn(stage, "hai", RECEIVING, BESIDE)
    publish_drawn(stage, "nhan", ANSWERING)


def take_one(stage: Stage) -> None:
    """Carry out the message that was sent, and not yet what follows from it."""
    with stage.context.database.begin() as db:
        (taken,) = jobs.claim_due(db, stage.clock.now(), "w", 1, 60)
    pass_message(stage.context, taken)


def ask_one_that_is_suspended(stage: Stage) -> Case:
    """Let a case answer another that is suspended by then."""
    publish_drawn(stage, "hoi", ASKING)
    publish_drawn(stage, "dap", ANSWERING)
    asking = stage.file(procedure_key="hoi")
    take_one(stage)
    suspend_case(stage.context, stage.cast.frank, asking.case_id, "chờ")
    work_off(stage)
    return asking


def test_a_message_for_a_suspended_case_arrives_when_it_is_resumed(stage: Stage) -> None:
    asking = ask_one_that_is_suspended(stage)
    assert reread(stage.context, asking).standing.status == "suspended"
    assert broken(stage) == []
    resume_case(stage.context, stage.cast.frank, asking.case_id)
    work_off(stage)
    assert reread(stage.context, asking).standing.status == "finished"
