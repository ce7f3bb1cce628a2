"""Bringing the tables up to date, from code: no configuration file, safe from several processes."""

from pathlib import Path
from typing import Any

from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from engine.store.all_tables import all_tables
from engine.store.database import Database, refuse

FOLDER = Path(__file__).parent / "migrations"
# Any number, but always the same: it names the lock.
LOCK_NUMBER = 0x6D6F7463


def migrate(database: Database) -> None:
    """Carry out the migrations that this database has not had yet, all or none.

    Raises SettingRefused for a database that a newer release has worked with.
    """
    config, script = Config(), find_script()

    def steps(revision: Any, _context: MigrationContext) -> Any:
        return script._upgrade_revs("head", revision)

    with database.begin() as db:
        if database.is_postgres:
            db.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": LOCK_NUMBER})
        refuse_newer(db, script)
        with EnvironmentContext(config, script, fn=steps) as environment:
            environment.configure(connection=db, target_metadata=all_tables())
            environment.run_migrations()


def is_current(database: Database) -> bool:
    """Tell whether the tables are those this release works with."""
    with database.read() as db:
        found = MigrationContext.configure(db).get_current_revision()
    return found == find_script().get_current_head()


def find_script() -> ScriptDirectory:
    """Return the migrations as Alembic sees them."""
    return ScriptDirectory(str(FOLDER), version_locations=[str(FOLDER)])


def refuse_newer(db: Connection, script: ScriptDirectory) -> None:
    """Raise SettingRefused when the tables are of a release that this one does not know."""
    found = MigrationContext.configure(db).get_current_revision()
    known = {one.revision for one in script.walk_revisions()}
    if found is not None and found not in known:
        raise refuse(
            db.engine.url.render_as_string(hide_password=True),
            f"its tables are those of a newer release ({found}); install that release",
            f"các bảng thuộc bản phát hành mới hơn ({found}); hãy cài bản đó",
        )
