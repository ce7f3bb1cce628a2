"""What a request to complete the dossier would do, told before it is sent.

Source  index 766, item 2.1 (QĐ 766/QĐ-TTg): the first request stops the clock, more than one counts
        the dossier as late whatever the dates
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias

from engine.calendars.calendar import WorkCalendar
from engine.calendars.supplementing import rule_on
from engine.calendars.timing import first_instant, parse_timing
from engine.diagrams.model import Node, Process
from engine.diagrams.supplements import count_requests, supplement_steps
from engine.errors import MotcuaError
from engine.procedures.supplements import supplement_rule
from engine.queries.elements import element_name
from engine.records.cards import Text
from engine.records.cases import Case, Entry
from engine.runtime.budgets import budget_of
from engine.runtime.codec import read_ledger
from engine.runtime.ledger import PAUSES, Budget, Ledger
from engine.runtime.moment import Moment
from engine.runtime.peek import peek
from engine.runtime.version import Compiled

Pattern: TypeAlias = Literal["restart", "subtract", "runs"]
# What a case passes by itself on its way from one task to the next.
_PASSED = (
    *("exclusiveGateway", "inclusiveGateway", "parallelGateway", "intermediateThrowEvent"),
    *("scriptTask", "serviceTask", "businessRuleTask"),
)


@dataclass(frozen=True, kw_only=True)
class SupplementEffect:
    """What follows if the step asks the applicant.

    step       what the applicant is asked
    asked      how often they were asked before
    rounds     how often the law allows; 0 without limit
    pattern    how the clock of the case counts: from zero after the answer, without the time of
               waiting, or on as if nothing was asked
    due_at     day promised now; `if_soon` where they answer at once, `if_late` on the last day
    closes_at  when the dossier is closed without an answer; None where it waits for ever
    """

    step: Text
    asked: int
    rounds: int
    basis: str
    pattern: Pattern
    due_at: datetime | None
    if_soon: datetime | None
    if_late: datetime | None
    closes_at: datetime | None

    @property
    def is_last(self) -> bool:
        """Whether this is the last request that the law allows."""
        return bool(self.rounds) and self.asked + 1 == self.rounds

    @property
    def is_used(self) -> bool:
        """Whether no request is left."""
        return bool(self.rounds) and self.asked >= self.rounds

    @property
    def counts_as_late(self) -> bool:
        """Whether the national index counts the dossier as late because of it."""
        return self.asked > 0


def effect_at(
    version: Compiled, case: Case, element: str, entries: Iterable[Entry], now: Moment
) -> SupplementEffect | None:
    """Return what a request would do that may follow a task; None where none can follow."""
    process = version.procedure.diagram.process
    asking = supplement_steps(process)
    step = next((one for one in _next_tasks(process, element) if one in asking), None)
    if step is None or case.state is None:
        return None
    node = process.nodes[step]
    received = case.opened_at.astimezone(now.calendar.tz).date()
    rule = supplement_rule(version.procedure.card, rule_on(received))
    closes_at = _closes_at(process, node, now)
    names = peek(case.state).names
    ledger = read_ledger(case.state)
    pattern = _pattern(node)

    def due_after(answered_at: datetime) -> datetime | None:
        try:
            budget = budget_of(version, version.steps[step].marks, "restart", names)
            return _due_after(ledger, budget, pattern, (now, answered_at))
        except MotcuaError:
            # Past the holidays known no day can be told; the request itself would say so.
            return None

    return SupplementEffect(
        step=element_name(process, step),
        asked=count_requests(process, (one for entry in entries for one in entry.events)),
        rounds=rule.rounds,
        basis=rule.basis,
        pattern=pattern,
        due_at=ledger.due_at,
        if_soon=due_after(now.at),
        if_late=due_after(closes_at) if closes_at else None,
        closes_at=closes_at,
    )


def _next_tasks(process: Process, element: str) -> Iterator[str]:
    """Yield the elements that a case can come to next, from a task."""
    seen: set[str] = set()
    node = process.find(element)
    todo = [process.flows[one].target for one in node.outgoing] if node else []
    while todo:
        name = todo.pop()
        if name in seen:
            continue
        seen.add(name)
        target = process.nodes[name]
        if target.tag in _PASSED:
            todo += [process.flows[one].target for one in target.outgoing]
        else:
            yield name


def _pattern(node: Node) -> Pattern:
    clock = node.attributes.get("clock")
    if clock == "pause-restart":
        return "restart"
    return "subtract" if clock in PAUSES else "runs"


def _due_after(
    ledger: Ledger, budget: Budget, pattern: Pattern, span: tuple[Moment, datetime]
) -> datetime | None:
    """Return the day promised if the clock pauses now and goes on at an instant."""
    now, answered_at = span
    if pattern == "runs":
        return ledger.due_at
    later = Moment(at=answered_at, calendar=now.calendar)
    paused = ledger.act("pause", budget, now)
    return paused.act("restart" if pattern == "restart" else "resume", budget, later).due_at


def _closes_at(process: Process, node: Node, now: Moment) -> datetime | None:
    texts = [
        event.text or ""
        for guest in process.nodes.values()
        if guest.attached_to == node.node_id and guest.interrupting
        for event in guest.events
        if event.kind == "timer"
    ]
    return _instant(texts[0], now.at, now.calendar) if texts else None


def _instant(text: str, at: datetime, calendar: WorkCalendar) -> datetime | None:
    try:
        return first_instant(parse_timing(text), at, calendar)
    except MotcuaError:
        return None
