"""Timers: what they wait for must be said, and must be readable."""

from collections.abc import Iterator

from engine.calendars.timing import parse_timing
from engine.diagrams.model import EventDefinition, Node
from engine.diagrams.words import called
from engine.faults import TermRefused
from engine.lint.subject import Subject, both
from engine.records.findings import Finding, Rule

_WRITTEN = (("duration", "after"), ("date", "at"), ("cycle", "cycle"))

EMPTY = Rule(
    name="timer-empty",
    vi="{what} chưa ghi thời gian chờ. Hãy ghi ví dụ “3 ngày làm việc” hoặc “PT1H”.",
    en="{what} does not say how long to wait. Write for example “3 working days” or “PT1H”.",
)
TEXT = Rule(name="timer-text", vi="{what}: {reason}", en="{what}: {reason}")
KIND = Rule(
    name="timer-kind",
    vi="{what}: “{text}” không hợp với loại hẹn giờ đã chọn ({kind}). Hãy đổi loại hẹn giờ.",
    en="{what}: “{text}” does not go with the kind of timer chosen ({kind}). Choose another kind.",
    severe=False,
)
ONCE = Rule(
    name="timer-once",
    vi="{what} chỉ chạy một lần, dù ghi chu kỳ: chỉ sự kiện không ngắt và sự kiện bắt đầu quy "
    "trình mới lặp lại. Hãy ghi thời hạn, hoặc đổi sang loại không ngắt.",
    en="{what} fires only once, though a cycle is written: only an event that does not interrupt, "
    "and the start of a process, repeat. Write a duration, or make it non-interrupting.",
    severe=False,
)


def check(subject: Subject) -> Iterator[Finding]:
    """Yield timers without text, unreadable ones, and those that will not do what they say."""
    for node in subject.nodes:
        for event in node.events:
            if event.kind == "timer":
                yield from _check_timer(subject, node, event)


def _check_timer(subject: Subject, node: Node, event: EventDefinition) -> Iterator[Finding]:
    what = called(node)
    if event.text is None:
        yield subject.fault(EMPTY, node, what=what)
        return
    if event.text.startswith("="):
        return
    try:
        timing = parse_timing(event.text)
    except TermRefused as error:
        yield subject.fault(TEXT, node, what=what, reason=both(error))
        return
    if (event.timer_kind, timing.kind) not in _WRITTEN:
        yield subject.fault(KIND, node, what=what, text=event.text, kind=event.timer_kind)
    if timing.kind == "cycle" and not _repeats(subject, node):
        yield subject.fault(ONCE, node, what=what)


def _repeats(subject: Subject, node: Node) -> bool:
    """Tell whether the event can fire again."""
    if node.tag == "startEvent" and node.parent not in subject.process.nodes:
        return True
    return node.tag in ("boundaryEvent", "startEvent") and not node.interrupting
