"""The longest way in working days, against the published term."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from engine.calendars.terms import Term
from engine.calendars.timing import parse_timing
from engine.diagrams.model import Node, Process
from engine.faults import TermRefused
from engine.lint.lengths import HOURS_A_DAY, Length, longest
from engine.lint.scopes import Scope, scopes_of
from engine.procedures.wording.elements import name_of
from engine.procedures.wording.values import read_term, term_words
from engine.records.measures import LongestWay, WayStep

# Working days of a usual month against its days; a year of 52 weeks and some holidays.
WORKING_DAYS, CALENDAR_DAYS = 22, 30
_WORKING = ("working-days", "working-hours")
_BEGINNING = ("start", "restart", "pause-restart")


def longest_way(process: Process) -> LongestWay:
    """Return the longest way of the main process."""
    terms = {
        node.node_id: term for node in process.nodes.values() if (term := _waits(process, node))
    }
    lengths = {
        key: Length(days=working_days(term), steps=(process.nodes[key],))
        for key, term in terms.items()
    }
    found = _longest(process, lengths)
    published = read_term(process.attributes.get("term"))
    return LongestWay(
        days=found.days,
        steps=tuple(
            WayStep(
                element=node.node_id,
                name=name_of(process, node),
                days=working_days(terms[node.node_id]),
            )
            for node in found.steps
        ),
        about=any(terms[node.node_id].unit not in _WORKING for node in found.steps),
        term=working_days(published) if published else None,
        term_words=term_words(process.attributes.get("term")),
        term_about=published is not None and published.unit not in _WORKING,
    )


def working_days(term: Term) -> Decimal:
    """Return a term in working days; calendar days at 22 of 30."""
    if term.unit == "working-days":
        return term.amount or Decimal(1)
    if term.unit == "working-hours":
        return term.amount / HOURS_A_DAY
    if term.unit == "months":
        return term.amount * WORKING_DAYS
    elapsed = Decimal(str(term.elapsed.total_seconds())) / 86_400
    days = term.amount + elapsed + term.months * CALENDAR_DAYS
    return days * WORKING_DAYS / CALENDAR_DAYS


def _waits(process: Process, node: Node) -> Term | None:
    """Return what a task or a timer may take; None for what takes no time of its own."""
    term = read_term(node.attributes.get("term"))
    if term is not None:
        return term
    if node.tag not in ("intermediateCatchEvent", "boundaryEvent"):
        return None
    host = process.find(node.attached_to)
    if host is not None and host.attributes.get("clock", "").startswith("pause"):
        return None
    for event in node.events:
        if event.kind == "timer" and event.text and not event.text.startswith("="):
            try:
                return parse_timing(event.text).term
            except TermRefused:
                return None
    return None


def _longest(process: Process, lengths: Mapping[str, Length]) -> Length:
    known = dict(lengths)
    has_clock = any(node.attributes.get("clock") in _BEGINNING for node in process.nodes.values())
    found = Length()
    # What a call takes is known once the called process is reckoned: the second turn has it all.
    for _turn in range(2):
        # A subprocess stands in the file before what lies in it: the innermost come first.
        for scope in reversed(scopes_of(process)):
            found = _length_of(scope, process, known, has_clock)
            for key in _holders(scope, process):
                known[key] = found
    return found


def _length_of(
    scope: Scope, process: Process, known: Mapping[str, Length], has_clock: bool
) -> Length:
    if scope.is_ad_hoc:
        return _sum([known[one.node_id] for one in scope.nodes if one.node_id in known])
    is_running = scope.holder is None and (scope.key is not None or not has_clock)
    return longest(_running(scope) if is_running else scope, process, known)


def _holders(scope: Scope, process: Process) -> list[str]:
    """Return the nodes that take as long as a scope: its subprocess, the calls of its process."""
    if scope.holder is not None:
        aside = scope.holder.by_event or scope.holder.undoes
        return [] if aside else [scope.holder.node_id]
    calls = (one for one in process.nodes.values() if one.tag == "callActivity")
    return [one.node_id for one in calls if scope.key is not None and one.called == scope.key]


def _running(scope: Scope) -> Scope:
    """Return the process as one in which the clock runs from the start: no element starts it."""
    starts = scope.starts()
    return replace(scope, holder=starts[0]) if starts else scope


def _sum(lengths: list[Length]) -> Length:
    steps = tuple(node for one in lengths for node in one.steps)
    return Length(days=sum((one.days for one in lengths), Decimal(0)), steps=steps)
