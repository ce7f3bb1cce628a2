"""Conditional events: the condition must be said (BPMN 2.0.2, 10.5.5)."""

from collections.abc import Iterator

from engine.diagrams.words import called
from engine.lint.subject import Subject
from engine.records.findings import Finding, Rule

CONDITION_EMPTY = Rule(
    name="condition-empty",
    vi="{what} chờ một điều kiện nhưng chưa ghi điều kiện nào. Hãy ghi, ví dụ: so_tien > 0.",
    en="{what} waits for a condition, and does not say which. Write one, such as: amount > 0.",
)


def check(subject: Subject) -> Iterator[Finding]:
    """Yield conditional events without a condition."""
    for node in subject.nodes:
        if any(event.kind == "conditional" and not event.text for event in node.events):
            yield subject.fault(CONDITION_EMPTY, node, what=called(node))
