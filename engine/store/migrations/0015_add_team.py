"""Substitutes, priorities, notices, and work on many tasks at once."""

import sqlalchemy as sa
from alembic import op

from engine.store.types import Instant, JsonText

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None
PERSON = "person.id"


def upgrade() -> None:
    """Add the tables, and the mark of what is urgent."""
    for table in ("case", "task"):
        mark: sa.Column[bool] = sa.Column(
            "pressing", sa.Boolean(), nullable=False, server_default=sa.false()
        )
        op.add_column(table, mark)
    _index("task_pressing_ix", "task", ["office_id", "post", "urgent_at"], "pressing")
    _add_absences()
    _add_notices()
    op.create_table(
        "batch",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("made_at", Instant(), nullable=False),
        sa.Column("ended_at", Instant(), nullable=True),
        sa.Column("person_id", sa.Integer(), sa.ForeignKey(PERSON), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("request_key", sa.String(), nullable=False),
        sa.Column("content", JsonText(), nullable=False),
        sa.Column("results", JsonText(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="batch_pk"),
        sa.UniqueConstraint("request_key", name="batch_request_key_key"),
        sqlite_autoincrement=True,
    )


def _add_absences() -> None:
    op.create_table(
        "absence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entered_at", Instant(), nullable=False),
        sa.Column("called_off_at", Instant(), nullable=True),
        sa.Column("person_id", sa.Integer(), sa.ForeignKey(PERSON), nullable=False),
        sa.Column("substitute_id", sa.Integer(), sa.ForeignKey(PERSON), nullable=False),
        sa.Column("entered_by", sa.Integer(), sa.ForeignKey(PERSON), nullable=False),
        sa.Column("called_off_by", sa.Integer(), sa.ForeignKey(PERSON), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("may_sign", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="absence_pk"),
    )
    for column in ("person_id", "substitute_id", "ends_on"):
        op.create_index(f"absence_{column}_ix", "absence", [column])


def _add_notices() -> None:
    op.create_table(
        "notice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("run_at", Instant(), nullable=True),
        sa.Column("ended_at", Instant(), nullable=True),
        sa.Column("read_at", Instant(), nullable=True),
        sa.Column("case_id", sa.Integer(), sa.ForeignKey("case.id"), nullable=True),
        sa.Column("person_id", sa.Integer(), sa.ForeignKey(PERSON), nullable=True),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("fence", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=True),
        sa.Column("content", JsonText(), nullable=False),
        sa.Column("error", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="notice_pk"),
        sa.UniqueConstraint("key", name="notice_key_key"),
        sqlite_autoincrement=True,
    )
    _index("notice_run_at_ix", "notice", ["run_at"], "run_at IS NOT NULL")
    _index("notice_case_id_ix", "notice", ["case_id", "id"], "case_id IS NOT NULL")
    _index("notice_person_id_ix", "notice", ["person_id", "id"], "channel = 'page'")
    op.create_table(
        "notice_setting",
        sa.Column("person_id", sa.Integer(), sa.ForeignKey(PERSON), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("channels", JsonText(), nullable=False),
        sa.PrimaryKeyConstraint("person_id", "kind", name="notice_setting_pk"),
    )
    op.create_table(
        "case_notice_setting",
        sa.Column("case_id", sa.Integer(), sa.ForeignKey("case.id"), nullable=False),
        sa.Column("channels", JsonText(), nullable=False),
        sa.PrimaryKeyConstraint("case_id", name="case_notice_setting_pk"),
    )
    op.create_table(
        "digest_run",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("office_id", sa.Integer(), sa.ForeignKey("office.id"), nullable=False),
        sa.PrimaryKeyConstraint("day", "office_id", name="digest_run_pk"),
    )


def _index(name: str, table: str, columns: list[str], condition: str) -> None:
    """Add an index of those rows only that fulfil the condition."""
    where = sa.text(condition)
    op.create_index(name, table, columns, sqlite_where=where, postgresql_where=where)


def downgrade() -> None:
    """Take them away again."""
    for table in (
        "batch",
        "digest_run",
        "case_notice_setting",
        "notice_setting",
        "notice",
        "absence",
    ):
        op.drop_table(table)
    op.drop_index("task_pressing_ix", "task")
    op.drop_column("task", "pressing")
    op.drop_column("case", "pressing")
