"""Tables of letters: each that was asked for, and the registers that number them."""

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table, Text, text

from engine.store.tables import metadata
from engine.store.types import Instant, JsonText

# The log of its case is the proof; a row is what lists read. It is asked for in the transaction
# that needs it, and has number, digest and file from the moment it is issued.
letter = Table(
    "letter",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("asked_at", Instant, nullable=False),
    Column("issued_at", Instant),
    Column("delivered_at", Instant),
    Column("case_id", Integer, ForeignKey("case.id"), nullable=False, index=True),
    Column("version_id", Integer, nullable=False),
    Column("office_id", Integer, ForeignKey("office.id"), nullable=False),
    Column("asked_by", Integer),
    Column("seq", Integer),
    Column("token", Integer),
    Column("year", Integer),
    Column("value", Integer),
    Column("size", Integer),
    Column("element", String),
    Column("kind", String, nullable=False),
    Column("edition", String, nullable=False),
    Column("title", JsonText, nullable=False),
    Column("book", String, nullable=False),
    Column("symbol", String, nullable=False),
    Column("signer", String, nullable=False),
    Column("number", String),
    Column("code", String, nullable=False, unique=True),
    Column("digest", String),
    Column("signed_digest", String),
    Column("state", String, nullable=False),
    Column("request_key", String, unique=True),
    Column("facts", JsonText, nullable=False),
    Column("delivery", JsonText),
    Column("lack", JsonText),
    Column("reason", Text),
    # One step asks for a letter once, however often it is told to.
    Index(
        "letter_asked_key",
        "case_id",
        "seq",
        "token",
        "kind",
        unique=True,
        sqlite_where=text("seq IS NOT NULL"),
        postgresql_where=text("seq IS NOT NULL"),
    ),
    Index("letter_register_ix", "office_id", "year", "book", "value"),
    Index("letter_number_ix", "office_id", "year", "number"),
    Index("letter_state_ix", "office_id", "state", "asked_at"),
    Index("letter_digest_ix", "digest"),
    Index("letter_signed_digest_ix", "signed_digest"),
    sqlite_autoincrement=True,
)

# The last number given in an office, year and book.
letter_register = Table(
    "letter_register",
    metadata,
    Column("office_id", Integer, ForeignKey("office.id"), primary_key=True),
    Column("year", Integer, primary_key=True, autoincrement=False),
    Column("book", String, primary_key=True),
    Column("value", Integer, nullable=False),
)
