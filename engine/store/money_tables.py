"""Tables of fees: orders, receipts, refunds, call-backs of providers, and their statements.

Money is whole VND. Rows of orders and receipts are views of what the log of their case says, kept
so that an office can list them by day.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from engine.store.tables import metadata
from engine.store.types import Instant, JsonText

# `reference` is what a provider knows an order by; `request_key` makes the same order once.
payment_order = Table(
    "payment_order",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("case_id", Integer, ForeignKey("case.id"), nullable=False, index=True),
    Column("token", Integer),
    Column("element", String),
    Column("office_id", Integer, ForeignKey("office.id"), nullable=False),
    Column("reference", String, nullable=False, unique=True),
    Column("request_key", String, nullable=False, unique=True),
    Column("lines", JsonText, nullable=False),
    Column("amount", BigInteger, nullable=False),
    Column("currency", String, nullable=False),
    Column("collected_at_step", String, nullable=False),
    Column("provider", String),
    Column("pay_url", Text),
    Column("state", String, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("created_by", Integer, ForeignKey("person.id")),
    Column("expires_at", Instant, nullable=False),
    Column("closed_at", Instant),
    Column("closed_by", Integer, ForeignKey("person.id")),
    Column("method", String),
    Column("transaction_number", String),
    Column("reason", Text),
    Column("legal_basis", Text),
    # When its provider was told of it, and when it is to be told, and was, that it counts no more.
    Column("announced_at", Instant),
    Column("recall_at", Instant),
    Column("recall_tries", Integer, nullable=False, server_default="0"),
    Column("recalled_at", Instant),
    Index("payment_order_office_id_created_at_ix", "office_id", "created_at"),
    Index("payment_order_provider_closed_at_ix", "provider", "closed_at"),
    Index(
        "payment_order_recall_at_ix",
        "recall_at",
        sqlite_where=text("recall_at IS NOT NULL"),
        postgresql_where=text("recall_at IS NOT NULL"),
    ),
)

receipt = Table(
    "receipt",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("office_id", Integer, ForeignKey("office.id"), nullable=False),
    Column("year", Integer, nullable=False),
    Column("series", String, nullable=False),
    Column("number", Integer, nullable=False),
    Column("order_id", Integer, ForeignKey("payment_order.id"), nullable=False, index=True),
    Column("case_id", Integer, ForeignKey("case.id"), nullable=False, index=True),
    Column("amount", BigInteger, nullable=False),
    Column("payer", String, nullable=False),
    Column("digest", String),
    Column("created_at", Instant, nullable=False),
    Column("created_by", Integer, ForeignKey("person.id")),
    Column("cancelled_at", Instant),
    Column("cancelled_by", Integer, ForeignKey("person.id")),
    Column("cancel_reason", Text),
    UniqueConstraint("office_id", "year", "series", "number"),
)

receipt_counter = Table(
    "receipt_counter",
    metadata,
    Column("office_id", Integer, ForeignKey("office.id"), primary_key=True),
    Column("year", Integer, primary_key=True),
    Column("series", String, primary_key=True),
    Column("value", Integer, nullable=False),
)

refund = Table(
    "refund",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("order_id", Integer, ForeignKey("payment_order.id"), nullable=False, index=True),
    Column("case_id", Integer, ForeignKey("case.id"), nullable=False, index=True),
    Column("office_id", Integer, ForeignKey("office.id"), nullable=False),
    Column("amount", BigInteger, nullable=False),
    Column("occasion", String, nullable=False),
    Column("reason", Text, nullable=False),
    Column("legal_basis", Text),
    Column("state", String, nullable=False),
    Column("asked_at", Instant, nullable=False),
    Column("asked_by", Integer, ForeignKey("person.id"), nullable=False),
    Column("decided_at", Instant),
    Column("decided_by", Integer, ForeignKey("person.id")),
    Column("decision_reason", Text),
    Column("call_id", Integer, ForeignKey("payment_call.id")),
)

# A call-back as it came; `times` counts those that could not be told from one another.
payment_call = Table(
    "payment_call",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("provider", String, nullable=False),
    Column("at", Instant, nullable=False),
    Column("last_at", Instant, nullable=False),
    Column("day", String, nullable=False),
    Column("times", Integer, nullable=False),
    Column("verdict", String, nullable=False),
    Column("address", String, nullable=False),
    Column("digest", String, nullable=False),
    Column("reference", String),
    Column("order_id", Integer, ForeignKey("payment_order.id"), index=True),
    Column("case_id", Integer, ForeignKey("case.id"), index=True),
    Column("office_id", Integer, ForeignKey("office.id")),
    Column("amount", BigInteger),
    Column("currency", String),
    Column("transaction_number", String),
    Index("payment_call_provider_day_ix", "provider", "day", "verdict"),
    Index("payment_call_verdict_last_at_ix", "verdict", "last_at"),
)

payment_nonce = Table(
    "payment_nonce",
    metadata,
    Column("provider", String, primary_key=True),
    Column("nonce", String, primary_key=True),
    Column("at", Instant, nullable=False, index=True),
)

statement = Table(
    "statement",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("provider", String, nullable=False),
    Column("day", String, nullable=False),
    Column("name", String, nullable=False),
    Column("digest", String, nullable=False),
    Column("uploaded_at", Instant, nullable=False),
    Column("uploaded_by", Integer, ForeignKey("person.id"), nullable=False),
    UniqueConstraint("provider", "day"),
)

statement_line = Table(
    "statement_line",
    metadata,
    Column("statement_id", Integer, ForeignKey("statement.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("reference", String, nullable=False),
    Column("transaction_number", String, nullable=False),
    Column("amount", BigInteger, nullable=False),
    Column("currency", String, nullable=False),
)

payment_day = Table(
    "payment_day",
    metadata,
    Column("provider", String, primary_key=True),
    Column("day", String, primary_key=True),
    Column("matched", Integer, nullable=False),
    Column("missing_here", Integer, nullable=False),
    Column("missing_there", Integer, nullable=False),
    Column("differing", Integer, nullable=False),
    Column("has_statement", Boolean, nullable=False),
    Column("checked_at", Instant, nullable=False),
)
