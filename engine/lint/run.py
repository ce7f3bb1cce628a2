"""All rules over one procedure."""

from collections.abc import Callable, Iterator

from engine.lint.rules import (
    ad_hoc,
    beginnings,
    calls,
    choices,
    compensation,
    conditional_events,
    connectors,
    decision_results,
    decisions,
    ends,
    event_gateways,
    event_subprocesses,
    gateways,
    law,
    letters,
    links,
    loops,
    marks,
    message_flows,
    messages,
    posts,
    reach,
    reading,
    references,
    refusals,
    results,
    soundness,
    starts,
    statuses,
    supplements,
    term_sum,
    terms,
    thrown,
    timers,
)
from engine.lint.subject import Subject
from engine.records.findings import Finding

CHECKS: tuple[Callable[[Subject], Iterator[Finding]], ...] = (
    starts.check,
    beginnings.check,
    ends.check,
    reach.check,
    event_subprocesses.check,
    ad_hoc.check,
    choices.check,
    event_gateways.check,
    gateways.check,
    soundness.check,
    links.check,
    timers.check,
    messages.check,
    message_flows.check,
    conditional_events.check,
    thrown.check,
    compensation.check,
    loops.check,
    calls.check,
    posts.check,
    terms.check,
    law.check,
    term_sum.check,
    results.check,
    connectors.check,
    references.check,
    decisions.check,
    decision_results.check,
    letters.check,
    reading.check,
    marks.check,
    supplements.check,
    statuses.check,
    refusals.check,
)


def lint(subject: Subject) -> tuple[Finding, ...]:
    """Return everything the rules find, in no particular order."""
    return tuple(finding for check in CHECKS for finding in check(subject))
