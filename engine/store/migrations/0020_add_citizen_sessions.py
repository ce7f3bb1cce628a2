"""Citizens who signed in: their sessions, codes by text message, drafts and complaints of theirs.

Complaints that an officer took in say so; a look at a dossier says in which right it was made.
"""

import sqlalchemy as sa
from alembic import op

from engine.store.types import Instant

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

OWNED = sa.text("owner_number IS NOT NULL")
ADDED = (
    ("filing", sa.String(), ("owner_number", "owner_phone")),
    ("complaint", sa.String(), ("number",)),
    ("complaint", sa.Integer(), ("entered_by",)),
    ("complaint", Instant(), ("entered_at",)),
    ("notice", sa.Integer(), ("complaint_id",)),
    ("reading", sa.String(), ("why", "element", "post")),
    ("reading", sa.Integer(), ("office_id",)),
)


def upgrade() -> None:
    """Add tables and columns."""
    op.create_table(
        "citizen_session",
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        *(
            sa.Column(name, Instant(), nullable=False)
            for name in ("created_at", "expires_at", "ends_at")
        ),
        *(sa.Column(name, sa.String()) for name in ("number", "name", "phone")),
        sa.Column("case_id", sa.Integer(), sa.ForeignKey("case.id")),
        sa.Column("complaint_id", sa.Integer(), sa.ForeignKey("complaint.id")),
        sa.PrimaryKeyConstraint("token_hash", name="citizen_session_pk"),
    )
    op.create_index("citizen_session_expires_at_ix", "citizen_session", ["expires_at"])
    op.create_table(
        "sign_in_code",
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        *(sa.Column(name, Instant(), nullable=False) for name in ("created_at", "expires_at")),
        sa.Column("case_id", sa.Integer(), sa.ForeignKey("case.id")),
        sa.Column("tries", sa.SmallInteger(), nullable=False),
        sa.PrimaryKeyConstraint("token_hash", name="sign_in_code_pk"),
    )
    op.create_index("sign_in_code_expires_at_ix", "sign_in_code", ["expires_at"])
    for table, kind, names in ADDED:
        for name in names:
            op.add_column(table, sa.Column(name, kind))
    channel = sa.Column("channel", sa.String(), nullable=False, server_default="web")
    op.add_column("complaint", channel)
    op.create_index(
        "filing_owner_number_ix",
        "filing",
        ["owner_number"],
        sqlite_where=OWNED,
        postgresql_where=OWNED,
    )
    op.create_index("complaint_number_ix", "complaint", ["number"])


def downgrade() -> None:
    """Take tables and columns away."""
    op.drop_index("complaint_number_ix", table_name="complaint")
    op.drop_index("filing_owner_number_ix", table_name="filing")
    op.drop_column("complaint", "channel")
    for table, _kind, names in ADDED:
        for name in names:
            op.drop_column(table, name)
    op.drop_table("sign_in_code")
    op.drop_table("citizen_session")
