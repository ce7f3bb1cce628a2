"""The outbox: messages to other systems, written with the step that they tell of."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection, Integer, bindparam, func, insert, select, update

from engine.records.connectors import TELL_PARTNER
from engine.records.partners import GONE, REFUSED, SENT, WAITING, OutMessage
from engine.store.crossing import incoming, leave_jobs
from engine.store.link_tables import outbox
from engine.store.tables import case, job
from engine.store.types import AnyRow, Instant

COLUMNS = (
    outbox.c.id,
    outbox.c.partner,
    outbox.c.case_id,
    case.c.code,
    outbox.c.seq,
    outbox.c.kind,
    outbox.c.state,
    outbox.c.tries,
    outbox.c.anew,
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
    outbox.c.state.in_((WAITING, REFUSED)),
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
# Waiting for its turn is no try.
HOLD = update(outbox).where(outbox.c.id == bindparam("wanted")).values(error=bindparam("why"))
AGAIN = (
    update(outbox)
    .where(outbox.c.id == bindparam("wanted"), outbox.c.state != WAITING)
    .values(
        state=WAITING,
        error=None,
        tries=0,
        anew=outbox.c.anew + bindparam("more", type_=Integer),
    )
)
WAKE = (
    update(job)
    .where(
        job.c.case_id == bindparam("wanted"),
        job.c.kind == TELL_PARTNER,
        job.c.worker.is_(None),
        job.c.run_at > bindparam("at", type_=Instant),
    )
    .values(run_at=bindparam("at", type_=Instant))
)


def leave_message(
    db: Connection, place: tuple[int, int], partner: str, kind: str, now: datetime
) -> None:
    """Write a message about an entry (case id, seq) and ask a worker to send it.

    One about the same entry that is there already is made anew: with a key of its own, for the
    other side may remember the first and yet have lost what it said.
    """
    case_id, seq = place
    given = {
        "partner": partner,
        "case_id": case_id,
        "seq": seq,
        "kind": kind,
        "state": WAITING,
        "tries": 0,
        "anew": 0,
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
        send_again(db, found, case_id, now, anew=True)


def send_soon(db: Connection, message_id: int, case_id: int, now: datetime) -> None:
    """Ask a worker to send a message."""
    leave_jobs(db, [(case_id, incoming(TELL_PARTNER, "", {"message": message_id}))], now)


def send_again(
    db: Connection, message_id: int, case_id: int, now: datetime, anew: bool = False
) -> bool:
    """Let a message that was refused or sent be sent once more; False if it waits already.

    anew   with another key
    """
    if db.execute(AGAIN, {"wanted": message_id, "more": int(anew)}).rowcount == 0:
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


def has_earlier(db: Connection, one: OutMessage, lock: bool = False) -> bool:
    """Tell whether an earlier message about the same case has not arrived: order is kept.

    lock   it does not arrive before this transaction ends
    """
    given = {"named": one.partner, "wanted": one.case_id, "before": one.message_id}
    wanted = EARLIER.with_for_update() if lock else EARLIER
    return db.execute(wanted, given).first() is not None


def mark_sent(db: Connection, message_id: int, at: datetime) -> None:
    """Write down that a message has arrived."""
    given = {"wanted": message_id, "new_state": SENT, "why": None, "new_sent_at": at}
    db.execute(MARK, given)


def mark_gone(db: Connection, message_id: int, why: str) -> None:
    """Write down that there is nothing left to tell; later messages do not wait for it."""
    given = {"wanted": message_id, "new_state": GONE, "why": why, "new_sent_at": None}
    db.execute(MARK, given)


def mark_held(db: Connection, message_id: int, why: str) -> None:
    """Write down why a message waits for its turn."""
    db.execute(HOLD, {"wanted": message_id, "why": why})


def wake_next(db: Connection, case_id: int, now: datetime) -> None:
    """Let the messages about a case that wait be looked at now: one before them is done with."""
    db.execute(WAKE, {"wanted": case_id, "at": now})


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
        anew=row.anew,
        created_at=row.created_at,
        sent_at=row.sent_at,
        error=row.error,
    )
