"""Work for clients outside: the topic of a job, the clients, and what an incident's cause is.

The index of due jobs now holds only what our own workers take. A release before this one finds no
index for its query during the change and reads the table; it is small.
"""

from typing import Literal

import sqlalchemy as sa
from alembic import op

from engine.store.types import Instant, JsonText

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

OURS, THEIRS = sa.text("topic IS NULL"), sa.text("topic IS NOT NULL")


def upgrade() -> None:
    """Add the columns and the table."""
    op.drop_index("job_run_at_ix", "job")
    # SQLite gives the number of a deleted row out again, and an old lock would fit a new job.
    recreate: Literal["always", "never"] = (
        "always" if op.get_context().dialect.name == "sqlite" else "never"
    )
    kept = {"sqlite_autoincrement": True}
    with op.batch_alter_table("job", recreate=recreate, table_kwargs=kept) as job:
        job.add_column(sa.Column("topic", sa.String(), nullable=True))
        job.add_column(sa.Column("client_id", sa.Integer(), nullable=True))
    op.create_index("job_run_at_ix", "job", ["run_at"], sqlite_where=OURS, postgresql_where=OURS)
    op.create_index(
        "job_topic_ix",
        "job",
        ["topic", "run_at", "id"],
        sqlite_where=THEIRS,
        postgresql_where=THEIRS,
    )
    op.add_column("incident", sa.Column("pattern", sa.String(), nullable=True))
    op.create_table(
        "client",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("topics", JsonText(), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("revoked_at", Instant(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="client_pk"),
        sa.UniqueConstraint("name", name="client_name_key"),
        sa.UniqueConstraint("token_hash", name="client_token_hash_key"),
    )


def downgrade() -> None:
    """Take them away again."""
    op.drop_table("client")
    op.drop_column("incident", "pattern")
    op.drop_index("job_topic_ix", "job")
    op.drop_index("job_run_at_ix", "job")
    op.drop_column("job", "client_id")
    op.drop_column("job", "topic")
    op.create_index("job_run_at_ix", "job", ["run_at"])
