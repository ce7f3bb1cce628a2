"""The table of rounds of background work that fail."""

from sqlalchemy import Column, Integer, String, Table, Text

from engine.store.tables import metadata
from engine.store.types import Instant

failing_round = Table(
    "failing_round",
    metadata,
    Column("name", String, primary_key=True),
    Column("since", Instant, nullable=False),
    Column("failed_at", Instant, nullable=False),
    Column("failures", Integer, nullable=False),
    Column("message", Text, nullable=False),
)
