"""How whoever holds a post signs (KT., Q., TL., TUQ.), its title, and by which authorisation."""

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
    for table in ("post", "absence"):
        number: sa.Column[str] = sa.Column(
            "mandate", sa.String(), nullable=False, server_default=""
        )
        op.add_column(table, number)
        op.add_column(table, sa.Column("mandate_on", sa.Date()))


def downgrade() -> None:
    """Take the columns away."""
    for table in ("absence", "post"):
        op.drop_column(table, "mandate_on")
        op.drop_column(table, "mandate")
    op.drop_column("post", "title")
    op.drop_column("post", "signs")
