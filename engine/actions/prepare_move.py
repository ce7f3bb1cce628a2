"""Preparing a move of running cases: from which version to which, by which mapping, tried out."""

from collections.abc import Mapping

from engine.access import require_post
from engine.context import Context
from engine.errors import InputRefused, NotFound, Words
from engine.moving.proposal import mapping_of, propose
from engine.records.moving import DONE, DRAFT, RUNNING, STOPPED, TRYING, Move
from engine.records.people import Person
from engine.records.versions import Version
from engine.store.case_migrations import (
    NewMove,
    add_cases,
    change_move,
    get_move,
    insert_move,
)
from engine.store.database import Db
from engine.store.versions import find_numbered

# Who draws a procedure may prepare a move; who answers for it orders the move.
PREPARING = ("designer", "approver", "administrator")
WORDS = Words(en="version", vi="phiên bản")


def prepare_move(context: Context, person: Person, key: str, numbers: tuple[int, int]) -> Move:
    """Begin to prepare a move between two versions, with the mapping that is proposed.

    numbers   of the version to be left, and of the one to go on with
    Raises    AccessDenied; NotFound; InputRefused for one and the same version
    """
    require_post(person, *PREPARING)
    with context.database.begin() as db:
        left, wanted = (_version(db, key, number) for number in numbers)
        if left.version_id == wanted.version_id:
            raise _refused("choose two different versions.", "hãy chọn hai phiên bản khác nhau.")
        before = context.versions.get(db, left.version_id).compiled.procedure.diagram.process
        after = context.versions.get(db, wanted.version_id).compiled.procedure.diagram.process
        return insert_move(
            db,
            NewMove(
                procedure_key=key,
                from_version_id=left.version_id,
                to_version_id=wanted.version_id,
                mapping=mapping_of(propose(before, after)),
                by=person.person_id,
                at=context.clock.now(),
            ),
        )


def save_mapping(
    context: Context, person: Person, move_id: int, mapping: Mapping[str, str | None]
) -> Move:
    """Write down what becomes of elements; what was tried out before counts no more.

    mapping   element of the old version → element of the new one, or None for "cannot move"
    Raises    AccessDenied; NotFound; InputRefused for an element that a version does not have, and
              once the move has begun
    """
    require_post(person, *PREPARING)
    with context.database.begin() as db:
        order = get_move(db, move_id, lock=True)
        _require_open(order)
        before = context.versions.get(db, order.from_version_id).compiled.procedure.diagram.process
        after = context.versions.get(db, order.to_version_id).compiled.procedure.diagram.process
        for old, new in mapping.items():
            if before.find(old) is None or (new is not None and after.find(new) is None):
                raise _refused(
                    f"there is no element {old if before.find(old) is None else new}.",
                    f"không có phần tử {old if before.find(old) is None else new}.",
                )
        changed = {**order.mapping, **mapping}
        kept = {old: new for old, new in changed.items() if old != new}
        if kept != order.mapping:
            change_move(db, move_id, mapping=kept, state=DRAFT, wake_at=None)
        return get_move(db, move_id)


def try_out(context: Context, person: Person, move_id: int) -> Move:
    """Let a worker find out which cases can move; nothing is changed in any of them.

    Raises  AccessDenied; NotFound; InputRefused once the move has begun
    """
    require_post(person, *PREPARING)
    with context.database.begin() as db:
        order = get_move(db, move_id, lock=True)
        _require_open(order)
        add_cases(db, order, anew=True)
        change_move(db, move_id, state=TRYING, wake_at=context.clock.now())
        return get_move(db, move_id)


def _require_open(order: Move) -> None:
    if order.state in (RUNNING, STOPPED, DONE):
        raise _refused(
            "this move has begun; prepare a new one.",
            "đợt chuyển này đã bắt đầu; hãy lập đợt mới.",
        )


def _version(db: Db, key: str, number: int) -> Version:
    found = find_numbered(db, key, number)
    if found is None:
        raise NotFound(what=WORDS, key=f"{key} {number}")
    return found


def _refused(en: str, vi: str) -> InputRefused:
    return InputRefused(reason=Words(en=en, vi=vi))
