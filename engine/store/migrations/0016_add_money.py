"""Fees, payment orders, receipts and reports about call-backs."""

import sqlalchemy as sa
from alembic import op

from engine.store.types import Instant, JsonText

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

NEW = (
    "payment_day",
    "statement_line",
    "statement",
    "payment_nonce",
    "refund",
    "payment_call",
    "receipt_counter",
    "receipt",
    "payment_order",
)


def upgrade() -> None:
    """Add the tables."""
    _add_orders()
    _add_receipts()
    _add_calls()
    _add_refunds()
    _add_statements()


def downgrade() -> None:
    """Take the tables away."""
    for name in NEW:
        op.drop_table(name)


def _person(name: str, *, nullable: bool = True) -> "sa.Column[int]":
    return sa.Column(name, sa.Integer(), sa.ForeignKey("person.id"), nullable=nullable)


def _case() -> "sa.Column[int]":
    return sa.Column("case_id", sa.Integer(), sa.ForeignKey("case.id"), nullable=False)


def _office(*, nullable: bool = False) -> "sa.Column[int]":
    return sa.Column("office_id", sa.Integer(), sa.ForeignKey("office.id"), nullable=nullable)


def _order(*, nullable: bool = False) -> "sa.Column[int]":
    key = sa.ForeignKey("payment_order.id")
    return sa.Column("order_id", sa.Integer(), key, nullable=nullable)


def _add_orders() -> None:
    op.create_table(
        "payment_order",
        sa.Column("id", sa.Integer(), nullable=False),
        _case(),
        sa.Column("token", sa.Integer()),
        sa.Column("element", sa.String()),
        _office(),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("request_key", sa.String(), nullable=False),
        sa.Column("lines", JsonText(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("collected_at_step", sa.String(), nullable=False),
        sa.Column("provider", sa.String()),
        sa.Column("pay_url", sa.Text()),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        _person("created_by"),
        sa.Column("expires_at", Instant(), nullable=False),
        sa.Column("closed_at", Instant()),
        _person("closed_by"),
        sa.Column("method", sa.String()),
        sa.Column("transaction_number", sa.String()),
        sa.Column("reason", sa.Text()),
        sa.Column("legal_basis", sa.Text()),
        sa.PrimaryKeyConstraint("id", name="payment_order_pk"),
        sa.UniqueConstraint("reference", name="payment_order_reference_key"),
        sa.UniqueConstraint("request_key", name="payment_order_request_key_key"),
    )
    op.create_index("payment_order_case_id_ix", "payment_order", ["case_id"])
    place = ["office_id", "created_at"]
    op.create_index("payment_order_office_id_created_at_ix", "payment_order", place)
    place = ["provider", "closed_at"]
    op.create_index("payment_order_provider_closed_at_ix", "payment_order", place)


def _add_receipts() -> None:
    op.create_table(
        "receipt",
        sa.Column("id", sa.Integer(), nullable=False),
        _office(),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("series", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        _order(),
        _case(),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("payer", sa.String(), nullable=False),
        sa.Column("digest", sa.String()),
        sa.Column("created_at", Instant(), nullable=False),
        _person("created_by"),
        sa.Column("cancelled_at", Instant()),
        _person("cancelled_by"),
        sa.Column("cancel_reason", sa.Text()),
        sa.PrimaryKeyConstraint("id", name="receipt_pk"),
        sa.UniqueConstraint(
            "office_id", "year", "series", "number", name="receipt_office_id_year_series_number_key"
        ),
    )
    op.create_index("receipt_order_id_ix", "receipt", ["order_id"])
    op.create_index("receipt_case_id_ix", "receipt", ["case_id"])
    op.create_table(
        "receipt_counter",
        _office(),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("series", sa.String(), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("office_id", "year", "series", name="receipt_counter_pk"),
    )


def _add_refunds() -> None:
    op.create_table(
        "refund",
        sa.Column("id", sa.Integer(), nullable=False),
        _order(),
        _case(),
        _office(),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("occasion", sa.String(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("legal_basis", sa.Text()),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("asked_at", Instant(), nullable=False),
        _person("asked_by", nullable=False),
        sa.Column("decided_at", Instant()),
        _person("decided_by"),
        sa.Column("decision_reason", sa.Text()),
        sa.Column("call_id", sa.Integer(), sa.ForeignKey("payment_call.id")),
        sa.PrimaryKeyConstraint("id", name="refund_pk"),
    )
    op.create_index("refund_order_id_ix", "refund", ["order_id"])
    op.create_index("refund_case_id_ix", "refund", ["case_id"])


def _add_calls() -> None:
    op.create_table(
        "payment_call",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("provider", sa.String(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("last_at", Instant(), nullable=False),
        sa.Column("day", sa.String(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("reference", sa.String()),
        _order(nullable=True),
        sa.Column("case_id", sa.Integer(), sa.ForeignKey("case.id")),
        _office(nullable=True),
        sa.Column("amount", sa.BigInteger()),
        sa.Column("currency", sa.String()),
        sa.Column("transaction_number", sa.String()),
        sa.PrimaryKeyConstraint("id", name="payment_call_pk"),
    )
    op.create_index("payment_call_order_id_ix", "payment_call", ["order_id"])
    op.create_index("payment_call_case_id_ix", "payment_call", ["case_id"])
    place = ["provider", "day", "verdict"]
    op.create_index("payment_call_provider_day_ix", "payment_call", place)
    op.create_index("payment_call_verdict_last_at_ix", "payment_call", ["verdict", "last_at"])
    op.create_table(
        "payment_nonce",
        sa.Column("provider", sa.String(), nullable=False),
        sa.Column("nonce", sa.String(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("provider", "nonce", name="payment_nonce_pk"),
    )
    op.create_index("payment_nonce_at_ix", "payment_nonce", ["at"])


def _add_statements() -> None:
    op.create_table(
        "statement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("provider", sa.String(), nullable=False),
        sa.Column("day", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("uploaded_at", Instant(), nullable=False),
        _person("uploaded_by", nullable=False),
        sa.PrimaryKeyConstraint("id", name="statement_pk"),
        sa.UniqueConstraint("provider", "day", name="statement_provider_day_key"),
    )
    key = sa.ForeignKey("statement.id")
    op.create_table(
        "statement_line",
        sa.Column("statement_id", sa.Integer(), key, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("transaction_number", sa.String(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("statement_id", "number", name="statement_line_pk"),
    )
    op.create_table(
        "payment_day",
        sa.Column("provider", sa.String(), nullable=False),
        sa.Column("day", sa.String(), nullable=False),
        sa.Column("matched", sa.Integer(), nullable=False),
        sa.Column("missing_here", sa.Integer(), nullable=False),
        sa.Column("missing_there", sa.Integer(), nullable=False),
        sa.Column("differing", sa.Integer(), nullable=False),
        sa.Column("has_statement", sa.Boolean(), nullable=False),
        sa.Column("checked_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("provider", "day", name="payment_day_pk"),
    )
