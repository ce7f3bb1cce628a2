"""All of one person by their personal number and, where that vouches for them, telephone."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy import BindParameter, Connection, and_, bindparam, func, or_, select, union_all

from engine.records.cases import Case
from engine.records.complaints import Complaint
from engine.records.fees import OPEN, Order
from engine.records.identity import Citizen
from engine.records.letters import DELIVERED, ISSUED, Letter
from engine.records.people import APPLICANT
from engine.store.cases import CASE_COLUMNS, case_from
from engine.store.citizen_tables import complaint
from engine.store.complaints import complaint_from
from engine.store.fee_orders import order_from
from engine.store.folding import is_storable
from engine.store.letter_tables import letter
from engine.store.letters import letter_from
from engine.store.money_tables import payment_order
from engine.store.tables import case, subscription, task

OF_NUMBER = (
    select(*CASE_COLUMNS)
    .where(case.c.number == bindparam("wanted"))
    .order_by(case.c.id.desc())
    .limit(bindparam("most"))
)
OF_BOTH = OF_NUMBER.where(case.c.phone == bindparam("filed_with"))
IDS: BindParameter[int] = bindparam("ids", expanding=True)
ASKED = union_all(
    select(task.c.case_id).where(task.c.case_id.in_(IDS), task.c.post == APPLICANT),
    select(subscription.c.case_id).where(
        subscription.c.case_id.in_(IDS), subscription.c.audience == APPLICANT
    ),
).subquery()
COUNT_ASKS = select(ASKED.c.case_id, func.count()).group_by(ASKED.c.case_id)
STATES: BindParameter[str] = bindparam("states", expanding=True)
LETTERS = (
    select(*letter.c)
    .where(letter.c.case_id.in_(IDS), letter.c.state.in_(STATES))
    .order_by(letter.c.id)
)
ORDERS = (
    select(payment_order)
    .where(
        payment_order.c.case_id.in_(IDS),
        payment_order.c.state == OPEN,
        payment_order.c.expires_at > bindparam("at"),
    )
    .order_by(payment_order.c.id)
)


def list_own_cases(db: Connection, who: Citizen, most: int) -> tuple[Case, ...]:
    """Return the cases filed under a citizen's personal number, the last first.

    Of who signed in by telephone only those filed with that telephone.
    """
    if not who.number or not is_storable(who.number):
        return ()
    given = {"wanted": who.number, "most": most}
    if who.phone is None:
        rows = db.execute(OF_NUMBER, given)
    else:
        rows = db.execute(OF_BOTH, {**given, "filed_with": who.phone})
    return tuple(case_from(row) for row in rows)


def count_asks(db: Connection, case_ids: Collection[int]) -> Mapping[int, int]:
    """Return how many tasks and messages of cases wait for their applicant."""
    return {row[0]: row[1] for row in db.execute(COUNT_ASKS, {"ids": sorted(case_ids)})}


def list_letters_out(
    db: Connection, case_ids: Collection[int], states: Collection[str] = (ISSUED, DELIVERED)
) -> tuple[Letter, ...]:
    """Return the letters of cases that are out, the first first; those taken back if asked for."""
    given = {"ids": sorted(case_ids), "states": sorted(states)}
    return tuple(letter_from(row) for row in db.execute(LETTERS, given))


def list_due(db: Connection, case_ids: Collection[int], now: datetime) -> tuple[Order, ...]:
    """Return what cases still have to pay."""
    rows = db.execute(ORDERS, {"ids": sorted(case_ids), "at": now})
    return tuple(order_from(row) for row in rows)


def list_own_complaints(
    db: Connection, who: Citizen, cases: Sequence[Case], most: int
) -> tuple[Complaint, ...]:
    """Return what a citizen said, the last first.

    That is what they sent while signed in, and what was sent of their dossiers with the same
    telephone: anybody can name a dossier, so its code alone is not enough.
    """
    about = [
        and_(complaint.c.case_id == one.case_id, complaint.c.phone == one.applicant.phone)
        for one in cases
        if one.applicant.phone
    ]
    mine = complaint.c.number == who.number
    if who.phone is not None:
        mine = and_(mine, complaint.c.phone == who.phone)
    found = select(complaint).where(or_(mine, *about)).order_by(complaint.c.id.desc()).limit(most)
    return tuple(complaint_from(row) for row in db.execute(found))
