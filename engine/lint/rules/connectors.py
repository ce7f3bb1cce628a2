"""Inputs of connectors and topics: what is needed is there, and what is there has an effect."""

import re
from collections.abc import Iterator

from engine.diagrams.model import Node
from engine.diagrams.words import called
from engine.errors import Words
from engine.expressions.expression import compile_expression
from engine.faults import ExpressionRefused
from engine.lint.subject import Subject
from engine.records.connectors import HTTP, INPUTS, TOPIC_PATTERN
from engine.records.findings import Finding, Rule

INPUT_MISSING = Rule(
    name="input-missing",
    vi="{what} gọi “{connector}” mà thiếu giá trị “{name}”. Hãy ghi ở mục Kết nối (motcua:input).",
    en="{what} calls “{connector}” without the value “{name}”. Fill it in under Connection "
    "(motcua:input).",
)
INPUT_UNKNOWN = Rule(
    name="input-unknown",
    vi="{what}: “{connector}” không nhận giá trị “{name}”. Các giá trị: {known}.",
    en="{what}: “{connector}” takes no value “{name}”. It takes: {known}.",
)
TAKE_UNREADABLE = Rule(
    name="take-unreadable",
    vi="{what}: biểu thức “take” không dùng được: {reason}",
    en="{what}: the expression “take” does not work: {reason}",
)
TAKE_UNKNOWN = Rule(
    name="take-unknown",
    vi="{what}: “take” đọc “{name}”; câu trả lời chỉ có status, headers và body.",
    en="{what}: “take” reads “{name}”; an answer has status, headers and body only.",
)
TOPIC_UNUSABLE = Rule(
    name="topic-unusable",
    vi="{what}: “{topic}” không dùng làm chủ đề được. Chỉ dùng chữ không dấu, chữ số, dấu chấm, "
    "gạch nối, gạch dưới.",
    en="{what}: “{topic}” cannot be a topic. Use letters a–z, digits, dots, hyphens, underscores.",
)
TOPIC_AND_CONNECTOR = Rule(
    name="topic-and-connector",
    vi="{what} ghi cả chủ đề (motcua:topic) và kết nối (motcua:connector). Chỉ giữ một.",
    en="{what} has both a topic (motcua:topic) and a connector (motcua:connector). Keep one of "
    "them.",
)
_TOPIC = re.compile(TOPIC_PATTERN)
_ANSWER = frozenset(("status", "headers", "body"))


def check(subject: Subject) -> Iterator[Finding]:
    """Yield what is wrong with calls to connectors and with work for programs outside."""
    for node in subject.works:
        if node.tag in ("serviceTask", "sendTask"):
            yield from _check_topic(subject, node)
            yield from _check_inputs(subject, node)


def _check_topic(subject: Subject, node: Node) -> Iterator[Finding]:
    topic = node.attributes.get("topic")
    if topic is None:
        return
    if not _TOPIC.fullmatch(topic):
        yield subject.fault(TOPIC_UNUSABLE, node, what=called(node), topic=topic)
    if "connector" in node.attributes:
        yield subject.fault(TOPIC_AND_CONNECTOR, node, what=called(node))


def _check_inputs(subject: Subject, node: Node) -> Iterator[Finding]:
    connector = node.attributes.get("connector", "")
    if connector not in INPUTS or "topic" in node.attributes:
        return
    needed, optional = INPUTS[connector]
    given = dict(node.inputs)
    for name in needed:
        if name not in given:
            yield subject.fault(
                INPUT_MISSING, node, what=called(node), connector=connector, name=name
            )
    for name in given:
        if name and name not in (*needed, *optional):
            known = ", ".join((*needed, *optional)) or "–"
            yield subject.fault(
                INPUT_UNKNOWN, node, what=called(node), connector=connector, name=name, known=known
            )
    if connector == HTTP and "take" in given:
        yield from _check_take(subject, node, given["take"])


def _check_take(subject: Subject, node: Node, text: str) -> Iterator[Finding]:
    what = called(node)
    if text.startswith("="):
        # Reckoned before the call, when there is no answer yet.
        reason = Words(en="write it without =.", vi="hãy ghi không có dấu =.")
        yield subject.fault(TAKE_UNREADABLE, node, what=what, reason=reason)
        return
    try:
        names = compile_expression(text).names
    except ExpressionRefused as error:
        reason = Words(en=error.text("en"), vi=error.text("vi"))
        yield subject.fault(TAKE_UNREADABLE, node, what=what, reason=reason)
        return
    for name in sorted(names - _ANSWER):
        yield subject.fault(TAKE_UNKNOWN, node, what=what, name=name)
