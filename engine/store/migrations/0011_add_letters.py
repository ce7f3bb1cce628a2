"""Letters that were asked for and issued, and the registers that number them."""

import sqlalchemy as sa
from alembic import op

from engine.store.types import Instant, JsonText

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables."""
    op.create_table(
        "letter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("asked_at", Instant(), nullable=False),
        sa.Column("issued_at", Instant(), nullable=True),
        sa.Column("delivered_at", Instant(), nullable=True),
        sa.Column("case_id", sa.Integer(), sa.ForeignKey("case.id"), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), sa.ForeignKey("office.id"), nullable=False),
        *(
            sa.Column(name, sa.Integer(), nullable=True)
            for name in ("asked_by", "seq", "token", "year", "value", "size")
        ),
        sa.Column("element", sa.String(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("edition", sa.String(), nullable=False),
        sa.Column("title", JsonText(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("book", "symbol", "signer")),
        sa.Column("number", sa.String(), nullable=True),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=True),
        sa.Column("signed_digest", sa.String(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("request_key", sa.String(), nullable=True),
        sa.Column("facts", JsonText(), nullable=False),
        sa.Column("delivery", JsonText(), nullable=True),
        sa.Column("lack", JsonText(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="letter_pk"),
        sa.UniqueConstraint("code", name="letter_code_key"),
        sa.UniqueConstraint("request_key", name="letter_request_key_key"),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "letter_asked_key",
        "letter",
        ["case_id", "seq", "token", "kind"],
        unique=True,
        sqlite_where=sa.text("seq IS NOT NULL"),
        postgresql_where=sa.text("seq IS NOT NULL"),
    )
    op.create_index("letter_case_id_ix", "letter", ["case_id"])
    op.create_index("letter_register_ix", "letter", ["office_id", "year", "book", "value"])
    op.create_index("letter_state_ix", "letter", ["office_id", "state", "asked_at"])
    op.create_index("letter_digest_ix", "letter", ["digest"])
    op.create_index("letter_signed_digest_ix", "letter", ["signed_digest"])
    op.create_table(
        "letter_register",
        sa.Column("office_id", sa.Integer(), sa.ForeignKey("office.id"), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("book", sa.String(), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("office_id", "year", "book", name="letter_register_pk"),
    )


def downgrade() -> None:
    """Take the tables away."""
    op.drop_table("letter_register")
    op.drop_table("letter")
