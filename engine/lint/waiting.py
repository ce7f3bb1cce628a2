"""Timers, messages and errors: what an event waits for must be said."""

from collections.abc import Iterator

from engine.calendars.timing import parse_timing
from engine.diagrams.model import EventDefinition, Node
from engine.diagrams.words import called
from engine.faults import TermRefused
from engine.lint.subject import Subject, both
from engine.records.findings import Finding, Rule

_WRITTEN = {"duration": "after", "date": "at", "cycle": "cycle"}

TIMER_EMPTY = Rule(
    name="timer-empty",
    vi="{what} chưa ghi thời gian chờ. Hãy ghi ví dụ “3 ngày làm việc” hoặc “PT1H”.",
    en="{what} does not say how long to wait. Write for example “3 working days” or “PT1H”.",
)
TIMER_TEXT = Rule(
    name="timer-text",
    vi="{what}: {reason}",
    en="{what}: {reason}",
)
TIMER_KIND = Rule(
    name="timer-kind",
    vi="{what}: “{text}” không hợp với loại hẹn giờ đã chọn ({kind}). Hãy đổi loại hẹn giờ.",
    en="{what}: “{text}” does not go with the kind of timer chosen ({kind}). Choose another kind.",
    severe=False,
)
TIMER_ONCE = Rule(
    name="timer-once",
    vi="{what} chỉ chạy một lần: chỉ sự kiện gắn biên không ngắt mới lặp lại.",
    en="{what} fires only once: only a boundary event that does not interrupt repeats.",
    severe=False,
)
MESSAGE_NAME = Rule(
    name="message-name",
    vi="{what} chưa ghi chờ thông điệp nào. Hãy chọn một thông điệp có tên.",
    en="{what} does not say which message it waits for. Choose a message with a name.",
)
ERROR_CODE = Rule(
    name="error-code",
    vi="{what} chưa có mã lỗi. Hãy chọn một lỗi có mã, để sự kiện gắn biên bắt được.",
    en="{what} has no error code. Choose one with a code, so that a border event can catch it.",
)
ERROR_UNCAUGHT = Rule(
    name="error-uncaught",
    vi="{what} báo lỗi “{code}” mà không sự kiện nào bắt; hồ sơ sẽ chờ quản trị. Hãy gắn sự kiện "
    "bắt lỗi lên quy trình con.",
    en="{what} throws the error “{code}”, which no event catches; the case will wait for an "
    "administrator. Attach an error event to the subprocess.",
)

ERROR_NEVER = Rule(
    name="error-never",
    vi="{what} không bao giờ xảy ra: chỉ việc dịch vụ, việc gửi tin và quy trình con báo lỗi.",
    en="{what} never happens here: only service tasks, send tasks and subprocesses throw errors.",
    severe=False,
)
MESSAGE_SHARED = Rule(
    name="message-shared",
    vi="{what} lặp lại song song mà mọi lần đều chờ cùng một thông điệp. Hãy ghi motcua:key theo "
    "từng lần.",
    en="{what} is repeated side by side, and each run waits for the same message. Write a "
    "motcua:key that differs from run to run.",
)
_THROWING = frozenset(("serviceTask", "sendTask", "subProcess"))


def check_waiting(subject: Subject) -> Iterator[Finding]:
    """Yield what is missing or cannot be read about events."""
    caught = {
        (node.attached_to, node.events[0].code)
        for node in subject.nodes
        if node.tag == "boundaryEvent" and node.event_kind() == "error"
    }
    for node in subject.nodes:
        for event in node.events:
            if event.kind == "timer":
                yield from _check_timer(subject, node, event)
            elif event.kind == "message" and node.tag != "sendTask" and not event.name:
                yield subject.fault(MESSAGE_NAME, node, what=called(node))
            elif event.kind == "message" and _is_shared(subject, node):
                yield subject.fault(MESSAGE_SHARED, node, what=called(node))
            elif event.kind == "error" and _is_idle(subject, node):
                yield subject.fault(ERROR_NEVER, node, what=called(node))
            elif event.kind == "error" and node.tag == "endEvent":
                yield from _check_error(subject, node, event, caught)


def _is_shared(subject: Subject, node: Node) -> bool:
    """Tell whether several runs of a parallel multi-instance await one message."""
    if node.tag == "sendTask" or "key" in node.attributes:
        return False
    scope = subject.process.nodes.get(node.parent or "")
    while scope is not None:
        if scope.loop is not None and not scope.loop.sequential:
            return True
        scope = subject.process.nodes.get(scope.parent or "")
    return False


def _is_idle(subject: Subject, node: Node) -> bool:
    """Tell whether an error boundary sits where no error can come from."""
    host = subject.process.nodes.get(node.attached_to or "")
    return host is not None and host.tag not in _THROWING


def _check_timer(subject: Subject, node: Node, event: EventDefinition) -> Iterator[Finding]:
    what = called(node)
    if event.text is None:
        yield subject.fault(TIMER_EMPTY, node, what=what)
        return
    if event.text.startswith("="):
        return
    try:
        timing = parse_timing(event.text)
    except TermRefused as error:
        yield subject.fault(TIMER_TEXT, node, what=what, reason=both(error))
        return
    if _WRITTEN.get(event.timer_kind or "") != timing.kind:
        yield subject.fault(TIMER_KIND, node, what=what, text=event.text, kind=event.timer_kind)
    if timing.kind == "cycle" and (node.tag != "boundaryEvent" or node.interrupting):
        yield subject.fault(TIMER_ONCE, node, what=what)


def _check_error(
    subject: Subject, node: Node, event: EventDefinition, caught: set[tuple[str | None, str | None]]
) -> Iterator[Finding]:
    if event.code is None:
        yield subject.fault(ERROR_CODE, node, what=called(node))
        return
    scope = node.parent
    while scope is not None:
        if (scope, None) in caught or (scope, event.code) in caught:
            return
        scope = subject.process.nodes[scope].parent
    yield subject.fault(ERROR_UNCAUGHT, node, what=called(node), code=event.code)
