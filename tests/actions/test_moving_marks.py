"""What orders leave in a case: a mark that goes with the move, and the place to go back to."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import text, update

from engine.actions.carry_moves import carry_moves
from engine.actions.complete_task import complete_task
from engine.actions.hold_task import claim_task
from engine.actions.order_move import Wish, order_move, stop_move, undo_move
from engine.actions.prepare_move import prepare_move, try_out
from engine.jobs.worker import run_due
from engine.store.case_migrations import claim_move, holds_move, mark_case, set_case
from engine.store.cases import lock_case
from engine.store.log import read_log
from engine.store.tables import case as case_table
from tests.actions.conftest import Stage
from tests.actions.moving import KEY, SECONDS, all_is_well, moved, now, prepared, redraw
from tests.make import reread

REASON = "đổi quy trình"
WAITING = "SELECT count(*) FROM pg_locks WHERE NOT granted"


def kinds(stage: Stage, case_id: int) -> list[str]:
    with stage.context.database.read() as db:
        return [one.kind for one in read_log(db, case_id)]


def test_a_case_that_moved_when_it_reached_its_step_moves_once(stage: Stage) -> None:
    case = stage.file()
    context, alice = stage.context, stage.cast.alice
    redraw(context, ('id="nhac" name="Nhắc"', 'id="nhac" name="Nhắc gấp"'))
    tried = prepared(stage)
    wish = Wish(policy="at-step", reason=REASON, steps=("nhac",))
    order_move(context, stage.cast.frank, tried.move_id, wish)
    carry_moves(context, SECONDS)
    stage.clock.move(timedelta(days=10))
    run_due(context)
    assert reread(context, case).move_id is None
    claim_task(context, alice, stage.task(case, "xem"))
    undo_move(context, stage.cast.frank, (tried.move_id, case.case_id), "nhầm")
    complete_task(context, alice, stage.task(case, "xem"), {"so_a": 1})
    assert kinds(stage, case.case_id).count("migrate") == 1
    assert reread(context, case).version_id == case.version_id
    assert dict(now(context, tried).counts) == {"undone": 1}
    all_is_well(stage)


AWAITS = (
    "</process>",
    """<boundaryEvent id="tin" attachedToRef="xem" cancelActivity="false">
<messageEventDefinition messageRef="m"/></boundaryEvent>
<endEvent id="het"/><sequenceFlow id="g1" sourceRef="tin" targetRef="het"/></process>""",
)
NAMED = ("<process ", '<message id="m" name="tra-loi"/><process ')
KEYED = ('<boundaryEvent id="tin" ', '<boundaryEvent id="tin" motcua:key="=so_dinh_danh" ')


def test_a_case_whose_message_another_awaits_goes_back_to_where_it_was(stage: Stage) -> None:
    first, second = stage.file(), stage.file()
    context, frank = stage.context, stage.cast.frank
    redraw(context, AWAITS, NAMED, KEYED)
    done = moved(stage)
    assert dict(done.counts) == {"moved": 2}
    assert kinds(stage, second.case_id)[-2:] == ["migrate", "clash"]
    all_is_well(stage)
    for one in (first, second):
        back = undo_move(context, frank, (done.move_id, one.case_id), "nhầm")
        assert back.version_id == one.version_id
        complete_task(context, stage.cast.alice, stage.task(one, "xem"), {"so_a": 1})
    all_is_well(stage)


@pytest.mark.postgres
def test_a_stop_waits_for_the_case_that_a_worker_is_at(stage: Stage) -> None:
    context, frank = stage.context, stage.cast.frank
    if not context.database.is_postgres:
        pytest.skip("SQLite has one writer at a time")
    case = stage.file()
    redraw(context, ('id="nhac" name="Nhắc"', 'id="nhac" name="Nhắc gấp"'))
    tried = prepared(stage)
    wish = Wish(policy="at-step", reason=REASON, steps=("nhac",))
    order_move(context, frank, tried.move_id, wish)
    with context.database.begin() as db:
        held = claim_move(db, stage.clock.now(), SECONDS)
    assert held is not None
    with ThreadPoolExecutor(1) as pool:
        with context.database.begin() as db:
            assert holds_move(db, held)
            lock_case(db, case.case_id)
            stopping = pool.submit(stop_move, context, frank, tried.move_id)
            while not db.execute(text(WAITING)).scalar_one():
                assert not stopping.done()
            mark_case(db, case.case_id, tried.move_id)
            set_case(db, tried.move_id, case.case_id, "waiting")
        assert stopping.result().state == "stopped"
    assert reread(context, case).move_id is None
    assert dict(now(context, tried).counts) == {"todo": 1}


def test_a_case_that_cannot_be_read_holds_up_no_other(stage: Stage) -> None:
    broken, fine = stage.file(), stage.file()
    context = stage.context
    redraw(context, ('id="nhac" name="Nhắc"', 'id="nhac" name="Nhắc gấp"'))
    with context.database.begin() as db:
        wanted = case_table.c.id == broken.case_id
        db.execute(update(case_table).where(wanted).values(state=b'{"v":2}'))
    assert dict(moved(stage).counts) == {"blocked": 1, "moved": 1}
    assert reread(context, fine).version_id != fine.version_id


def on_reminder(name: str) -> str:
    return f"""<boundaryEvent id="b_{name}" attachedToRef="nhac" cancelActivity="false"
motcua:key="=so_dinh_danh"><messageEventDefinition messageRef="{name}"/></boundaryEvent>
<endEvent id="e_{name}"/><sequenceFlow id="g_{name}" sourceRef="b_{name}" targetRef="e_{name}"/>"""


def test_a_case_moves_at_a_step_where_it_waits_for_what_another_awaits(stage: Stage) -> None:
    context, frank = stage.context, stage.cast.frank
    messages = "".join(f'<message id="{one}" name="{one}"/>' for one in ("m1", "m2"))
    awaits = (
        ("<process ", f"{messages}<process "),
        ("</process>", f"{on_reminder('m1')}{on_reminder('m2')}</process>"),
    )
    redraw(context, *awaits)
    cases = [stage.file() for _ in range(2)]
    redraw(context, *awaits, ('id="nhac" name="Nhắc"', 'id="nhac" name="Nhắc gấp"'))
    order = prepare_move(context, frank, KEY, (2, 3))
    try_out(context, frank, order.move_id)
    carry_moves(context, SECONDS)
    wish = Wish(policy="at-step", reason=REASON, steps=("nhac",))
    order_move(context, frank, order.move_id, wish)
    carry_moves(context, SECONDS)
    stage.clock.move(timedelta(days=10))
    run_due(context)
    assert dict(now(context, order).counts) == {"moved": 2}
    assert kinds(stage, cases[1].case_id).count("clash") == 2
    all_is_well(stage)
