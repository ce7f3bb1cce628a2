"""Tables of moving running cases to another version (ADR 0018).

The log of each case is the truth about its own move; these rows say what was ordered, how far it
has come, and why a case could not move.
"""

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table, Text, text

from engine.store.tables import case, metadata
from engine.store.types import Instant, JsonText

# `wake_at` is when somebody may work on it: None while there is nothing to do.
move = Table(
    "move",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("wake_at", Instant, index=True),
    Column("begun_at", Instant, nullable=False),
    Column("procedure_key", String, nullable=False),
    Column("from_version_id", Integer, ForeignKey("version.id"), nullable=False),
    Column("to_version_id", Integer, ForeignKey("version.id"), nullable=False),
    Column("mapping", JsonText, nullable=False),
    Column("policy", String, nullable=False),
    Column("steps", JsonText, nullable=False),
    Column("reason", Text, nullable=False),
    Column("state", String, nullable=False),
    Column("begun_by", Integer, ForeignKey("person.id"), nullable=False),
    Column("ordered_by", Integer, ForeignKey("person.id")),
    Column("fence", Integer, nullable=False),
    Index("move_procedure_key_ix", "procedure_key"),
    sqlite_autoincrement=True,
)

move_case = Table(
    "move_case",
    metadata,
    Column("at", Instant),
    Column("move_id", Integer, ForeignKey("move.id"), primary_key=True),
    Column("case_id", Integer, ForeignKey("case.id"), primary_key=True),
    Column("seq", Integer),
    Column("state", String, nullable=False),
    Column("obstacles", JsonText, nullable=False),
    Index("move_case_state_ix", "move_id", "state", "case_id"),
)

# Which cases still run on a version.
Index(
    "case_running_ix",
    case.c.version_id,
    case.c.id,
    sqlite_where=text("closed_at IS NULL"),
    postgresql_where=text("closed_at IS NULL"),
)
