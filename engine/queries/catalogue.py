"""The procedures that citizens can ask for: searching them, and all about one."""

from collections.abc import Iterable
from dataclasses import dataclass

from engine.context import Context, Ready, directory_of, version_in_force
from engine.errors import NotFound, Words
from engine.procedures.beginnings import is_filed
from engine.records.cards import Card
from engine.records.forms import Form
from engine.records.guides import Guide
from engine.records.people import Office
from engine.store.folding import fold
from engine.store.releases import list_in_force


@dataclass(frozen=True, kw_only=True)
class Offer:
    """A procedure as citizens see it: its card and the form to file it with.

    guide   questions that tell which case somebody is; None without any
    """

    key: str
    version_id: int
    card: Card
    form: Form
    guide: Guide | None = None


@dataclass(frozen=True, kw_only=True)
class Shelf:
    """The offers of one field, in the order of their titles."""

    name_vi: str
    name_en: str
    offers: tuple[Offer, ...]


def list_shelves(
    context: Context, search: str = "", *, for_staff: bool = False
) -> tuple[Shelf, ...]:
    """Return the live procedures that can be filed, by field; with `search` those in which every
    word occurs.

    for_staff   those of the agency's own people too

    Case and diacritics make no difference: "giay khai sinh" finds "Giấy khai sinh".
    """
    with context.database.read() as db:
        releases = list_in_force(db, context.clock.now())
        live = [context.versions.get(db, one.version_id or 0) for one in releases]
    offers = [offer_of(ready) for ready in live if _is_filed(ready, for_staff)]
    words = fold(search).split()
    return tuple(shelves_of(one for one in offers if _fits(one.card, words)))


def get_offer(
    context: Context, key: str, office: str | None = None, *, for_staff: bool = False
) -> Offer:
    """Return the version of a procedure in force, for an office where its code is given.

    Raises  NotFound, also where none can be filed; ProcedureRetired
    """
    with context.database.read() as db:
        ready = version_in_force(context, db, key, office)
    if not _is_filed(ready, for_staff):
        raise NotFound(what=Words(en="procedure", vi="thủ tục"), key=key)
    return offer_of(ready)


def asks_alike(context: Context, version_id: int, offer: Offer) -> bool:
    """Tell whether a version that was shown has the filing form of an offer; raise NotFound."""
    with context.database.read() as db:
        ready = context.versions.get(db, version_id)
    return ready.version.procedure_key == offer.key and offer_of(ready).form == offer.form


def deciding_offices(context: Context, offer: Offer) -> tuple[Office, ...]:
    """Return the offices that decide this procedure, in the order of their Vietnamese names."""
    found = (one for one in directory_of(context).open if one.kind == offer.card.office_kind)
    return tuple(sorted(found, key=lambda one: fold(one.name_vi)))


def offer_of(ready: Ready) -> Offer:
    """Return a compiled version as citizens see it."""
    procedure = ready.compiled.procedure
    return Offer(
        key=procedure.key,
        version_id=ready.version.version_id,
        card=procedure.card,
        form=procedure.forms[procedure.card.filing_form],
        guide=procedure.guide,
    )


def _is_filed(ready: Ready, for_staff: bool) -> bool:
    procedure = ready.compiled.procedure
    if procedure.card.is_internal or (procedure.card.is_for_staff and not for_staff):
        return False
    return is_filed(procedure.diagram.process)


def shelves_of(offers: Iterable[Offer]) -> list[Shelf]:
    """Return the offers grouped by field, fields and titles in Vietnamese order."""
    found: dict[str, list[Offer]] = {}
    for one in sorted(offers, key=lambda offer: fold(offer.card.title.vi)):
        found.setdefault(one.card.field.vi, []).append(one)
    return [
        Shelf(name_vi=name, name_en=many[0].card.field.en, offers=tuple(many))
        for name, many in sorted(found.items(), key=lambda pair: fold(pair[0]))
    ]


def _fits(card: Card, words: Iterable[str]) -> bool:
    texts = (card.title, card.summary, card.field, card.who)
    spoken = [text for both in texts for text in (both.vi, both.en)]
    haystack = fold(" ".join([card.code, card.keywords, *spoken]))
    return all(word in haystack for word in words)
