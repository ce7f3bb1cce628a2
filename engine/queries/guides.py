"""Which case somebody is: the questions of a guide, and what follows from the answers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from engine.calendars.cutoffs import parse_cutoff
from engine.calendars.deadlines import due_with_extra
from engine.calendars.terms import Term, parse_term
from engine.context import Context, Ready, version_in_force
from engine.decisions.decision import names_read
from engine.decisions.evaluate import evaluate, plain
from engine.diagrams.model import Process
from engine.errors import CalendarTooShort, MotcuaError, NotFound, Words
from engine.expressions.expression import compile_expression
from engine.payments.lines import Filed, read_lines
from engine.procedures.outcomes import carried, find_outcome, names_of, value_of
from engine.procedures.procedure import Procedure
from engine.procedures.wording.values import term_words
from engine.queries.catalogue import Offer, Shelf, get_offer
from engine.queries.paper_file import papers_asked
from engine.records.cards import Paper
from engine.records.fees import FeeLine, total_due
from engine.records.forms import Form
from engine.records.guides import Guide, Outcome
from engine.records.people import Office
from engine.records.values import Json

MOST_EVENTS = 6
_GUIDE = Words(en="guide of", vi="bảng hướng dẫn của")


@dataclass(frozen=True, kw_only=True)
class Guided:
    """A procedure that has a guide, with the form of its questions."""

    offer: Offer
    guide: Guide
    form: Form


@dataclass(frozen=True, kw_only=True)
class Due:
    """How long it takes: in words, and on which day it is ready where it is filed now.

    latest   where offices keep other days, the last of them; else the same as `first`
    extra    the supplement in words; None without one
    """

    words: Words
    first: date
    latest: date
    extra: Words | None = None


@dataclass(frozen=True, kw_only=True)
class Fee:
    """What is to be paid when it is filed in one way; lines where the decision gives them."""

    channel: str
    total: int
    lines: tuple[FeeLine, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Advice:
    """What is right in somebody's case.

    target    what to file; None where nothing can be filed here
    goes_on   the target has a guide of its own, which asks the rest
    papers    that are asked for in this case; `spared` those that are not
    fees      by way of filing; empty where it cannot be worked out from these answers
    due       None where the term cannot be told
    answers   of the target's filing form
    given     of the questions, with those that the target's guide asks too
    """

    outcome: Outcome
    target: Offer | None
    given: Mapping[str, Json]
    goes_on: bool = False
    offices: tuple[Office, ...] = ()
    papers: tuple[Paper, ...] = ()
    spared: tuple[Paper, ...] = ()
    fees: tuple[Fee, ...] = ()
    due: Due | None = None
    answers: Mapping[str, Json] | None = None


def list_events(shelves: tuple[Shelf, ...]) -> tuple[Offer, ...]:
    """Return the procedures whose guides begin with something that happens in a life."""
    found = (one for shelf in shelves for one in shelf.offers if one.guide and one.guide.event)
    ranked = sorted(found, key=lambda one: (one.guide.rank if one.guide else 0, one.key))
    return tuple(ranked[:MOST_EVENTS])


def get_guided(context: Context, key: str) -> Guided:
    """Return a procedure with its guide; raise NotFound, also where it has none."""
    offer = get_offer(context, key)
    with context.database.read() as db:
        procedure = version_in_force(context, db, key).compiled.procedure
    guide = procedure.guide
    if guide is None or guide.form not in procedure.forms:
        raise NotFound(what=_GUIDE, key=key)
    return Guided(offer=offer, guide=guide, form=procedure.forms[guide.form])


def advise(context: Context, guided: Guided, answers: Mapping[str, Json]) -> Advice:
    """Return what is right for somebody who has answered so; nothing is kept.

    answers   typed, of the guide's form
    """
    names = names_of(guided.form, answers)
    outcome = find_outcome(guided.guide, names)
    key = outcome.procedure or guided.offer.key
    offer = None if outcome.elsewhere else _find_offer(context, key)
    if offer is None:
        return Advice(outcome=outcome, target=None, given=answers)
    with context.database.read() as db:
        ready = version_in_force(context, db, key)
        directory = context.offices.get(db)
        offices = tuple(one for one in directory.open if one.kind == offer.card.office_kind)
        paths = [directory.path_of(one.office_id) for one in offices]
    is_other = key != guided.offer.key
    mapped = carried(outcome, names, offer.form)
    seen = {**names, **mapped}
    asked = papers_asked(offer.card.papers, seen)
    places = {place for place, _paper in asked}
    return Advice(
        outcome=outcome,
        target=offer,
        goes_on=is_other and offer.guide is not None,
        given=seen,
        offices=offices,
        papers=tuple(paper for _place, paper in asked),
        spared=tuple(one for place, one in enumerate(offer.card.papers, 1) if place not in places),
        fees=tuple(_fees(context, ready.compiled.procedure, seen)),
        due=_due(context, ready, outcome, seen, paths),
        answers=mapped,
    )


def _find_offer(context: Context, key: str) -> Offer | None:
    """Return what may be filed; None where it is not offered now."""
    try:
        return get_offer(context, key)
    except MotcuaError:
        return None


def _fees(context: Context, procedure: Procedure, names: Mapping[str, Json]) -> Iterator[Fee]:
    """Yield the fee of each way of filing, or nothing where one cannot be worked out."""
    rule = procedure.guide.fee if procedure.guide else None
    decision = procedure.decisions.get(rule.decision) if rule else None
    if rule is None or decision is None:
        return
    wanted = names_read(decision) - {"dossier"}
    if rule.amount:
        wanted |= compile_expression(rule.amount).names - {"fee"}
    if any(names.get(one) is None for one in wanted):
        return
    today = context.clock.now().astimezone(context.calendars.current.tz).date()
    found = []
    for way in procedure.card.channels:
        seen = {**names, "dossier": {"channel": way.kind}}
        try:
            value = plain(evaluate(decision, seen))
            if rule.amount:
                value = compile_expression(rule.amount).json_value({**seen, "fee": value})
            found.append(_fee(value, Filed(on=today, channel=way.kind)))
        except MotcuaError:
            return
    yield from found


def _fee(value: Json, filed: Filed) -> Fee:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return Fee(channel=filed.channel, total=round(value))
    lines = read_lines(value, filed)
    return Fee(channel=filed.channel, total=total_due(lines), lines=lines)


def _due(
    context: Context,
    ready: Ready,
    outcome: Outcome,
    names: Mapping[str, Json],
    paths: list[tuple[str, ...]],
) -> Due | None:
    process = ready.compiled.procedure.diagram.process
    own = None
    try:
        term = _term(outcome.term or _term_of_start(process), names)
        if term is None and not outcome.term:
            term = _term(process.attributes.get("term"), names)
            own = _term(process.attributes.get("extraTerm"), names)
    except MotcuaError:
        return None
    if term is None:
        return None
    cutoff = parse_cutoff(process.attributes.get("cutoff"))
    calendars = {id(one): one for one in map(context.calendars.of, paths)}
    calendars = calendars or {0: context.calendars.current}
    try:
        ends = sorted(
            due_with_extra(context.clock.now(), (term, own), one, cutoff).astimezone(one.tz).date()
            for one in calendars.values()
        )
    except CalendarTooShort:
        return None
    return Due(
        words=term_words(term.text),
        first=ends[0],
        latest=ends[-1],
        extra=term_words(own.text) if own else None,
    )


def _term_of_start(process: Process) -> str | None:
    """Return the term that the diagram gives where the clock starts; None for the procedure's."""
    starts = [one for one in process.nodes.values() if one.attributes.get("clock") == "start"]
    return next((text for one in starts if (text := one.attributes.get("clockTerm"))), None)


def _term(text: str | None, names: Mapping[str, Json]) -> Term | None:
    if not text:
        return None
    found = value_of(text, names)
    return parse_term(str(found)) if found else None
