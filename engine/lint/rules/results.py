"""Service tasks and results: what is called, with what, and under which name the answer is kept."""

import re
from collections.abc import Iterator

from engine.diagrams.model import Node
from engine.diagrams.words import called
from engine.lint.subject import Subject
from engine.records.connectors import CONNECTOR_NAMES, PUBLISH
from engine.records.findings import Finding, Rule

_NAME = re.compile(r"[a-z][a-z0-9_]{0,59}")

CONNECTOR_MISSING = Rule(
    name="connector-missing",
    vi="{what} chưa ghi gọi tới đâu. Hãy chọn ở mục Kết nối (motcua:connector).",
    en="{what} does not say what to call. Choose it under Connection (motcua:connector).",
)
CONNECTOR_UNKNOWN = Rule(
    name="connector-unknown",
    vi="{what} gọi “{name}”, không có nơi kết nối nào như vậy. Các nơi có thể gọi: {known}.",
    en="{what} calls “{name}”; there is no such connector. There are: {known}.",
)
INPUT_NAME = Rule(
    name="input-name",
    vi="{what} có giá trị đưa vào (motcua:input) không có tên hoặc trùng tên. Hãy đặt tên cho từng "
    "giá trị.",
    en="{what} hands in a value (motcua:input) without a name, or with a name used twice. Name "
    "each value.",
)
RESULT_MISSING = Rule(
    name="result-missing",
    vi="{what} chưa ghi kết quả lưu vào tên nào. Hãy đặt tên ở mục Bảng quyết định "
    "(motcua:result).",
    en="{what} does not say under which name its result is kept. Name it under Decision table "
    "(motcua:result).",
)
NAME_UNUSABLE = Rule(
    name="name-unusable",
    vi="{what}: “{name}” không dùng làm tên được. Chỉ dùng chữ thường không dấu, chữ số, dấu gạch "
    "dưới, bắt đầu bằng chữ; tên dossier đã dùng.",
    en="{what}: “{name}” cannot be used as a name. Use small letters a–z, digits and underscores, "
    "beginning with a letter; the name dossier is taken.",
)


def check(subject: Subject) -> Iterator[Finding]:
    """Yield what is missing, unknown or unusable about calls and their results."""
    for node in subject.works:
        if node.tag in ("serviceTask", "sendTask"):
            yield from _check_service_task(subject, node)
        names = [name for name, _ in node.inputs]
        if "" in names or len(set(names)) < len(names):
            yield subject.fault(INPUT_NAME, node, what=called(node))
        yield from _check_result(subject, node)


def _check_service_task(subject: Subject, node: Node) -> Iterator[Finding]:
    name = node.attributes.get("connector")
    if node.tag == "serviceTask" and not name and "topic" not in node.attributes:
        yield subject.fault(CONNECTOR_MISSING, node, what=called(node))
    elif name and name not in CONNECTOR_NAMES and not (subject.is_internal and name == PUBLISH):
        known = ", ".join(CONNECTOR_NAMES)
        yield subject.fault(CONNECTOR_UNKNOWN, node, what=called(node), name=name, known=known)


def _check_result(subject: Subject, node: Node) -> Iterator[Finding]:
    result = node.attributes.get("result")
    if result is None and node.tag == "businessRuleTask":
        yield subject.fault(RESULT_MISSING, node, what=called(node))
    loop = node.loop
    for name in (result, loop.element_name if loop else None, loop.output if loop else None):
        if name is not None and not _is_usable(name):
            yield subject.fault(NAME_UNUSABLE, node, what=called(node), name=name)


def _is_usable(name: str) -> bool:
    return bool(_NAME.fullmatch(name)) and name != "dossier"
