"""Tables of the one-stop desk: receptions, papers, validity of offices, changes of people."""

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    text,
)

from engine.store.tables import case, metadata
from engine.store.types import Instant, JsonText

_NUMBERED = text("number IS NOT NULL")
_HELPED = text("proxy_id IS NOT NULL")

# Rules of the desk as the law gives them, each with the days from which and until which it counts.
desk_rule = Table(
    "desk_rule",
    metadata,
    Column("name", String, primary_key=True),
    Column("valid_from", String, primary_key=True),
    Column("valid_to", String),
    Column("value", String, nullable=False),
    Column("basis", String, nullable=False),
)

# What came to a desk, accepted or not. `answers` stay only until a case holds them.
reception = Table(
    "reception",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("received_at", Instant, nullable=False),
    Column("handed_over_at", Instant),
    Column("asked_at", Instant),
    Column("case_id", Integer, unique=True),
    Column("office_id", Integer, nullable=False),
    Column("desk_id", Integer, nullable=False),
    Column("proxy_id", Integer),
    Column("by", Integer),
    Column("asked_by", Integer),
    Column("handed_over_by", Integer),
    Column("rounds", Integer, nullable=False),
    Column("channel", String, nullable=False),
    Column("state", String, nullable=False),
    Column("procedure_key", String, nullable=False),
    Column("version_id", Integer, nullable=False),
    Column("applicant_name", String, nullable=False),
    Column("applicant_search", String, nullable=False),
    Column("number", String),
    Column("reason", Text, nullable=False),
    Column("missing", JsonText, nullable=False),
    Column("slip", String),
    Column("answers", JsonText),
    Index("reception_office_id_state_ix", "office_id", "state", "received_at"),
    Index("reception_desk_id_state_ix", "desk_id", "state", "received_at"),
    Index("reception_proxy_id_ix", "proxy_id", sqlite_where=_HELPED, postgresql_where=_HELPED),
    Index("reception_number_ix", "number", sqlite_where=_NUMBERED, postgresql_where=_NUMBERED),
    sqlite_autoincrement=True,
)

# Who looked at one that has no case; only appended.
reception_reading = Table(
    "reception_reading",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Instant, nullable=False),
    Column("reception_id", Integer, ForeignKey("reception.id"), nullable=False, index=True),
    Column("person_id", Integer, ForeignKey("person.id"), nullable=False),
)

# A person's earlier dossiers are found by the personal number.
Index("case_number_ix", case.c.number, sqlite_where=_NUMBERED, postgresql_where=_NUMBERED)

# The last mark of each paper of the checklist; all marks stand in the log of the case.
paper = Table(
    "paper",
    metadata,
    Column("checked_at", Instant, nullable=False),
    Column("case_id", Integer, ForeignKey("case.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("checked_by", Integer),
    Column("copies", Integer, nullable=False),
    Column("pages", Integer),
    Column("sort", String, nullable=False),
    Column("name_vi", String, nullable=False),
    Column("name_en", String, nullable=False),
    Column("digest", String),
    Column("valid_until", String),
    Column("source", String, nullable=False),
    Column("note", String, nullable=False),
    Column("legible", Boolean, nullable=False),
    Column("complete", Boolean, nullable=False),
    Column("reusable", Boolean, nullable=False),
)

# An office without a row here has always been there and is not going to close.
office_term = Table(
    "office_term",
    metadata,
    Column("office_id", Integer, ForeignKey("office.id"), primary_key=True),
    Column("closed_at", Instant),
    Column("successor_id", Integer, ForeignKey("office.id")),
    Column("planned_by", Integer),
    Column("valid_from", String),
    Column("valid_to", String, index=True),
    Column("basis", String, nullable=False),
)

# Who changed which office or person, when and why; only appended.
register_change = Table(
    "register_change",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Instant, nullable=False),
    Column("by", Integer),
    Column("office_id", Integer, index=True),
    Column("person_id", Integer, index=True),
    Column("act", String, nullable=False),
    Column("reason", Text, nullable=False),
    Column("changed", JsonText, nullable=False),
)

# A code that lets a person choose a password once; only its hash is kept.
password_code = Table(
    "password_code",
    metadata,
    Column("person_id", Integer, ForeignKey("person.id"), primary_key=True),
    Column("code_hash", LargeBinary, nullable=False),
    Column("expires_at", Instant, nullable=False),
)
