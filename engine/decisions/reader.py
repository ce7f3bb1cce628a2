"""Decisions from DMN files as dmn-js writes them; every fault is found, with its cell.

DMN 1.1 to 1.5; all decisions of a file, in tables and literal expressions, with what they require
of each other. What is not run is refused with a word on what to draw instead, never passed over.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from engine.decisions import rules
from engine.decisions.decision import Decision
from engine.decisions.requirements import find_asked, link, read_needs, topmost
from engine.decisions.sheet import Part, Sheet
from engine.decisions.tables import read_literal, read_table
from engine.decisions.types import Types, types_of
from engine.diagrams.xml import Element, line_of, parse_xml
from engine.errors import NotFound, ProcedureRefused, Words
from engine.records.findings import Finding

MOST_DECISIONS: Final = 300
NAMESPACES: Final = ("http://www.omg.org/spec/DMN/", "https://www.omg.org/spec/DMN/")
# Beside the logic, what a file may hold: drawings and documentation, or read elsewhere.
SILENT: Final = frozenset(
    (
        "decision", "inputData", "itemDefinition", "knowledgeSource", "textAnnotation",
        "association", "group", "elementCollection", "performanceIndicator", "organizationUnit",
        "businessContextElement", "artifact", "description", "extensionElements", "DMNDI",
    )
)  # fmt: skip
LOGIC: Final[Mapping[str, Words]] = MappingProxyType(
    {
        "context": Words(en="a context", vi="ngữ cảnh (context)"),
        "invocation": Words(en="an invocation", vi="lời gọi (invocation)"),
        "functionDefinition": Words(en="a function", vi="hàm (function)"),
        "relation": Words(en="a relation", vi="quan hệ (relation)"),
        "list": Words(en="a list", vi="danh sách (list)"),
        "conditional": Words(en="a conditional", vi="điều kiện (conditional)"),
        "filter": Words(en="a filter", vi="bộ lọc (filter)"),
        "for": Words(en="a loop", vi="vòng lặp (for)"),
        "every": Words(en="an every", vi="phép every"),
        "some": Words(en="a some", vi="phép some"),
    }
)
NOT_RUN: Final[Mapping[str, Words]] = MappingProxyType(
    {
        "businessKnowledgeModel": Words(
            en="write what it reckons as a decision of its own, and require that",
            vi="hãy viết phần tính toán thành một quyết định riêng rồi yêu cầu quyết định ấy",
        ),
        "decisionService": Words(
            en="remove it, and name the decision to be asked in the task: file#decision",
            vi="hãy bỏ nó và ghi quyết định cần hỏi ngay ở tác vụ: tệp#quyết_định",
        ),
        "import": Words(
            en="copy the decisions that are needed into this file",
            vi="hãy chép các quyết định cần dùng vào tệp này",
        ),
    }
)
REMOVE: Final = Words(en="remove it", vi="hãy bỏ nó")


def read_decision(xml: bytes, file: str = "", decision_id: str | None = None) -> Decision:
    """Return a decision of a file: the one with this id, else the one that no other requires.

    Raises   ProcedureRefused with all faults of the file, or when it is unclear which is meant;
             NotFound for an id that is not in it
    """
    decisions, found = read_decisions(xml, file)
    if any(one.severe for one in found):
        raise ProcedureRefused(findings=found)
    if decision_id is None:
        asked = find_asked(decisions)
        if asked is None:
            known = ", ".join(one.decision_id for one in topmost(decisions))
            raise ProcedureRefused(findings=(rules.UNCLEAR.at(file, table=file, known=known),))
        return asked
    if decision_id not in decisions:
        raise NotFound(what="decision", key=decision_id)
    return decisions[decision_id]


def check_decision(xml: bytes, file: str) -> tuple[Finding, ...]:
    """Return all faults of a file, each with its line and the id of its cell, in order of lines."""
    return read_decisions(xml, file)[1]


def read_decisions(xml: bytes, file: str) -> tuple[Mapping[str, Decision], tuple[Finding, ...]]:
    """Return the decisions of a file by id, in its order, or none if it has faults; and those."""
    try:
        root = _part(parse_xml(xml, file))
    except ProcedureRefused as refused:
        return {}, tuple(one for one in refused.findings if isinstance(one, Finding))
    sheet = Sheet(file=file)
    if root.tag != "definitions":
        sheet.note(rules.NOT_DMN, root)
        return {}, tuple(sheet.found)
    sheet.language = sheet.language_of(root)
    for part in root.parts:
        if part.tag and part.tag not in SILENT:
            name = part.attributes.get("name") or part.part_id
            advice = NOT_RUN.get(part.tag, REMOVE)
            sheet.note(rules.NOT_RUN, part, what=part.tag, name=name, advice=advice)
    decisions = _decisions(sheet, root)
    sound = {} if any(one.severe for one in sheet.found) else decisions
    return sound, tuple(sorted(sheet.found, key=lambda one: one.line or 0))


def _decisions(sheet: Sheet, root: Part) -> dict[str, Decision]:
    parts: dict[str, Part] = {}
    for part in root.all("decision"):
        if part.part_id in parts:
            sheet.note(rules.SAME_ID, part, id=part.part_id)
        parts[part.part_id] = part
    if not parts:
        sheet.note(rules.MISSING, root)
    if len(parts) > MOST_DECISIONS:
        what = Words(en="decisions", vi="quyết định")
        sheet.note(rules.TOO_LARGE, root, count=len(parts), what=what, limit=MOST_DECISIONS)
        return {}
    types = types_of(root)
    known = {one.part_id: one for one in root.all("inputData")} | parts
    read = {part.part_id: _decision(sheet, types, part, known) for part in root.all("decision")}
    return link(sheet, {key: one for key, one in read.items() if one}, parts)


def _decision(sheet: Sheet, types: Types, part: Part, known: Mapping[str, Part]) -> Decision | None:
    needs = read_needs(sheet, part, known)
    for one in part.all("knowledgeRequirement"):
        advice = NOT_RUN["businessKnowledgeModel"]
        sheet.note(rules.NOT_RUN, one, what=one.tag, name=part.part_id, advice=advice)
    table, literal = part.first("decisionTable"), part.first("literalExpression")
    if table is not None:
        return read_table(sheet, types, part, table, needs)
    if literal is not None and literal.first("importedValues") is None:
        return read_literal(sheet, types, part, literal, needs)
    kind = next((LOGIC[one.tag] for one in part.parts if one.tag in LOGIC), None)
    if kind is None and literal is None:
        sheet.note(rules.EMPTY, part, id=part.part_id)
    else:
        sheet.note(rules.KIND, part, id=part.part_id, kind=kind or LOGIC["invocation"])
    return None


def _part(element: Element) -> Part:
    """Return an element and all in it; what is not DMN's keeps its place without a name."""
    namespace, _, name = str(element.tag).rpartition("}")
    return Part(
        tag=name if namespace[1:].startswith(NAMESPACES) else "",
        attributes=dict(_attributes(element)),
        text=(element.text or "").strip(),
        line=line_of(element),
        parts=tuple(_part(one) for one in element),
    )


def _attributes(element: Element) -> list[tuple[str, str]]:
    return [(str(key), str(text)) for key, text in element.attrib.items()]
