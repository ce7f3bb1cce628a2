"""Working off moves: a slice at a time, each case in a transaction of its own.

A worker that dies leaves each of its cases either moved or still to be moved; whoever takes the
move next goes on from there. A stop takes the lease away, so the next case is left alone.
"""

import logging
import time
from dataclasses import dataclass

from engine.actions.carry_out import carry_out, state_of
from engine.actions.ordered_moves import has_reached, move_command, route_of
from engine.context import Context, calendar_for
from engine.errors import MotcuaError, Words
from engine.moving.route import Route, find_obstacles
from engine.records.cases import Case
from engine.records.moving import (
    AT_STEP,
    BLOCKED,
    DONE,
    ENDED,
    FITS,
    MOVED,
    RUNNING,
    TRIED,
    TRYING,
    WAITING,
    Move,
    Obstacle,
)
from engine.records.outcomes import SUSPENDED
from engine.runtime.moment import Moment
from engine.store.case_migrations import (
    change_move,
    claim_move,
    get_move,
    holds_move,
    mark_case,
    set_case,
    take_cases,
)
from engine.store.cases import get_case, lock_case
from engine.store.database import DatabaseFailure, Db

LOG = logging.getLogger("motcua.worker")
FAILED = Words(
    en="it cannot be read; the log of the worker says why, and `motcua verify` what is wrong",
    vi="không đọc được hồ sơ; xem nhật ký của tiến trình và chạy `motcua verify`",
)
LEASE_SECONDS = 60.0
SLICE_SECONDS = 0.5
BATCH = 50


@dataclass(frozen=True, kw_only=True)
class _Slice:
    """One worker's part of a move."""

    order: Move
    route: Route
    until: float


def carry_moves(context: Context, seconds: float = SLICE_SECONDS) -> int:
    """Work on one move that has something to be done, for so long; return how many cases."""
    with context.database.begin() as db:
        order = claim_move(db, context.clock.now(), LEASE_SECONDS)
        if order is None:
            return 0
        route = route_of(context, db, order)
    part = _Slice(order=order, route=route, until=time.monotonic() + seconds)
    done = _carry_tries(context, part) if order.state == TRYING else _carry_moves(context, part)
    _give_back(context, order)
    return max(done, 1)


def _carry_tries(context: Context, part: _Slice) -> int:
    """Find out of a batch after the other which cases can move."""
    done = 0
    while time.monotonic() < part.until:
        with context.database.begin() as db:
            if not holds_move(db, part.order):
                break
            batch = take_cases(db, part.order.move_id, BATCH)
            for case_id in batch:
                _try_one(context, db, part, get_case(db, case_id))
        if not batch:
            break
        done += len(batch)
    return done


def _try_one(context: Context, db: Db, part: _Slice, case: Case) -> None:
    order = part.order
    if case.closed_at is not None or case.version_id != order.from_version_id:
        set_case(db, order.move_id, case.case_id, ENDED)
        return
    found = _obstacles_of(context, db, part.route, order, case)
    set_case(db, order.move_id, case.case_id, BLOCKED if found else FITS, None, found)


def _obstacles_of(
    context: Context, db: Db, route: Route, order: Move, case: Case
) -> tuple[Obstacle, ...]:
    """Return why a case cannot move; nothing where it can. One that fails holds up no other."""
    command = move_command(context, db, order, case.office_id)
    moment = Moment(at=context.clock.now(), calendar=calendar_for(context, db, case.office_id))
    try:
        return find_obstacles(route, state_of(context, db, case) or b"", command, moment)
    except DatabaseFailure:
        raise
    except MotcuaError as error:
        words = Words(en=error.text("en"), vi=error.text("vi"))
    except Exception:  # noqa: BLE001  as in engine/jobs/carry.py
        LOG.exception("a case could not be tried out", extra={"case": case.code})
        words = FAILED
    return (Obstacle(element="", words=words),)


def _carry_moves(context: Context, part: _Slice) -> int:
    done = 0
    while time.monotonic() < part.until:
        with context.database.read() as reading:
            batch = take_cases(reading, part.order.move_id, BATCH)
        for case_id in batch:
            with context.database.begin() as db:
                if not holds_move(db, part.order):
                    return done
                _move_one(context, db, part, lock_case(db, case_id))
            done += 1
            if time.monotonic() >= part.until:
                break
        if not batch:
            break
    return done


def _move_one(context: Context, db: Db, part: _Slice, case: Case) -> None:
    """Move a case, or mark it to be moved when it reaches a step, or say why it cannot."""
    order = part.order
    if case.closed_at is not None or case.version_id != order.from_version_id:
        set_case(db, order.move_id, case.case_id, ENDED)
        return
    if order.policy == AT_STEP and not has_reached(case, None, order.steps):
        mark_case(db, case.case_id, order.move_id)
        set_case(db, order.move_id, case.case_id, WAITING)
        return
    found = _obstacles_of(context, db, part.route, order, case)
    if case.standing.status == SUSPENDED and order.policy == AT_STEP:
        mark_case(db, case.case_id, order.move_id)
        set_case(db, order.move_id, case.case_id, WAITING)
    elif found:
        set_case(db, order.move_id, case.case_id, BLOCKED, None, found)
    else:
        command = move_command(context, db, order, case.office_id)
        carry_out(context, db, case, command)
        # The entry that moved it: what follows from it in the same act has entries of its own.
        told = (context.clock.now(), case.seq + 1)
        set_case(db, order.move_id, case.case_id, MOVED, told)


def _give_back(context: Context, held: Move) -> None:
    """Let the next slice begin, or write down that nothing is left to be done."""
    with context.database.begin() as db:
        order = get_move(db, held.move_id, lock=True)
        if order.fence != held.fence:
            return
        if take_cases(db, order.move_id, 1):
            change_move(db, order.move_id, wake_at=context.clock.now())
        elif order.state in (TRYING, RUNNING):
            state = TRIED if order.state == TRYING else DONE
            change_move(db, order.move_id, state=state, wake_at=None)
