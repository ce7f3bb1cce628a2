"""All that a citizen who has signed in has with the offices, for one page."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from engine.context import Context
from engine.errors import NotFound, Words
from engine.queries.catalogue import Offer, list_shelves
from engine.queries.signatures import signing_states
from engine.records.cards import Card
from engine.records.cases import Case
from engine.records.complaints import Complaint
from engine.records.fees import Order
from engine.records.filings import OwnDraft
from engine.records.forms import Form
from engine.records.identity import Citizen
from engine.records.letters import ISSUED, Letter
from engine.records.people import Office
from engine.store.filings import list_drafts
from engine.store.own_cases import (
    count_asks,
    list_due,
    list_letters_out,
    list_own_cases,
    list_own_complaints,
)

MOST_SHOWN = 100
# The keys by which every filing form names its applicant.
NAME, NUMBER, PHONE, EMAIL = "ho_ten", "so_dinh_danh", "so_dien_thoai", "email"


@dataclass(frozen=True, kw_only=True)
class OwnCase:
    """One of the citizen's dossiers.

    asks     how much waits for them in it
    dues     what is to be paid
    results  letters of the procedure not opened yet, and the last one once it is decided
    """

    case: Case
    card: Card
    office: Office
    asks: int
    dues: tuple[Order, ...] = ()
    results: tuple[Letter, ...] = ()

    @property
    def rank(self) -> tuple[bool, bool, bool]:
        """Its place: what waits for the citizen, then results to take, then what is under way."""
        fresh = any(one.state == ISSUED for one in self.results)
        return not (self.asks or self.dues), not fresh, self.case.closed_at is not None


@dataclass(frozen=True, kw_only=True)
class OwnBegun:
    """A filing that the citizen has begun; `offer` is what it asks for."""

    draft: OwnDraft
    offer: Offer


@dataclass(frozen=True, kw_only=True)
class Account:
    """What stands on the page of a citizen; `offices` by id."""

    cases: tuple[OwnCase, ...]
    drafts: tuple[OwnBegun, ...]
    complaints: tuple[Complaint, ...]
    offices: Mapping[int, Office]


def get_account(context: Context, who: Citizen) -> Account:
    """Return all that a citizen has here; at most eight statements, however many dossiers."""
    with context.database.read() as db:
        offices = context.offices.get(db).by_id
        cases = list_own_cases(db, who, MOST_SHOWN)
        ids = [one.case_id for one in cases]
        live = [one.case_id for one in cases if one.closed_at is None]
        asks, dues = count_asks(db, live), list_due(db, live, context.clock.now())
        out = list_letters_out(db, ids)
        complaints = list_own_complaints(db, who, cases, MOST_SHOWN)
        drafts = list_drafts(db, who, context.clock.now())
        cards = {
            one.version_id: context.versions.get(db, one.version_id).compiled.procedure.card
            for one in cases
        }
    results, owed = _results(context, out), defaultdict(list)
    for due in dues:
        owed[due.case_id].append(due)
    found = [
        OwnCase(
            case=one,
            card=cards[one.version_id],
            office=offices[one.office_id],
            asks=asks.get(one.case_id, 0),
            dues=tuple(owed[one.case_id]),
            results=_to_read(one, results.get(one.case_id, ())),
        )
        for one in cases
    ]
    return Account(
        cases=tuple(sorted(found, key=lambda one: one.rank)),
        drafts=_begun(context, drafts),
        complaints=complaints,
        offices=offices,
    )


def own_case_of(context: Context, who: Citizen, code: str) -> Case:
    """Return one of the citizen's dossiers by its code; raise NotFound for anybody else's."""
    with context.database.read() as db:
        for one in list_own_cases(db, who, MOST_SHOWN):
            if one.code == code:
                return one
    raise NotFound(what=Words(en="dossier", vi="hồ sơ"), key=code[:60])


def own_complaint_of(context: Context, who: Citizen, code: str) -> Complaint:
    """Return one of the citizen's complaints by its code; raise NotFound for anybody else's."""
    with context.database.read() as db:
        cases = list_own_cases(db, who, MOST_SHOWN)
        for one in list_own_complaints(db, who, cases, MOST_SHOWN):
            if one.code == code:
                return one
    raise NotFound(what=Words(en="complaint", vi="phản ánh"), key=code[:60])


def own_facts(context: Context, who: Citizen, form: Form) -> Mapping[str, str]:
    """Return what a form asks and the sign-in tells: name and number, and how to reach them.

    Telephone and e-mail are those of the citizen's last dossier; they may write others.
    """
    with context.database.read() as db:
        last = list_own_cases(db, who, 1)
    known = {NAME: who.name, NUMBER: who.number, PHONE: who.phone or ""}
    if last:
        known[PHONE] = known[PHONE] or last[0].applicant.phone
        known[EMAIL] = last[0].applicant.email or ""
    asked = {one.key for one in form.fields if not one.readonly}
    return {key: value for key, value in known.items() if value and key in asked}


def _to_read(case: Case, letters: tuple[Letter, ...]) -> tuple[Letter, ...]:
    is_decided = case.closed_at is not None or case.standing.ready
    last = letters[-1:] if is_decided else ()
    return tuple(one for one in letters if one.state == ISSUED or one in last)


def _results(context: Context, out: tuple[Letter, ...]) -> Mapping[int, tuple[Letter, ...]]:
    """Return the procedures' own letters by case, as far as they have their signatures."""
    own = [one for one in out if not one.kind.isdigit() and one.file]
    signed = signing_states(context, own) if own else {}
    found: dict[int, tuple[Letter, ...]] = {}
    for one in own:
        if one.state != ISSUED or signed[one.letter_id].complete:
            found[one.case_id] = (*found.get(one.case_id, ()), one)
    return found


def _begun(context: Context, drafts: tuple[OwnDraft, ...]) -> tuple[OwnBegun, ...]:
    if not drafts:
        return ()
    offers = {one.key: one for shelf in list_shelves(context) for one in shelf.offers}
    return tuple(
        OwnBegun(draft=one, offer=offers[one.procedure_key])
        for one in drafts
        if one.procedure_key in offers
    )
