"""Call activities: what is called exists, and comes to an end (BPMN 2.0.2, 10.3.6)."""

import re
from collections.abc import Iterator

from engine.diagrams.model import Node
from engine.diagrams.words import called
from engine.lint.scopes import Scope
from engine.lint.subject import Subject
from engine.lint.ways import spread, ways_from
from engine.records.findings import Finding, Rule

MISSING = Rule(
    name="call-missing",
    vi="{what} chưa ghi gọi quy trình nào. Hãy chọn ở mục Quy trình được gọi (calledElement).",
    en="{what} does not say what it calls. Choose it under What is called (calledElement).",
)
UNKNOWN = Rule(
    name="call-unknown",
    vi="{what} gọi “{name}”: tệp này không có quy trình hay việc chung nào mang mã đó, và đó cũng "
    "không thể là tên của một thủ tục. Hãy sửa calledElement.",
    en="{what} calls “{name}”: the file has no executable process or global task of that id, and "
    "no procedure can have that name. Correct the calledElement.",
)
START = Rule(
    name="call-start",
    vi="{what} gọi quy trình “{name}”, nhưng quy trình đó không có sự kiện bắt đầu thường. Hãy vẽ "
    "một sự kiện bắt đầu không chờ gì.",
    en="{what} calls the process “{name}”, which has no plain start event. Draw one that waits for "
    "nothing.",
)
ENDLESS = Rule(
    name="call-endless",
    vi="{what} gọi một quy trình mà quy trình đó lại gọi về đây, và không có đường nào tránh được, "
    "nên sẽ gọi mãi. Hãy vẽ một nhánh không gọi.",
    en="{what} calls a process that calls back, and no way goes round the call, so it never ends. "
    "Draw a way that does not call.",
)
VERSION = Rule(
    name="call-version",
    vi="{what}: phiên bản “{text}” không đọc được. Hãy ghi số thứ tự của phiên bản, hoặc bỏ trống "
    "để dùng bản mới nhất.",
    en="{what}: the version “{text}” cannot be read. Write the number of a version, or nothing for "
    "the latest.",
)
_MOST_PROCESSES = 100
# How folders of procedures are named: engine/procedures/check.py.
_KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def is_key(name: str) -> bool:
    """Tell whether a name can be that of a procedure."""
    return _KEY.fullmatch(name) is not None


def check(subject: Subject) -> Iterator[Finding]:
    """Yield calls of nothing, of what cannot exist, and calls that never come to an end."""
    calls = [node for node in subject.nodes if node.tag == "callActivity"]
    for node in calls:
        yield from _check_call(subject, node)
    if any(node.called in (subject.process.process_id, *subject.process.pools) for node in calls):
        endless, callees = _endless(subject), _callees(subject)
        for node in calls:
            here = subject.process_of(node)
            if node.called in endless and here in endless & spread([node.called], callees):
                yield subject.fault(ENDLESS, node, what=called(node))


def _check_call(subject: Subject, node: Node) -> Iterator[Finding]:
    name, version = node.called, node.attributes.get("version")
    if name is None:
        yield subject.fault(MISSING, node, what=called(node))
    elif not _is_here(subject, name) and not is_key(name):
        yield subject.fault(UNKNOWN, node, what=called(node), name=name)
    elif _is_without_start(subject, name):
        yield subject.fault(START, node, what=called(node), name=name)
    if version is not None and not (version.isascii() and version.isdecimal()):
        yield subject.fault(VERSION, node, what=called(node), text=version)


def _is_without_start(subject: Subject, name: str) -> bool:
    """Tell whether a process of the file cannot be called (BPMN 2.0.2, 10.3.6: a None start)."""
    found = next((one for one in subject.scopes if one.element == name and not one.holder), None)
    return found is not None and not any(not start.events for start in found.starts())


def _is_here(subject: Subject, name: str) -> bool:
    process = subject.process
    return name in (process.process_id, *process.pools, *process.global_tasks)


def _callees(subject: Subject) -> dict[str, list[str]]:
    """Return the processes that each process calls."""
    found: dict[str, list[str]] = {}
    for node in subject.nodes:
        if node.tag == "callActivity" and node.called:
            found.setdefault(subject.process_of(node), []).append(node.called)
    return found


def _endless(subject: Subject) -> set[str]:
    """Return the processes that cannot end without calling one of them again."""
    levels = {scope.element: scope for scope in subject.scopes if scope.holder is None}
    endless = set(levels) if len(levels) <= _MOST_PROCESSES else set()
    while True:
        ending = {name for name in endless if _can_end(subject, levels[name], endless)}
        if not ending:
            return endless
        endless -= ending


def _can_end(subject: Subject, scope: Scope, endless: set[str]) -> bool:
    """Tell whether a way through the process goes round all calls of these processes."""
    calls = {one.node_id for one in scope.nodes if one.called in endless}
    ways = {
        source: [one for one in targets if one not in calls]
        for source, targets in ways_from(subject.process, scope.nodes).items()
    }
    reached = spread([start.node_id for start in scope.starts()], ways)
    return not scope.starts() or any(not subject.process.nodes[one].outgoing for one in reached)
