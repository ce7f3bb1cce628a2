"""Errors, escalations and signals: who throws them, and who catches (BPMN 2.0.2, 10.5.5, 10.5.7).

Errors and escalations rise through the scopes around them; signals reach everybody who waits.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from engine.diagrams.model import EventDefinition, Node
from engine.diagrams.words import called
from engine.lint.subject import Subject, quoted
from engine.records.findings import Finding, Rule

ERROR_CODE = Rule(
    name="error-code",
    vi="{what} chưa có mã lỗi. Hãy chọn một lỗi có mã, để sự kiện gắn biên bắt được.",
    en="{what} has no error code. Choose one with a code, so that a border event can catch it.",
)
ERROR_UNCAUGHT = Rule(
    name="error-uncaught",
    vi="{what} báo lỗi “{code}” mà không sự kiện nào bắt. Hãy gắn sự kiện bắt lỗi lên quy trình "
    "con, hoặc dùng kết thúc thường.",
    en="{what} throws the error “{code}”, which no event catches. Attach an error event to the "
    "subprocess, or draw an ordinary end.",
    severe=False,
)
ERROR_NEVER = Rule(
    name="error-never",
    vi="{what} không bao giờ xảy ra: chỉ việc dịch vụ, việc gửi tin, việc gọi quy trình khác và "
    "quy trình con báo lỗi.",
    en="{what} never happens here: only service tasks, send tasks, call activities and "
    "subprocesses throw errors.",
    severe=False,
)
ESCALATION_CODE = Rule(
    name="escalation-code",
    vi="{what} chưa có mã leo thang. Hãy chọn một leo thang có mã, để sự kiện khác bắt được.",
    en="{what} has no escalation code. Choose one with a code, so that an event can catch it.",
)
ESCALATION_UNCAUGHT = Rule(
    name="escalation-uncaught",
    vi="{what} báo leo thang “{code}” mà không sự kiện nào bắt; hồ sơ cứ đi tiếp. Hãy gắn sự kiện "
    "bắt leo thang lên quy trình con.",
    en="{what} throws the escalation “{code}”, which no event catches; the case just goes on. "
    "Attach an escalation event to the subprocess.",
    severe=False,
)
SIGNAL_NAME = Rule(
    name="signal-name",
    vi="{what} chưa ghi tín hiệu nào. Hãy chọn một tín hiệu có tên.",
    en="{what} does not say which signal is meant. Choose a signal with a name.",
)
SIGNAL_UNCAUGHT = Rule(
    name="signal-uncaught",
    vi="{what} phát tín hiệu “{name}” mà không gì trong thủ tục này chờ. Nếu thủ tục khác chờ tín "
    "hiệu đó thì bỏ qua lời khuyên này; nếu không, hãy xoá.",
    en="{what} sends the signal “{name}”, and nothing in this procedure waits for it. Ignore this "
    "if another procedure does; if none does, remove it.",
    severe=False,
)
CAUGHT_TWICE = Rule(
    name="caught-twice",
    vi="{what} bắt cùng một thứ như sự kiện {other}; chỉ một trong hai xảy ra. Hãy đổi mã, hoặc "
    "chỉ giữ một.",
    en="{what} catches the same as the event {other}; only one of the two will happen. Change the "
    "code, or keep one.",
)
_THROWING_TASKS = frozenset(("serviceTask", "sendTask"))
_FAILING = _THROWING_TASKS | {"subProcess", "transaction", "adHocSubProcess", "callActivity"}
_THROWS = frozenset(("endEvent", "intermediateThrowEvent"))
_RISING = ("error", "escalation")


@dataclass(frozen=True, kw_only=True)
class _Catchers:
    """Who catches what rises.

    watching   (scope or activity, kind, code or None for all)
    callers    the call activities of each process
    """

    watching: frozenset[tuple[str | None, str, str | None]]
    callers: Mapping[str, list[Node]]


def check(subject: Subject) -> Iterator[Finding]:
    """Yield what is thrown in vain or without a name, and what is caught in vain or twice."""
    catching = tuple(_catching(subject))
    catchers = _Catchers(
        watching=frozenset((watched, one.kind, one.code or None) for watched, _, one in catching),
        callers=_callers(subject),
    )
    heard = {
        event.name
        for node in subject.nodes
        if node.tag not in _THROWS
        for event in node.events
        if event.kind == "signal"
    }
    for node in subject.nodes:
        for event in node.events:
            if event.kind == "signal" and not event.name:
                yield subject.fault(SIGNAL_NAME, node, what=called(node))
            elif event.kind == "signal" and event.name not in heard:
                yield subject.fault(SIGNAL_UNCAUGHT, node, what=called(node), name=event.name)
            elif event.kind in _RISING and node.tag in _THROWS:
                yield from _check_thrown(subject, node, event, catchers)
        if node.has_event("error") and _is_idle(subject, node):
            yield subject.fault(ERROR_NEVER, node, what=called(node))
    yield from _check_twice(subject, catching)


def _catching(subject: Subject) -> Iterator[tuple[str | None, Node, EventDefinition]]:
    """Yield (scope or activity that is watched, event, definition) for what rises."""
    for node in subject.nodes:
        parent = subject.process.nodes.get(node.parent or "")
        watched = node.attached_to
        if node.tag == "startEvent" and parent is not None and parent.by_event:
            watched = parent.parent or subject.process.process_id
        elif node.tag != "boundaryEvent":
            continue
        for event in node.events:
            if event.kind in _RISING:
                yield watched, node, event


def _callers(subject: Subject) -> dict[str, list[Node]]:
    """Return the call activities of each process of the file."""
    found: dict[str, list[Node]] = {}
    for node in subject.nodes:
        if node.tag == "callActivity" and node.called:
            found.setdefault(node.called, []).append(node)
    return found


def _check_thrown(
    subject: Subject, node: Node, event: EventDefinition, catchers: _Catchers
) -> Iterator[Finding]:
    is_error = event.kind == "error"
    if not event.code:
        yield subject.fault(ERROR_CODE if is_error else ESCALATION_CODE, node, what=called(node))
        return
    for scope in _around(subject, node, catchers):
        for code in (None, event.code):
            if (scope, event.kind, code) in catchers.watching:
                return
    rule = ERROR_UNCAUGHT if is_error else ESCALATION_UNCAUGHT
    yield subject.fault(rule, node, what=called(node), code=event.code)


def _around(subject: Subject, node: Node, catchers: _Catchers) -> Iterator[str]:
    """Yield the subprocesses and processes around a node, and the activities that call these."""
    seen: set[str] = set()
    waiting = [node.parent or subject.process.process_id]
    while waiting:
        scope = waiting.pop()
        if scope in seen:
            continue
        seen.add(scope)
        yield scope
        holders = [*catchers.callers.get(scope, ())]
        if scope in subject.process.nodes:
            holders.append(subject.process.nodes[scope])
        for holder in holders:
            yield holder.node_id
            waiting.append(holder.parent or subject.process.process_id)


def _is_idle(subject: Subject, node: Node) -> bool:
    """Tell whether an error boundary sits where no error can come from."""
    host = subject.process.nodes.get(node.attached_to or "")
    return host is not None and host.tag not in _FAILING and not _throws_itself(host)


def _throws_itself(host: Node) -> bool:
    """Tell whether a repeated activity throws errors at its own border."""
    return host.loop is not None and any(one.event.kind == "error" for one in host.loop.thrown)


def _check_twice(
    subject: Subject, catching: tuple[tuple[str | None, Node, EventDefinition], ...]
) -> Iterator[Finding]:
    first: dict[tuple[str | None, bool, str, str | None], Node] = {}
    for watched, node, event in catching:
        if event.kind == "escalation" and not node.interrupting:
            # Both happen: neither takes the activity away.
            continue
        key = (watched, node.tag == "boundaryEvent", event.kind, event.code or None)
        other = first.setdefault(key, node)
        if other is not node:
            yield subject.fault(CAUGHT_TWICE, node, what=called(node), other=quoted(other))
