"""In which right somebody looks at a case: what they have to do with it at that moment."""

from dataclasses import dataclass

from engine.access import OVERSEERS, SUPERVISORS, absent_holder, acts_in, holds_post
from engine.records.cases import Task
from engine.records.documents import (
    DESK,
    HOLDS,
    LEADS,
    OFFICE,
    OVERSEES,
    POST,
    STANDS_IN,
    WAITS,
    Right,
)
from engine.records.people import Person, Post
from engine.store.database import Db
from engine.store.readings import deciding_office
from engine.store.tasks import list_case_tasks


@dataclass(frozen=True, kw_only=True)
class Seen:
    """What a page has read of a case already: who decides it, and its open tasks."""

    office_id: int | None
    tasks: tuple[Task, ...]


def see(db: Db, case_id: int) -> Seen:
    """Return what the right to look at a case depends on; two statements."""
    return Seen(office_id=deciding_office(db, case_id), tasks=list_case_tasks(db, case_id))


def right_of(person: Person, seen: Seen) -> Right:
    """Return why the person may look at a case: the nearest reason of several.

    Source   NĐ 13/2023/NĐ-CP, Art. 3(3): personal data are used for a stated purpose only
    """
    tasks = seen.tasks
    for why, found in (
        (HOLDS, [one for one in tasks if one.holder_id == person.person_id]),
        (STANDS_IN, [one for one in tasks if absent_holder(person, one)]),
        (WAITS, [one for one in tasks if acts_in(person, one.office_id, one.post)]),
        (LEADS, [one for one in tasks if acts_in(person, one.office_id, *SUPERVISORS)]),
    ):
        if found:
            return _at_step(why, person, found[0])
    for one in person.working_posts:
        if one.office_id == seen.office_id:
            return Right(why=OFFICE, post=one.kind, office_id=one.office_id)
    for one in person.posts:
        if one.kind in OVERSEERS:
            return Right(why=OVERSEES, post=one.kind, office_id=one.office_id)
    return _with_post(POST, next(iter(person.posts), None))


def desk_right(person: Person) -> Right:
    """Return the right in which a desk looks somebody up who has come to it."""
    posts = sorted(person.working_posts, key=lambda one: one.kind != "desk")
    return _with_post(DESK, next(iter(posts), None))


def _at_step(why: str, person: Person, task: Task) -> Right:
    own = holds_post(person, task.office_id, task.post)
    led = next((one for one in SUPERVISORS if acts_in(person, task.office_id, one)), task.post)
    post = led if why == LEADS and not own else task.post
    return Right(why=why, element=task.element, post=post, office_id=task.office_id)


def _with_post(why: str, one: Post | None) -> Right:
    if one is None:
        return Right(why=why)
    return Right(why=why, post=one.kind, office_id=one.office_id)
