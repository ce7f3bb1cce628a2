"""All that an applicant filed once and several offices handle: one list for one page."""

from dataclasses import dataclass

from engine.access import is_own_case
from engine.context import Context
from engine.queries.tracking import own_case
from engine.records.cards import Card
from engine.records.cases import Case
from engine.records.people import Office
from engine.store.family import list_family
from engine.store.own_cases import count_asks


@dataclass(frozen=True, kw_only=True)
class OwnLinked:
    """One of the linked dossiers of an applicant.

    asks     how much waits for the applicant in it
    is_open  it is the one that is open in this browser
    """

    case: Case
    card: Card
    office: Office
    asks: int
    is_open: bool


def own_family(context: Context, own: tuple[str, str]) -> tuple[OwnLinked, ...]:
    """Return the dossiers linked with the applicant's own, that one included; () when alone.

    Only those of the same applicant: another telephone number is another person's dossier.
    Raises  NotFound for a wrong pair
    """
    with context.database.read() as db:
        case = own_case(db, own)
        directory = context.offices.get(db)
        kin = [one for _, one in list_family(db, case.case_id) if is_own_case(one, own[1])]
        if len(kin) < 2:
            return ()
        asks = count_asks(db, [one.case_id for one in kin if one.closed_at is None])
        return tuple(
            OwnLinked(
                case=one,
                card=context.versions.get(db, one.version_id).compiled.procedure.card,
                office=directory.by_id[one.office_id],
                asks=asks.get(one.case_id, 0),
                is_open=one.case_id == case.case_id,
            )
            for one in kin
        )
