"""Start points: what begins cases of a live version, and when a timer does so next."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from engine.records.starts import StartPoint, Trigger
from engine.records.versions import Version
from engine.store.database import run_rows
from engine.store.tables import start_point
from engine.store.types import AnyRow, Instant

COLUMNS = (
    start_point.c.id,
    start_point.c.version_id,
    start_point.c.kind,
    start_point.c.element,
    start_point.c.process,
    start_point.c.place,
    start_point.c.name,
    start_point.c.text,
    start_point.c.due_at,
    start_point.c.wake_at,
    start_point.c.fired,
    start_point.c.fence,
)
POINTS = select(*COLUMNS).order_by(start_point.c.id)
OF_PROCEDURE = POINTS.where(start_point.c.procedure_key == bindparam("wanted"))
# Locked, so that a timer that fires meanwhile counts before or after, and not on both sides.
LOCK = OF_PROCEDURE.with_for_update()
BY_NAME = POINTS.where(
    start_point.c.name == bindparam("wanted"), start_point.c.kind == bindparam("of_kind")
)
TAKEN = select(start_point.c.procedure_key, start_point.c.name).where(
    start_point.c.kind == "message",
    start_point.c.name.in_(bindparam("names", expanding=True)),
    start_point.c.procedure_key != bindparam("wanted"),
)
DROP = delete(start_point).where(start_point.c.procedure_key == bindparam("wanted"))
INSERT = insert(start_point)
DUE = (
    select(start_point.c.id)
    .where(start_point.c.wake_at <= bindparam("at", type_=Instant))
    .order_by(start_point.c.wake_at)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
    # As a WITH query, for there it runs once; as for jobs.
    .cte("due")
)
CLAIM = (
    update(start_point)
    .where(start_point.c.id == DUE.c.id)
    .values(wake_at=bindparam("until", type_=Instant), fence=start_point.c.fence + 1)
    .returning(*COLUMNS)
)
HELD = (start_point.c.id == bindparam("wanted"), start_point.c.fence == bindparam("held"))
TURN = (
    update(start_point)
    .where(*HELD)
    .values(
        due_at=func.coalesce(bindparam("next_at", type_=Instant), start_point.c.due_at),
        wake_at=bindparam("next_at", type_=Instant),
        fired=start_point.c.fired + 1,
        fence=start_point.c.fence + 1,
    )
)
POSTPONE = update(start_point).where(*HELD).values(wake_at=bindparam("until", type_=Instant))
NEXT = select(func.min(start_point.c.wake_at))


def take_over(db: Connection, version: Version, triggers: Sequence[Trigger]) -> None:
    """Let a version that has just gone live begin cases, in place of the one before it.

    A timer whose definition is unchanged keeps its next instant, and the turns it has had.
    """
    key = version.procedure_key
    before = {
        point_from(row).trigger.definition: (row.due_at, row.wake_at is None, row.fired)
        for row in db.execute(LOCK, {"wanted": key})
    }
    if before:
        db.execute(DROP, {"wanted": key})
    rows = []
    for one in triggers:
        due, is_over, fired = before.get(one.definition, (one.due_at, False, 0))
        rows.append(
            {
                "version_id": version.version_id,
                "procedure_key": key,
                "kind": one.kind,
                "element": one.element,
                "process": one.process,
                "place": one.place,
                "name": one.name,
                "text": one.text,
                "due_at": due,
                "wake_at": None if is_over else due,
                "fired": fired,
                "fence": 0,
            }
        )
    run_rows(db, INSERT, rows)


def give_up(db: Connection, procedure_key: str) -> None:
    """Let nothing begin cases of a procedure any more."""
    db.execute(DROP, {"wanted": procedure_key})


def list_starts(db: Connection, procedure_key: str) -> tuple[StartPoint, ...]:
    """Return what begins cases of a procedure."""
    return tuple(point_from(row) for row in db.execute(OF_PROCEDURE, {"wanted": procedure_key}))


def find_message_start(db: Connection, name: str) -> StartPoint | None:
    """Return what a message of this name begins when no case awaits it."""
    row = db.execute(BY_NAME, {"wanted": name, "of_kind": "message"}).first()
    return None if row is None else point_from(row)


def list_signal_starts(db: Connection, name: str) -> tuple[StartPoint, ...]:
    """Return all that a signal of this name begins."""
    rows = db.execute(BY_NAME, {"wanted": name, "of_kind": "signal"})
    return tuple(point_from(row) for row in rows)


def find_rival(db: Connection, procedure_key: str, names: Sequence[str]) -> tuple[str, str] | None:
    """Return another procedure that one of these messages begins already, and the message."""
    row = db.execute(TAKEN, {"wanted": procedure_key, "names": list(names)}).first()
    return None if row is None else (row.procedure_key, row.name)


def claim_due(
    db: Connection, now: datetime, limit: int, lease_seconds: float
) -> tuple[StartPoint, ...]:
    """Take up to `limit` timers that are due, for `lease_seconds`; the earliest first.

    One that does not begin its case by then can be taken again; its fence is another by then.
    """
    until = now + timedelta(seconds=lease_seconds)
    rows = db.execute(CLAIM, {"at": now, "most": limit, "until": until})
    return tuple(sorted((point_from(row) for row in rows), key=_order))


def turn(db: Connection, point: StartPoint, next_at: datetime | None) -> bool:
    """Count a turn of a timer and set the next, None for none; False if the lease was lost."""
    given = {"wanted": point.start_id, "held": point.fence, "next_at": next_at}
    return db.execute(TURN, given).rowcount == 1


def postpone(db: Connection, point: StartPoint, until: datetime) -> bool:
    """Let a timer rest until then, after its case could not begin; False if it was lost."""
    given = {"wanted": point.start_id, "held": point.fence, "until": until}
    return db.execute(POSTPONE, given).rowcount == 1


def next_due(db: Connection) -> datetime | None:
    """Return when the next timer can be taken."""
    found: datetime | None = db.execute(NEXT).scalar_one()
    return found


def point_from(row: AnyRow) -> StartPoint:
    """Return the start point in a row of COLUMNS."""
    trigger = Trigger(
        kind=row.kind,
        element=row.element,
        process=row.process,
        place=row.place,
        name=row.name,
        text=row.text,
        due_at=row.due_at,
    )
    return StartPoint(
        start_id=row.id,
        version_id=row.version_id,
        trigger=trigger,
        fired=row.fired,
        fence=row.fence,
    )


def _order(point: StartPoint) -> tuple[datetime, int]:
    due = point.trigger.due_at
    assert due is not None  # noqa: S101  only timers are taken
    return due, point.start_id
