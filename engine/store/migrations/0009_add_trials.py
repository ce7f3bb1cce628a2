"""Trials under way: the acts of each person's trial of a draft."""

import sqlalchemy as sa
from alembic import op

from engine.store.types import Instant

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "trial",
        sa.Column("draft_id", sa.Integer(), sa.ForeignKey("draft.id"), nullable=False),
        sa.Column("person_id", sa.Integer(), sa.ForeignKey("person.id"), nullable=False),
        sa.Column("acts", sa.Text(), nullable=False),
        sa.Column("saved_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("draft_id", "person_id", name="trial_pk"),
    )


def downgrade() -> None:
    """Take the table away."""
    op.drop_table("trial")
