"""Running cases moved to another version, on both databases: kept, blocked, undone, verified."""

from datetime import timedelta

import pytest

from engine.actions.carry_moves import carry_moves
from engine.actions.complete_task import complete_task
from engine.actions.hold_task import claim_task
from engine.actions.order_move import Wish, order_move, resume_move, stop_move, undo_move
from engine.actions.prepare_move import prepare_move, save_mapping, try_out
from engine.actions.save_draft import save_draft
from engine.actions.take_back_draft import call_off_publication
from engine.errors import AccessDenied, CommandRefused, InputRefused
from engine.jobs.worker import run_due
from engine.records.moving import Move
from engine.records.publications import Wish as PublishingWish
from engine.store.case_migrations import count_reasons
from engine.store.timers import list_case_timers
from tests.actions.conftest import Stage
from tests.actions.moving import KEY, SECONDS, all_is_well, moved, now, prepared, redraw, tasks_of
from tests.actions.workshop import SUMMARY, open_workshop
from tests.make import reread

RENAMED = (('"xem"', '"tham_dinh"'), ('motcua:form="tham_dinh"', 'motcua:form="xem"'))
REASON = "đổi quy trình"


def order(stage: Stage, one: Move, wish: Wish) -> Move:
    return order_move(stage.context, stage.cast.frank, one.move_id, wish)


def test_a_moved_case_keeps_people_drafts_days_and_instants_and_goes_on(stage: Stage) -> None:
    case = stage.file()
    context, alice = stage.context, stage.cast.alice
    place = stage.task(case, "xem")
    claim_task(context, alice, place)
    save_draft(context, alice, place, {"so_a": 5})
    before = tasks_of(context, case.case_id)
    with context.database.read() as db:
        timers = list_case_timers(db, case.case_id)
    redraw(context, *RENAMED)
    done = moved(stage)
    assert (done.state, dict(done.counts)) == ("done", {"moved": 1})
    after = tasks_of(context, case.case_id)
    assert sorted(after) == ["ghi", "tham_dinh"]
    one, old = after["tham_dinh"], before["xem"]
    assert (one.token, one.holder_id, one.draft) == (old.token, alice.person_id, {"so_a": 5})
    assert (one.due_at, one.case_due_at) == (old.due_at, old.case_due_at)
    assert one.version_id == reread(context, case).version_id != case.version_id
    with context.database.read() as db:
        assert list_case_timers(db, case.case_id) == timers
    all_is_well(stage)
    complete_task(context, alice, (case.case_id, one.token), {"so_a": 1})
    complete_task(context, alice, stage.task(case, "ghi"), {"chu_b": "B"})
    assert reread(context, case).standing.status == "finished"
    all_is_well(stage)


def test_a_case_at_a_step_that_is_gone_is_told_why_and_left_alone(stage: Stage) -> None:
    blocked, fine = stage.file(), stage.file()
    complete_task(stage.context, stage.cast.alice, stage.task(fine, "xem"), {"so_a": 1})
    redraw(stage.context, *RENAMED)
    tried = prepared(stage, {"xem": None})
    assert dict(tried.counts) == {"blocked": 1, "fits": 1}
    with stage.context.database.read() as db:
        [(reasons, number)] = count_reasons(db, tried.move_id, "blocked")
    assert number == 1
    assert "“Xem” không còn trong phiên bản mới" in reasons[0].words.vi
    order(stage, tried, Wish(policy="now", reason=REASON))
    carry_moves(stage.context, SECONDS)
    assert reread(stage.context, blocked).version_id == blocked.version_id
    assert reread(stage.context, fine).version_id != fine.version_id
    all_is_well(stage)


def test_trying_out_changes_no_case(stage: Stage) -> None:
    case = stage.file()
    redraw(stage.context, *RENAMED)
    assert dict(prepared(stage).counts) == {"fits": 1}
    assert reread(stage.context, case) == case


def test_a_move_can_be_undone_until_the_case_takes_a_step(stage: Stage) -> None:
    case, other = stage.file(), stage.file()
    context, alice, frank = stage.context, stage.cast.alice, stage.cast.frank
    redraw(context, *RENAMED)
    done = moved(stage)
    claim_task(context, alice, stage.task(case, "tham_dinh"))
    back = undo_move(context, frank, (done.move_id, case.case_id), "nhầm")
    assert back.version_id == case.version_id
    assert tasks_of(context, case.case_id)["xem"].holder_id == alice.person_id
    all_is_well(stage)
    complete_task(context, alice, stage.task(other, "tham_dinh"), {"so_a": 1})
    with pytest.raises(CommandRefused):
        undo_move(context, frank, (done.move_id, other.case_id), "nhầm")
    assert dict(now(context, done).counts) == {"moved": 1, "undone": 1}
    complete_task(context, alice, stage.task(case, "xem"), {"so_a": 1})
    all_is_well(stage)


def test_a_case_moves_right_after_it_reaches_the_step(stage: Stage) -> None:
    case = stage.file()
    context, alice = stage.context, stage.cast.alice
    redraw(context, ('id="nhac" name="Nhắc"', 'id="nhac" name="Nhắc gấp"'))
    tried = prepared(stage)
    order(stage, tried, Wish(policy="at-step", reason=REASON, steps=("nhac",)))
    carry_moves(context, SECONDS)
    assert dict(now(context, tried).counts) == {"waiting": 1}
    complete_task(context, alice, stage.task(case, "xem"), {"so_a": 1})
    assert reread(context, case).version_id == case.version_id
    stage.clock.move(timedelta(days=10))
    run_due(context)
    assert sorted(tasks_of(context, case.case_id)) == ["ghi", "nhac"]
    assert reread(context, case).version_id != case.version_id
    assert dict(now(context, tried).counts) == {"moved": 1}
    all_is_well(stage)


def test_a_case_that_would_wait_for_ever_at_a_join_is_not_moved(stage: Stage) -> None:
    stage.file()
    third = (
        '<userTask id="moi" name="Mới" motcua:post="specialist" motcua:form="ghi"/>'
        '<sequenceFlow id="g1" sourceRef="tach" targetRef="moi"/>'
        '<sequenceFlow id="g2" sourceRef="moi" targetRef="nhap"/></process>'
    )
    redraw(stage.context, ("</process>", third))
    tried = prepared(stage)
    assert dict(tried.counts) == {"blocked": 1}
    with stage.context.database.read() as db:
        [(reasons, _)] = count_reasons(db, tried.move_id, "blocked")
    assert "chờ mãi: nhánh “Mới”" in reasons[0].words.vi


def test_a_stopped_move_leaves_the_rest_and_can_go_on(stage: Stage) -> None:
    cases = [stage.file() for _ in range(3)]
    redraw(stage.context, *RENAMED)
    tried = prepared(stage)
    order(stage, tried, Wish(policy="now", reason=REASON))
    carry_moves(stage.context, seconds=0.0)
    stop_move(stage.context, stage.cast.frank, tried.move_id)
    assert carry_moves(stage.context, SECONDS) == 0
    left = [one for one in cases if reread(stage.context, one).version_id == one.version_id]
    assert left
    resume_move(stage.context, stage.cast.frank, tried.move_id)
    carry_moves(stage.context, SECONDS)
    assert dict(now(stage.context, tried).counts) == {"moved": 3}
    all_is_well(stage)


def test_a_move_needs_a_reason_a_trial_and_somebody_who_answers_for_it(stage: Stage) -> None:
    stage.file()
    redraw(stage.context, *RENAMED)
    context, frank = stage.context, stage.cast.frank
    one = prepare_move(context, frank, KEY, (1, 2))
    with pytest.raises(InputRefused, match="reason"):
        order(stage, one, Wish(policy="now", reason=" "))
    with pytest.raises(InputRefused, match="try the move out"):
        order(stage, one, Wish(policy="now", reason=REASON))
    try_out(context, frank, one.move_id)
    carry_moves(context, SECONDS)
    save_mapping(context, frank, one.move_id, {"xem": "ghi"})
    with pytest.raises(InputRefused, match="try the move out"):
        order(stage, one, Wish(policy="now", reason=REASON))
    with pytest.raises(AccessDenied):
        prepare_move(context, stage.cast.alice, KEY, (1, 2))
    with pytest.raises(AccessDenied):
        order_move(context, stage.cast.bob, one.move_id, Wish(policy="now", reason=REASON))
    with pytest.raises(InputRefused, match="no element"):
        save_mapping(context, frank, one.move_id, {"xem": "nowhere"})


def test_no_case_moves_to_a_version_that_is_not_in_force_yet(stage: Stage) -> None:
    workshop, case = open_workshop(stage.context), stage.file()
    tomorrow = workshop.clock.now() + timedelta(days=1)
    sent = workshop.send(workshop.draft(), PublishingWish(summary=SUMMARY, effective_at=tomorrow))
    workshop.agree(workshop.pia, sent)
    tried = prepared(stage)
    with pytest.raises(InputRefused, match="never been in force"):
        order(stage, tried, Wish(policy="now", reason=REASON))
    call_off_publication(stage.context, workshop.pia, sent.case_id)
    workshop.work(tomorrow)
    with pytest.raises(InputRefused, match="never been in force"):
        order(stage, tried, Wish(policy="now", reason=REASON))
    assert reread(stage.context, case).version_id == case.version_id
