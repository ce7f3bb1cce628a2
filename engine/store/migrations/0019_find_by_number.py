"""Dossiers are found by the personal number of their applicant."""

from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the index."""
    op.create_index("case_number_id_ix", "case", ["number", "id"])


def downgrade() -> None:
    """Take the index away."""
    op.drop_index("case_number_id_ix", table_name="case")
