"""A case from filing to its end through the actions, on both databases."""

import pytest

from engine.actions.complete_task import complete_task
from engine.actions.hold_task import claim_task, release_task
from engine.actions.intervene import resume_case, suspend_case
from engine.actions.stop_case import withdraw_as_applicant
from engine.errors import (
    AccessDenied,
    AnswersRefused,
    CaseNotRunning,
    NotFound,
    TaskAlreadyClaimed,
    TaskGone,
)
from engine.jobs.worker import Worker, fire_due
from engine.runtime.peek import peek
from engine.store.cases import save_state
from tests.actions.conftest import Stage
from tests.make import reread


def test_a_case_runs_from_filing_to_its_end(stage: Stage) -> None:
    case = stage.file()
    assert case.code == "H99.1-261123-0001"
    alice = stage.cast.alice
    complete_task(stage.context, alice, stage.task(case, "xem"), {"so_a": "12,5"})
    ended = complete_task(stage.context, alice, stage.task(case, "ghi"), {"chu_b": "được"})
    assert (ended.standing.status, ended.standing.ending) == ("finished", "done")
    assert ended.state is not None
    names = peek(ended.state).names
    assert (names["so_a"], names["chu_b"]) == (12.5, "được")


def test_answers_that_do_not_fit_change_nothing(stage: Stage) -> None:
    case = stage.file()
    with pytest.raises(AnswersRefused) as refused:
        complete_task(stage.context, stage.cast.alice, stage.task(case, "xem"), {"so_a": "900"})
    assert [fault.key for fault in refused.value.faults] == ["so_a"]
    assert reread(stage.context, case) == case


def test_the_same_request_twice_is_done_once(stage: Stage) -> None:
    first, second = stage.file("key-1"), stage.file("key-1")
    assert first.code == second.code
    place, answers = stage.task(first, "xem"), {"so_a": 1}
    done = complete_task(stage.context, stage.cast.alice, place, answers, "key-2")
    again = complete_task(stage.context, stage.cast.alice, place, answers, "key-2")
    assert done.seq == again.seq == 2


def test_codes_have_no_gap_after_a_refused_filing(stage: Stage) -> None:
    stage.file("key-1")
    stage.file("key-1")  # counted up and rolled back
    assert stage.file().code == "H99.1-261123-0002"


def test_the_loser_of_a_conflict_is_told_and_nothing_is_done_twice(stage: Stage) -> None:
    case = stage.file()
    place = stage.task(case, "xem")
    complete_task(stage.context, stage.cast.alice, place, {"so_a": 1}, "key-a")
    with pytest.raises(TaskGone):
        complete_task(stage.context, stage.cast.bob, place, {"so_a": 2}, "key-b")


def test_a_task_that_a_colleague_holds_cannot_be_completed(stage: Stage) -> None:
    case = stage.file()
    place = stage.task(case, "xem")
    claim_task(stage.context, stage.cast.alice, place)
    with pytest.raises(TaskAlreadyClaimed, match="Alice"):
        complete_task(stage.context, stage.cast.bob, place, {"so_a": 2})
    release_task(stage.context, stage.cast.alice, place)
    complete_task(stage.context, stage.cast.bob, place, {"so_a": 2})


def test_somebody_of_another_office_may_do_nothing(stage: Stage) -> None:
    case = stage.file()
    with pytest.raises(AccessDenied):
        complete_task(stage.context, stage.cast.charlie, stage.task(case, "xem"), {"so_a": 2})


def test_a_timer_is_fired_by_the_worker_when_it_is_due(stage: Stage) -> None:
    case = stage.file()
    assert fire_due(stage.context, Worker()) == 0
    stage.clock.move_to(stage.clock.now().replace(day=27, hour=11))
    assert fire_due(stage.context, Worker()) == 1
    assert stage.task(case, "nhac")


def test_a_suspended_case_refuses_and_goes_on_afterwards(stage: Stage) -> None:
    case = stage.file()
    suspend_case(stage.context, stage.cast.frank, case.case_id, "toà án yêu cầu")
    with pytest.raises(CaseNotRunning):
        complete_task(stage.context, stage.cast.alice, stage.task(case, "xem"), {"so_a": 2})
    resume_case(stage.context, stage.cast.frank, case.case_id)
    complete_task(stage.context, stage.cast.alice, stage.task(case, "xem"), {"so_a": 2})


def test_the_applicant_withdraws_with_code_and_telephone(stage: Stage) -> None:
    case = stage.file()
    with pytest.raises(NotFound):
        withdraw_as_applicant(stage.context, (case.code, "9999"), "nhầm")
    gone = withdraw_as_applicant(stage.context, (case.code, "0123"), "nhầm")
    assert (gone.standing.status, gone.standing.ending) == ("cancelled", "withdrawn")


def test_a_case_whose_state_was_dropped_is_rebuilt_from_its_log(stage: Stage) -> None:
    case = stage.file()
    after = complete_task(stage.context, stage.cast.alice, stage.task(case, "xem"), {"so_a": 1})
    with stage.context.database.begin() as db:
        save_state(db, after, None, 0)
    place = stage.task(case, "ghi")
    ended = complete_task(stage.context, stage.cast.alice, place, {"chu_b": "được"})
    assert ended.standing.status == "finished"
