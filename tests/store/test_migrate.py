"""Migrations: they make the tables of tables.py, once, whoever comes first."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text

from engine.errors import SettingRefused
from engine.store.all_tables import all_tables
from engine.store.database import Database
from engine.store.migrate import is_current, migrate


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
