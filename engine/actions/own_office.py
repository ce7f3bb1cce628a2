"""Who may act on the papers and the handing over of a case: the offices that have to do with it."""

from engine.access import acts_in, post_name
from engine.context import Context
from engine.errors import AccessDenied
from engine.records.cases import Case
from engine.records.people import Person
from engine.store.database import Db
from engine.store.receptions import find_reception
from engine.store.tasks import list_case_tasks

CASEWORKERS = frozenset(
    ("desk", "specialist", "head", "leader", "clerk", "police", "social-insurance")
)


def require_own_office(context: Context, db: Db, person: Person, case: Case) -> None:
    """Raise AccessDenied unless the person works in an office that has to do with the case.

    That is the one that decides, those that have an open task of it, and the desk that took it in.
    """
    directory = context.offices.get(db)
    offices = {directory.acting(case.office_id)}
    offices |= {task.office_id for task in list_case_tasks(db, case.case_id)}
    came = find_reception(db, case.case_id)
    if came is not None:
        offices |= {directory.acting(one) for one in (came.desk_id, came.proxy_id) if one}
    if not any(acts_in(person, one, *CASEWORKERS) for one in offices):
        raise AccessDenied(post=post_name("desk"))
