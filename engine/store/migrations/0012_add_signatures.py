"""Signatures on letters, and the certificates of people."""

import sqlalchemy as sa
from alembic import op

from engine.store.types import Instant, JsonText

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables."""
    op.create_table(
        "signing_authority",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("trusted_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="signing_authority_pk"),
        sa.UniqueConstraint("digest", name="signing_authority_digest_key"),
    )
    op.create_table(
        "certificate",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("person_id", sa.Integer(), sa.ForeignKey("person.id"), nullable=True),
        sa.Column("office_id", sa.Integer(), sa.ForeignKey("office.id"), nullable=False),
        *(
            sa.Column(name, sa.String(), nullable=False)
            for name in ("name", "office", "serial", "issuer")
        ),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("chain", JsonText(), nullable=False),
        *(
            sa.Column(name, Instant(), nullable=False)
            for name in ("valid_from", "valid_until", "added_at")
        ),
        sa.Column("revoked_at", Instant(), nullable=True),
        sa.Column("revoked_by", sa.Integer(), sa.ForeignKey("person.id"), nullable=True),
        sa.Column("revoked_why", sa.Text(), nullable=False, server_default=""),
        sa.PrimaryKeyConstraint("id", name="certificate_pk"),
        sa.UniqueConstraint("serial", name="certificate_serial_key"),
    )
    op.create_index("certificate_person_ix", "certificate", ["person_id"])
    op.create_index("certificate_office_ix", "certificate", ["office_id"])
    _add_signatures()
    _add_orders()


def _add_signatures() -> None:
    op.create_table(
        "letter_signature",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("letter_id", sa.Integer(), sa.ForeignKey("letter.id"), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("person_id", sa.Integer(), sa.ForeignKey("person.id"), nullable=False),
        sa.Column("certificate_id", sa.Integer(), sa.ForeignKey("certificate.id"), nullable=True),
        sa.Column("signed_at", Instant(), nullable=False),
        sa.Column("before", sa.String(), nullable=False),
        sa.Column("after", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="letter_signature_pk"),
        sa.UniqueConstraint("letter_id", "step", name="letter_signature_step_key"),
    )
    op.create_index("letter_signature_after_ix", "letter_signature", ["after"])
    op.create_index("letter_signature_person_ix", "letter_signature", ["person_id", "signed_at"])
    op.create_table(
        "letter_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("letter_id", sa.Integer(), sa.ForeignKey("letter.id"), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("kept_at", Instant(), nullable=False),
        sa.Column("kept_by", sa.Integer(), sa.ForeignKey("person.id"), nullable=False),
        sa.PrimaryKeyConstraint("id", name="letter_version_pk"),
        sa.UniqueConstraint("letter_id", "number", name="letter_version_number_key"),
    )


def _add_orders() -> None:
    op.create_table(
        "signing_order",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), sa.ForeignKey("person.id"), nullable=False),
        sa.Column("ordered_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="signing_order_pk"),
    )
    op.create_index("signing_order_person_ix", "signing_order", ["person_id", "ordered_at"])
    op.create_table(
        "signing_order_letter",
        sa.Column("order_id", sa.Integer(), sa.ForeignKey("signing_order.id"), nullable=False),
        sa.Column("letter_id", sa.Integer(), sa.ForeignKey("letter.id"), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("reason", JsonText(), nullable=True),
        sa.Column("done_at", Instant(), nullable=True),
        sa.PrimaryKeyConstraint("order_id", "letter_id", name="signing_order_letter_pk"),
    )
    op.create_index("signing_order_letter_state_ix", "signing_order_letter", ["state", "order_id"])


def downgrade() -> None:
    """Take the tables away."""
    for table in (
        "signing_order_letter",
        "signing_order",
        "letter_version",
        "letter_signature",
        "certificate",
        "signing_authority",
    ):
        op.drop_table(table)
