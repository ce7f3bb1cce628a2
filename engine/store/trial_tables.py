"""Trials under way: one for each person and draft."""

from sqlalchemy import Column, ForeignKey, Integer, Table, Text

from engine.store.tables import metadata
from engine.store.types import Instant

# `acts` is a scenario file: the trial is made anew from it each time.
trial = Table(
    "trial",
    metadata,
    Column("draft_id", Integer, ForeignKey("draft.id"), primary_key=True),
    Column("person_id", Integer, ForeignKey("person.id"), primary_key=True),
    Column("acts", Text, nullable=False),
    Column("saved_at", Instant, nullable=False),
)
