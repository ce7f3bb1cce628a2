"""A step with a letter issues it through a worker, once, with what was known at that step."""

import pytest

from engine.actions.complete_letter import complete_letter
from engine.actions.complete_task import complete_task
from engine.actions.issue_letter import carry_letter
from engine.actions.verify_cases import verify_cases
from engine.jobs.worker import run_due
from engine.records.cases import Case
from engine.records.letters import ASKED, ISSUED, STUCK, Letter
from engine.store.letters import list_case_letters
from engine.store.log import read_log
from tests.actions.conftest import Stage
from tests.make import TEST_PROCEDURES, publish, reread

WANTED = {"noi_dung_bo_sung": "Bản vẽ\nGiấy tờ đất", "ly_do_bo_sung": "Thiếu"}


@pytest.fixture
def case(stage: Stage) -> Case:
    publish(stage.context, "co-thu", TEST_PROCEDURES)
    return stage.file(procedure_key="co-thu")


def letters_of(stage: Stage, case: Case) -> tuple[Letter, ...]:
    with stage.context.database.read() as db:
        return list_case_letters(db, case.case_id)


def do(stage: Stage, case: Case, element: str, answers: dict[str, str]) -> None:
    place = stage.task(case, element)
    complete_task(stage.context, stage.cast.alice, place, answers)


def test_completing_the_step_asks_and_a_worker_issues(stage: Stage, case: Case) -> None:
    do(stage, case, "yeu_cau", WANTED)
    (asked,) = letters_of(stage, case)
    assert (asked.state, asked.element) == (ASKED, "yeu_cau")
    run_due(stage.context)
    (issued,) = letters_of(stage, case)
    assert (issued.state, issued.number) == (ISSUED, "01/PBS-BPTNTKQ")


def test_a_job_that_runs_twice_issues_once(stage: Stage, case: Case) -> None:
    do(stage, case, "yeu_cau", WANTED)
    (asked,) = letters_of(stage, case)
    first, second = (carry_letter(stage.context, asked.letter_id) for _ in range(2))
    run_due(stage.context)
    assert first == second
    with stage.context.database.read() as db:
        kinds = [one.events[0].kind for one in read_log(db, case.case_id) if one.events]
    assert kinds.count("letter-issued") == 1


def test_the_letter_says_what_was_answered_at_its_step(stage: Stage, case: Case) -> None:
    do(stage, case, "yeu_cau", WANTED)
    (asked,) = letters_of(stage, case)
    assert asked.facts["form.contents"] == WANTED["noi_dung_bo_sung"]
    assert asked.facts["person.name"] == "Alice"


def test_a_letter_that_lacks_something_waits_and_says_what(stage: Stage, case: Case) -> None:
    do(stage, case, "yeu_cau", WANTED)
    do(stage, case, "tra_loi", {})
    run_due(stage.context)
    stuck = letters_of(stage, case)[1]
    assert stuck.state == STUCK
    assert [one["vi"] for one in stuck.lack or ()] == ["Kết luận"]
    complete_letter(stage.context, stage.cast.alice, stuck.letter_id, {"ket_luan": "Đồng ý"})
    run_due(stage.context)
    mended = letters_of(stage, case)[1]
    assert (mended.state, mended.number, mended.title.en) == (ISSUED, "01/TB-UBND", "Notice")


def test_a_send_task_issues_its_letter_after_the_end_too(stage: Stage, case: Case) -> None:
    do(stage, case, "yeu_cau", WANTED)
    do(stage, case, "tra_loi", {"ket_luan": "Đồng ý"})
    while run_due(stage.context):
        pass
    assert [one.state for one in letters_of(stage, case)] == [ISSUED] * 3
    assert reread(stage.context, case).standing.status == "finished"
    assert all(one.intact for one in verify_cases(stage.context))


def test_a_letter_whose_condition_is_not_true_is_not_issued(stage: Stage, case: Case) -> None:
    do(stage, case, "yeu_cau", WANTED)
    do(stage, case, "tra_loi", {"ket_luan": "Thôi"})
    while run_due(stage.context):
        pass
    assert [one.element for one in letters_of(stage, case)] == ["yeu_cau", "tra_loi"]
