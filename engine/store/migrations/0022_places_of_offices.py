"""Where an office dates its letters, for those whose name does not say it."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column."""
    op.add_column("office", sa.Column("place", sa.String()))


def downgrade() -> None:
    """Take the column away."""
    op.drop_column("office", "place")
