"""How whoever holds a post signs (KT., Q., TL., TUQ.), and the title of the post."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns."""
    op.add_column("post", sa.Column("signs", sa.String(), nullable=False, server_default=""))
    op.add_column("post", sa.Column("title", sa.String(), nullable=False, server_default=""))


def downgrade() -> None:
    """Take the columns away."""
    op.drop_column("post", "title")
    op.drop_column("post", "signs")
