"""All rules over one procedure."""

from engine.lint.gateways import check_gateways
from engine.lint.marks import check_marks
from engine.lint.reading import check_reading
from engine.lint.references import check_references
from engine.lint.subject import Subject
from engine.lint.waiting import check_waiting
from engine.lint.ways import check_ways
from engine.lint.work import check_work
from engine.records.findings import Finding


def lint(subject: Subject) -> tuple[Finding, ...]:
    """Return everything the rules find, in no particular order."""
    return (
        *check_ways(subject),
        *check_gateways(subject),
        *check_waiting(subject),
        *check_work(subject),
        *check_references(subject),
        *check_reading(subject),
        *check_marks(subject),
    )
