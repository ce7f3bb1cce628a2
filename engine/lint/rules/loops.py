"""Repetition: for what, how often, until when (BPMN 2.0.2, 10.3.8)."""

import re
from collections.abc import Iterator

from engine.diagrams.model import Loop, Node
from engine.diagrams.words import called
from engine.lint.subject import Subject
from engine.records.findings import Finding, Rule

EMPTY = Rule(
    name="loop-empty",
    vi="{what} lặp lại nhưng không ghi cho danh sách nào hay bao nhiêu lần. Hãy ghi "
    "danh sách (motcua:collection) hoặc số lần (loopCardinality) ở mục Lặp lại.",
    en="{what} repeats, and does not say for which list or how often. Write a list "
    "(motcua:collection) or a number (loopCardinality) under Repetition.",
)
OUTPUT = Rule(
    name="loop-output",
    vi="{what}: phải ghi cả hai hoặc bỏ cả hai: danh sách kết quả (output) và kết quả của một lần "
    "(outputElement).",
    en="{what}: write both or neither of the list of results (output) and the result of one run "
    "(outputElement).",
)
BOTH = Rule(
    name="loop-both",
    vi="{what} ghi cả danh sách lẫn số lần; chỉ danh sách được dùng. Hãy xoá số lần.",
    en="{what} names both a list and a number of runs; only the list counts. Remove the number.",
    severe=False,
)
ENDLESS = Rule(
    name="loop-endless",
    vi="{what} lặp lại mà không ghi điều kiện dừng hay số lần tối đa. Hãy ghi điều kiện "
    "(loopCondition) hoặc số lần tối đa (loopMaximum) ở mục Lặp lại.",
    en="{what} repeats, and says neither while what holds nor how often at most. Write a "
    "condition (loopCondition) or the most runs (loopMaximum) under Repetition.",
)
NUMBER = Rule(
    name="loop-number",
    vi="{what}: số lần lặp “{text}” không dùng được. Hãy ghi một số nguyên từ {least} đến {most}.",
    en="{what}: “{text}” cannot be a number of runs. Write a whole number from {least} to {most}.",
)
_MOST = 5_000
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield repetitions that do not say for what, how often or until when."""
    for node in subject.works:
        if node.loop is not None and node.loop.standard:
            yield from _check_standard(subject, node, node.loop)
        elif node.loop is not None:
            yield from _check_instances(subject, node, node.loop)


def _check_standard(subject: Subject, node: Node, loop: Loop) -> Iterator[Finding]:
    if not loop.condition and not loop.maximum:
        yield subject.fault(ENDLESS, node, what=called(node))
    # A negative maximum is a fault; the schema (Semantic.xsd, loopMaximum) allows whole numbers.
    if loop.maximum and not _is_whole(loop.maximum, 1):
        yield _number(subject, node, loop.maximum, 1)


def _check_instances(subject: Subject, node: Node, loop: Loop) -> Iterator[Finding]:
    if not loop.collection and not loop.cardinality:
        yield subject.fault(EMPTY, node, what=called(node))
    if loop.collection and loop.cardinality:
        yield subject.fault(BOTH, node, what=called(node))
    if bool(loop.output) != bool(loop.output_element):
        yield subject.fault(OUTPUT, node, what=called(node))
    count = loop.cardinality
    if count and _NUMBER.fullmatch(count) and not _is_whole(count, 0):
        yield _number(subject, node, count, 0)


def _is_whole(text: str, least: int) -> bool:
    is_number = text.isascii() and text.isdecimal() and len(text) < 10
    return is_number and least <= int(text) <= _MOST


def _number(subject: Subject, node: Node, text: str, least: int) -> Finding:
    what = called(node)
    return subject.fault(NUMBER, node, what=what, text=text, least=least, most=_MOST)
