"""Signing many letters in one go: an order, carried out in slices, safe to repeat.

The first slice is signed at once; a worker signs the rest. Each letter is a transaction of its
own, in which its line of the order is settled too: whatever breaks off, nothing is signed twice.
"""

import time
from collections.abc import Sequence
from datetime import datetime, timedelta

from engine.actions.confirm_password import confirm_password
from engine.actions.sign_letter import sign_letter
from engine.actions.tries import Tries
from engine.context import Context, with_absences
from engine.errors import CaseChanged, InputRefused, MotcuaError, Words
from engine.faults import LetterStopped
from engine.records.jobs import MOST_ATTEMPTS
from engine.records.people import Person
from engine.records.signing import REFUSED, SIGNED, WAITING, Ordered, SigningOrder
from engine.refusals import TimeStampRefused
from engine.store.database import OUTAGE, Db
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
SIGNING = "signing"
# A busy machine, an authority for time stamps that is away: it may be better in a while.
PASSING = (LetterStopped, TimeStampRefused)
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
    context: Context,
    person: Person,
    order: SigningOrder,
    tries: Tries | None = None,
    seconds: float = SLICE_SECONDS,
) -> SigningOrder:
    """Sign letters of an order for so long, one at least; return the order as it is then.

    tries   what failed before: such a letter waits, longer each time, and is refused in the end
    """
    tries, until = tries or Tries(), time.monotonic() + seconds
    for one in order.letters:
        waits = tries.waits((SIGNING, one.letter_id), context.clock.now())
        if one.state == WAITING and not waits:
            _carry_one(context, person, order.order_id, one, tries)
            if time.monotonic() > until:
                break
    with context.database.read() as db:
        return get_order(db, order.order_id)


def carry_orders(context: Context, tries: Tries | None = None) -> bool:
    """Carry out a slice of each order, the oldest first; tell whether anything was settled.

    tries   what failed in the rounds before; none of it holds up the other letters
    """
    with context.database.read() as db:
        waiting = unfinished_orders(db)
    tries = tries or Tries()
    return sum(_carry(context, order_id, tries) for order_id in waiting) > 0


def _carry(context: Context, order_id: int, tries: Tries) -> bool:
    with context.database.read() as db:
        order = get_order(db, order_id)
        person = with_absences(context, get_person(db, order.person_id))
        gone = find_sign_in(db, person.login) is None
    if gone:
        _refuse_rest(context, order)
        return True
    return carry_order(context, person, order, tries).count(WAITING) < order.count(WAITING)


def next_due(db: Db) -> datetime | None:
    """Return when a worker has to look after the oldest order; None without one."""
    oldest = oldest_unfinished(db)
    return None if oldest is None else oldest + HEAD_START


def _carry_one(context: Context, person: Person, order_id: int, one: Ordered, tries: Tries) -> None:
    now, key = context.clock.now(), (SIGNING, one.letter_id)
    signed = Ordered(letter_id=one.letter_id, step=one.step, state=SIGNED)
    try:
        sign_letter(
            context,
            person,
            one.letter_id,
            one.step,
            lambda db: settle_ordered(db, order_id, signed, now),
        )
        tries.done(key)
    except CaseChanged:
        return  # somebody has just moved it on; the next round looks again
    except OUTAGE:
        raise
    except PASSING as error:
        if tries.failed(key, now).number >= MOST_ATTEMPTS:
            _refuse(context, order_id, one, _reason(error))
            tries.done(key)
    except MotcuaError as error:
        _refuse(context, order_id, one, _reason(error))
    except Exception as error:  # noqa: BLE001  the other letters must not wait for this one
        if tries.failed(key, now).number >= MOST_ATTEMPTS:
            _refuse(context, order_id, one, _broken(error))
            tries.done(key)


def _refuse(context: Context, order_id: int, one: Ordered, reason: Words) -> None:
    refused = Ordered(letter_id=one.letter_id, step=one.step, state=REFUSED, reason=reason)
    with context.database.begin() as db:
        settle_ordered(db, order_id, refused, context.clock.now())


def _broken(error: Exception) -> Words:
    kind = type(error).__name__
    return Words(
        vi=f"ký {MOST_ATTEMPTS} lần đều không được do lỗi hệ thống ({kind}); báo quản trị.",
        en=f"signing failed {MOST_ATTEMPTS} times ({kind}); tell the administrator.",
    )


def _refuse_rest(context: Context, order: SigningOrder) -> None:
    with context.database.begin() as db:
        for one in order.letters:
            refused = Ordered(letter_id=one.letter_id, step=one.step, state=REFUSED, reason=GONE)
            settle_ordered(db, order.order_id, refused, context.clock.now())


def _reason(error: MotcuaError) -> Words:
    return Words(vi=error.text("vi"), en=error.text("en"))
