"""Publishing: releases, publications under way, comments, and how many must agree.

What was published before has been delivered with the program.
"""

import sqlalchemy as sa
from alembic import op

from engine.store.types import Instant, JsonText

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

# The live version wins over all others, whatever the clock said when they were published.
DELIVERED = """
INSERT INTO release (procedure_key, version_id, origin, offices, effective_at, made_at, "by",
  approved_by, decision_number, decision_on, reason, report)
SELECT procedure_key, id, 'delivered', '[]',
  CASE WHEN is_live THEN (
    SELECT max(one.published_at) FROM version AS one
    WHERE one.procedure_key = version.procedure_key
  ) ELSE published_at END,
  published_at, published_by, '[]', '', '', '', '{}'
FROM version ORDER BY is_live, number
"""


def upgrade() -> None:
    """Add the tables."""
    op.create_table(
        "release",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("procedure_key", sa.String(), nullable=False),
        sa.Column("version_id", sa.Integer(), sa.ForeignKey("version.id"), nullable=True),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("offices", JsonText(), nullable=False),
        sa.Column("share", sa.Integer(), nullable=True),
        sa.Column("effective_at", Instant(), nullable=False),
        sa.Column("made_at", Instant(), nullable=False),
        sa.Column("by", sa.Integer(), sa.ForeignKey("person.id"), nullable=True),
        sa.Column("approved_by", JsonText(), nullable=False),
        sa.Column("case_id", sa.Integer(), sa.ForeignKey("case.id"), nullable=True),
        sa.Column("decision_number", sa.String(), nullable=False),
        sa.Column("decision_on", sa.String(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("called_off_at", Instant(), nullable=True),
        sa.Column("report", JsonText(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="release_pk"),
        sqlite_autoincrement=True,
    )
    op.create_index("release_procedure_key_ix", "release", ["procedure_key", "effective_at"])
    op.create_table(
        "publication",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("draft_id", sa.Integer(), sa.ForeignKey("draft.id"), nullable=False),
        sa.Column("procedure_key", sa.String(), nullable=False),
        sa.Column("case_id", sa.Integer(), sa.ForeignKey("case.id"), nullable=False),
        sa.Column("save", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("wish", JsonText(), nullable=False),
        sa.Column("needed", sa.Integer(), nullable=False),
        sa.Column("authors", JsonText(), nullable=False),
        sa.Column("requested_at", Instant(), nullable=False),
        sa.Column("requested_by", sa.Integer(), sa.ForeignKey("person.id"), nullable=False),
        sa.Column("report", JsonText(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("version_id", sa.Integer(), sa.ForeignKey("version.id"), nullable=True),
        sa.PrimaryKeyConstraint("id", name="publication_pk"),
        sa.UniqueConstraint("case_id", name="publication_case_id_key"),
    )
    op.create_index("publication_draft_id_ix", "publication", ["draft_id"])
    op.create_index("publication_state_ix", "publication", ["state"])
    op.create_table(
        "draft_comment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("draft_id", sa.Integer(), sa.ForeignKey("draft.id"), nullable=False),
        sa.Column("save", sa.Integer(), nullable=False),
        sa.Column("path", sa.String(), nullable=False),
        sa.Column("element", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("by", sa.Integer(), sa.ForeignKey("person.id"), nullable=False),
        sa.Column("resolved_at", Instant(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="draft_comment_pk"),
    )
    op.create_index("draft_comment_draft_id_ix", "draft_comment", ["draft_id"])
    op.create_table(
        "approval_rule",
        sa.Column("procedure_key", sa.String(), nullable=False),
        sa.Column("needed", sa.Integer(), nullable=False),
        sa.Column("set_at", Instant(), nullable=False),
        sa.Column("set_by", sa.Integer(), sa.ForeignKey("person.id"), nullable=False),
        sa.PrimaryKeyConstraint("procedure_key", name="approval_rule_pk"),
    )
    op.execute(DELIVERED)


def downgrade() -> None:
    """Take them away again."""
    for table in ("approval_rule", "draft_comment", "publication", "release"):
        op.drop_table(table)
