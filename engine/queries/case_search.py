"""Finding cases within one's rights."""

from dataclasses import dataclass

from engine.access import OVERSEERS, WORKSHOP
from engine.context import Context
from engine.procedures.procedure import Procedure
from engine.queries.inbox import office_text
from engine.records.cards import Text
from engine.records.cases import Case
from engine.records.people import Person
from engine.store.case_search import (
    MOST_COUNTED,
    CaseWish,
    search_cases,
)
from engine.store.database import Db
from engine.store.versions import list_current

PAGE_SIZE = 30


@dataclass(frozen=True, kw_only=True)
class CaseQuestion:
    """What is looked for.

    text       part of the applicant's name or of the dossier code
    status     running, suspended, finished, cancelled or late; "" for all
    procedure  key; "" for all
    number     of the page, from 1
    """

    text: str = ""
    status: str = ""
    procedure: str = ""
    number: int = 1


@dataclass(frozen=True, kw_only=True)
class CaseLine:
    """One case as a list shows it."""

    case: Case
    procedure: Text
    office: Text


@dataclass(frozen=True, kw_only=True)
class CasePage:
    """A page of cases.

    total       how many fit; counted up to `MOST_COUNTED` only, then `is_more` is true
    procedures  key and title of what is live, to choose from
    """

    lines: tuple[CaseLine, ...]
    total: int
    number: int
    procedures: tuple[tuple[str, Text], ...]

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return max(1, -(-self.total // PAGE_SIZE))

    @property
    def is_more(self) -> bool:
        """Tell whether there are more than were counted."""
        return self.total >= MOST_COUNTED


def find_cases(context: Context, person: Person, asked: CaseQuestion) -> CasePage:
    """Return the cases that fit and that the person may see, the newest first; three statements."""
    with context.database.read() as db:
        directory = context.offices.get(db)
    seen = directory.with_former(offices_seen(person))
    wish = CaseWish(
        reader_id=person.person_id,
        office_ids=None if person.has_post(*OVERSEERS) else seen,
        now=context.clock.now(),
        status=asked.status,
        procedure=asked.procedure,
        text=asked.text,
    )
    with context.database.read() as db:
        cases, total = search_cases(db, wish, asked.number, PAGE_SIZE)
        lines = tuple(
            CaseLine(
                case=case,
                procedure=_procedure(context, db, case.version_id).card.title,
                office=office_text(directory.by_id.get(case.office_id)),
            )
            for case in cases
        )
        live = [_procedure(context, db, one.version_id) for one in list_current(db)]
    return CasePage(
        lines=lines,
        total=total,
        number=asked.number,
        procedures=tuple((one.key, one.card.title) for one in live),
    )


def offices_seen(person: Person) -> frozenset[int]:
    """Return the offices whose cases the person may see; drawing procedures opens none."""
    return frozenset(one.office_id for one in person.working_posts if one.kind not in WORKSHOP)


def _procedure(context: Context, db: Db, version_id: int) -> Procedure:
    return context.versions.get(db, version_id).compiled.procedure
