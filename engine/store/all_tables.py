"""All tables of all files: what the migrations must give."""

from sqlalchemy import MetaData

from engine.store import (
    account_tables,
    citizen_tables,
    desk_tables,
    draft_tables,
    letter_tables,
    link_tables,
    migration_tables,
    money_tables,
    publication_tables,
    round_tables,
    signature_tables,
    tables,
    team_tables,
    term_tables,
    trial_tables,
)

GROUPS = (
    account_tables,
    citizen_tables,
    desk_tables,
    tables,
    draft_tables,
    letter_tables,
    link_tables,
    migration_tables,
    publication_tables,
    round_tables,
    signature_tables,
    trial_tables,
    money_tables,
    team_tables,
    term_tables,
)


def all_tables() -> MetaData:
    """Return the description of every table."""
    return tables.metadata
