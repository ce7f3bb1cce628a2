"""The outbox: messages to other systems, written with the step that they tell of."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, and_, bindparam, func, insert, or_, select, text, update

from engine.records.connectors import TELL_PARTNER
from engine.records.partners import REFUSED, SENT, WAITING, OutMessage, Reconciliation
from engine.store.crossing import incoming, leave_jobs
from engine.store.link_tables import outbox, reconciliation
from engine.store.tables import case
from engine.store.types import AnyRow, Instant

GIVEN_UP = timedelta(hours=1)
COLUMNS = (
    outbox.c.id,
    outbox.c.partner,
    outbox.c.case_id,
    case.c.code,
    outbox.c.seq,
    outbox.c.kind,
    outbox.c.state,
    outbox.c.tries,
    outbox.c.created_at,
    outbox.c.sent_at,
    outbox.c.error,
)
ALL = select(*COLUMNS).join(case, case.c.id == outbox.c.case_id)
ONE = ALL.where(outbox.c.id == bindparam("wanted"))
OF_CASE = ALL.where(outbox.c.case_id == bindparam("wanted")).order_by(outbox.c.id)
IN_STATE = (
    ALL.where(outbox.c.partner == bindparam("named"), outbox.c.state == bindparam("wanted"))
    .order_by(outbox.c.id)
    .limit(bindparam("most"))
)
EARLIER = select(outbox.c.id).where(
    outbox.c.partner == bindparam("named"),
    outbox.c.case_id == bindparam("wanted"),
    outbox.c.id < bindparam("before"),
    outbox.c.state != SENT,
)
COUNTS = select(
    outbox.c.partner, outbox.c.state, func.count(), func.min(outbox.c.created_at)
).group_by(outbox.c.partner, outbox.c.state)
LATEST = select(outbox.c.partner, func.max(outbox.c.sent_at)).group_by(outbox.c.partner)
INSERT = insert(outbox).returning(outbox.c.id)
MARK = (
    update(outbox)
    .where(outbox.c.id == bindparam("wanted"))
    .values(
        state=bindparam("new_state"),
        error=bindparam("why"),
        sent_at=bindparam("new_sent_at", type_=Instant),
        tries=outbox.c.tries + 1,
    )
)
AGAIN = (
    update(outbox)
    .where(outbox.c.id == bindparam("wanted"), outbox.c.state != WAITING)
    .values(state=WAITING, error=None, tries=0)
)
OPENED = and_(
    case.c.opened_at >= bindparam("first", type_=Instant),
    case.c.opened_at < bindparam("last", type_=Instant),
)
CHANGED = case.c.id.in_(
    select(outbox.c.case_id).where(
        outbox.c.partner == bindparam("named"),
        outbox.c.created_at >= bindparam("first", type_=Instant),
        outbox.c.created_at < bindparam("last", type_=Instant),
    )
)
OF_DAY = select(case.c.id, case.c.code, case.c.portal_status, case.c.seq).where(
    or_(OPENED, CHANGED)
)
FIRST_DAY = select(func.min(reconciliation.c.day)).where(
    reconciliation.c.partner == bindparam("named")
)
CLAIM_DAY = text(
    "INSERT INTO reconciliation (partner, day, at) VALUES (:partner, :day, :at)"
    " ON CONFLICT (partner, day) DO UPDATE SET at = :at"
    " WHERE reconciliation.at < :stale AND (reconciliation.content IS NULL"
    " OR reconciliation.content NOT LIKE '%\"error\"\\:null%')"
).bindparams(bindparam("at", type_=Instant), bindparam("stale", type_=Instant))
KEEP_DAY = (
    update(reconciliation)
    .where(reconciliation.c.partner == bindparam("named"), reconciliation.c.day == bindparam("on"))
    .values(content=bindparam("found"), at=bindparam("done_at", type_=Instant))
)
DAYS = (
    select(reconciliation)
    .where(reconciliation.c.partner == bindparam("named"), reconciliation.c.content.is_not(None))
    .order_by(reconciliation.c.day.desc())
    .limit(bindparam("most"))
)


def leave_message(
    db: Connection, place: tuple[int, int], partner: str, kind: str, now: datetime
) -> None:
    """Write a message about an entry (case id, seq) and ask a worker to send it.

    One about the same entry that is there already is sent again.
    """
    case_id, seq = place
    given = {
        "partner": partner,
        "case_id": case_id,
        "seq": seq,
        "kind": kind,
        "state": WAITING,
        "tries": 0,
        "created_at": now,
    }
    found = db.execute(
        select(outbox.c.id).where(
            outbox.c.partner == partner,
            outbox.c.case_id == case_id,
            outbox.c.seq == seq,
            outbox.c.kind == kind,
        )
    ).scalar_one_or_none()
    if found is None:
        send_soon(db, db.execute(INSERT, given).scalar_one(), case_id, now)
    else:
        send_again(db, found, case_id, now)


def send_soon(db: Connection, message_id: int, case_id: int, now: datetime) -> None:
    """Ask a worker to send a message."""
    leave_jobs(db, [(case_id, incoming(TELL_PARTNER, "", {"message": message_id}))], now)


def send_again(db: Connection, message_id: int, case_id: int, now: datetime) -> bool:
    """Let a message that was refused or sent be sent once more; False if it waits already."""
    if db.execute(AGAIN, {"wanted": message_id}).rowcount == 0:
        return False
    send_soon(db, message_id, case_id, now)
    return True


def find_message(db: Connection, message_id: int) -> OutMessage | None:
    """Return a message by its id."""
    row = db.execute(ONE, {"wanted": message_id}).first()
    return None if row is None else _message(row)


def list_case_messages(db: Connection, case_id: int) -> tuple[OutMessage, ...]:
    """Return what other systems were told of a case, the first first."""
    return tuple(_message(row) for row in db.execute(OF_CASE, {"wanted": case_id}))


def list_messages(db: Connection, partner: str, state: str, most: int) -> tuple[OutMessage, ...]:
    """Return messages to a partner in a state, the oldest first."""
    given = {"named": partner, "wanted": state, "most": most}
    return tuple(_message(row) for row in db.execute(IN_STATE, given))


def has_earlier(db: Connection, one: OutMessage) -> bool:
    """Tell whether an earlier message about the same case has not arrived: order is kept."""
    given = {"named": one.partner, "wanted": one.case_id, "before": one.message_id}
    return db.execute(EARLIER, given).first() is not None


def mark_sent(db: Connection, message_id: int, at: datetime) -> None:
    """Write down that a message has arrived."""
    given = {"wanted": message_id, "new_state": SENT, "why": None, "new_sent_at": at}
    db.execute(MARK, given)


def mark_failed(db: Connection, message_id: int, why: str, for_good: bool) -> None:
    """Write down that a try failed; for good, it waits for somebody to look at it."""
    state = REFUSED if for_good else WAITING
    db.execute(MARK, {"wanted": message_id, "new_state": state, "why": why, "new_sent_at": None})


def count_messages(db: Connection) -> Mapping[tuple[str, str], tuple[int, datetime]]:
    """Return for each partner and state how many messages there are, and the oldest's instant."""
    return {(row[0], row[1]): (row[2], row[3]) for row in db.execute(COUNTS)}


def last_sent(db: Connection) -> Mapping[str, datetime | None]:
    """Return for each partner when a message last arrived."""
    return {row[0]: row[1] for row in db.execute(LATEST)}


def cases_of_day(
    db: Connection, partner: str, first: datetime, last: datetime
) -> Mapping[str, tuple[int, int, int]]:
    """Return id, portal status and seq by code of the cases of a time, from `first` before `last`.

    Those that were opened in it, and those of which the partner was to be told in it.
    """
    rows = db.execute(OF_DAY, {"named": partner, "first": first, "last": last})
    return {row.code: (row.id, row.portal_status, row.seq) for row in rows}


def first_day(db: Connection, partner: str) -> date | None:
    """Return the first day that was ever compared with a partner."""
    found = db.execute(FIRST_DAY, {"named": partner}).scalar_one_or_none()
    return None if found is None else date.fromisoformat(str(found))


def claim_day(db: Connection, partner: str, day: date, now: datetime) -> bool:
    """Take a day's comparison; False if another worker has it or it is done.

    One that was taken an hour ago and is not done, or failed, is taken again.
    """
    given = {"partner": partner, "day": day.isoformat(), "at": now, "stale": now - GIVEN_UP}
    return db.execute(CLAIM_DAY, given).rowcount == 1


def keep_day(db: Connection, one: Reconciliation) -> None:
    """Write down what came of a day's comparison."""
    content = {
        "ours": one.ours,
        "theirs": one.theirs,
        "missing": list(one.missing),
        "unknown": list(one.unknown),
        "differing": {code: list(pair) for code, pair in one.differing.items()},
        "error": one.error,
    }
    given = {"named": one.partner, "on": one.day.isoformat(), "found": content, "done_at": one.at}
    db.execute(KEEP_DAY, given)


def list_days(db: Connection, partner: str, most: int) -> tuple[Reconciliation, ...]:
    """Return the last comparisons with a partner, the newest first."""
    return tuple(_day(row) for row in db.execute(DAYS, {"named": partner, "most": most}))


def _day(row: AnyRow) -> Reconciliation:
    found: Mapping[str, Any] = row.content
    return Reconciliation(
        partner=row.partner,
        day=date.fromisoformat(row.day),
        at=row.at,
        ours=found["ours"],
        theirs=found["theirs"],
        missing=tuple(found["missing"]),
        unknown=tuple(found["unknown"]),
        differing={code: (pair[0], pair[1]) for code, pair in found["differing"].items()},
        error=found["error"],
    )


def _message(row: AnyRow) -> OutMessage:
    return OutMessage(
        message_id=row.id,
        partner=row.partner,
        case_id=row.case_id,
        code=row.code,
        seq=row.seq,
        kind=row.kind,
        state=row.state,
        tries=row.tries,
        created_at=row.created_at,
        sent_at=row.sent_at,
        error=row.error,
    )
