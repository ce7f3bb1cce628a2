"""Ordering a move of running cases, stopping it, going on with it, undoing it for a case."""

from dataclasses import dataclass

from engine.access import require_post
from engine.actions.carry_out import carry_out
from engine.actions.roll_back import require_past
from engine.context import Context
from engine.errors import CommandRefused, InputRefused, Words
from engine.records.cases import Case, Entry
from engine.records.commands import MoveBack
from engine.records.moving import (
    AT_STEP,
    BLOCKED,
    DONE,
    FITS,
    MOVED,
    RUNNING,
    STOPPED,
    TRIED,
    UNDONE,
    WAITING,
    Move,
    Policy,
)
from engine.records.people import Person
from engine.store.case_migrations import (
    add_cases,
    begin_again,
    change_move,
    find_case,
    get_move,
    set_case,
    unmark_cases,
)
from engine.store.cases import lock_case
from engine.store.database import Db
from engine.store.log import read_log

# Whoever answers for a procedure, not who drew it, changes what cases that run will do.
ORDERING = ("approver", "administrator")
# Commands that move no token: after them a move can still be undone. The last follows from a move
# to a version that awaits what another case awaits.
QUIET = ("claim", "release", "reassign", "clash", "note")
# What a case that has taken a step has done.
STEPS = frozenset(("left", "task-opened", "task-completed", "job-requested", "written"))
STEPPED = Words(
    en="a move back: it has taken a step since it was moved",
    vi="việc chuyển ngược: hồ sơ đã đi tiếp từ khi chuyển",
)


@dataclass(frozen=True, kw_only=True)
class Wish:
    """How cases shall move.

    steps   elements of the version they run on, for the policy "at-step"
    """

    policy: Policy
    reason: str
    steps: tuple[str, ...] = ()


def order_move(context: Context, person: Person, move_id: int, wish: Wish) -> Move:
    """Let a worker move all cases that can move, now or when they reach a step.

    Raises  AccessDenied; NotFound; InputRefused without a reason, without a step to be reached,
            before the mapping was tried out, or to a version that never was in force
    """
    require_post(person, *ORDERING)
    _require_words(wish)
    with context.database.begin() as db:
        order = get_move(db, move_id, lock=True)
        if order.state != TRIED:
            raise _refused(
                "try the move out first: the mapping was changed since.",
                "hãy chạy thử trước: cách chuyển đã thay đổi.",
            )
        # What waits for its day, or was called off, is in force for no case, running or new.
        require_past(db, order.procedure_key, order.to_version_id, context.clock.now())
        process = context.versions.get(db, order.from_version_id).compiled.procedure.diagram.process
        if any(process.find(one) is None for one in wish.steps):
            raise _refused("there is no such step.", "không có bước này.")
        add_cases(db, order, anew=False)
        begin_again(db, move_id, FITS, BLOCKED)
        change_move(
            db,
            move_id,
            state=RUNNING,
            policy=wish.policy,
            steps=list(wish.steps) if wish.policy == AT_STEP else [],
            reason=wish.reason.strip(),
            ordered_by=person.person_id,
            wake_at=context.clock.now(),
        )
        return get_move(db, move_id)


def stop_move(context: Context, person: Person, move_id: int) -> Move:
    """Stop a move: cases that have moved stay moved, no other will. Raises AccessDenied."""
    require_post(person, *ORDERING)
    with context.database.begin() as db:
        order = get_move(db, move_id, lock=True)
        if order.state in (RUNNING, DONE):
            unmark_cases(db, move_id)
            begin_again(db, move_id, WAITING)
            change_move(db, move_id, state=STOPPED, wake_at=None)
        return get_move(db, move_id)


def resume_move(context: Context, person: Person, move_id: int) -> Move:
    """Go on with a move that was stopped, or try again what could not move. Raises AccessDenied."""
    require_post(person, *ORDERING)
    with context.database.begin() as db:
        order = get_move(db, move_id, lock=True)
        if order.state in (STOPPED, DONE):
            begin_again(db, move_id, BLOCKED)
            change_move(db, move_id, state=RUNNING, wake_at=context.clock.now())
        return get_move(db, move_id)


def undo_move(context: Context, person: Person, place: tuple[int, int], reason: str) -> Case:
    """Let a case go on with the version it had, until it has taken a step.

    place    move id and case id
    Raises   AccessDenied; NotFound; InputRefused without a reason; CommandRefused once it has gone
             on; CaseNotRunning
    """
    require_post(person, *ORDERING)
    _require_reason(reason)
    move_id, case_id = place
    with context.database.begin() as db:
        case = lock_case(db, case_id)
        order, one = get_move(db, move_id), find_case(db, move_id, case_id)
        if one.state != MOVED or one.seq is None or not may_go_back(db, case, one.seq):
            raise CommandRefused(what=STEPPED)
        command = MoveBack(
            from_version=order.to_version_id,
            to_version=order.from_version_id,
            number=context.versions.get(db, order.from_version_id).version.number,
            seq=one.seq,
            by=person.person_id,
            reason=reason.strip(),
        )
        saved = carry_out(context, db, case, command)
        set_case(db, move_id, case_id, UNDONE, (context.clock.now(), saved.seq))
        return saved


def may_go_back(db: Db, case: Case, seq: int) -> bool:
    """Tell whether a case has taken no step since the log entry that moved it, nor in it."""
    entries = read_log(db, case.case_id, after=seq - 1)
    return (
        bool(entries)
        and not _has_stepped(entries[0])
        and all(entry.kind in QUIET for entry in entries[1:])
    )


def _has_stepped(entry: Entry) -> bool:
    return any(one.kind in STEPS for one in entry.events)


def _require_words(wish: Wish) -> None:
    _require_reason(wish.reason)
    if wish.policy == AT_STEP and not wish.steps:
        raise _refused(
            "choose the step at which cases shall move.", "hãy chọn bước mà hồ sơ sẽ chuyển."
        )


def _require_reason(reason: str) -> None:
    if not reason.strip():
        raise _refused(
            "write the reason; it stays in the log of every case.",
            "hãy ghi lý do; lý do được lưu trong nhật ký của từng hồ sơ.",
        )


def _refused(en: str, vi: str) -> InputRefused:
    return InputRefused(reason=Words(en=en, vi=vi))
