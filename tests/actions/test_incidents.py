"""What stands still: grouped by cause, tried again, corrected, skipped; all of it in the log."""

from collections.abc import Iterator

import pytest

from engine.actions.carry_out import carry_out
from engine.actions.intervene import amend_values, skip_step, suspend_case
from engine.actions.retry_incidents import Round, retry_incidents
from engine.actions.verify_cases import verify_cases
from engine.errors import AccessDenied, CommandRefused, InputRefused, NotFound
from engine.jobs import connectors
from engine.jobs.connectors import JobFailed
from engine.jobs.worker import run_due
from engine.queries.case_file import get_case_file
from engine.queries.incidents import get_cause, get_stuck, list_incident_causes
from engine.records.cases import Case
from engine.records.causes import Place
from engine.records.commands import Amend
from engine.records.jobs import Job
from engine.store.cases import lock_case
from tests.actions.conftest import Stage
from tests.make import TEST_PROCEDURES, publish

REASON = "sổ đăng ký đã mở lại"


@pytest.fixture
def broken(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """Let every look-up fail for good; publish the procedure that begins with one."""
    publish(stage.context, "tra-cuu", TEST_PROCEDURES)

    def fail(_context: object, job: Job) -> None:
        raise JobFailed(reason=f"no person {job.case_id}00", again=False)

    with monkeypatch.context() as patch:
        patch.setitem(connectors.CONNECTORS, "register-lookup", fail)
        yield patch


def stick(stage: Stage, number: int = 1) -> list[Case]:
    """Open cases that stand still."""
    cases = [stage.file(procedure_key="tra-cuu") for _ in range(number)]
    for _ in range(number):
        run_due(stage.context)
    return cases


def place_of(stage: Stage, case: Case) -> Place:
    """Return where the case stands still."""
    (one,) = get_case_file(stage.context, stage.cast.frank, case.code).stuck
    return Place(case_id=case.case_id, token=one.incident.token)


@pytest.mark.usefixtures("broken")
def test_the_same_fault_in_several_cases_is_one_cause(stage: Stage) -> None:
    stick(stage, 3)
    (line,) = list_incident_causes(stage.context, stage.cast.frank)
    cause = line.count.cause
    assert (line.count.number, cause.code, cause.element) == (3, "connector-failed", "tim")
    assert line.step.vi == "Tìm"
    found = get_cause(stage.context, stage.cast.frank, cause.key)
    assert len(found.stuck) == 3


@pytest.mark.usefixtures("broken")
def test_only_administrators_see_and_mend_incidents(stage: Stage) -> None:
    (case,) = stick(stage)
    alice, place = stage.cast.alice, place_of(stage, case)
    with pytest.raises(AccessDenied):
        list_incident_causes(stage.context, alice)
    with pytest.raises(AccessDenied):
        get_stuck(stage.context, alice, place)
    with pytest.raises(AccessDenied):
        amend_values(stage.context, alice, place, {}, REASON)
    with pytest.raises(AccessDenied):
        skip_step(stage.context, alice, place, REASON)


@pytest.mark.usefixtures("broken")
def test_an_incident_is_shown_with_what_its_step_reads_first(stage: Stage) -> None:
    (case,) = stick(stage)
    found = get_stuck(stage.context, stage.cast.frank, place_of(stage, case))
    first = found.values[0]
    assert (first.name, first.now, first.is_read) == ("so_dinh_danh", "000000000123", True)
    assert [name for name, _label in found.missing] == ["ket_hon"]


@pytest.mark.usefixtures("broken")
def test_a_value_that_changed_since_is_shown_as_it_was_then(stage: Stage) -> None:
    (case,) = stick(stage)
    place, frank = place_of(stage, case), stage.cast.frank
    command = Amend(names={"so_dinh_danh": "000000000999"}, by=frank.person_id, reason=REASON)
    with stage.context.database.begin() as db:
        carry_out(stage.context, db, lock_case(db, case.case_id), command)
    found = get_stuck(stage.context, frank, place).values[0]
    assert (found.now, found.before) == ("000000000999", "000000000123")


def test_corrected_values_are_used_in_the_next_try(
    stage: Stage, broken: pytest.MonkeyPatch
) -> None:
    (case,) = stick(stage)
    asked: list[object] = []
    broken.setitem(
        connectors.CONNECTORS, "register-lookup", lambda _, job: asked.append(job.inputs["number"])
    )
    place, frank = place_of(stage, case), stage.cast.frank
    amend_values(stage.context, frank, place, {"so_dinh_danh": "000000000999"}, REASON)
    run_due(stage.context)
    assert asked == ["000000000999"]
    assert stage.task(case, "xem")


@pytest.mark.usefixtures("broken")
def test_a_skipped_step_lets_the_case_go_on_and_the_log_tells_all(stage: Stage) -> None:
    (case,) = stick(stage)
    skip_step(stage.context, stage.cast.frank, place_of(stage, case), REASON)
    assert stage.task(case, "xem")
    steps = get_case_file(stage.context, stage.cast.frank, case.code).steps
    (skipped,) = [step for step in steps if step.kind == "step-skipped"]
    assert skipped.values == {"reason": REASON, "missing": ["ket_hon"]}
    assert (skipped.actor, skipped.failed) == ("Frank", ())
    assert all(one.intact for one in verify_cases(stage.context, ()))


@pytest.mark.usefixtures("broken")
@pytest.mark.parametrize("reason", ["", "  "])
def test_nothing_is_mended_without_a_reason(stage: Stage, reason: str) -> None:
    (case,) = stick(stage)
    place, frank = place_of(stage, case), stage.cast.frank
    with pytest.raises(InputRefused):
        skip_step(stage.context, frank, place, reason)
    with pytest.raises(InputRefused):
        amend_values(stage.context, frank, place, {"a": 1}, reason)


@pytest.mark.usefixtures("broken")
def test_what_no_case_can_keep_is_refused(stage: Stage) -> None:
    (case,) = stick(stage)
    with pytest.raises(InputRefused, match="dossier"):
        amend_values(stage.context, stage.cast.frank, place_of(stage, case), {"dossier": 1}, REASON)


@pytest.mark.usefixtures("broken")
def test_an_incident_is_mended_once_whoever_presses_first(stage: Stage) -> None:
    (case,) = stick(stage)
    place, frank = place_of(stage, case), stage.cast.frank
    skip_step(stage.context, frank, place, REASON, "key-1")
    assert skip_step(stage.context, frank, place, REASON, "key-1").seq == 3
    with pytest.raises(CommandRefused):
        skip_step(stage.context, frank, place, REASON, "key-2")
    with pytest.raises(NotFound):
        get_stuck(stage.context, frank, place)


def test_all_of_a_cause_are_tried_again(stage: Stage, broken: pytest.MonkeyPatch) -> None:
    cases, frank = stick(stage, 3), stage.cast.frank
    (line,) = list_incident_causes(stage.context, frank)
    broken.setitem(connectors.CONNECTORS, "register-lookup", lambda *_: None)
    begun = Round(began=stage.clock.now())
    done = retry_incidents(stage.context, frank, line.count.cause, REASON, begun)
    assert (done.tried, done.left, done.again) == (3, 0, 0)
    for _ in cases:
        run_due(stage.context)
    assert all(stage.task(case, "xem") for case in cases)


@pytest.mark.usefixtures("broken")
def test_a_long_row_is_tried_a_part_at_a_time(stage: Stage) -> None:
    stick(stage, 3)
    frank, seconds = stage.cast.frank, iter(range(0, 100, 3))
    (line,) = list_incident_causes(stage.context, frank)
    so_far = Round(began=stage.clock.now())
    parts = []
    while so_far.left or not so_far.tried:
        so_far = retry_incidents(
            stage.context, frank, line.count.cause, REASON, so_far, lambda: float(next(seconds))
        )
        parts.append((so_far.tried, so_far.left))
    assert parts == [(1, 2), (2, 1), (3, 0)]


@pytest.mark.usefixtures("broken")
def test_a_suspended_case_is_passed_over(stage: Stage) -> None:
    cases, frank = stick(stage, 2), stage.cast.frank
    (line,) = list_incident_causes(stage.context, frank)
    suspend_case(stage.context, frank, cases[0].case_id, "toà án yêu cầu")
    begun = Round(began=stage.clock.now())
    done = retry_incidents(stage.context, frank, line.count.cause, REASON, begun)
    assert (done.tried, done.left) == (2, 0)
    (after,) = list_incident_causes(stage.context, frank)
    assert after.count.number == 1
