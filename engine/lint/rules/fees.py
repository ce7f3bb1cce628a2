"""Fees that a step asks for: there is something to pay, and when and until when can be read."""

from collections.abc import Iterator

from engine.calendars.terms import parse_term
from engine.diagrams.model import Node
from engine.diagrams.words import called
from engine.faults import TermRefused
from engine.lint.subject import Subject
from engine.records.connectors import PAYMENT_ORDER
from engine.records.fees import STEPS
from engine.records.findings import Finding, Rule

FEES_MISSING = Rule(
    name="fees-missing",
    vi="{what} yêu cầu nộp phí mà không ghi khoản nào. Hãy ghi “lines” (bảng phí) hoặc “amount”.",
    en="{what} asks for fees and names none. Write “lines” (of a fee table) or “amount”.",
)
FEES_UNREADABLE = Rule(
    name="fees-unreadable",
    vi="{what}: “{name}” không nhận “{value}”. Hãy ghi {wanted}.",
    en="{what}: “{name}” cannot be “{value}”. Write {wanted}.",
)
_EXAMPLE = "15 working days"


def check(subject: Subject) -> Iterator[Finding]:
    """Yield what is wrong with steps that ask for fees."""
    for node in subject.works:
        if node.attributes.get("connector") == PAYMENT_ORDER:
            yield from _check_fees(subject, node)


def _check_fees(subject: Subject, node: Node) -> Iterator[Finding]:
    what, given = called(node), dict(node.inputs)
    if not {"lines", "amount"} & given.keys():
        yield subject.fault(FEES_MISSING, node, what=what)
    for name, wanted in (("at", ", ".join(STEPS)), ("expires", _EXAMPLE)):
        value = given.get(name) or ""
        if value and not value.startswith("=") and not _fits(name, value):
            yield subject.fault(
                FEES_UNREADABLE, node, what=what, name=name, value=value[:60], wanted=wanted
            )


def _fits(name: str, value: str) -> bool:
    """Tell whether a text that is written in the diagram can be read."""
    if name == "at":
        return value in STEPS
    try:
        parse_term(value)
    except TermRefused:
        return False
    return True
