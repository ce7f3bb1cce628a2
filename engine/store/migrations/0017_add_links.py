"""Dossiers of several offices, and the outbox to other systems."""

import sqlalchemy as sa
from alembic import op

from engine.store.types import Instant, JsonText

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables."""
    op.create_table(
        "outbox",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("sent_at", Instant()),
        sa.Column("case_id", sa.Integer(), sa.ForeignKey("case.id"), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("partner", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("error", sa.Text()),
        sa.PrimaryKeyConstraint("id", name="outbox_pk"),
        sa.UniqueConstraint(
            "partner", "case_id", "seq", "kind", name="outbox_partner_case_id_seq_kind_key"
        ),
    )
    op.create_index("outbox_partner_state_id_ix", "outbox", ["partner", "state", "id"])
    op.create_index("outbox_case_id_ix", "outbox", ["case_id"])
    op.create_table(
        "reconciliation",
        sa.Column("partner", sa.String(), nullable=False),
        sa.Column("day", sa.String(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("content", JsonText()),
        sa.PrimaryKeyConstraint("partner", "day", name="reconciliation_pk"),
    )


def downgrade() -> None:
    """Take the tables away."""
    op.drop_table("reconciliation")
    op.drop_table("outbox")
