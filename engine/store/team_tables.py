"""Absences, notices and their settings, and work on many tasks at once."""

from sqlalchemy import Boolean, Column, Date, ForeignKey, Index, Integer, String, Table, Text

from engine.store.tables import metadata, of_rows
from engine.store.types import Instant, JsonText

# Days are local ones, both included. A period that was called off stays, with the day it ended.
absence = Table(
    "absence",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("entered_at", Instant, nullable=False),
    Column("called_off_at", Instant),
    Column("person_id", Integer, ForeignKey("person.id"), nullable=False, index=True),
    Column("substitute_id", Integer, ForeignKey("person.id"), nullable=False, index=True),
    Column("entered_by", Integer, ForeignKey("person.id"), nullable=False),
    Column("called_off_by", Integer, ForeignKey("person.id")),
    Column("starts_on", Date, nullable=False),
    Column("ends_on", Date, nullable=False, index=True),
    Column("may_sign", Boolean, nullable=False),
    Column("reason", Text, nullable=False),
    Column("mandate", String, nullable=False, server_default=""),
    Column("mandate_on", Date),
)

# One row for each channel. `run_at` is when it may be taken; none once it is sent or given up.
notice = Table(
    "notice",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("created_at", Instant, nullable=False),
    Column("run_at", Instant),
    Column("ended_at", Instant),
    Column("read_at", Instant),
    Column("case_id", Integer, ForeignKey("case.id")),
    Column("person_id", Integer, ForeignKey("person.id")),
    Column("attempt", Integer, nullable=False),
    Column("fence", Integer, nullable=False),
    Column("channel", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("state", String, nullable=False),
    Column("key", String, unique=True),
    Column("content", JsonText, nullable=False),
    Column("error", Text),
    Column("complaint_id", Integer),
    Index("notice_run_at_ix", "run_at", **of_rows("run_at IS NOT NULL")),
    Index("notice_case_id_ix", "case_id", "id", **of_rows("case_id IS NOT NULL")),
    Index("notice_person_id_ix", "person_id", "id", **of_rows("channel = 'page'")),
    sqlite_autoincrement=True,
)

# What a person wants otherwise than is usual; the applicant of a case has one row for all kinds.
notice_setting = Table(
    "notice_setting",
    metadata,
    Column("person_id", Integer, ForeignKey("person.id"), primary_key=True),
    Column("kind", String, primary_key=True),
    Column("channels", JsonText, nullable=False),
)
case_notice_setting = Table(
    "case_notice_setting",
    metadata,
    Column("case_id", Integer, ForeignKey("case.id"), primary_key=True),
    Column("channels", JsonText, nullable=False),
)

# Whoever writes the row has made the digests of that office for that day.
digest_run = Table(
    "digest_run",
    metadata,
    Column("day", Date, primary_key=True),
    Column("office_id", Integer, ForeignKey("office.id"), primary_key=True),
)

# The same done to many tasks, each in a transaction of its own; `results` grows with each.
batch = Table(
    "batch",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("made_at", Instant, nullable=False),
    Column("ended_at", Instant),
    Column("person_id", Integer, ForeignKey("person.id"), nullable=False),
    Column("kind", String, nullable=False),
    Column("request_key", String, nullable=False, unique=True),
    Column("content", JsonText, nullable=False),
    Column("results", JsonText, nullable=False),
    sqlite_autoincrement=True,
)
