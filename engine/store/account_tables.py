"""Tables of citizens who opened something or signed in: sessions, and codes by text message."""

from sqlalchemy import Column, ForeignKey, Integer, LargeBinary, SmallInteger, String, Table

from engine.store.tables import metadata
from engine.store.types import Instant

# Without a number nobody has signed in: only a dossier or a complaint is open.
citizen_session = Table(
    "citizen_session",
    metadata,
    Column("token_hash", LargeBinary, primary_key=True),
    Column("created_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False, index=True),
    Column("ends_at", Instant, nullable=False),
    Column("number", String),
    Column("name", String),
    Column("phone", String),
    Column("case_id", Integer, ForeignKey("case.id")),
    Column("complaint_id", Integer, ForeignKey("complaint.id")),
)

# Without a case what was given did not fit: such a row answers like any other, and opens nothing.
sign_in_code = Table(
    "sign_in_code",
    metadata,
    Column("token_hash", LargeBinary, primary_key=True),
    Column("created_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False, index=True),
    Column("case_id", Integer, ForeignKey("case.id")),
    Column("tries", SmallInteger, nullable=False),
)
