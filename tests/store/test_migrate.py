"""Migrations: they make the tables of tables.py, once, whoever comes first."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.runtime.environment import EnvironmentContext
from sqlalchemy import insert, text

from engine.errors import SettingRefused
from engine.store.all_tables import all_tables
from engine.store.database import Database
from engine.store.migrate import find_script, is_current, migrate
from engine.store.releases import general_release
from engine.store.tables import version
from tests.make import MONDAY


def test_an_empty_database_is_not_current_until_it_is_migrated(empty_database_url: str) -> None:
    database = Database(empty_database_url)
    before = is_current(database)
    migrate(database)
    after = is_current(database)
    database.close()
    assert (before, after) == (False, True)


def test_the_migrations_make_the_tables_that_the_code_names(database: Database) -> None:
    with database.read() as db:
        context = MigrationContext.configure(db, opts={"compare_type": False})
        assert compare_metadata(context, all_tables()) == []


def test_two_processes_may_migrate_at_once(empty_database_url: str) -> None:
    databases = [Database(empty_database_url) for _ in range(2)]
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(migrate, databases))
    current = [is_current(database) for database in databases]
    for database in databases:
        database.close()
    assert current == [True, True]


def test_the_database_of_a_newer_release_is_left_alone(database: Database) -> None:
    with database.begin() as db:
        db.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(SettingRefused, match="9999"):
        migrate(database)
    assert not is_current(database)


def migrate_to(database: Database, wanted: str) -> None:
    """Make the tables as they were at a revision."""
    script = find_script()

    def steps(revision: Any, _context: MigrationContext) -> Any:
        return script._upgrade_revs(wanted, revision)

    with database.begin() as db, EnvironmentContext(Config(), script, fn=steps) as environment:
        environment.configure(connection=db, target_metadata=all_tables())
        environment.run_migrations()


def test_the_version_that_was_live_before_there_were_releases_is_in_force(
    empty_database_url: str,
) -> None:
    database = Database(empty_database_url)
    migrate_to(database, "0005")
    # The clock of the server was set back between the second and the third.
    for number, hours in ((1, 0), (2, 5), (3, 1)):
        row = {
            "procedure_key": "cap-giay",
            "number": number,
            "digest": f"{number:064}",
            "published_at": MONDAY + timedelta(hours=hours),
            "is_live": number == 3,
            "files": b"",
        }
        with database.begin() as db:
            db.execute(insert(version), row)
    migrate(database)
    with database.read() as db:
        found = general_release(db, "cap-giay", MONDAY + timedelta(days=1))
        early = general_release(db, "cap-giay", MONDAY + timedelta(hours=6))
    database.close()
    assert found is not None
    assert (found.number, found.origin, found.reach.is_whole) == (3, "delivered", True)
    assert early == found
