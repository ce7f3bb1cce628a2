"""Terms: the legal clock as rows, warnings, duties to apologise.

What waits for the person only is told apart from what stands still: both counted as paused before.
"""

import json

import sqlalchemy as sa
from alembic import op

from engine.store.types import Instant

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

# Until saved states are read: results are ready at these statuses of the national portal.
READY_STATUSES = (9, 10)
BATCH = 500


def upgrade() -> None:
    """Add the tables and columns, and fill them for the cases that are there."""
    op.create_table(
        "term",
        sa.Column("next_at", Instant()),
        sa.Column("due_at", Instant(), nullable=False),
        sa.Column("case_id", sa.Integer(), sa.ForeignKey("case.id"), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("reached", sa.SmallInteger(), nullable=False),
        sa.Column("runs", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("case_id", name="term_pk"),
    )
    op.create_table(
        "term_duty",
        sa.Column("at", Instant(), nullable=False),
        sa.Column("due_at", Instant(), nullable=False),
        sa.Column("settled_at", Instant()),
        sa.Column("case_id", sa.Integer(), sa.ForeignKey("case.id"), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("case_id", "kind", name="term_duty_pk"),
    )
    for name, kind, default in (
        ("apologies", sa.SmallInteger(), "0"),
        ("ready", sa.Boolean(), sa.false()),
    ):
        op.add_column("case", sa.Column(name, kind, nullable=False, server_default=default))
    op.add_column(
        "task", sa.Column("ready", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    _mark_ready()
    _watch()
    op.create_index(
        "term_duty_office_id_ix",
        "term_duty",
        ["office_id", "due_at", "case_id"],
        sqlite_where=sa.text("settled_at IS NULL"),
        postgresql_where=sa.text("settled_at IS NULL"),
    )
    op.create_index(
        "term_next_at_ix",
        "term",
        ["next_at"],
        sqlite_where=sa.text("next_at IS NOT NULL"),
        postgresql_where=sa.text("next_at IS NOT NULL"),
    )
    op.create_index(
        "term_office_id_due_at_ix",
        "term",
        ["office_id", "due_at", "case_id"],
        sqlite_where=sa.text("runs"),
        postgresql_where=sa.text("runs"),
    )


def downgrade() -> None:
    """Take the tables and columns away."""
    op.drop_table("term_duty")
    op.drop_table("term")
    op.drop_column("task", "ready")
    op.drop_column("case", "ready")
    op.drop_column("case", "apologies")


def _mark_ready() -> None:
    """Mark the cases whose clock has ended, as their saved states tell."""
    db = op.get_bind()
    case = sa.table(
        "case",
        sa.column("id", sa.Integer()),
        sa.column("state", sa.LargeBinary()),
        sa.column("portal_status", sa.Integer()),
        sa.column("paused", sa.Boolean()),
        sa.column("ready", sa.Boolean()),
    )
    task = sa.table("task", sa.column("case_id", sa.Integer()), sa.column("ready", sa.Boolean()))
    after = 0
    wanted = sa.select(case.c.id, case.c.state, case.c.portal_status).order_by(case.c.id)
    while rows := db.execute(wanted.where(case.c.id > after, case.c.paused).limit(BATCH)).all():
        after = rows[-1].id
        ready = [row.id for row in rows if _is_ready(row.state, row.portal_status)]
        db.execute(sa.update(case).where(case.c.id.in_(ready)).values(ready=True))
        db.execute(sa.update(task).where(task.c.case_id.in_(ready)).values(ready=True))


def _is_ready(state: bytes | None, portal_status: int) -> bool:
    if state is None:
        return portal_status in READY_STATUSES
    awake, _, _ = bytes(state).partition(b"\n")
    return bool(json.loads(awake)["c"][0] == "stopped")


def _watch() -> None:
    """Put the open cases under watch; the worker looks at each at once and sets its instants."""
    op.execute(
        "INSERT INTO term (next_at, due_at, case_id, office_id, reached, runs) "
        "SELECT CASE WHEN NOT paused THEN opened_at END, due_at, id, office_id, 0, NOT paused "
        "FROM \"case\" WHERE status = 'running' AND due_at IS NOT NULL AND NOT ready"
    )
