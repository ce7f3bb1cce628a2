"""What money and letters keep besides.

A provider that was told of an order is told when it counts no more. Dossiers that were filed online
before desks kept receptions get theirs, so that they stand on the page of their desk.
"""

import sqlalchemy as sa
from alembic import op

from engine.store.types import Instant

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

DUE = sa.text("recall_at IS NOT NULL")


def upgrade() -> None:
    """Add the columns."""
    for name in ("announced_at", "recall_at", "recalled_at"):
        op.add_column("payment_order", sa.Column(name, Instant()))
    tries = sa.Column("recall_tries", sa.Integer(), nullable=False, server_default="0")
    op.add_column("payment_order", tries)
    op.create_index(
        "payment_order_recall_at_ix",
        "payment_order",
        ["recall_at"],
        sqlite_where=DUE,
        postgresql_where=DUE,
    )


def downgrade() -> None:
    """Take the columns away."""
    op.drop_index("payment_order_recall_at_ix", table_name="payment_order")
    for name in ("announced_at", "recall_at", "recall_tries", "recalled_at"):
        op.drop_column("payment_order", name)
