"""People and the posts they hold."""

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import Connection, Select, bindparam, delete, insert, select, update

from engine.errors import NotFound, Words
from engine.records.people import Mandate, Person, Post
from engine.store.folding import is_storable
from engine.store.tables import office, person, post
from engine.store.types import AnyRow

PERSON_COLUMNS = (
    person.c.id,
    person.c.login,
    person.c.name,
    person.c.email,
    post.c.office_id,
    office.c.code.label("office_code"),
    post.c.kind,
    post.c.signs,
    post.c.title,
    post.c.mandate,
    post.c.mandate_on,
)
WITH_POSTS = person.outerjoin(post, post.c.person_id == person.c.id).outerjoin(
    office, office.c.id == post.c.office_id
)
PEOPLE = select(*PERSON_COLUMNS).select_from(WITH_POSTS)
NAMES = select(person.c.id, person.c.name).where(
    person.c.id.in_(bindparam("wanted", expanding=True))
)
BY_ID = PEOPLE.where(person.c.id == bindparam("wanted"))
BY_LOGIN = (
    select(*PERSON_COLUMNS, person.c.password_hash)
    .select_from(WITH_POSTS)
    .where(person.c.login == bindparam("wanted"), person.c.disabled_at.is_(None))
)
IN_POST = PEOPLE.where(
    person.c.disabled_at.is_(None),
    person.c.id.in_(
        select(post.c.person_id).where(
            post.c.office_id == bindparam("in_office"), post.c.kind == bindparam("of_kind")
        )
    ),
)
INSERT_PERSON = insert(person).returning(person.c.id)
INSERT_POST = insert(post)
DROP_POSTS = delete(post).where(post.c.person_id == bindparam("wanted"))
SET_PASSWORD = (
    update(person)
    .where(person.c.id == bindparam("wanted"))
    .values(password_hash=bindparam("new_hash"))
)
DISABLE = (
    update(person).where(person.c.id == bindparam("wanted")).values(disabled_at=bindparam("at"))
)
WORDS = Words(en="person", vi="người dùng")


def find_sign_in(db: Connection, login: str) -> tuple[Person, str] | None:
    """Return who signs in by this name, with posts, and the hash of the password."""
    if not is_storable(login):
        return None
    rows = db.execute(BY_LOGIN, {"wanted": login}).all()
    return (people_from(rows)[0], rows[0].password_hash) if rows else None


def get_person(db: Connection, person_id: int) -> Person:
    """Return a person with posts; raise NotFound."""
    found = people_from(db.execute(BY_ID, {"wanted": person_id}).all())
    if not found:
        raise NotFound(what=WORDS, key=person_id)
    return found[0]


def list_people(db: Connection) -> tuple[Person, ...]:
    """Return everybody with their posts, in the order of their names."""
    return ordered(db, PEOPLE)


def list_people_in_post(db: Connection, office_id: int, kind: str) -> tuple[Person, ...]:
    """Return who holds a post in an office and can sign in, in the order of their names."""
    found = people_from(db.execute(IN_POST, {"in_office": office_id, "of_kind": kind}).all())
    return tuple(sorted(found, key=lambda one: one.name))


def names_of(db: Connection, person_ids: Iterable[int]) -> dict[int, str]:
    """Return the name of each of these people; nothing is asked for nobody."""
    wanted = sorted(set(person_ids))
    return {row.id: row.name for row in db.execute(NAMES, {"wanted": wanted})} if wanted else {}


def insert_person(
    db: Connection, person_given: Person, password_hash: str, now: datetime
) -> Person:
    """Insert a person with posts, whatever `person_id` says; return them with their id."""
    given = {
        "login": person_given.login,
        "name": person_given.name,
        "email": person_given.email,
        "password_hash": password_hash,
        "created_at": now,
    }
    person_id = db.execute(INSERT_PERSON, given).scalar_one()
    insert_posts(db, person_id, person_given.posts)
    return get_person(db, person_id)


def insert_posts(db: Connection, person_id: int, posts: Iterable[Post]) -> None:
    """Give a person posts."""
    rows = [
        {
            "person_id": person_id,
            "office_id": one.office_id,
            "kind": one.kind,
            "signs": one.signs,
            "title": one.title,
            **mandate_columns(one.mandate),
        }
        for one in posts
    ]
    if rows:
        db.execute(INSERT_POST, rows)


def mandate_columns(given: Mandate | None) -> dict[str, str | date | None]:
    """Return what is kept of a written authorisation; nothing of none."""
    if given is None:
        return {"mandate": "", "mandate_on": None}
    return {"mandate": given.number, "mandate_on": given.given_on}


def mandate_from(row: AnyRow) -> Mandate | None:
    """Return the written authorisation in a row; None without one."""
    if not row.mandate or row.mandate_on is None:
        return None
    return Mandate(number=row.mandate, given_on=row.mandate_on)


def replace_posts(db: Connection, person_id: int, posts: Iterable[Post]) -> None:
    """Give a person these posts and no others."""
    db.execute(DROP_POSTS, {"wanted": person_id})
    insert_posts(db, person_id, posts)


def set_password(db: Connection, person_id: int, password_hash: str) -> None:
    """Store the hash of a new password."""
    db.execute(SET_PASSWORD, {"wanted": person_id, "new_hash": password_hash})


def disable_person(db: Connection, person_id: int, now: datetime) -> None:
    """Let a person no longer sign in; their name stays in the log."""
    db.execute(DISABLE, {"wanted": person_id, "at": now})


def ordered(db: Connection, query: "Select[*tuple[object, ...]]") -> tuple[Person, ...]:
    """Return the people of a query in the order of their names."""
    return tuple(sorted(people_from(db.execute(query).all()), key=lambda one: one.name))


def people_from(rows: Iterable[AnyRow]) -> tuple[Person, ...]:
    """Return the people in rows of PERSON_COLUMNS, one row for each post."""
    posts: dict[int, list[Post]] = {}
    firsts: dict[int, AnyRow] = {}
    for row in rows:
        firsts.setdefault(row.id, row)
        held = posts.setdefault(row.id, [])
        if row.office_id is not None:
            held.append(
                Post(
                    office_id=row.office_id,
                    office_code=row.office_code,
                    kind=row.kind,
                    signs=row.signs,
                    title=row.title,
                    mandate=mandate_from(row),
                )
            )
    return tuple(
        Person(
            person_id=row.id,
            login=row.login,
            name=row.name,
            email=row.email,
            posts=tuple(sorted(posts[row.id], key=lambda one: (one.office_code, one.kind))),
        )
        for row in firsts.values()
    )
