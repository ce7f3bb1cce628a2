"""Versions of the small procedure, and moves between them."""

from collections.abc import Mapping

from engine.actions.carry_moves import carry_moves
from engine.actions.order_move import Wish, order_move
from engine.actions.prepare_move import prepare_move, save_mapping, try_out
from engine.actions.publish_procedure import publish_procedure
from engine.actions.verify_cases import verify_cases
from engine.context import Context
from engine.procedures.reader import read_folder
from engine.records.cases import Task
from engine.records.moving import Move
from engine.store.case_migrations import get_move
from engine.store.tasks import list_case_tasks
from tests.actions.conftest import Stage
from tests.make import TEST_PROCEDURES

KEY = "hai-nguoi"
SECONDS = 30.0


def redraw(context: Context, *changes: tuple[str, str]) -> None:
    """Publish the small procedure with texts of its diagram replaced."""
    files = dict(read_folder(TEST_PROCEDURES / KEY))
    text = files["process.bpmn"].decode()
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    publish_procedure(context, KEY, {**files, "process.bpmn": text.encode()})


def prepared(stage: Stage, mapping: Mapping[str, str | None] | None = None) -> Move:
    """Prepare a move from the first version to the second, and try it out."""
    context, frank = stage.context, stage.cast.frank
    order = prepare_move(context, frank, KEY, (1, 2))
    save_mapping(context, frank, order.move_id, mapping or {})
    try_out(context, frank, order.move_id)
    carry_moves(context, SECONDS)
    return now(context, order)


def moved(stage: Stage, mapping: Mapping[str, str | None] | None = None) -> Move:
    """Move all cases from the first version to the second."""
    order = prepared(stage, mapping)
    wish = Wish(policy="now", reason="đổi quy trình")
    order_move(stage.context, stage.cast.frank, order.move_id, wish)
    carry_moves(stage.context, SECONDS)
    return now(stage.context, order)


def now(context: Context, order: Move) -> Move:
    """Return a move as it stands now."""
    with context.database.read() as db:
        return get_move(db, order.move_id)


def tasks_of(context: Context, case_id: int) -> dict[str, Task]:
    """Return the open tasks of a case by element."""
    with context.database.read() as db:
        return {one.element: one for one in list_case_tasks(db, case_id)}


def all_is_well(stage: Stage) -> None:
    """Assert that every case is what its log gives."""
    assert [one for verdict in verify_cases(stage.context) for one in verdict.discrepancies] == []
