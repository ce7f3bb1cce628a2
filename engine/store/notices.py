"""Notices: written with what they tell of, sent later by a worker under a lease."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, select, update
from sqlalchemy.dialects import postgresql, sqlite

from engine.records.notices import (
    FAILED,
    PAGE,
    SENT,
    SIGN_IN_CODE,
    WAITING,
    Channel,
    Notice,
    NoticeRow,
)
from engine.store.tables import case, person
from engine.store.team_tables import case_notice_setting, notice, notice_setting
from engine.store.types import AnyRow, Instant

# What was told under a key is not told again.
INSERT = {
    "sqlite": sqlite.insert(notice)
    .on_conflict_do_nothing(index_elements=["key"])
    .returning(notice.c.id),
    "postgresql": postgresql.insert(notice)
    .on_conflict_do_nothing(index_elements=["key"])
    .returning(notice.c.id),
}
COLUMNS = (
    notice.c.id,
    notice.c.kind,
    notice.c.channel,
    notice.c.state,
    notice.c.content,
    notice.c.created_at,
    notice.c.ended_at,
    notice.c.read_at,
    notice.c.case_id,
    case.c.code.label("case_code"),
    notice.c.person_id,
    person.c.name.label("person"),
    notice.c.attempt,
    notice.c.fence,
    notice.c.error,
    notice.c.complaint_id,
)
NOTICES = select(*COLUMNS).select_from(
    notice.outerjoin(case, case.c.id == notice.c.case_id).outerjoin(
        person, person.c.id == notice.c.person_id
    )
)
OF_PERSON = (
    NOTICES.where(notice.c.person_id == bindparam("wanted"), notice.c.channel == PAGE)
    .order_by(notice.c.id.desc())
    .limit(bindparam("most"))
)
OF_CASE = NOTICES.where(notice.c.case_id == bindparam("wanted")).order_by(notice.c.id.desc())
BY_IDS = NOTICES.where(notice.c.id.in_(bindparam("ids", expanding=True))).order_by(notice.c.id)
UNREAD = select(func.count()).where(
    notice.c.person_id == bindparam("wanted"),
    notice.c.channel == PAGE,
    notice.c.read_at.is_(None),
)
READ = (
    update(notice)
    .where(
        notice.c.person_id == bindparam("wanted"),
        notice.c.channel == PAGE,
        notice.c.read_at.is_(None),
        notice.c.id <= bindparam("upto"),
    )
    .values(read_at=bindparam("at"))
)
DUE = (
    select(notice.c.id)
    .where(notice.c.run_at <= bindparam("at", type_=Instant))
    .order_by(notice.c.run_at, notice.c.id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
    .cte("due")
)
CLAIM = (
    update(notice)
    .where(notice.c.id == DUE.c.id)
    .values(
        run_at=bindparam("until", type_=Instant),
        attempt=notice.c.attempt + 1,
        fence=notice.c.fence + 1,
    )
    .returning(notice.c.id)
)
NEXT = select(func.min(notice.c.run_at))
HELD = (notice.c.id == bindparam("wanted"), notice.c.fence == bindparam("held"))
END = (
    update(notice)
    .where(*HELD)
    .values(
        run_at=None,
        state=bindparam("new_state"),
        ended_at=bindparam("at"),
        error=bindparam("why"),
    )
)
PUT_OFF = (
    update(notice)
    .where(*HELD)
    .values(
        run_at=bindparam("until", type_=Instant),
        attempt=notice.c.attempt - bindparam("back"),
        fence=notice.c.fence + 1,
        error=bindparam("why"),
    )
)
DROP_CODES = delete(notice).where(
    notice.c.kind == SIGN_IN_CODE,
    notice.c.created_at <= bindparam("before", type_=Instant),
)
SETTINGS = select(
    notice_setting.c.person_id, notice_setting.c.kind, notice_setting.c.channels
).where(notice_setting.c.person_id.in_(bindparam("people", expanding=True)))
OWN_SETTING = select(case_notice_setting.c.channels).where(
    case_notice_setting.c.case_id == bindparam("wanted")
)


def insert_notices(db: Connection, rows: Iterable[NoticeRow], now: datetime) -> int:
    """Write notices; those of the page count as sent. Return how many were new."""
    given = [_row_of(one, now) for one in rows]
    if not given:
        return 0
    return len(db.execute(INSERT[db.dialect.name], given).all())


def _row_of(one: NoticeRow, now: datetime) -> dict[str, Any]:
    shown = one.channel == PAGE
    return {
        "created_at": now,
        "run_at": None if shown else now,
        "ended_at": now if shown else None,
        "read_at": None,
        "case_id": one.case_id,
        "person_id": one.person_id,
        "complaint_id": one.complaint_id,
        "attempt": 0,
        "fence": 0,
        "channel": one.channel,
        "kind": one.kind,
        "state": SENT if shown else WAITING,
        "key": one.key,
        "content": one.content,
        "error": None,
    }


def claim_due(
    db: Connection, now: datetime, limit: int, lease_seconds: float
) -> tuple[Notice, ...]:
    """Take up to `limit` notices that wait to be sent, for `lease_seconds`."""
    given = {"at": now, "most": limit, "until": now + timedelta(seconds=lease_seconds)}
    ids = [row.id for row in db.execute(CLAIM, given).all()]
    return _notices(db, BY_IDS, {"ids": ids}) if ids else ()


def next_due(db: Connection) -> datetime | None:
    """Return when the next notice can be taken."""
    found: datetime | None = db.execute(NEXT).scalar_one()
    return found


def end(db: Connection, one: Notice, now: datetime, error: str | None = None) -> bool:
    """Mark a notice as sent, or as failed for good; False if the lease was lost."""
    state = SENT if error is None else FAILED
    given = {"wanted": one.notice_id, "held": one.fence, "new_state": state, "at": now}
    return db.execute(END, {**given, "why": error}).rowcount == 1


def put_off(
    db: Connection, one: Notice, until: datetime, error: str | None = None, was_tried: bool = True
) -> bool:
    """Give a notice back until then; False if the lease was lost."""
    given = {"wanted": one.notice_id, "held": one.fence, "until": until, "why": error}
    return db.execute(PUT_OFF, {**given, "back": 0 if was_tried else 1}).rowcount == 1


def list_own(db: Connection, person_id: int, most: int) -> tuple[Notice, ...]:
    """Return what a person was told on the page of notices, the newest first."""
    return _notices(db, OF_PERSON, {"wanted": person_id, "most": most})


def list_of_case(db: Connection, case_id: int) -> tuple[Notice, ...]:
    """Return the notices about a case, the newest first."""
    return _notices(db, OF_CASE, {"wanted": case_id})


def count_unread(db: Connection, person_id: int) -> int:
    """Return how many notices a person has not seen on their page."""
    found: int = db.execute(UNREAD, {"wanted": person_id}).scalar_one()
    return found


def mark_read(db: Connection, person_id: int, upto: int, now: datetime) -> None:
    """Note that a person has seen the notices of their page up to one."""
    db.execute(READ, {"wanted": person_id, "upto": upto, "at": now})


def settings_of(
    db: Connection, people: Sequence[int]
) -> Mapping[tuple[int, str], tuple[Channel, ...]]:
    """Return what people want otherwise than is usual, by person and kind."""
    if not people:
        return {}
    rows = db.execute(SETTINGS, {"people": list(people)})
    return {(row.person_id, row.kind): tuple(row.channels) for row in rows}


def save_settings(db: Connection, person_id: int, wanted: Mapping[str, Sequence[Channel]]) -> None:
    """Keep what a person wants, in place of what they wanted before."""
    table = notice_setting
    db.execute(table.delete().where(table.c.person_id == person_id))
    rows = [
        {"person_id": person_id, "kind": kind, "channels": list(channels)}
        for kind, channels in wanted.items()
    ]
    if rows:
        db.execute(table.insert(), rows)


def find_own_setting(db: Connection, case_id: int) -> tuple[Channel, ...] | None:
    """Return by which channels the applicant of a case wants to be told; None unless they said."""
    found = db.execute(OWN_SETTING, {"wanted": case_id}).scalar_one_or_none()
    return None if found is None else tuple(found)


def save_own_setting(db: Connection, case_id: int, channels: Sequence[Channel]) -> None:
    """Keep by which channels the applicant of a case wants to be told."""
    table = case_notice_setting
    db.execute(table.delete().where(table.c.case_id == case_id))
    db.execute(table.insert(), {"case_id": case_id, "channels": list(channels)})


def _notices(db: Connection, statement: Any, given: Mapping[str, Any]) -> tuple[Notice, ...]:
    return tuple(notice_from(row) for row in db.execute(statement, given))


def notice_from(row: AnyRow) -> Notice:
    """Return the notice in a row of COLUMNS."""
    return Notice(
        notice_id=row.id,
        kind=row.kind,
        channel=row.channel,
        state=row.state,
        content=row.content,
        created_at=row.created_at,
        ended_at=row.ended_at,
        read_at=row.read_at,
        case_id=row.case_id,
        case_code=row.case_code,
        person_id=row.person_id,
        complaint_id=row.complaint_id,
        person=row.person,
        attempt=row.attempt,
        fence=row.fence,
        error=row.error,
    )


def drop_code_notices(db: Connection, before: datetime) -> int:
    """Delete notices of sign-in codes, which hold nothing any more; return how many."""
    return db.execute(DROP_CODES, {"before": before}).rowcount
