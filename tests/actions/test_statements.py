"""What a write costs the database: a budget of statements, and one commit."""

from collections.abc import Sequence

from engine.actions.complete_task import complete_task
from engine.actions.hold_task import claim_task
from engine.actions.sign_in import sign_in
from engine.queries.sessions import find_session
from tests.actions.conftest import Stage
from tests.make import PASSWORD

COMPLETING, STARTING = 8, 12


def asked(statements: Sequence[str]) -> list[str]:
    """Return the statements without SQLite's own BEGIN, which PostgreSQL sends with the first."""
    return [one for one in statements if not one.startswith("BEGIN")]


def test_completing_a_task_keeps_to_its_budget(stage: Stage) -> None:
    stage.file()  # what is read once is in memory now
    token, _ = sign_in(stage.context, "alice", PASSWORD, "here")
    place = stage.task(stage.file(), "xem")
    with stage.context.database.count_statements() as before:
        session = find_session(stage.context, token)
    assert session is not None
    with stage.context.database.count_statements() as count:
        complete_task(stage.context, session.person, place, {"so_a": 1}, "key-1")
    assert len(asked(before.statements) + asked(count.statements)) <= COMPLETING
    assert count.commits == 1


def test_ending_a_case_keeps_to_the_same_budget(stage: Stage) -> None:
    case = stage.file()
    complete_task(stage.context, stage.cast.alice, stage.task(case, "xem"), {"so_a": 1})
    place = stage.task(case, "ghi")
    with stage.context.database.count_statements() as count:
        complete_task(stage.context, stage.cast.alice, place, {"chu_b": "được"})
    assert len(asked(count.statements)) < COMPLETING
    assert count.commits == 1


def test_taking_a_task_keeps_to_the_same_budget(stage: Stage) -> None:
    place = stage.task(stage.file(), "xem")
    with stage.context.database.count_statements() as count:
        claim_task(stage.context, stage.cast.alice, place)
    assert len(asked(count.statements)) < COMPLETING
    assert count.commits == 1


def test_starting_a_case_keeps_to_its_budget(stage: Stage) -> None:
    stage.file()
    with stage.context.database.count_statements() as count:
        stage.file("key-1")
    assert len(asked(count.statements)) <= STARTING, count.statements
    assert count.commits == 1
