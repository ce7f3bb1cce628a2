"""Tables of signatures: authorities, certificates, what was signed, and orders to sign many."""

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from engine.store.tables import metadata
from engine.store.types import Instant, JsonText

signing_authority = Table(
    "signing_authority",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("digest", String, nullable=False, unique=True),
    Column("trusted_at", Instant, nullable=False),
)

# `chain` holds the certificates above it, in hexadecimal.
certificate = Table(
    "certificate",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", String, nullable=False),
    Column("person_id", Integer, ForeignKey("person.id"), nullable=True),
    Column("office_id", Integer, ForeignKey("office.id"), nullable=False),
    Column("name", String, nullable=False),
    Column("office", String, nullable=False),
    Column("serial", String, nullable=False, unique=True),
    Column("issuer", String, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("chain", JsonText, nullable=False),
    Column("valid_from", Instant, nullable=False),
    Column("valid_until", Instant, nullable=False),
    Column("added_at", Instant, nullable=False),
    Column("revoked_at", Instant, nullable=True),
    Column("revoked_by", Integer, ForeignKey("person.id"), nullable=True),
    Column("revoked_why", Text, nullable=False, server_default=""),
    Index("certificate_person_ix", "person_id"),
    Index("certificate_office_ix", "office_id"),
)

# The log of the case is the proof; a row is what lists read. Without a certificate it was signed
# by hand, on paper.
letter_signature = Table(
    "letter_signature",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("letter_id", Integer, ForeignKey("letter.id"), nullable=False),
    Column("step", Integer, nullable=False),
    Column("role", String, nullable=False),
    Column("person_id", Integer, ForeignKey("person.id"), nullable=False),
    Column("certificate_id", Integer, ForeignKey("certificate.id"), nullable=True),
    Column("signed_at", Instant, nullable=False),
    Column("before", String, nullable=False),
    Column("after", String, nullable=False),
    UniqueConstraint("letter_id", "step", name="letter_signature_step_key"),
    Index("letter_signature_after_ix", "after"),
    Index("letter_signature_person_ix", "person_id", "signed_at"),
)

signing_order = Table(
    "signing_order",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person_id", Integer, ForeignKey("person.id"), nullable=False),
    Column("ordered_at", Instant, nullable=False),
    Index("signing_order_person_ix", "person_id", "ordered_at"),
)

# state: waiting, signed, refused; `reason` says why, in both languages.
signing_order_letter = Table(
    "signing_order_letter",
    metadata,
    Column("order_id", Integer, ForeignKey("signing_order.id"), primary_key=True),
    Column("letter_id", Integer, ForeignKey("letter.id"), primary_key=True),
    Column("step", Integer, nullable=False),
    Column("state", String, nullable=False),
    Column("reason", JsonText, nullable=True),
    Column("done_at", Instant, nullable=True),
    Index("signing_order_letter_state_ix", "state", "order_id"),
)

# What an officer made of a letter outside: kept beside it, never in its place.
letter_version = Table(
    "letter_version",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("letter_id", Integer, ForeignKey("letter.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("digest", String, nullable=False),
    Column("name", String, nullable=False),
    Column("size", Integer, nullable=False),
    Column("kept_at", Instant, nullable=False),
    Column("kept_by", Integer, ForeignKey("person.id"), nullable=False),
    UniqueConstraint("letter_id", "number", name="letter_version_number_key"),
)
