"""The workshop: drafts of procedures, every save of them, and who is at work on one."""

import sqlalchemy as sa
from alembic import op

from engine.store.types import Instant, JsonText

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables."""
    op.create_table(
        "draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("procedure_key", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("base_version_id", sa.Integer(), sa.ForeignKey("version.id"), nullable=True),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("opened_at", Instant(), nullable=False),
        sa.Column("opened_by", sa.Integer(), sa.ForeignKey("person.id"), nullable=False),
        sa.Column("saved_at", Instant(), nullable=False),
        sa.Column("saved_by", sa.Integer(), sa.ForeignKey("person.id"), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("remarks", JsonText(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="draft_pk"),
        sqlite_autoincrement=True,
    )
    op.create_index("draft_procedure_key_ix", "draft", ["procedure_key"])
    op.create_table(
        "draft_save",
        sa.Column("draft_id", sa.Integer(), sa.ForeignKey("draft.id"), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("by", sa.Integer(), sa.ForeignKey("person.id"), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("changed", JsonText(), nullable=False),
        sa.Column("files", JsonText(), nullable=False),
        sa.PrimaryKeyConstraint("draft_id", "number", name="draft_save_pk"),
    )
    op.create_table(
        "draft_file",
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name="draft_file_pk"),
    )
    op.create_table(
        "draft_presence",
        sa.Column("draft_id", sa.Integer(), sa.ForeignKey("draft.id"), nullable=False),
        sa.Column("person_id", sa.Integer(), sa.ForeignKey("person.id"), nullable=False),
        sa.Column("since", Instant(), nullable=False),
        sa.Column("seen_at", Instant(), nullable=False),
        sa.Column("path", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("draft_id", "person_id", name="draft_presence_pk"),
    )


def downgrade() -> None:
    """Take them away again."""
    op.drop_table("draft_presence")
    op.drop_table("draft_file")
    op.drop_table("draft_save")
    op.drop_index("draft_procedure_key_ix", "draft")
    op.drop_table("draft")
