"""People for whoever keeps their register: also those disabled, and their one-time codes."""

from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from engine.records.registers import KnownPersonRow
from engine.store.desk_tables import password_code
from engine.store.people import PEOPLE, people_from
from engine.store.tables import person, post
from engine.store.types import Instant

STATES = select(person.c.id, person.c.disabled_at, password_code.c.expires_at).select_from(
    person.outerjoin(password_code, password_code.c.person_id == person.c.id)
)
ENABLE = update(person).where(person.c.id == bindparam("wanted")).values(disabled_at=None)
CHANGE = (
    update(person)
    .where(person.c.id == bindparam("wanted"))
    .values(name=bindparam("new_name"), email=bindparam("new_email"))
)
DROP_CODE = delete(password_code).where(password_code.c.person_id == bindparam("wanted"))
KEEP_CODE = insert(password_code)
# In one statement, so that a code counts once however often it is sent at the same moment.
TAKE_CODE = (
    delete(password_code)
    .where(
        password_code.c.code_hash == bindparam("hashed"),
        password_code.c.expires_at > bindparam("at", type_=Instant),
        password_code.c.person_id.in_(
            select(person.c.id).where(
                person.c.login == bindparam("of_login"), person.c.disabled_at.is_(None)
            )
        ),
    )
    .returning(password_code.c.person_id)
)
ADMINISTRATORS = (
    select(post.c.person_id)
    .join(person, person.c.id == post.c.person_id)
    .where(post.c.kind == "administrator", person.c.disabled_at.is_(None))
    .distinct()
)
LOGINS = select(person.c.id).where(person.c.login == bindparam("wanted"))


def list_register(db: Connection) -> tuple[KnownPersonRow, ...]:
    """Return everybody, in the order of their names."""
    states = {row.id: row for row in db.execute(STATES)}
    people = people_from(db.execute(PEOPLE).all())
    return tuple(
        KnownPersonRow(
            person=one,
            disabled_at=states[one.person_id].disabled_at,
            waits_for_code=states[one.person_id].expires_at is not None,
        )
        for one in sorted(people, key=lambda each: each.name.split()[::-1])
    )


def has_login(db: Connection, login: str) -> bool:
    """Tell whether somebody has this login."""
    return db.execute(LOGINS, {"wanted": login}).first() is not None


def change_person(db: Connection, person_id: int, name: str, email: str | None) -> None:
    """Write a person's name and mail address."""
    db.execute(CHANGE, {"wanted": person_id, "new_name": name, "new_email": email})


def enable_person(db: Connection, person_id: int) -> None:
    """Let a person sign in again."""
    db.execute(ENABLE, {"wanted": person_id})


def keep_code(db: Connection, person_id: int, code_hash: bytes, expires_at: datetime) -> None:
    """Keep a one-time code in the place of an earlier one."""
    db.execute(DROP_CODE, {"wanted": person_id})
    row = {"person_id": person_id, "code_hash": code_hash, "expires_at": expires_at}
    db.execute(KEEP_CODE, row)


def drop_code(db: Connection, person_id: int) -> None:
    """Let a code no longer count."""
    db.execute(DROP_CODE, {"wanted": person_id})


def take_code(db: Connection, login: str, code_hash: bytes, now: datetime) -> int | None:
    """Use a code up; return whose it was, None for one that does not count."""
    given = {"hashed": code_hash, "at": now, "of_login": login}
    found: int | None = db.execute(TAKE_CODE, given).scalar_one_or_none()
    return found


def list_administrators(db: Connection) -> frozenset[int]:
    """Return who administers the system and can sign in."""
    return frozenset(db.execute(ADMINISTRATORS).scalars())
