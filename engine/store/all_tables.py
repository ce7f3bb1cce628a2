"""All tables of all files: what the migrations must give."""

from sqlalchemy import MetaData

from engine.store import draft_tables, migration_tables, publication_tables, tables, trial_tables

GROUPS = (tables, draft_tables, migration_tables, publication_tables, trial_tables)


def all_tables() -> MetaData:
    """Return the description of every table."""
    return tables.metadata
