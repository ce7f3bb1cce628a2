"""Moves: orders to move cases to another version, and what became of each case."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    Connection,
    bindparam,
    delete,
    func,
    insert,
    literal,
    select,
    update,
)

from engine.errors import NotFound, Words
from engine.records.moving import DRAFT, NOW, TODO, Move, MovedCase, Obstacle, Policy
from engine.store.migration_tables import move, move_case
from engine.store.tables import case
from engine.store.types import AnyRow, Instant, JsonText

WORDS = Words(en="move of cases", vi="đợt chuyển hồ sơ")

BY_ID = select(move).where(move.c.id == bindparam("wanted"))
LOCK = BY_ID.with_for_update()
OF_PROCEDURE = (
    select(move).where(move.c.procedure_key == bindparam("wanted")).order_by(move.c.id.desc())
)
COUNTS = (
    select(move_case.c.state, func.count().label("number"))
    .where(move_case.c.move_id == bindparam("wanted"))
    .group_by(move_case.c.state)
)
INSERT = insert(move).returning(move.c.id)
DUE = (
    select(move.c.id)
    .where(move.c.wake_at <= bindparam("at", type_=Instant))
    .order_by(move.c.wake_at)
    .limit(1)
    .with_for_update(skip_locked=True)
    .cte("due")
)
CLAIM = (
    update(move)
    .where(move.c.id == DUE.c.id)
    .values(wake_at=bindparam("until", type_=Instant), fence=move.c.fence + 1)
    .returning(move.c.id)
)
NEXT = select(func.min(move.c.wake_at))
# Locked, so that a stop comes before a case is moved or marked, or after it.
FENCE = select(move.c.fence).where(move.c.id == bindparam("wanted")).with_for_update(read=True)
RUNNING_ON = select(
    bindparam("wanted", type_=move_case.c.move_id.type),
    case.c.id,
    literal(TODO),
    literal([], type_=JsonText),
).where(case.c.version_id == bindparam("on_version"), case.c.closed_at.is_(None))
ADD_CASES = insert(move_case).from_select(["move_id", "case_id", "state", "obstacles"], RUNNING_ON)
KNOWN = select(move_case.c.case_id).where(move_case.c.move_id == bindparam("wanted"))
ADD_NEW_CASES = insert(move_case).from_select(
    ["move_id", "case_id", "state", "obstacles"], RUNNING_ON.where(case.c.id.not_in(KNOWN))
)
DROP_CASES = delete(move_case).where(move_case.c.move_id == bindparam("wanted"))
TAKE = (
    select(move_case.c.case_id)
    .where(move_case.c.move_id == bindparam("wanted"), move_case.c.state == TODO)
    .order_by(move_case.c.case_id)
    .limit(bindparam("most"))
)
SET_CASE = (
    update(move_case)
    .where(move_case.c.move_id == bindparam("wanted"), move_case.c.case_id == bindparam("of_case"))
    .values(
        state=bindparam("new_state"),
        at=bindparam("new_at", type_=Instant),
        seq=bindparam("new_seq"),
        obstacles=bindparam("new_obstacles", type_=JsonText),
    )
)
BACK_TO_DO = (
    update(move_case)
    .where(
        move_case.c.move_id == bindparam("wanted"),
        move_case.c.state.in_(bindparam("states", expanding=True)),
    )
    .values(state=TODO)
)
MARK = update(case).where(case.c.id == bindparam("wanted")).values(move_id=bindparam("order"))
UNMARK = update(case).where(case.c.move_id == bindparam("wanted")).values(move_id=None)
CASES = (
    select(
        move_case.c.case_id,
        case.c.code,
        move_case.c.state,
        case.c.office_id,
        move_case.c.at,
        move_case.c.seq,
        move_case.c.obstacles,
    )
    .join(case, case.c.id == move_case.c.case_id)
    .where(move_case.c.move_id == bindparam("wanted"))
)
REASONS = select(move_case.c.obstacles, func.count().label("number")).where(
    move_case.c.move_id == bindparam("wanted"), move_case.c.state == bindparam("of_state")
)


@dataclass(frozen=True, kw_only=True)
class NewMove:
    """What a move begins with."""

    procedure_key: str
    from_version_id: int
    to_version_id: int
    mapping: Mapping[str, str | None]
    by: int
    at: datetime


def insert_move(db: Connection, given: NewMove) -> Move:
    """Write down a move that is being prepared, and return it."""
    move_id = db.execute(
        INSERT,
        {
            "procedure_key": given.procedure_key,
            "from_version_id": given.from_version_id,
            "to_version_id": given.to_version_id,
            "mapping": given.mapping,
            "policy": NOW,
            "steps": [],
            "reason": "",
            "state": DRAFT,
            "begun_at": given.at,
            "begun_by": given.by,
            "fence": 0,
        },
    ).scalar_one()
    return get_move(db, move_id)


def get_move(db: Connection, move_id: int, lock: bool = False) -> Move:
    """Return a move with its counts; raise NotFound. `lock` keeps others from changing it."""
    row = db.execute(LOCK if lock else BY_ID, {"wanted": move_id}).first()
    if row is None:
        raise NotFound(what=WORDS, key=move_id)
    return _with_counts(db, row)


def list_moves(db: Connection, procedure_key: str) -> tuple[Move, ...]:
    """Return the moves of a procedure, the newest first."""
    rows = db.execute(OF_PROCEDURE, {"wanted": procedure_key}).all()
    return tuple(_with_counts(db, row) for row in rows)


def change_move(db: Connection, move_id: int, **values: Any) -> None:
    """Change columns of a move; whoever works on it loses the lease."""
    db.execute(update(move).where(move.c.id == move_id).values(fence=move.c.fence + 1, **values))


def claim_move(db: Connection, now: datetime, lease_seconds: float) -> Move | None:
    """Take a move that has something to be done, for `lease_seconds`."""
    until = now + timedelta(seconds=lease_seconds)
    row = db.execute(CLAIM, {"at": now, "until": until}).first()
    return None if row is None else get_move(db, row.id)


def holds_move(db: Connection, held: Move) -> bool:
    """Tell whether the lease of a move is still that of whoever holds it.

    If so, it stays that until the transaction ends: who stops or changes the move waits.
    """
    fence: int = db.execute(FENCE, {"wanted": held.move_id}).scalar_one()
    return fence == held.fence


def next_due(db: Connection) -> datetime | None:
    """Return when there is something to be done about a move."""
    found: datetime | None = db.execute(NEXT).scalar_one()
    return found


def add_cases(db: Connection, one: Move, anew: bool) -> None:
    """Write down the cases that run on the version to be left; `anew` forgets those known."""
    given = {"wanted": one.move_id, "on_version": one.from_version_id}
    if anew:
        db.execute(DROP_CASES, {"wanted": one.move_id})
    db.execute(ADD_CASES if anew else ADD_NEW_CASES, given)


def take_cases(db: Connection, move_id: int, most: int) -> tuple[int, ...]:
    """Return up to `most` cases that nothing has been decided about."""
    return tuple(db.execute(TAKE, {"wanted": move_id, "most": most}).scalars())


def set_case(
    db: Connection,
    move_id: int,
    case_id: int,
    state: str,
    told: tuple[datetime, int | None] | None = None,
    obstacles: Sequence[Obstacle] = (),
) -> None:
    """Write down what became of a case; `told` are the instant and the log entry of its move."""
    at, seq = told or (None, None)
    plain = [{"element": one.element, "en": one.words.en, "vi": one.words.vi} for one in obstacles]
    db.execute(
        SET_CASE,
        {
            "wanted": move_id,
            "of_case": case_id,
            "new_state": state,
            "new_at": at,
            "new_seq": seq,
            "new_obstacles": plain,
        },
    )


def begin_again(db: Connection, move_id: int, *states: str) -> None:
    """Let the cases in these states be decided about once more."""
    db.execute(BACK_TO_DO, {"wanted": move_id, "states": list(states)})


def mark_case(db: Connection, case_id: int, move_id: int | None) -> None:
    """Let a case move by an order when it reaches a step; None takes the mark away."""
    db.execute(MARK, {"wanted": case_id, "order": move_id})


def unmark_cases(db: Connection, move_id: int) -> None:
    """Take the mark of an order away from all cases."""
    db.execute(UNMARK, {"wanted": move_id})


def list_cases(
    db: Connection, move_id: int, state: str = "", most: int = 100, after: int = 0
) -> tuple[MovedCase, ...]:
    """Return cases of a move in the order of their ids, those in one state only if it is given."""
    wanted = CASES.where(move_case.c.case_id > after)
    if state:
        wanted = wanted.where(move_case.c.state == state)
    rows = db.execute(wanted.order_by(move_case.c.case_id).limit(most), {"wanted": move_id})
    return tuple(_case_from(row) for row in rows)


def find_case(db: Connection, move_id: int, case_id: int) -> MovedCase:
    """Return one case of a move; raise NotFound."""
    row = db.execute(CASES.where(move_case.c.case_id == case_id), {"wanted": move_id}).first()
    if row is None:
        raise NotFound(what=Words(en="dossier", vi="hồ sơ"), key=case_id)
    return _case_from(row)


def count_reasons(
    db: Connection, move_id: int, state: str
) -> tuple[tuple[tuple[Obstacle, ...], int], ...]:
    """Return the reasons for which cases are in a state, with how many; the most frequent first."""
    grouped = REASONS.group_by(move_case.c.obstacles).order_by(func.count().desc())
    rows = db.execute(grouped, {"wanted": move_id, "of_state": state})
    return tuple((_obstacles(row.obstacles), row.number) for row in rows)


def _with_counts(db: Connection, row: AnyRow) -> Move:
    counts = {one.state: one.number for one in db.execute(COUNTS, {"wanted": row.id})}
    policy: Policy = row.policy
    return Move(
        move_id=row.id,
        procedure_key=row.procedure_key,
        from_version_id=row.from_version_id,
        to_version_id=row.to_version_id,
        mapping=row.mapping,
        policy=policy,
        steps=tuple(row.steps),
        reason=row.reason,
        state=row.state,
        begun_at=row.begun_at,
        begun_by=row.begun_by,
        ordered_by=row.ordered_by,
        fence=row.fence,
        counts=counts,
    )


def _case_from(row: AnyRow) -> MovedCase:
    return MovedCase(
        case_id=row.case_id,
        code=row.code,
        state=row.state,
        office_id=row.office_id,
        at=row.at,
        seq=row.seq,
        obstacles=_obstacles(row.obstacles),
    )


def _obstacles(plain: Sequence[Mapping[str, str]]) -> tuple[Obstacle, ...]:
    return tuple(
        Obstacle(element=one["element"], words=Words(en=one["en"], vi=one["vi"])) for one in plain
    )
