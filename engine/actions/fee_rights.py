"""Who may take money, waive it, and give it back: officers of an office that works on the case."""

from engine.access import post_name
from engine.context import Context
from engine.errors import AccessDenied, NotFound, Words
from engine.payments.rights import holds_any, offices_in
from engine.records.cases import Case
from engine.records.fees import Order
from engine.records.people import Person
from engine.store.cases import lock_case
from engine.store.database import Db
from engine.store.fee_orders import get_order
from engine.store.log import read_log
from engine.store.tasks import list_case_tasks


def require_money_post(
    context: Context, db: Db, person: Person, case: Case, posts: tuple[str, ...]
) -> None:
    """Raise AccessDenied unless the person holds one of these posts in an office of the case."""
    tasks = list_case_tasks(db, case.case_id)
    entries = read_log(db, case.case_id)
    offices = offices_in(case, tasks, entries, context.offices.get(db).ids)
    if not holds_any(person, offices, posts):
        raise AccessDenied(post=post_name(posts[0]))


def lock_order(
    context: Context, db: Db, person: Person, order_id: int, posts: tuple[str, ...]
) -> Order:
    """Return an order with its case locked.

    Raises  NotFound; AccessDenied unless the person holds one of these posts in the case
    """
    found = get_order(db, order_id)
    what = Words(en="payment order", vi="yêu cầu nộp")
    if found is None:
        raise NotFound(what=what, key=order_id)
    case = lock_case(db, found.case_id)
    require_money_post(context, db, person, case, posts)
    again = get_order(db, order_id)
    if again is None:
        raise NotFound(what=what, key=order_id)
    return again
