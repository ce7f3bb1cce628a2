"""Who may take money, waive it, and give it back: officers of an office that works on the case."""

from engine.access import holds_post, post_name
from engine.context import Context
from engine.errors import AccessDenied, NotFound, Words
from engine.records.cases import Case
from engine.records.fees import Order
from engine.records.people import Person
from engine.store.cases import lock_case
from engine.store.database import Db
from engine.store.fee_orders import get_order
from engine.store.log import read_log
from engine.store.tasks import list_case_tasks

COLLECTORS = ("desk", "clerk")
WAIVERS = ("head", "leader")
REFUNDERS = ("clerk", "desk", "head")
DECIDERS = ("head", "leader")


def offices_of(context: Context, db: Db, case: Case) -> frozenset[int]:
    """Return the offices that decide, work or worked on a case."""
    ids = context.offices.get(db).ids
    offices = {case.office_id, *(task.office_id for task in list_case_tasks(db, case.case_id))}
    for entry in read_log(db, case.case_id):
        for event in entry.events:
            if event.kind == "task-opened":
                offices.add(ids.get(str(event.values.get("office")), case.office_id))
    return frozenset(offices)


def require_money_post(
    context: Context, db: Db, person: Person, case: Case, posts: tuple[str, ...]
) -> None:
    """Raise AccessDenied unless the person holds one of these posts in an office of the case."""
    offices = offices_of(context, db, case)
    if not any(holds_post(person, office, *posts) for office in offices):
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
