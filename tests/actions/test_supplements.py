"""Requests to complete a dossier: as often as the law allows, their effect told before."""

from datetime import timedelta
from pathlib import Path

import pytest

from engine.actions.complete_task import complete_as_applicant, complete_task
from engine.actions.publish_procedure import publish_procedure
from engine.procedures.reader import read_folder
from engine.queries.task_file import get_task
from engine.queries.tracking import track
from engine.records.cases import Case
from engine.refusals import SupplementUsed
from engine.runtime.peek import peek
from engine.store.tasks import list_case_tasks
from tests.actions.changing import publish_changed
from tests.actions.conftest import Stage
from tests.actions.crossing import publish_drawn
from tests.drawn import DONE, FILED, WORK, Pool, chain
from tests.make import TEST_PROCEDURES, citizen, publish, reread

KEY = "bo-sung"
SCRIPT = (
    '<scriptTask id="tinh" name="Tính"><script>x = 1</script></scriptTask>'
    '<sequenceFlow id="f_tinh" sourceRef="tinh" targetRef="yeu_cau"/>'
)
DIGITS = str(citizen()["so_dien_thoai"])[-4:]


@pytest.fixture
def case(stage: Stage) -> Case:
    """Give a case of which the applicant can be asked twice, by its diagram."""
    publish(stage.context, KEY, TEST_PROCEDURES)
    return stage.file(procedure_key=KEY)


def ask(stage: Stage, case: Case) -> None:
    """Ask the applicant, and let them answer."""
    complete_task(
        stage.context, stage.cast.alice, stage.task(case, "kiem_tra"), {"ket_qua": "thieu"}
    )
    token = stage.task(case, "yeu_cau")[1]
    answers = {"ho_ten": "Dora Nguyễn", "so_thua": "12"}
    complete_as_applicant(stage.context, (case.code, DIGITS), token, answers)


def test_before_it_is_sent_the_officer_reads_the_new_day_and_that_it_is_the_only_one(
    stage: Stage, case: Case
) -> None:
    effect = get_task(stage.context, stage.cast.alice, stage.task(case, "kiem_tra")).supplement
    assert effect is not None
    assert (effect.asked, effect.rounds, effect.is_last) == (0, 1, True)
    assert effect.pattern == "restart"
    assert (effect.if_soon, effect.counts_as_late) == (case.standing.due_at, False)
    assert effect.if_late is not None
    assert effect.closes_at is not None
    assert effect.if_late > effect.closes_at


def test_what_was_told_comes_true_with_more_time_and_a_script_on_the_way(
    stage: Stage, tmp_path: Path
) -> None:
    publish_changed(
        stage.context,
        tmp_path,
        ('"10 working days"', '"10 working days" motcua:extraTerm="=&quot;5 working days&quot;"'),
        ('targetRef="yeu_cau"/>', 'targetRef="tinh"/>' + SCRIPT),
        key=KEY,
    )
    case = stage.file(procedure_key=KEY)
    place = stage.task(case, "kiem_tra")
    effect = get_task(stage.context, stage.cast.alice, place).supplement
    assert effect is not None
    assert effect.closes_at is not None
    complete_task(stage.context, stage.cast.alice, place, {"ket_qua": "thieu"})
    token = stage.task(case, "yeu_cau")[1]
    stage.clock.move(effect.closes_at - stage.clock.now() - timedelta(minutes=1))
    answers = {"ho_ten": "Dora Nguyễn", "so_thua": "12"}
    complete_as_applicant(stage.context, (case.code, DIGITS), token, answers)
    assert reread(stage.context, case).standing.due_at == effect.if_late


def test_a_second_request_is_refused_and_nothing_is_changed(stage: Stage, case: Case) -> None:
    ask(stage, case)
    place = stage.task(case, "kiem_tra_lai")
    before = reread(stage.context, case)
    effect = get_task(stage.context, stage.cast.alice, place).supplement
    assert effect is not None
    assert (effect.is_used, effect.counts_as_late) == (True, True)
    with pytest.raises(SupplementUsed, match="1 time"):
        complete_task(stage.context, stage.cast.alice, place, {"ket_qua_lai": "thieu"})
    assert reread(stage.context, case) == before
    complete_task(stage.context, stage.cast.alice, place, {"ket_qua_lai": "du"})
    assert stage.task(case, "ky")


def test_the_card_allows_a_second_request_with_its_legal_basis(stage: Stage) -> None:
    files = dict(read_folder(TEST_PROCEDURES / KEY))
    files["procedure.toml"] += b'\n[[supplements]]\nrounds = 2\nlegal_basis = "Law 1, Art. 2"\n'
    publish_procedure(stage.context, KEY, files)
    case = stage.file(procedure_key=KEY)
    ask(stage, case)
    place = stage.task(case, "kiem_tra_lai")
    effect = get_task(stage.context, stage.cast.alice, place).supplement
    assert effect is not None
    assert (effect.basis, effect.is_last, effect.counts_as_late) == ("Law 1, Art. 2", True, True)
    complete_task(stage.context, stage.cast.alice, place, {"ket_qua_lai": "thieu"})
    assert stage.task(case, "yeu_cau_lai")


def test_a_step_after_which_nothing_is_asked_tells_of_no_request(stage: Stage, case: Case) -> None:
    ask(stage, case)
    complete_task(
        stage.context, stage.cast.alice, stage.task(case, "kiem_tra_lai"), {"ket_qua_lai": "du"}
    )
    assert get_task(stage.context, stage.cast.bob, stage.task(case, "ky")).supplement is None


def test_the_applicant_corrects_only_what_was_asked_for(stage: Stage, case: Case) -> None:
    own, place = (case.code, DIGITS), stage.task(case, "kiem_tra")
    complete_task(
        stage.context, stage.cast.alice, place, {"ket_qua": "thieu", "can_sua": ["so_thua"]}
    )
    (ask,) = track(stage.context, own).asks
    assert ask.form is not None
    assert [one.key for one in ask.form.fields if not one.readonly] == ["so_thua"]
    answers = {"ho_ten": "Somebody Else", "so_thua": "12"}
    complete_as_applicant(stage.context, own, ask.token, answers)
    names = peek(reread(stage.context, case).state or b"").names
    assert (names["ho_ten"], names["so_thua"]) == (citizen()["ho_ten"], "12")


def test_what_is_to_be_corrected_shows_what_was_given(stage: Stage, case: Case) -> None:
    place = stage.task(case, "kiem_tra")
    complete_task(
        stage.context, stage.cast.alice, place, {"ket_qua": "thieu", "can_sua": ["ho_ten"]}
    )
    (ask,) = track(stage.context, (case.code, DIGITS)).asks
    assert ask.given == {"ho_ten": citizen()["ho_ten"]}


def test_a_request_to_several_people_at_once_is_one_request(stage: Stage) -> None:
    asks = (
        '<userTask id="hoi" name="Bổ sung" motcua:nameEn="Complete" motcua:post="applicant"'
        ' motcua:status="5"><multiInstanceLoopCharacteristics><loopCardinality>3</loopCardinality>'
        "</multiInstanceLoopCharacteristics></userTask>"
        '<boundaryEvent id="het" name="Hết hạn" attachedToRef="hoi"><timerEventDefinition>'
        "<timeDuration>15 working days</timeDuration></timerEventDefinition></boundaryEvent>"
        '<endEvent id="dong" name="Đóng" motcua:ending="closed" motcua:status="8"/>'
    )
    publish_drawn(
        stage,
        "hoi-ba",
        Pool(
            elements=FILED + WORK + asks + DONE,
            ways=(*chain("nop", "xem", "hoi", "xong"), "het dong"),
        ),
    )
    case = stage.file(procedure_key="hoi-ba")
    complete_task(stage.context, stage.cast.alice, stage.task(case, "xem"), {"so_a": 1})
    with stage.context.database.read() as db:
        asked = [one.token for one in list_case_tasks(db, case.case_id)]
    assert len(asked) == 3
    for token in asked:
        complete_as_applicant(stage.context, (case.code, DIGITS), token, {})
    assert reread(stage.context, case).standing.ending == "done"
