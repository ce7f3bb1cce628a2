"""All dossiers of a citizen who has signed in, on one page."""

from dataclasses import dataclass

from engine.context import Context
from engine.errors import NotFound, Words
from engine.records.cards import Card
from engine.records.cases import Case
from engine.records.identity import Citizen
from engine.records.people import APPLICANT, Office
from engine.store.database import Db
from engine.store.own_cases import list_own_cases
from engine.store.subscriptions import list_case_subscriptions
from engine.store.tasks import list_case_tasks

MOST_SHOWN = 100


@dataclass(frozen=True, kw_only=True)
class OwnCase:
    """One of the citizen's dossiers; `asks` is how much waits for them in it."""

    case: Case
    card: Card
    office: Office
    asks: int


def count_asks(db: Db, case: Case) -> int:
    """Return how many tasks and messages of a case wait for its applicant."""
    if case.closed_at is not None:
        return 0
    tasks = [one.post for one in list_case_tasks(db, case.case_id)]
    awaited = [one.audience for one in list_case_subscriptions(db, case.case_id)]
    return [*tasks, *awaited].count(APPLICANT)


def own_cases(context: Context, who: Citizen) -> tuple[OwnCase, ...]:
    """Return the dossiers of a citizen who has signed in.

    Those that wait for the citizen come first, then those under way, the last first.
    """
    with context.database.read() as db:
        offices = context.offices.get(db).by_id
        found = [
            OwnCase(
                case=one,
                card=context.versions.get(db, one.version_id).compiled.procedure.card,
                office=offices[one.office_id],
                asks=count_asks(db, one),
            )
            for one in list_own_cases(db, who, MOST_SHOWN)
        ]
    return tuple(sorted(found, key=lambda one: (not one.asks, one.case.closed_at is not None)))


def own_case_of(context: Context, who: Citizen, code: str) -> Case:
    """Return one of the citizen's dossiers by its code; raise NotFound for anybody else's."""
    with context.database.read() as db:
        for one in list_own_cases(db, who, MOST_SHOWN):
            if one.code == code:
                return one
    raise NotFound(what=Words(en="dossier", vi="hồ sơ"), key=code[:60])
