"""Tasks sent back and steps taken back, on a real database: people, drafts, log, rows."""

from dataclasses import replace

import pytest

from engine.actions.complete_task import complete_task
from engine.actions.hold_task import claim_task
from engine.actions.send_back import Wish, send_back
from engine.actions.take_back import take_back
from engine.actions.verify_cases import verify_cases
from engine.errors import AccessDenied, CaseNotRunning, InputRefused
from engine.queries.history import Step
from engine.queries.replay import get_recording
from engine.queries.task_file import get_task_form
from engine.queries.ways_back import get_own_steps, get_ways_back
from engine.records.cases import Case
from engine.refusals import NoWayBack
from engine.store.log import erase_payloads
from engine.store.notices import list_own
from tests.actions.conftest import Stage
from tests.actions.crossing import publish_drawn
from tests.drawn import DONE, FILED, WORK, Pool, chain

KEY = "ba-buoc"
SECOND = '<userTask id="soat" name="Soát" motcua:nameEn="Review" motcua:post="specialist"/>'
THIRD = '<userTask id="ky" name="Ký" motcua:nameEn="Sign" motcua:post="head"/>'
REASON = "thiếu số thửa đất"


@pytest.fixture
def case(stage: Stage) -> Case:
    """Give a case of three steps, the first of which Alice has done."""
    parts = FILED + WORK + SECOND + THIRD + DONE
    ways = chain("nop", "xem", "soat", "ky", "xong")
    publish_drawn(stage, KEY, Pool(elements=parts, ways=ways))
    opened = stage.file(procedure_key=KEY)
    complete_task(stage.context, stage.cast.alice, stage.task(opened, "xem"), {"so_a": 7})
    return opened


def wish(stage: Stage, case: Case, element: str, reason: str = REASON) -> Wish:
    """Return the wish to send what is open back to an element."""
    place = stage.task(case, "ky")
    (way,) = [
        one
        for one in get_ways_back(stage.context, stage.cast.bob, place).ways
        if one.target.step.element == element
    ]
    return Wish(to=way.target.step.token, reason=reason)


def test_it_goes_back_to_who_did_it_with_their_answers_and_the_reason(
    stage: Stage, case: Case
) -> None:
    context, cast = stage.context, stage.cast
    complete_task(context, cast.bob, stage.task(case, "soat"), {})
    send_back(context, cast.bob, stage.task(case, "ky"), wish(stage, case, "xem"))
    again = get_task_form(context, cast.alice, stage.task(case, "xem"))
    assert (again.task.holder_id, again.task.draft["so_a"]) == (cast.alice.person_id, 7)
    with context.database.read() as db:
        (told,) = list_own(db, cast.alice.person_id, 9)
    assert (told.kind, told.content["reason"]) == ("returned", REASON)
    (verdict,) = verify_cases(context, [case.code])
    assert verdict.discrepancies == ()


def test_the_history_tells_who_sent_it_back_and_why(stage: Stage, case: Case) -> None:
    context, cast = stage.context, stage.cast
    complete_task(context, cast.bob, stage.task(case, "soat"), {})
    send_back(context, cast.bob, stage.task(case, "ky"), wish(stage, case, "soat"))
    steps = get_recording(context, cast.bob, case.code).steps
    (told,) = [one for one in steps if one.kind == "sent-back"]
    assert (told.actor, told.element, told.values["reason"]) == ("Bob", "soat", REASON)
    assert steps[-1].tokens == {"soat": 1}


def test_without_a_reason_nothing_is_sent_back(stage: Stage, case: Case) -> None:
    complete_task(stage.context, stage.cast.bob, stage.task(case, "soat"), {})
    with pytest.raises(InputRefused):
        send_back(
            stage.context, stage.cast.bob, stage.task(case, "ky"), wish(stage, case, "xem", " ")
        )


def test_only_who_may_do_the_task_sends_it_back(stage: Stage, case: Case) -> None:
    complete_task(stage.context, stage.cast.bob, stage.task(case, "soat"), {})
    with pytest.raises(AccessDenied):
        send_back(stage.context, stage.cast.alice, stage.task(case, "ky"), wish(stage, case, "xem"))


def test_one_takes_back_ones_own_step_while_nobody_has_gone_on(stage: Stage, case: Case) -> None:
    context, cast = stage.context, stage.cast
    claim_task(context, cast.bob, stage.task(case, "soat"))
    (own,) = get_own_steps(context, cast.alice, case.code).ways
    assert own.target.obstacle is None
    take_back(context, cast.alice, case.case_id, own.target.step.token, REASON)
    again = get_task_form(context, cast.alice, stage.task(case, "xem"))
    assert (again.task.holder_id, again.task.draft["so_a"]) == (cast.alice.person_id, 7)
    with context.database.read() as db:
        assert [one.kind for one in list_own(db, cast.bob.person_id, 9)] == ["returned"]
    (verdict,) = verify_cases(context, [case.code])
    assert verdict.discrepancies == ()


def test_who_was_moved_to_other_work_takes_no_step_back(stage: Stage, case: Case) -> None:
    (own,) = get_own_steps(stage.context, stage.cast.alice, case.code).ways
    moved = replace(stage.cast.alice, posts=())
    with pytest.raises(AccessDenied, match="specialist"):
        take_back(stage.context, moved, case.case_id, own.target.step.token, REASON)


def test_a_step_that_others_went_on_with_is_not_taken_back(stage: Stage, case: Case) -> None:
    context, cast = stage.context, stage.cast
    complete_task(context, cast.bob, stage.task(case, "soat"), {})
    (own,) = get_own_steps(context, cast.alice, case.code).ways
    with pytest.raises(NoWayBack, match="others have completed"):
        take_back(context, cast.alice, case.case_id, own.target.step.token, REASON)


def test_nobody_takes_back_the_step_of_somebody_else(stage: Stage, case: Case) -> None:
    (own,) = get_own_steps(stage.context, stage.cast.alice, case.code).ways
    with pytest.raises(AccessDenied):
        take_back(stage.context, stage.cast.bob, case.case_id, own.target.step.token, REASON)


def test_a_case_that_has_ended_does_not_go_back(stage: Stage, case: Case) -> None:
    context, cast = stage.context, stage.cast
    (own,) = get_own_steps(context, cast.alice, case.code).ways
    for element in ("soat", "ky"):
        complete_task(context, cast.bob, stage.task(case, element), {})
    with pytest.raises(CaseNotRunning):
        take_back(context, cast.alice, case.case_id, own.target.step.token, REASON)


def test_a_case_whose_log_was_erased_does_not_go_back(stage: Stage, case: Case) -> None:
    context, cast = stage.context, stage.cast
    (own,) = get_own_steps(context, cast.alice, case.code).ways
    with context.database.begin() as db:
        erase_payloads(db, case.case_id)
    with pytest.raises(NoWayBack, match="erased"):
        take_back(context, cast.alice, case.case_id, own.target.step.token, REASON)


def test_pressed_twice_it_goes_back_once(stage: Stage, case: Case) -> None:
    context, cast = stage.context, stage.cast
    (own,) = get_own_steps(context, cast.alice, case.code).ways
    for _ in range(2):
        take_back(context, cast.alice, case.case_id, own.target.step.token, REASON, "key")
    steps: list[Step] = list(get_recording(context, cast.alice, case.code).steps)
    assert [one.kind for one in steps].count("taken-back") == 1


LETTERED = WORK.replace("/>", ' motcua:letter="standard:02" motcua:letterWhen="=so_a == 1"/>')


@pytest.mark.parametrize(("number", "warned"), [(1, True), (2, False)], ids=["written", "not"])
def test_of_a_letter_one_is_warned_only_if_it_was_written(
    stage: Stage, number: int, warned: bool
) -> None:
    context, cast = stage.context, stage.cast
    parts = FILED + LETTERED + SECOND + DONE
    publish_drawn(stage, "co-thu", Pool(elements=parts, ways=chain("nop", "xem", "soat", "xong")))
    case = stage.file(procedure_key="co-thu")
    complete_task(context, cast.alice, stage.task(case, "xem"), {"so_a": number})
    (way,) = get_ways_back(context, cast.alice, stage.task(case, "soat")).ways
    assert bool(way.target.warnings) is warned
    (own,) = get_own_steps(context, cast.alice, case.code).ways
    assert (own.target.obstacle is not None) is warned
