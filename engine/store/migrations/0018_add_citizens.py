"""Ratings, complaints and suggestions of citizens."""

import sqlalchemy as sa
from alembic import op

from engine.store.types import Instant

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables."""
    op.create_table(
        "rating",
        sa.Column("case_id", sa.Integer(), sa.ForeignKey("case.id"), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("points", sa.SmallInteger(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("case_id", name="rating_pk"),
    )
    op.create_index("rating_office_id_at_ix", "rating", ["office_id", "at"])
    op.create_table(
        "complaint",
        sa.Column("id", sa.Integer(), nullable=False),
        *(
            sa.Column(name, Instant(), nullable=False)
            for name in ("at", "refuse_by", "ask_by", "due_at")
        ),
        sa.Column("replied_at", Instant()),
        sa.Column("published_at", Instant()),
        sa.Column("office_id", sa.Integer(), sa.ForeignKey("office.id"), nullable=False),
        sa.Column("case_id", sa.Integer(), sa.ForeignKey("case.id")),
        sa.Column("replied_by", sa.Integer(), sa.ForeignKey("person.id")),
        *(
            sa.Column(name, sa.String(), nullable=False)
            for name in ("code", "kind", "state", "name", "phone")
        ),
        sa.Column("email", sa.String()),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("more", sa.Text()),
        sa.Column("reply", sa.Text()),
        sa.PrimaryKeyConstraint("id", name="complaint_pk"),
        sa.UniqueConstraint("code", name="complaint_code_key"),
    )
    op.create_index(
        "complaint_office_id_state_due_at_ix", "complaint", ["office_id", "state", "due_at"]
    )
    op.create_index("complaint_published_at_ix", "complaint", ["published_at"])
    op.create_index("complaint_case_id_ix", "complaint", ["case_id"])


def downgrade() -> None:
    """Take the tables away."""
    op.drop_table("complaint")
    op.drop_table("rating")
