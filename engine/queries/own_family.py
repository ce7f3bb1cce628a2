"""All that an applicant filed once and several offices handle: one list for one page."""

from dataclasses import dataclass

from engine.access import is_own_case
from engine.context import Context
from engine.queries.signatures import states_of
from engine.queries.tracking import own_case
from engine.records.cards import Card
from engine.records.cases import Case
from engine.records.fees import Order
from engine.records.letters import ISSUED, OUT, Letter
from engine.records.people import Office
from engine.records.terms import DateSet, dates_set
from engine.store.family import list_family
from engine.store.log import read_log
from engine.store.own_cases import count_asks, list_due, list_letters_out


@dataclass(frozen=True, kw_only=True)
class OwnLinked:
    """One of the linked dossiers of an applicant.

    asks     how much waits for the applicant in it
    is_open  it is the one that is open in this browser
    letters  what its applicant may read: out, with the signatures that it must have, or taken back
    dues     what is to be paid
    changes  how the day promised was changed, with the reasons
    """

    case: Case
    card: Card
    office: Office
    asks: int
    is_open: bool
    letters: tuple[Letter, ...] = ()
    dues: tuple[Order, ...] = ()
    changes: tuple[DateSet, ...] = ()


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
        live = [one.case_id for one in kin if one.closed_at is None]
        asks, dues = count_asks(db, live), list_due(db, live, context.clock.now())
        out = list_letters_out(db, [one.case_id for one in kin], OUT)
        states = states_of(db, out)
        signed = [one for one in out if one.state != ISSUED or states[one.letter_id].complete]
        return tuple(
            OwnLinked(
                case=one,
                card=context.versions.get(db, one.version_id).compiled.procedure.card,
                office=directory.by_id[one.office_id],
                asks=asks.get(one.case_id, 0),
                is_open=one.case_id == case.case_id,
                letters=tuple(each for each in signed if each.case_id == one.case_id),
                dues=tuple(due for due in dues if due.case_id == one.case_id),
                changes=dates_set(read_log(db, one.case_id)) if one.standing.apologies else (),
            )
            for one in kin
        )
