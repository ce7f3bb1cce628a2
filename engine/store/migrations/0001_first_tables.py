"""The first tables, and the fence around the log."""

import sqlalchemy as sa
from alembic import op

from engine.store.fence import raise_fence
from engine.store.types import Instant, JsonText

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make all tables."""
    make_people()
    make_versions()
    make_cases()
    make_waiting()
    raise_fence()


def make_people() -> None:
    """Offices, people, posts, sessions, and limits on tries."""
    op.create_table(
        "counter",
        sa.Column("office_code", sa.String(), nullable=False),
        sa.Column("day", sa.String(), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("office_code", "day", name=op.f("counter_pk")),
    )
    op.create_table(
        "office",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name_vi", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["parent_id"], ["office.id"], name=op.f("office_parent_id_fk")),
        sa.PrimaryKeyConstraint("id", name=op.f("office_pk")),
        sa.UniqueConstraint("code", name=op.f("office_code_key")),
    )
    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("login", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=True),
        sa.Column("password_hash", sa.String(), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("disabled_at", Instant(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("person_pk")),
        sa.UniqueConstraint("login", name=op.f("person_login_key")),
    )
    op.create_table(
        "try_count",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("started_at", Instant(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("try_count_pk")),
    )
    op.create_index(op.f("try_count_started_at_ix"), "try_count", ["started_at"], unique=False)
    op.create_table(
        "post",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("post_office_id_fk")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("post_person_id_fk")),
        sa.PrimaryKeyConstraint("person_id", "office_id", "kind", name=op.f("post_pk")),
    )
    op.create_index("post_office_id_kind_ix", "post", ["office_id", "kind"], unique=False)
    op.create_table(
        "session",
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("expires_at", Instant(), nullable=False),
        sa.Column("revoked_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("session_person_id_fk")),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("session_pk")),
    )
    op.create_index(op.f("session_expires_at_ix"), "session", ["expires_at"], unique=False)
    op.create_index(op.f("session_person_id_ix"), "session", ["person_id"], unique=False)


def make_versions() -> None:
    """Versions of procedures and calendars."""
    op.create_table(
        "calendar",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("calendar_pk")),
        sa.UniqueConstraint("digest", name=op.f("calendar_digest_key")),
    )
    op.create_table(
        "version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("procedure_key", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("files", sa.LargeBinary(), nullable=False),
        sa.Column("published_at", Instant(), nullable=False),
        sa.Column("published_by", sa.Integer(), nullable=True),
        sa.Column("is_live", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["published_by"], ["person.id"], name=op.f("version_published_by_fk")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("version_pk")),
        sa.UniqueConstraint(
            "procedure_key", "number", name=op.f("version_procedure_key_number_key")
        ),
    )
    op.create_index(
        "version_live_key",
        "version",
        ["procedure_key"],
        unique=True,
        sqlite_where=sa.text("is_live"),
        postgresql_where=sa.text("is_live"),
    )


def make_cases() -> None:
    """Cases, their log, and what belongs to them for good."""
    op.create_table(
        "filing",
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("procedure_key", sa.String(), nullable=False),
        sa.Column("answers", JsonText(), nullable=False),
        sa.Column("saved_at", Instant(), nullable=False),
        sa.Column("expires_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("filing_pk")),
    )
    op.create_index(op.f("filing_expires_at_ix"), "filing", ["expires_at"], unique=False)
    op.create_table(
        "case",
        sa.Column("opened_at", Instant(), nullable=False),
        sa.Column("closed_at", Instant(), nullable=True),
        sa.Column("due_at", Instant(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("portal_status", sa.SmallInteger(), nullable=False),
        sa.Column("state_format", sa.SmallInteger(), nullable=False),
        sa.Column("paused", sa.Boolean(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("ending", sa.String(), nullable=True),
        sa.Column("applicant_name", sa.String(), nullable=False),
        sa.Column("applicant_search", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=True),
        sa.Column("number", sa.String(), nullable=True),
        sa.Column("head", sa.LargeBinary(), nullable=False),
        sa.Column("state", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("case_office_id_fk")),
        sa.ForeignKeyConstraint(["version_id"], ["version.id"], name=op.f("case_version_id_fk")),
        sa.PrimaryKeyConstraint("id", name=op.f("case_pk")),
        sa.UniqueConstraint("code", name=op.f("case_code_key")),
    )
    op.create_index("case_office_id_opened_at_ix", "case", ["office_id", "opened_at"], unique=False)
    op.create_table(
        "document",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("media", sa.String(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("document_by_fk")),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("document_case_id_fk")),
        sa.PrimaryKeyConstraint("case_id", "digest", "field", name=op.f("document_pk")),
    )
    op.create_table(
        "log",
        sa.Column("at", Instant(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("by", sa.Integer(), nullable=True),
        sa.Column("calendar_id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("request_key", sa.String(), nullable=True),
        sa.Column("commitment", sa.LargeBinary(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.Column("salt", sa.LargeBinary(), nullable=True),
        sa.Column("payload", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("log_case_id_fk")),
        sa.PrimaryKeyConstraint("case_id", "seq", name=op.f("log_pk")),
    )
    op.create_index(
        "log_request_key_key",
        "log",
        ["request_key"],
        unique=True,
        sqlite_where=sa.text("request_key IS NOT NULL"),
        postgresql_where=sa.text("request_key IS NOT NULL"),
    )
    op.create_index(
        "log_done_ix",
        "log",
        ["by", "at"],
        unique=False,
        sqlite_where=sa.text("kind = 'complete' AND by IS NOT NULL"),
        postgresql_where=sa.text("kind = 'complete' AND by IS NOT NULL"),
    )
    op.create_table(
        "reading",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("reading_case_id_fk")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("reading_person_id_fk")),
        sa.PrimaryKeyConstraint("id", name=op.f("reading_pk")),
    )
    op.create_index("reading_case_id_at_ix", "reading", ["case_id", "at"], unique=False)


def make_waiting() -> None:
    """What cases wait for: rows that come and go."""
    op.create_table(
        "message",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sent_at", Instant(), nullable=False),
        sa.Column("expires_at", Instant(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("payload", JsonText(), nullable=False),
        sa.Column("by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("message_by_fk")),
        sa.PrimaryKeyConstraint("id", name=op.f("message_pk")),
    )
    op.create_index(op.f("message_expires_at_ix"), "message", ["expires_at"], unique=False)
    op.create_index("message_name_key_ix", "message", ["name", "key"], unique=False)
    op.create_table(
        "incident",
        sa.Column("raised_at", Instant(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("token", sa.Integer(), nullable=False),
        sa.Column("element", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("incident_case_id_fk")),
        sa.PrimaryKeyConstraint("case_id", "token", name=op.f("incident_pk")),
    )
    op.create_index(op.f("incident_raised_at_ix"), "incident", ["raised_at"], unique=False)
    op.create_table(
        "job",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("run_at", Instant(), nullable=True),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("token", sa.Integer(), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("fence", sa.Integer(), nullable=False),
        sa.Column("settles", sa.Boolean(), nullable=False),
        sa.Column("element", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("inputs", JsonText(), nullable=False),
        sa.Column("worker", sa.String(), nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("job_case_id_fk")),
        sa.PrimaryKeyConstraint("id", name=op.f("job_pk")),
    )
    op.create_index("job_case_id_token_ix", "job", ["case_id", "token"], unique=False)
    op.create_index(op.f("job_run_at_ix"), "job", ["run_at"], unique=False)
    op.create_table(
        "subscription",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("token", sa.Integer(), nullable=False),
        sa.Column("element", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("audience", sa.String(), nullable=True),
        sa.Column("form", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("subscription_case_id_fk")),
        sa.PrimaryKeyConstraint("case_id", "token", name=op.f("subscription_pk")),
        sa.UniqueConstraint("name", "key", name=op.f("subscription_name_key_key")),
    )
    op.create_table(
        "task",
        sa.Column("opened_at", Instant(), nullable=False),
        sa.Column("due_at", Instant(), nullable=True),
        sa.Column("case_due_at", Instant(), nullable=True),
        sa.Column("urgent_at", Instant(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("token", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("holder_id", sa.Integer(), nullable=True),
        sa.Column("paused", sa.Boolean(), nullable=False),
        sa.Column("element", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("post", sa.String(), nullable=False),
        sa.Column("form", sa.String(), nullable=True),
        sa.Column("label", sa.String(), nullable=True),
        sa.Column("forbidden", JsonText(), nullable=True),
        sa.Column("applicant_name", sa.String(), nullable=False),
        sa.Column("applicant_search", sa.String(), nullable=False),
        sa.Column("draft", JsonText(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("task_case_id_fk")),
        sa.PrimaryKeyConstraint("case_id", "token", name=op.f("task_pk")),
    )
    op.create_index(
        "task_holder_ix",
        "task",
        ["holder_id", "urgent_at", "case_id", "token"],
        unique=False,
        sqlite_where=sa.text("holder_id IS NOT NULL"),
        postgresql_where=sa.text("holder_id IS NOT NULL"),
    )
    op.create_index(
        "task_queue_ix",
        "task",
        ["office_id", "post", "urgent_at", "case_id", "token"],
        unique=False,
    )
    op.create_table(
        "timer",
        sa.Column("due_at", Instant(), nullable=False),
        sa.Column("wake_at", Instant(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("token", sa.Integer(), nullable=False),
        sa.Column("fence", sa.Integer(), nullable=False),
        sa.Column("element", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("timer_case_id_fk")),
        sa.PrimaryKeyConstraint("case_id", "token", name=op.f("timer_pk")),
    )
    op.create_index(op.f("timer_wake_at_ix"), "timer", ["wake_at"], unique=False)
