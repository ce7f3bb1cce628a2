"""Rounds of background work that fail, and how often a message was made anew."""

import sqlalchemy as sa
from alembic import op

from engine.store.types import Instant

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table and the column."""
    op.create_table(
        "failing_round",
        sa.Column("name", sa.String(), primary_key=True),
        sa.Column("since", Instant(), nullable=False),
        sa.Column("failed_at", Instant(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
    )
    op.add_column("outbox", sa.Column("anew", sa.Integer(), nullable=False, server_default="0"))


def downgrade() -> None:
    """Take them away."""
    op.drop_column("outbox", "anew")
    op.drop_table("failing_round")
