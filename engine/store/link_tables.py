"""Tables of what other systems are told: the outbox, and the daily comparison."""

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table, Text, UniqueConstraint

from engine.store.tables import metadata
from engine.store.types import Instant, JsonText

# Written with the step that it tells of, in one transaction.
outbox = Table(
    "outbox",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("created_at", Instant, nullable=False),
    Column("sent_at", Instant),
    Column("case_id", Integer, ForeignKey("case.id"), nullable=False),
    Column("seq", Integer, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("anew", Integer, nullable=False, server_default="0"),
    Column("partner", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("state", String, nullable=False),
    Column("error", Text),
    UniqueConstraint("partner", "case_id", "seq", "kind"),
    Index("outbox_partner_state_id_ix", "partner", "state", "id"),
    Index("outbox_case_id_ix", "case_id"),
)

reconciliation = Table(
    "reconciliation",
    metadata,
    Column("partner", String, primary_key=True),
    Column("day", String, primary_key=True),
    Column("at", Instant, nullable=False),
    Column("content", JsonText),
)
