"""Dossiers filed online before desks kept receptions stand on the desk's page after the upgrade."""

from dataclasses import replace
from typing import Any

from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import delete, func, select

from engine.actions.receive_dossier import accept_dossier
from engine.queries.desk import get_desk
from engine.store.database import Database
from engine.store.desk_tables import reception
from engine.store.migrate import find_script
from engine.store.receptions import find_reception
from tests.actions.conftest import Stage
from tests.actions.test_reception import brought
from tests.make import publish
from tests.queries.births import KEY, file_birth


def fill(database: Database) -> None:
    """Do once more what the migration does with dossiers that it finds."""
    module: Any = find_script().get_revision("0021").module
    with database.begin() as db, Operations.context(MigrationContext.configure(db)):
        module.fill_receptions()


def test_what_was_filed_online_before_the_upgrade_waits_at_its_desk(stage: Stage) -> None:
    publish(stage.context, KEY)
    online = file_birth(stage.context, stage.cast.office_id, so_dinh_danh="000000000123")
    brought_in = accept_dossier(stage.context, stage.cast.alice, brought(stage))
    database = stage.context.database
    with database.begin() as db:
        before = find_reception(db, online.case_id)
        db.execute(delete(reception))
    assert get_waiting(stage) == []
    fill(database)
    assert get_waiting(stage) == [online.code]
    with database.read() as db:
        after = find_reception(db, online.case_id)
        assert find_reception(db, brought_in.case_id) is None
    assert before is not None
    assert after == replace(before, reception_id=after.reception_id if after else 0)


def test_what_has_a_reception_gets_no_second_one(stage: Stage) -> None:
    publish(stage.context, KEY)
    file_birth(stage.context, stage.cast.office_id)
    fill(stage.context.database)
    with stage.context.database.read() as db:
        assert db.execute(select(func.count()).select_from(reception)).scalar_one() == 1


def get_waiting(stage: Stage) -> list[str]:
    """Return the codes of what waits at Alice's desk."""
    return [one.code for one in get_desk(stage.context, stage.cast.alice).waiting]
