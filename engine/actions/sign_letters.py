"""Signing many letters in one go: an order, carried out in slices, safe to repeat.

The first slice is signed at once; a worker signs the rest. Each letter is a transaction of its
own, in which its line of the order is settled too: whatever breaks off, nothing is signed twice.
"""

import time
from collections.abc import Sequence
from datetime import datetime, timedelta

from engine.actions.confirm_password import confirm_password
from engine.actions.sign_letter import sign_letter
from engine.context import Context, with_absences
from engine.errors import FileRefused, InputRefused, MotcuaError, NotFound, Words
from engine.faults import LetterError
from engine.records.people import Person
from engine.records.signing import REFUSED, SIGNED, WAITING, Ordered, SigningOrder
from engine.refusals import SigningError
from engine.store.database import Db
from engine.store.people import find_sign_in, get_person
from engine.store.signing_orders import (
    get_order,
    insert_order,
    oldest_unfinished,
    settle_ordered,
    unfinished_orders,
)

MOST_LETTERS = 200
SLICE_SECONDS = 2.0
# The page that gave the order signs the first slice itself.
HEAD_START = timedelta(seconds=4)
NONE = Words(vi="hãy chọn ít nhất một văn bản.", en="choose at least one letter.")
TOO_MANY = Words(
    vi=f"mỗi lần ký nhiều nhất {MOST_LETTERS} văn bản.",
    en=f"sign {MOST_LETTERS} letters at most in one go.",
)
GONE = Words(
    vi="tài khoản của người ra lệnh ký đã bị khóa.", en="who ordered it can no longer sign in."
)


def sign_letters(
    context: Context, person: Person, letters: Sequence[tuple[int, int]], password: str
) -> SigningOrder:
    """Order letters to be signed, sign the first of them, and return what came of each.

    letters   ids, each with the number of the step as the person saw it
    Raises    InputRefused for none or too many; PasswordWrong, TooManyTries
    """
    wanted = list(dict(letters).items())
    if not wanted or len(wanted) > MOST_LETTERS:
        raise InputRefused(reason=TOO_MANY if wanted else NONE)
    confirm_password(context, person, password)
    with context.database.begin() as db:
        order = insert_order(db, person.person_id, wanted, context.clock.now())
    return carry_order(context, person, order)


def carry_order(
    context: Context, person: Person, order: SigningOrder, seconds: float = SLICE_SECONDS
) -> SigningOrder:
    """Sign letters of an order for so long, one at least; return the order as it is then."""
    until = time.monotonic() + seconds
    for one in order.letters:
        if one.state == WAITING:
            _carry_one(context, person, order.order_id, one)
            if time.monotonic() > until:
                break
    with context.database.read() as db:
        return get_order(db, order.order_id)


def carry_orders(context: Context) -> bool:
    """Carry out a slice of the oldest order; tell whether there was one."""
    with context.database.read() as db:
        waiting = unfinished_orders(db)
        if not waiting:
            return False
        order = get_order(db, waiting[0])
        person = with_absences(context, get_person(db, order.person_id))
        gone = find_sign_in(db, person.login) is None
    if gone:
        _refuse_rest(context, order)
    else:
        carry_order(context, person, order)
    return True


def next_due(db: Db) -> datetime | None:
    """Return when a worker has to look after the oldest order; None without one."""
    oldest = oldest_unfinished(db)
    return None if oldest is None else oldest + HEAD_START


def _carry_one(context: Context, person: Person, order_id: int, one: Ordered) -> None:
    now = context.clock.now()
    signed = Ordered(letter_id=one.letter_id, step=one.step, state=SIGNED)
    try:
        sign_letter(
            context,
            person,
            one.letter_id,
            one.step,
            lambda db: settle_ordered(db, order_id, signed, now),
        )
    except (SigningError, NotFound, FileRefused, LetterError) as error:
        words = _reason(error)
        refused = Ordered(letter_id=one.letter_id, step=one.step, state=REFUSED, reason=words)
        with context.database.begin() as db:
            settle_ordered(db, order_id, refused, now)


def _refuse_rest(context: Context, order: SigningOrder) -> None:
    with context.database.begin() as db:
        for one in order.letters:
            refused = Ordered(letter_id=one.letter_id, step=one.step, state=REFUSED, reason=GONE)
            settle_ordered(db, order.order_id, refused, context.clock.now())


def _reason(error: MotcuaError) -> Words:
    return Words(vi=error.text("vi"), en=error.text("en"))
