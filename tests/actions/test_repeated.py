"""A request key stands for one request of one person, and for no other."""

import pytest

from engine.actions.complete_task import complete_task
from engine.actions.hold_task import claim_task, release_task
from engine.actions.intervene import cancel_case, suspend_case
from engine.actions.start_case import start_case
from engine.actions.stop_case import withdraw_as_applicant
from engine.errors import AccessDenied, MotcuaError, RequestRepeated
from engine.records.filings import Filing
from tests.actions.conftest import Stage
from tests.make import citizen, reread


def test_somebody_elses_key_opens_nothing(stage: Stage) -> None:
    case, cast = stage.file(), stage.cast
    place = stage.task(case, "xem")
    complete_task(stage.context, cast.alice, place, {"so_a": 1}, "key")
    for person in (cast.bob, cast.charlie):
        with pytest.raises(MotcuaError):
            complete_task(stage.context, person, place, {"so_a": 1}, "key")


def test_the_key_of_one_task_does_not_complete_another(stage: Stage) -> None:
    case, alice = stage.file(), stage.cast.alice
    complete_task(stage.context, alice, stage.task(case, "xem"), {"so_a": 1}, "key")
    with pytest.raises(RequestRepeated):
        complete_task(stage.context, alice, stage.task(case, "ghi"), {"chu_b": "x"}, "key")
    assert reread(stage.context, case).standing.status == "running"


def test_the_key_of_a_task_files_no_case(stage: Stage) -> None:
    case, cast = stage.file(), stage.cast
    complete_task(stage.context, cast.alice, stage.task(case, "xem"), {"so_a": 1}, "key")
    filing = Filing(
        procedure_key="hai-nguoi",
        office_id=cast.office_id,
        answers=citizen(),
        request_key="key",
    )
    with pytest.raises(RequestRepeated):
        start_case(stage.context, filing)


def test_handing_back_twice_is_handing_back_once(stage: Stage) -> None:
    case, alice = stage.file(), stage.cast.alice
    place = stage.task(case, "xem")
    claim_task(stage.context, alice, place)
    seqs = [release_task(stage.context, alice, place, "key").seq for _ in range(2)]
    assert seqs == [3, 3]


def test_withdrawing_twice_is_withdrawing_once(stage: Stage) -> None:
    case = stage.file()
    seqs = [withdraw_as_applicant(stage.context, (case.code, "0123"), "x").seq for _ in range(2)]
    assert seqs == [2, 2]


def test_suspending_twice_with_one_key_is_done_once(stage: Stage) -> None:
    case, frank = stage.file(), stage.cast.frank
    seqs = [suspend_case(stage.context, frank, case.case_id, "x", "key").seq for _ in range(2)]
    assert seqs == [2, 2]


def test_only_an_administrator_intervenes(stage: Stage) -> None:
    case = stage.file()
    for person in (stage.cast.alice, stage.cast.bob, stage.cast.erin):
        with pytest.raises(AccessDenied):
            cancel_case(stage.context, person, case.case_id, "x")
