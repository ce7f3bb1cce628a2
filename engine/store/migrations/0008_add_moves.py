"""Moving running cases to another version: orders, their cases, and a mark on cases that wait."""

import sqlalchemy as sa
from alembic import op

from engine.store.types import Instant, JsonText

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables, the mark, and the index of running cases."""
    op.add_column("case", sa.Column("move_id", sa.Integer(), nullable=True))
    op.create_index(
        "case_running_ix",
        "case",
        ["version_id", "id"],
        sqlite_where=sa.text("closed_at IS NULL"),
        postgresql_where=sa.text("closed_at IS NULL"),
    )
    op.create_table(
        "move",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("wake_at", Instant(), nullable=True),
        sa.Column("begun_at", Instant(), nullable=False),
        sa.Column("procedure_key", sa.String(), nullable=False),
        sa.Column("from_version_id", sa.Integer(), sa.ForeignKey("version.id"), nullable=False),
        sa.Column("to_version_id", sa.Integer(), sa.ForeignKey("version.id"), nullable=False),
        sa.Column("mapping", JsonText(), nullable=False),
        sa.Column("policy", sa.String(), nullable=False),
        sa.Column("steps", JsonText(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("begun_by", sa.Integer(), sa.ForeignKey("person.id"), nullable=False),
        sa.Column("ordered_by", sa.Integer(), sa.ForeignKey("person.id"), nullable=True),
        sa.Column("fence", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="move_pk"),
        sqlite_autoincrement=True,
    )
    op.create_index("move_wake_at_ix", "move", ["wake_at"])
    op.create_index("move_procedure_key_ix", "move", ["procedure_key"])
    op.create_table(
        "move_case",
        sa.Column("at", Instant(), nullable=True),
        sa.Column("move_id", sa.Integer(), sa.ForeignKey("move.id"), nullable=False),
        sa.Column("case_id", sa.Integer(), sa.ForeignKey("case.id"), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("obstacles", JsonText(), nullable=False),
        sa.PrimaryKeyConstraint("move_id", "case_id", name="move_case_pk"),
    )
    op.create_index("move_case_state_ix", "move_case", ["move_id", "state", "case_id"])


def downgrade() -> None:
    """Take them away again."""
    op.drop_table("move_case")
    op.drop_table("move")
    op.drop_index("case_running_ix", "case")
    op.drop_column("case", "move_id")
