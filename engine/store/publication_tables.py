"""Tables of publishing: releases, publications under way, comments, and how many must agree."""

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table, Text

from engine.store.tables import metadata
from engine.store.types import Instant, JsonText

# From `effective_at` on, new cases of the procedure take the version; without one, there are none.
# Rows are only added; a later one counts before an earlier one.
release = Table(
    "release",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("procedure_key", String, nullable=False),
    Column("version_id", Integer, ForeignKey("version.id")),
    Column("origin", String, nullable=False),
    Column("offices", JsonText, nullable=False),
    Column("share", Integer),
    Column("effective_at", Instant, nullable=False),
    Column("made_at", Instant, nullable=False),
    Column("by", Integer, ForeignKey("person.id")),
    Column("approved_by", JsonText, nullable=False),
    Column("case_id", Integer, ForeignKey("case.id")),
    Column("decision_number", String, nullable=False),
    Column("decision_on", String, nullable=False),
    Column("reason", Text, nullable=False),
    Column("called_off_at", Instant),
    Column("report", JsonText, nullable=False),
    Index("release_procedure_key_ix", "procedure_key", "effective_at"),
    sqlite_autoincrement=True,
)

# Where the publication of a draft stands; the log of its case is the proof.
publication = Table(
    "publication",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("draft_id", Integer, ForeignKey("draft.id"), nullable=False, index=True),
    Column("procedure_key", String, nullable=False),
    Column("case_id", Integer, ForeignKey("case.id"), nullable=False, unique=True),
    Column("save", Integer, nullable=False),
    Column("digest", String, nullable=False),
    Column("state", String, nullable=False, index=True),
    Column("wish", JsonText, nullable=False),
    Column("needed", Integer, nullable=False),
    Column("authors", JsonText, nullable=False),
    Column("requested_at", Instant, nullable=False),
    Column("requested_by", Integer, ForeignKey("person.id"), nullable=False),
    Column("report", JsonText, nullable=False),
    Column("reason", Text, nullable=False),
    Column("version_id", Integer, ForeignKey("version.id")),
)

draft_comment = Table(
    "draft_comment",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("draft_id", Integer, ForeignKey("draft.id"), nullable=False, index=True),
    Column("save", Integer, nullable=False),
    Column("path", String, nullable=False),
    Column("element", String, nullable=False),
    Column("text", Text, nullable=False),
    Column("at", Instant, nullable=False),
    Column("by", Integer, ForeignKey("person.id"), nullable=False),
    Column("resolved_at", Instant),
)

# How many people must agree to a publication; the empty key is for every procedure without a row.
approval_rule = Table(
    "approval_rule",
    metadata,
    Column("procedure_key", String, primary_key=True),
    Column("needed", Integer, nullable=False),
    Column("set_at", Instant, nullable=False),
    Column("set_by", Integer, ForeignKey("person.id"), nullable=False),
)
