"""The people of the sample office, for its sign-in page."""

from dataclasses import dataclass

from engine.context import Context
from engine.records.people import Person
from engine.store.people import list_people

SAMPLE_PASSWORD = "motcua"  # noqa: S105 - of invented people in an invented office


@dataclass(frozen=True, kw_only=True)
class SamplePerson:
    """Somebody of the sample office and the password that opens them."""

    person: Person
    password: str


def list_sample_people(context: Context) -> tuple[SamplePerson, ...]:
    """Return the sample people in the order of their posts; nobody outside sample mode."""
    if not context.sample_mode:
        return ()
    with context.database.read() as db:
        people = list_people(db)
    return tuple(SamplePerson(person=one, password=SAMPLE_PASSWORD) for one in people if one.posts)
