"""How long the steps of a procedure may take, at the least, in the unit of its published term.

Nothing is guessed: calendar days do not count towards a term in working days, and working hours are
eight to a day (Labour Code 2019, Art. 105), so that a sum never says more than is certain.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from engine.calendars.terms import Term, parse_term
from engine.diagrams.attributes import BEGINNING_CLOCKS, PAUSING_CLOCKS
from engine.diagrams.model import Node, Process
from engine.faults import TermRefused
from engine.lint.scopes import Scope
from engine.lint.ways import upstream_first, ways_from

HOURS_A_DAY = 8
_WORKING = ("working-days", "working-hours")
_WAITING = frozenset(("userTask", "manualTask", "intermediateCatchEvent", "receiveTask"))


@dataclass(frozen=True, kw_only=True)
class Length:
    """The longest way found: days, and the steps whose terms make them up."""

    days: Decimal = Decimal(0)
    steps: tuple[Node, ...] = ()


def is_working(term: Term) -> bool:
    """Tell whether a term is counted in working time."""
    return term.unit in _WORKING


def most_days(term: Term) -> Decimal:
    """Return the days a published term gives at the most: working days, or calendar days."""
    if term.unit == "working-hours":
        return term.amount / HOURS_A_DAY
    if term.unit == "working-days":
        # "The same day" is less than one.
        return term.amount or Decimal(1)
    if term.unit == "months":
        return term.amount * 31
    return term.amount + term.months * 31 + _elapsed_days(term)


def least_days(text: str | None, working: bool) -> Decimal:
    """Return the days a step may take at the least; 0 for a term that cannot be compared."""
    try:
        term = parse_term(text) if text else None
    except TermRefused:
        term = None
    if term is None or (working and not is_working(term)):
        return Decimal(0)
    if term.unit == "working-hours":
        return term.amount / (HOURS_A_DAY if working else 24)
    if term.unit == "months":
        return term.amount * 28
    return term.amount + term.months * 28 + _elapsed_days(term)


def _elapsed_days(term: Term) -> Decimal:
    return Decimal(term.elapsed.total_seconds()) / 86_400


def longest(scope: Scope, process: Process, lengths: Mapping[str, Length]) -> Length:
    """Return the longest way while the legal clock runs; loops are gone through once.

    lengths   of each node of the scope, by id
    """
    nodes = {node.node_id: node for node in scope.nodes}
    ways = ways_from(process, scope.nodes)
    starts = [start.node_id for start in scope.starts()]
    order = upstream_first(starts, ways)
    # By node and whether the clock runs: the longest way that arrives there.
    coming = {(start, True): Length() for start in starts if scope.holder is not None}
    best = Length()
    for node_id in order:
        node = nodes[node_id]
        onward = [one for one in ways[node_id] if order.get(one, 0) > order[node_id]]
        for runs in (True, False):
            arriving = _arriving(node, coming.get((node_id, runs)), runs)
            if arriving is None:
                continue
            leaving = _add(arriving, lengths.get(node_id)) if _counts(node, runs) else arriving
            best = max(best, leaving, key=_days)
            for target in onward:
                # Whoever leaves by an event on the border has not used up the term.
                length = arriving if nodes[target].attached_to == node_id else leaving
                key = (target, _runs_after(node, runs))
                coming[key] = max(coming.get(key, length), length, key=_days)
    return best


def _arriving(node: Node, length: Length | None, runs: bool) -> Length | None:
    """Return how long it took to here; None where the clock does not run, or has ended."""
    clock = node.attributes.get("clock")
    if clock == "stop":
        return None
    if clock in BEGINNING_CLOCKS:
        return Length() if runs else None
    return length


def _counts(node: Node, runs: bool) -> bool:
    return runs and node.attributes.get("clock") not in PAUSING_CLOCKS


def _runs_after(node: Node, runs: bool) -> bool:
    """Tell whether the clock runs when a case leaves: at what waits, a pause is over then."""
    clock = node.attributes.get("clock")
    if clock in ("resume", *BEGINNING_CLOCKS):
        return True
    return runs and (clock not in PAUSING_CLOCKS or node.tag in _WAITING)


def _add(length: Length, more: Length | None) -> Length:
    if more is None:
        return length
    return Length(days=length.days + more.days, steps=length.steps + more.steps)


def _days(length: Length) -> Decimal:
    return length.days
