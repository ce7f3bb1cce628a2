"""All tables. Names are singular and those of the glossary.

Rows of the log are many and kept for ever: wide columns first, so that no space is lost to
alignment, and no index but those that are needed. Rows written in every step refer only to their
case by a foreign key: PostgreSQL checks one by locking the row it names, and all cases of a version
would queue for the same few rows.
"""

from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
    text,
)

from engine.store.types import Instant, JsonText

metadata = MetaData(
    naming_convention={
        "pk": "%(table_name)s_pk",
        "fk": "%(table_name)s_%(column_0_name)s_fk",
        "uq": "%(table_name)s_%(column_0_N_name)s_key",
        "ix": "%(table_name)s_%(column_0_N_name)s_ix",
    }
)


def of_rows(condition: str) -> dict[str, Any]:
    """Return the words that make an index one of those rows only."""
    return {"sqlite_where": text(condition), "postgresql_where": text(condition)}


office = Table(
    "office",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("code", String, nullable=False, unique=True),
    Column("name_vi", String, nullable=False),
    Column("name_en", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("parent_id", Integer, ForeignKey("office.id")),
    Column("place", String),
)

person = Table(
    "person",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("login", String, nullable=False, unique=True),
    Column("name", String, nullable=False),
    Column("email", String),
    Column("password_hash", String, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("disabled_at", Instant),
)

post = Table(
    "post",
    metadata,
    Column("person_id", Integer, ForeignKey("person.id"), primary_key=True),
    Column("office_id", Integer, ForeignKey("office.id"), primary_key=True),
    Column("kind", String, primary_key=True),
    Column("signs", String, nullable=False, server_default=""),
    Column("title", String, nullable=False, server_default=""),
    Column("mandate", String, nullable=False, server_default=""),
    Column("mandate_on", Date),
    Index("post_office_id_kind_ix", "office_id", "kind"),
)

session = Table(
    "session",
    metadata,
    Column("token_hash", LargeBinary, primary_key=True),
    Column("person_id", Integer, ForeignKey("person.id"), nullable=False, index=True),
    Column("created_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False, index=True),
    Column("revoked_at", Instant),
)

version = Table(
    "version",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("procedure_key", String, nullable=False),
    Column("number", Integer, nullable=False),
    Column("digest", String, nullable=False),
    Column("files", LargeBinary, nullable=False),
    Column("published_at", Instant, nullable=False),
    Column("published_by", Integer, ForeignKey("person.id")),
    Column("is_live", Boolean, nullable=False),
    UniqueConstraint("procedure_key", "number"),
    Index("version_live_key", "procedure_key", unique=True, **of_rows("is_live")),
)

calendar = Table(
    "calendar",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("digest", LargeBinary, nullable=False, unique=True),
    Column("content", LargeBinary, nullable=False),
)

case = Table(
    "case",
    metadata,
    Column("opened_at", Instant, nullable=False),
    Column("closed_at", Instant),
    Column("due_at", Instant),
    Column("id", Integer, primary_key=True),
    Column("version_id", Integer, ForeignKey("version.id"), nullable=False),
    Column("office_id", Integer, ForeignKey("office.id"), nullable=False),
    Column("seq", Integer, nullable=False),
    Column("portal_status", SmallInteger, nullable=False),
    Column("state_format", SmallInteger, nullable=False),
    Column("paused", Boolean, nullable=False),
    Column("pressing", Boolean, nullable=False, server_default=false(), default=False),
    Column("code", String, nullable=False, unique=True),
    Column("status", String, nullable=False),
    Column("ending", String),
    Column("applicant_name", String, nullable=False),
    Column("applicant_search", String, nullable=False),
    Column("phone", String, nullable=False),
    Column("email", String),
    Column("number", String),
    Column("head", LargeBinary, nullable=False),
    Column("state", LargeBinary),
    Column("parent_case_id", Integer),
    Column("parent_token", Integer),
    Column("move_id", Integer),
    Column("apologies", SmallInteger, nullable=False, server_default="0"),
    Column("ready", Boolean, nullable=False, server_default=false()),
    Index("case_office_id_opened_at_ix", "office_id", "opened_at"),
    Index("case_number_id_ix", "number", "id"),
    Index(
        "case_parent_ix", "parent_case_id", "parent_token", **of_rows("parent_case_id IS NOT NULL")
    ),
)

log = Table(
    "log",
    metadata,
    Column("at", Instant, nullable=False),
    Column("case_id", Integer, ForeignKey("case.id"), primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("by", Integer),
    Column("calendar_id", Integer, nullable=False),
    Column("version_id", Integer, nullable=False),
    Column("kind", String, nullable=False),
    Column("request_key", String),
    Column("commitment", LargeBinary, nullable=False),
    Column("hash", LargeBinary, nullable=False),
    Column("salt", LargeBinary),
    Column("payload", LargeBinary),
    Index("log_request_key_key", "request_key", unique=True, **of_rows("request_key IS NOT NULL")),
    # What a person has done lately; completions by people only, so it stays small.
    Index("log_done_ix", "by", "at", **of_rows("kind = 'complete' AND by IS NOT NULL")),
)

task = Table(
    "task",
    metadata,
    Column("opened_at", Instant, nullable=False),
    Column("due_at", Instant),
    Column("case_due_at", Instant),
    Column("urgent_at", Instant, nullable=False),
    Column("case_id", Integer, ForeignKey("case.id"), primary_key=True),
    Column("token", Integer, primary_key=True),
    Column("version_id", Integer, nullable=False),
    Column("office_id", Integer, nullable=False),
    Column("holder_id", Integer),
    Column("paused", Boolean, nullable=False),
    Column("pressing", Boolean, nullable=False, server_default=false(), default=False),
    Column("element", String, nullable=False),
    Column("code", String, nullable=False),
    Column("post", String, nullable=False),
    Column("form", String),
    Column("label", String),
    Column("forbidden", JsonText),
    Column("applicant_name", String, nullable=False),
    Column("applicant_search", String, nullable=False),
    Column("draft", JsonText),
    Column("ready", Boolean, nullable=False, server_default=false()),
    Index("task_queue_ix", "office_id", "post", "urgent_at", "case_id", "token"),
    Index(
        "task_holder_ix",
        "holder_id",
        "urgent_at",
        "case_id",
        "token",
        **of_rows("holder_id IS NOT NULL"),
    ),
    # What a head has marked as urgent stands before all else; it is little.
    Index("task_pressing_ix", "office_id", "post", "urgent_at", **of_rows("pressing")),
)

# `wake_at` is when it may be taken: the due instant, then the end of the lease of its taker.
timer = Table(
    "timer",
    metadata,
    Column("due_at", Instant, nullable=False),
    Column("wake_at", Instant, nullable=False, index=True),
    Column("case_id", Integer, ForeignKey("case.id"), primary_key=True),
    Column("token", Integer, primary_key=True),
    Column("fence", Integer, nullable=False),
    Column("element", String, nullable=False),
)

subscription = Table(
    "subscription",
    metadata,
    Column("case_id", Integer, ForeignKey("case.id"), primary_key=True),
    Column("token", Integer, primary_key=True),
    Column("element", String, nullable=False),
    Column("name", String, nullable=False),
    Column("key", String, nullable=False),
    Column("audience", String),
    Column("form", String),
    UniqueConstraint("name", "key"),
)

# A signal reaches all that wait for it, so its name is not unique.
hearing = Table(
    "hearing",
    metadata,
    Column("case_id", Integer, ForeignKey("case.id"), primary_key=True),
    Column("token", Integer, primary_key=True),
    Column("element", String, nullable=False),
    Column("name", String, nullable=False),
    Index("hearing_name_ix", "name"),
)

# What begins cases of a live version by itself; a timer without `wake_at` has had its turns.
start_point = Table(
    "start_point",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("due_at", Instant),
    Column("wake_at", Instant, index=True),
    Column("version_id", Integer, ForeignKey("version.id"), nullable=False),
    Column("place", Integer, nullable=False),
    Column("fired", Integer, nullable=False),
    Column("fence", Integer, nullable=False),
    Column("procedure_key", String, nullable=False, index=True),
    Column("kind", String, nullable=False),
    Column("element", String, nullable=False),
    Column("process", String),
    Column("name", String, index=True),
    Column("text", String),
    Index("start_point_message_key", "name", unique=True, **of_rows("kind = 'message'")),
    sqlite_autoincrement=True,
)

message = Table(
    "message",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("sent_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False, index=True),
    Column("name", String, nullable=False),
    Column("key", String, nullable=False),
    Column("payload", JsonText, nullable=False),
    Column("by", Integer, ForeignKey("person.id")),
    Index("message_name_key_ix", "name", "key"),
)

# A dead job has no `run_at`: nobody takes it until it is revived. One with a topic is taken by the
# clients outside that ask for it, any other by our own workers.
job = Table(
    "job",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("run_at", Instant),
    Column("created_at", Instant, nullable=False),
    Column("case_id", Integer, ForeignKey("case.id"), nullable=False),
    Column("token", Integer, nullable=False),
    Column("attempt", Integer, nullable=False),
    Column("fence", Integer, nullable=False),
    Column("settles", Boolean, nullable=False),
    Column("element", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("inputs", JsonText, nullable=False),
    Column("worker", String),
    Column("error", Text),
    Column("topic", String),
    Column("client_id", Integer),
    Index("job_case_id_token_ix", "case_id", "token"),
    Index("job_run_at_ix", "run_at", **of_rows("topic IS NULL")),
    Index("job_topic_ix", "topic", "run_at", "id", **of_rows("topic IS NOT NULL")),
    sqlite_autoincrement=True,  # a number is never given out twice: a lock names one job
)

# A program outside that takes work by topic; only the hash of its token is kept.
client = Table(
    "client",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String, nullable=False, unique=True),
    Column("token_hash", LargeBinary, nullable=False, unique=True),
    Column("topics", JsonText, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("revoked_at", Instant),
)

incident = Table(
    "incident",
    metadata,
    Column("raised_at", Instant, nullable=False, index=True),
    Column("case_id", Integer, ForeignKey("case.id"), primary_key=True),
    Column("token", Integer, primary_key=True),
    Column("element", String, nullable=False),
    Column("code", String, nullable=False),
    Column("text", Text, nullable=False),
    Column("pattern", String),
)

counter = Table(
    "counter",
    metadata,
    Column("office_code", String, primary_key=True),
    Column("day", String, primary_key=True),
    Column("value", Integer, nullable=False),
)

document = Table(
    "document",
    metadata,
    Column("case_id", Integer, ForeignKey("case.id"), primary_key=True),
    Column("digest", String, primary_key=True),
    Column("field", String, primary_key=True),
    Column("name", String, nullable=False),
    Column("size", Integer, nullable=False),
    Column("media", String, nullable=False),
    Column("at", Instant, nullable=False),
    Column("by", Integer, ForeignKey("person.id")),
)

filing = Table(
    "filing",
    metadata,
    Column("token_hash", LargeBinary, primary_key=True),
    Column("procedure_key", String, nullable=False),
    Column("answers", JsonText, nullable=False),
    Column("saved_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False, index=True),
    Column("owner_number", String),
    Column("owner_phone", String),
    Index("filing_owner_number_ix", "owner_number", **of_rows("owner_number IS NOT NULL")),
)

try_count = Table(
    "try_count",
    metadata,
    Column("key", String, primary_key=True),
    Column("started_at", Instant, nullable=False, index=True),
    Column("tries", Integer, nullable=False),
)

reading = Table(
    "reading",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Instant, nullable=False),
    Column("case_id", Integer, ForeignKey("case.id"), nullable=False),
    Column("person_id", Integer, ForeignKey("person.id"), nullable=False),
    Column("purpose", String, nullable=False),
    Column("why", String),
    Column("element", String),
    Column("post", String),
    Column("office_id", Integer),
    Index("reading_case_id_at_ix", "case_id", "at"),
)

# A local copy of what registers elsewhere hold, for the look-up connector.
register = Table(
    "register",
    metadata,
    Column("name", String, primary_key=True),
    Column("number", String, primary_key=True),
    Column("content", JsonText, nullable=False),
)
