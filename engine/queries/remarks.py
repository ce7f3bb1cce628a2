"""The remarks on a case, and the colleagues whom a remark can mention."""

from dataclasses import dataclass
from datetime import datetime

from engine.access import PERSONAL, led_offices
from engine.context import Context
from engine.queries.case_file import open_case
from engine.queries.case_rights import may_open
from engine.records.cases import Case
from engine.records.people import Person
from engine.store.people import list_people, names_of

REMARK = "remark-made"


@dataclass(frozen=True, kw_only=True)
class Remark:
    """What an officer remarked; text is None once it was erased."""

    at: datetime
    by: str
    text: str
    mentioned: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Remarks:
    """The remarks on a case, the newest first."""

    case: Case
    remarks: tuple[Remark, ...]
    colleagues: tuple[Person, ...]
    may_set_priority: bool


def get_remarks(context: Context, person: Person, code: str) -> Remarks:
    """Return the remarks on a case that the person may see; raise NotFound."""
    with context.database.read() as db:
        opened = open_case(context, db, person, code)
        events = [
            (entry, event)
            for entry in opened.log.entries
            for event in entry.events
            if event.kind == REMARK
        ]
        mentions = {one for _, event in events for one in _ids(event.values.get("mentions"))}
        names = names_of(db, mentions)
        colleagues = tuple(
            one
            for one in list_people(db)
            if one.person_id != person.person_id
            and any(post.kind not in PERSONAL for post in one.posts)
            and may_open(one, opened.case, opened.tasks, opened.log.entries, opened.directory)
        )
    offices = {opened.case.office_id, *(one.office_id for one in opened.tasks)}
    return Remarks(
        case=opened.case,
        remarks=tuple(
            Remark(
                at=entry.at,
                by=opened.log.names.get(entry.by or 0, "–"),
                text=str(event.values.get("text", "")),
                mentioned=tuple(names.get(one, "–") for one in _ids(event.values.get("mentions"))),
            )
            for entry, event in reversed(events)
        ),
        colleagues=colleagues,
        may_set_priority=bool(led_offices(person) & offices),
    )


def _ids(value: object) -> tuple[int, ...]:
    return tuple(one for one in value if isinstance(one, int)) if isinstance(value, list) else ()
