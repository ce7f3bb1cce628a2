"""What orders leave in a case: a mark that goes with the move, and the place to go back to."""

from datetime import timedelta

from engine.actions.carry_moves import carry_moves
from engine.actions.complete_task import complete_task
from engine.actions.hold_task import claim_task
from engine.actions.order_move import Wish, order_move, undo_move
from engine.jobs.worker import run_due
from engine.store.log import read_log
from tests.actions.conftest import Stage
from tests.actions.moving import SECONDS, all_is_well, moved, now, prepared, redraw
from tests.make import reread

REASON = "đổi quy trình"


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
