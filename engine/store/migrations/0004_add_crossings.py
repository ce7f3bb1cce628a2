"""What goes from case to case: signals awaited, events that begin cases, cases that call others."""

import sqlalchemy as sa
from alembic import op

from engine.store.types import Instant

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

CALLED = sa.text("parent_case_id IS NOT NULL")
MESSAGES = sa.text("kind = 'message'")


def upgrade() -> None:
    """Add the tables and the columns."""
    op.create_table(
        "hearing",
        sa.Column("case_id", sa.Integer(), sa.ForeignKey("case.id"), nullable=False),
        sa.Column("token", sa.Integer(), nullable=False),
        sa.Column("element", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("case_id", "token", name="hearing_pk"),
    )
    op.create_index("hearing_name_ix", "hearing", ["name"])
    op.create_table(
        "start_point",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("due_at", Instant(), nullable=True),
        sa.Column("wake_at", Instant(), nullable=True),
        sa.Column("version_id", sa.Integer(), sa.ForeignKey("version.id"), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("fired", sa.Integer(), nullable=False),
        sa.Column("fence", sa.Integer(), nullable=False),
        sa.Column("procedure_key", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("element", sa.String(), nullable=False),
        sa.Column("process", sa.String(), nullable=True),
        sa.Column("name", sa.String(), nullable=True),
        sa.Column("text", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="start_point_pk"),
        sqlite_autoincrement=True,
    )
    op.create_index("start_point_procedure_key_ix", "start_point", ["procedure_key"])
    op.create_index("start_point_name_ix", "start_point", ["name"])
    op.create_index("start_point_wake_at_ix", "start_point", ["wake_at"])
    op.create_index(
        "start_point_message_key",
        "start_point",
        ["name"],
        unique=True,
        sqlite_where=MESSAGES,
        postgresql_where=MESSAGES,
    )
    op.add_column("case", sa.Column("parent_case_id", sa.Integer(), nullable=True))
    op.add_column("case", sa.Column("parent_token", sa.Integer(), nullable=True))
    op.create_index(
        "case_parent_ix",
        "case",
        ["parent_case_id", "parent_token"],
        sqlite_where=CALLED,
        postgresql_where=CALLED,
    )


def downgrade() -> None:
    """Take them away again."""
    op.drop_index("case_parent_ix", "case")
    op.drop_column("case", "parent_token")
    op.drop_column("case", "parent_case_id")
    op.drop_table("start_point")
    op.drop_table("hearing")
