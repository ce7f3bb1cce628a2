"""Tables of the legal clock: what is watched, and what an office owes."""

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    SmallInteger,
    String,
    Table,
    text,
)

from engine.store.tables import metadata
from engine.store.types import Instant

# One row for each open case whose clock has started and not ended. `next_at` is when the worker
# looks at it again, null while it stands still and when nothing more is to be told. `reached`:
# 1 warned, 2 apology owed, 3 late.
term = Table(
    "term",
    metadata,
    Column("next_at", Instant),
    Column("due_at", Instant, nullable=False),
    Column("case_id", Integer, ForeignKey("case.id"), primary_key=True),
    Column("office_id", Integer, nullable=False),
    Column("reached", SmallInteger, nullable=False),
    Column("runs", Boolean, nullable=False),
    Index(
        "term_next_at_ix",
        "next_at",
        sqlite_where=text("next_at IS NOT NULL"),
        postgresql_where=text("next_at IS NOT NULL"),
    ),
    Index(
        "term_office_id_due_at_ix",
        "office_id",
        "due_at",
        "case_id",
        sqlite_where=text("runs"),
        postgresql_where=text("runs"),
    ),
)

# What an office owes or is told: an apology, or the second lateness of an office below it.
term_duty = Table(
    "term_duty",
    metadata,
    Column("at", Instant, nullable=False),
    Column("due_at", Instant, nullable=False),
    Column("settled_at", Instant),
    Column("case_id", Integer, ForeignKey("case.id"), primary_key=True),
    Column("kind", String, primary_key=True),
    Column("office_id", Integer, nullable=False),
    Index(
        "term_duty_office_id_ix",
        "office_id",
        "due_at",
        "case_id",
        sqlite_where=text("settled_at IS NULL"),
        postgresql_where=text("settled_at IS NULL"),
    ),
)
