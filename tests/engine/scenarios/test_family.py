"""Scenarios in which one case sends to others, begins them or calls them."""

from collections.abc import Iterator
from datetime import datetime

import pytest

from engine.expressions.sandbox import MontyRunner, ScriptRunner
from engine.procedures.procedure import Procedure
from engine.procedures.reader import read_procedure
from engine.records.cards import Text
from engine.records.scenarios import Expected, Move, Scenario
from engine.scenarios.run import run_scenario
from tests.drawn import DONE, FILED, SIGNAL, WORK, Pool, chain, drawn_files
from tests.make import citizen
from tests.procedures.shipped import calendar

AT = datetime.fromisoformat("2026-11-23T09:00:00+07:00")
ASKING = Pool(
    elements=f"""{FILED}<sendTask id="hoi" name="Hỏi" messageRef="yeu_cau"/>
<receiveTask id="cho" name="Chờ" messageRef="tra_loi"/>{DONE}""",
    ways=chain("nop", "hoi", "cho", "xong"),
)
BEGIN = '<messageEventDefinition messageRef="yeu_cau"/>'
ANSWERING = Pool(
    elements=f"""<startEvent id="nhan" name="Nhận">{BEGIN}</startEvent>
<userTask id="tra" name="Trả" motcua:post="specialist" motcua:form="xem"/>
<endEvent id="dap" name="Đáp" motcua:key='=dossier["caller"]'>
<messageEventDefinition messageRef="tra_loi"/></endEvent>""",
    ways=chain("nhan", "tra", "dap"),
)
WAITING = Pool(
    elements=f'{FILED}<intermediateCatchEvent id="nghe" name="Nghe">{SIGNAL}'
    f"</intermediateCatchEvent>{DONE}",
    ways=chain("nop", "nghe", "xong"),
)
CALLING = Pool(
    elements=f"""{FILED}<callActivity id="goi" name="Gọi" calledElement="con">
<ioSpecification><dataOutput id="ra" name="so_a"/></ioSpecification>
<dataOutputAssociation><sourceRef>ra</sourceRef><targetRef>so_b</targetRef></dataOutputAssociation>
</callActivity><property id="so_b" name="so_b"/>{DONE}
<boundaryEvent id="khi_hong" name="Khi hỏng" attachedToRef="goi"><errorEventDefinition
 errorRef="hong"/></boundaryEvent><endEvent id="hong_roi" name="Hỏng" motcua:ending="failed"/>""",
    ways=(*chain("nop", "goi", "xong"), "khi_hong hong_roi"),
)
CALLED = Pool(elements=FILED + WORK + DONE, ways=chain("nop", "xem", "xong"))
FAILING = Pool(
    elements=FILED + WORK + '<endEvent id="hong_het" name="Hỏng">'
    '<errorEventDefinition errorRef="hong"/></endEvent>',
    ways=chain("nop", "xem", "hong_het"),
)


@pytest.fixture(scope="module")
def scripts() -> Iterator[ScriptRunner]:
    runner = MontyRunner(workers=1)
    yield runner
    runner.close()


def drawn(key: str, *pools: Pool) -> Procedure:
    return read_procedure(key, drawn_files(*pools))


def told(
    scripts: ScriptRunner, scenario: Scenario, procedure: Procedure, *others: Procedure
) -> list[str]:
    """Return what is wrong with a scenario, in English."""
    result = run_scenario(procedure, scenario, calendar(), scripts, others)
    return [fault.en for fault in result.faults]


def expecting(expected: Expected, *moves: Move, begins: str | None = None) -> Scenario:
    return Scenario(
        key="thu",
        title=Text(vi="Thử", en="A trial"),
        start_at=AT,
        moves=moves,
        expected=expected,
        answers={} if begins else dict(citizen()),
        begins=begins,
    )


def test_a_further_pool_is_begun_and_answers(scripts: ScriptRunner) -> None:
    move = Move(act="complete", target="tra", answers={"so_a": 1})
    path = ("hoi", "nhan", "tra", "dap", "xong")
    scenario = expecting(Expected(ending="done", path=path), move)
    assert told(scripts, scenario, drawn("hoi", ASKING, ANSWERING)) == []


def test_a_procedure_at_hand_is_begun_by_a_message_and_named_by_its_key(
    scripts: ScriptRunner,
) -> None:
    move = Move(act="complete", target="dap/tra", answers={"so_a": 1})
    scenario = expecting(Expected(ending="done", avoid=("tra",)), move)
    assert told(scripts, scenario, drawn("hoi", ASKING), drawn("dap", ANSWERING)) == []


def test_a_message_comes_from_the_scenario_where_nobody_answers(scripts: ScriptRunner) -> None:
    move = Move(act="message", target="tra_loi", answers={"y_kien": "được"})
    scenario = expecting(Expected(ending="done", names={"y_kien": "được"}), move)
    assert told(scripts, scenario, drawn("hoi", ASKING)) == []


@pytest.mark.parametrize(
    ("name", "faults"),
    [("bao_lu", 0), ("bao_khac", 1)],
    ids=["awaited", "not-awaited"],
)
def test_a_signal_is_sent_by_the_scenario(name: str, faults: int, scripts: ScriptRunner) -> None:
    scenario = expecting(Expected(ending="done"), Move(act="signal", target=name))
    assert len(told(scripts, scenario, drawn("nghe", WAITING))) == faults


def test_a_called_procedure_at_hand_is_played(scripts: ScriptRunner) -> None:
    move = Move(act="complete", target="con/xem", answers={"so_a": 4})
    scenario = expecting(Expected(ending="done", names={"so_b": 4}), move)
    assert told(scripts, scenario, drawn("me", CALLING), drawn("con", CALLED)) == []


def test_an_error_of_a_called_procedure_reaches_the_caller(scripts: ScriptRunner) -> None:
    move = Move(act="complete", target="con/xem", answers={"so_a": 4})
    scenario = expecting(Expected(ending="failed", path=("khi_hong", "hong_roi")), move)
    assert told(scripts, scenario, drawn("me", CALLING), drawn("con", FAILING)) == []


def test_a_call_of_what_is_not_at_hand_is_answered_by_the_scenario(scripts: ScriptRunner) -> None:
    move = Move(act="settle", target="goi", result={"so_a": 9})
    scenario = expecting(Expected(ending="done", names={"so_b": 9}), move)
    assert told(scripts, scenario, drawn("me", CALLING)) == []


def test_a_scenario_can_begin_at_an_event(scripts: ScriptRunner) -> None:
    begun = Pool(
        elements=f'<startEvent id="khi_lu" name="Khi lũ">{SIGNAL}</startEvent>{WORK}{DONE}',
        ways=chain("khi_lu", "xem", "xong"),
    )
    move = Move(act="complete", target="xem", answers={"so_a": 1})
    expected = Expected(ending="done", path=("khi_lu", "xem", "xong"))
    assert told(scripts, expecting(expected, move, begins="khi_lu"), drawn("lu", begun)) == []


def test_procedures_that_call_each_other_without_end_are_told(scripts: ScriptRunner) -> None:
    scenario = expecting(Expected(ending="done"))
    faults = told(scripts, scenario, drawn("con", CALLING))
    assert "more than 100 cases" in faults[0]
