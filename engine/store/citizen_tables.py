"""Tables of what citizens say: ratings of dossiers, complaints and suggestions."""

from sqlalchemy import Column, ForeignKey, Index, Integer, SmallInteger, String, Table, Text

from engine.store.tables import metadata
from engine.store.types import Instant

rating = Table(
    "rating",
    metadata,
    Column("case_id", Integer, ForeignKey("case.id"), primary_key=True),
    Column("at", Instant, nullable=False),
    Column("office_id", Integer, nullable=False),
    Column("points", SmallInteger, nullable=False),
    Column("text", Text, nullable=False),
    Index("rating_office_id_at_ix", "office_id", "at"),
)

complaint = Table(
    "complaint",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Instant, nullable=False),
    Column("refuse_by", Instant, nullable=False),
    Column("ask_by", Instant, nullable=False),
    Column("due_at", Instant, nullable=False),
    Column("replied_at", Instant),
    Column("published_at", Instant),
    Column("office_id", Integer, ForeignKey("office.id"), nullable=False),
    Column("case_id", Integer, ForeignKey("case.id")),
    Column("replied_by", Integer, ForeignKey("person.id")),
    Column("code", String, nullable=False, unique=True),
    Column("kind", String, nullable=False),
    Column("state", String, nullable=False),
    Column("name", String, nullable=False),
    Column("phone", String, nullable=False),
    Column("email", String),
    Column("text", Text, nullable=False),
    Column("more", Text),
    Column("reply", Text),
    Column("channel", String, nullable=False, server_default="web"),
    Column("number", String, index=True),
    Column("entered_at", Instant),
    Column("entered_by", Integer),
    Index("complaint_office_id_state_due_at_ix", "office_id", "state", "due_at"),
    Index("complaint_published_at_ix", "published_at"),
    Index("complaint_case_id_ix", "case_id"),
)
