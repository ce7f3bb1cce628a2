"""The people of the sample office, for its sign-in page."""

from dataclasses import dataclass

from engine.context import Context
from engine.records.people import POST_KINDS, Office, Person
from engine.store.offices import list_offices
from engine.store.people import list_people

SAMPLE_PASSWORD = "motcua-mau"  # noqa: S105 - of invented people in an invented office


@dataclass(frozen=True, kw_only=True)
class SamplePerson:
    """Somebody of the sample office, the first post they hold, and the password that opens them."""

    person: Person
    post: str
    office: Office
    password: str


def list_sample_people(context: Context) -> tuple[SamplePerson, ...]:
    """Return the sample people, office by office in the order of posts; nobody elsewhere."""
    if not context.sample_mode:
        return ()
    with context.database.read() as db:
        offices = {office.office_id: office for office in list_offices(db)}
        found = [
            SamplePerson(
                person=person,
                post=person.posts[0].kind,
                office=offices[person.posts[0].office_id],
                password=SAMPLE_PASSWORD,
            )
            for person in list_people(db)
            if person.posts
        ]
    return tuple(sorted(found, key=_place))


def _place(one: SamplePerson) -> tuple[str, int, str]:
    order: tuple[str, ...] = POST_KINDS
    rank = order.index(one.post) if one.post in order else len(order)
    return one.office.code, rank, one.person.login
