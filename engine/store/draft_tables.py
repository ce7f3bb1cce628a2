"""Tables of the workshop: drafts, what was saved of them, and who is at work on one.

Files are kept once by their digest, so a save costs only what it changed.
"""

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, String, Table

from engine.store.tables import metadata
from engine.store.types import Instant, JsonText

# `number` is that of the newest save.
draft = Table(
    "draft",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("procedure_key", String, nullable=False),
    Column("name", String, nullable=False),
    Column("origin", String, nullable=False),
    Column("base_version_id", Integer, ForeignKey("version.id")),
    Column("number", Integer, nullable=False),
    Column("opened_at", Instant, nullable=False),
    Column("opened_by", Integer, ForeignKey("person.id"), nullable=False),
    Column("saved_at", Instant, nullable=False),
    Column("saved_by", Integer, ForeignKey("person.id"), nullable=False),
    Column("state", String, nullable=False),
    Column("remarks", JsonText, nullable=False),
    Index("draft_procedure_key_ix", "procedure_key"),
    sqlite_autoincrement=True,  # the number of a discarded draft never names another
)

# `files` gives the digest of each file by its path.
draft_save = Table(
    "draft_save",
    metadata,
    Column("draft_id", Integer, ForeignKey("draft.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("at", Instant, nullable=False),
    Column("by", Integer, ForeignKey("person.id"), nullable=False),
    Column("note", String, nullable=False),
    Column("changed", JsonText, nullable=False),
    Column("files", JsonText, nullable=False),
)

draft_file = Table(
    "draft_file",
    metadata,
    Column("digest", String, primary_key=True),
    Column("content", LargeBinary, nullable=False),
)

draft_presence = Table(
    "draft_presence",
    metadata,
    Column("draft_id", Integer, ForeignKey("draft.id"), primary_key=True),
    Column("person_id", Integer, ForeignKey("person.id"), primary_key=True),
    Column("since", Instant, nullable=False),
    Column("seen_at", Instant, nullable=False),
    Column("path", String, nullable=False),
)
