"""Decision tables from DMN files as dmn-js writes them; every fault is found, with its cell."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, TypeVar

from engine.decisions import rules
from engine.decisions.cells import Condition, compile_condition
from engine.decisions.decision import Aggregation, Decision, Input, Output, Policy, Rule
from engine.diagrams.xml import Element, line_of, parse_xml
from engine.errors import NotFound, ProcedureRefused
from engine.expressions.expression import Expression, compile_expression
from engine.faults import ExpressionError
from engine.records.findings import Finding
from engine.records.findings import Rule as Check

Word = TypeVar("Word", Policy, Aggregation)

NAMESPACES: Final = ("http://www.omg.org/spec/DMN/", "https://www.omg.org/spec/DMN/")
POLICIES: Final[tuple[Policy, ...]] = (
    "UNIQUE", "ANY", "FIRST", "PRIORITY", "RULE ORDER", "OUTPUT ORDER", "COLLECT",
)  # fmt: skip
AGGREGATIONS: Final[tuple[Aggregation, ...]] = ("SUM", "MIN", "MAX", "COUNT")
ORDERED: Final[tuple[Policy, ...]] = ("PRIORITY", "OUTPUT ORDER")


def read_decision(xml: bytes, file: str = "", decision_id: str | None = None) -> Decision:
    """Return a decision of a file: the one with this id, else the first.

    Raises   ProcedureRefused with all faults of the file; NotFound for an id that is not in it
    """
    decisions, found = read_decisions(xml, file)
    if any(one.severe for one in found):
        raise ProcedureRefused(findings=found)
    wanted = decision_id or next(iter(decisions))
    if wanted not in decisions:
        raise NotFound(what="decision", key=wanted)
    return decisions[wanted]


def check_decision(xml: bytes, file: str) -> tuple[Finding, ...]:
    """Return all faults of a file, each with its line and the id of its cell, in order of lines."""
    return read_decisions(xml, file)[1]


def read_decisions(xml: bytes, file: str) -> tuple[Mapping[str, Decision], tuple[Finding, ...]]:
    """Return the decisions of a file by id, without those that have faults, and all faults."""
    try:
        root = parse_xml(xml, file)
    except ProcedureRefused as refused:
        return {}, tuple(one for one in refused.findings if isinstance(one, Finding))
    sheet = Sheet(file=file)
    if _tag(root) != "definitions":
        sheet.note(rules.NOT_DMN, root)
        return {}, tuple(sheet.found)
    decisions: dict[str, Decision] = {}
    elements = _children(root, "decision")
    if not elements:
        sheet.note(rules.MISSING, root)
    for element in elements:
        decision = _decision(sheet, element)
        if decision.decision_id in decisions:
            sheet.note(rules.SAME_ID, element, id=decision.decision_id)
        decisions[decision.decision_id] = decision
    sound = {} if any(one.severe for one in sheet.found) else decisions
    return sound, tuple(sorted(sheet.found, key=lambda one: one.line or 0))


@dataclass(kw_only=True)
class Sheet:
    """The faults found so far in one file."""

    file: str
    found: list[Finding] = field(default_factory=list)

    def note(self, rule: Check, element: Element, **values: object) -> None:
        """Note a fault at an element."""
        self.found.append(rule.at(self.file, element.get("id"), line_of(element), **values))

    def expression(self, element: Element, text: str) -> Expression | None:
        """Return the expression of a cell; None for an empty one, or a faulty one noted."""
        try:
            return compile_expression(text) if text else None
        except ExpressionError as error:
            self.note(rules.CELL, element, text=text[:60], reason=error.values["reason"])
            return None

    def condition(self, element: Element) -> Condition:
        """Return the condition of a cell; one that is always met for a faulty one noted."""
        text = _text(element)
        try:
            return compile_condition(text, element.get("id") or "")
        except ExpressionError as error:
            self.note(rules.CELL, element, text=text[:60], reason=error.values["reason"])
            return compile_condition("-")


def _decision(sheet: Sheet, element: Element) -> Decision:
    decision_id = element.get("id") or ""
    for need in _children(element, "informationRequirement"):
        for other in _children(need, "requiredDecision"):
            sheet.note(rules.NEEDS, need, other=(other.get("href") or "").lstrip("#"))
    tables = _children(element, "decisionTable")
    if not tables:
        sheet.note(rules.KIND, element, id=decision_id)
    table = tables[0] if tables else element
    outputs = _outputs(sheet, table, decision_id)
    policy, aggregation = _policy(sheet, table, outputs)
    inputs = [_input(sheet, one) for one in _children(table, "input")]
    rows, width = _children(table, "rule"), len(_children(table, "output"))
    if tables and not rows:
        sheet.note(rules.NO_RULES, table)
    return Decision(
        decision_id=decision_id,
        name=element.get("name") or decision_id,
        policy=policy,
        aggregation=aggregation,
        inputs=tuple(one for one in inputs if one),
        outputs=outputs,
        rules=tuple(_rule(sheet, row, len(inputs), width) for row in rows),
    )


def _policy(
    sheet: Sheet, table: Element, outputs: tuple[Output, ...]
) -> tuple[Policy, Aggregation | None]:
    written = (table.get("hitPolicy") or "UNIQUE").upper()
    policy = _one_of(POLICIES, written)
    if policy is None:
        sheet.note(rules.POLICY, table, policy=written, known=", ".join(POLICIES))
        policy = "UNIQUE"
    if policy in ORDERED and not any(output.order for output in outputs):
        sheet.note(rules.ORDER, table, policy=policy)
    aggregated = table.get("aggregation")
    aggregation = _one_of(AGGREGATIONS, (aggregated or "").upper())
    if aggregated and (aggregation is None or policy != "COLLECT" or len(outputs) != 1):
        sheet.note(rules.AGGREGATION, table, aggregation=aggregated)
    return policy, aggregation


def _input(sheet: Sheet, column: Element) -> Input | None:
    label = column.get("label") or ""
    expressions = _children(column, "inputExpression")
    text = _text(expressions[0]) if expressions else ""
    if not text:
        sheet.note(rules.INPUT, column, label=label)
        return None
    expression = sheet.expression(expressions[0], text)
    if expression is None:
        return None
    return Input(input_id=column.get("id") or "", label=label or text, expression=expression)


def _outputs(sheet: Sheet, table: Element, decision_id: str) -> tuple[Output, ...]:
    columns = _children(table, "output")
    if not columns and _tag(table) == "decisionTable":
        sheet.note(rules.NO_OUTPUT, table)
    found: dict[str, Output] = {}
    for column in columns:
        # DMN lets the only output go without a name: the decision's own stands for it.
        name = column.get("name") or (decision_id if len(columns) == 1 else "")
        if name in found or not _is_name(name):
            sheet.note(rules.OUTPUT_NAME, column, name=name)
        found[name] = _output(sheet, column, name)
    return tuple(found.values())


def _output(sheet: Sheet, column: Element, name: str) -> Output:
    defaults = _children(column, "defaultOutputEntry")
    return Output(
        output_id=column.get("id") or "",
        name=name,
        label=column.get("label") or name,
        order=_order(sheet, column),
        default=sheet.expression(defaults[0], _text(defaults[0])) if defaults else None,
    )


def _order(sheet: Sheet, column: Element) -> tuple[object, ...]:
    lists = _children(column, "outputValues")
    text = _text(lists[0]) if lists else ""
    expression = sheet.expression(lists[0], f"[{text}]") if text else None
    if expression is None:
        return ()
    if expression.names:
        names = ", ".join(sorted(expression.names))
        sheet.note(rules.CELL, column, text=text[:60], reason=names)
        return ()
    values = expression.value({})
    return tuple(values) if isinstance(values, list | tuple) else ()


def _rule(sheet: Sheet, row: Element, inputs: int, outputs: int) -> Rule:
    tests, results = _children(row, "inputEntry"), _children(row, "outputEntry")
    if (len(tests), len(results)) != (inputs, outputs):
        found, wanted = len(tests) + len(results), inputs + outputs
        sheet.note(rules.ROW, row, found=found, wanted=wanted)
    notes = [_text(one) for one in (*_children(row, "annotationEntry"), row)]
    return Rule(
        rule_id=row.get("id") or "",
        conditions=tuple(sheet.condition(one) for one in tests),
        results=tuple(sheet.expression(one, _text(one)) for one in results),
        note=next((note for note in notes if note), ""),
    )


def _tag(element: Element) -> str:
    """Return the local name of a DMN element, of any version of DMN; empty for others."""
    namespace, _, name = str(element.tag).rpartition("}")
    return name if namespace[1:].startswith(NAMESPACES) else ""


def _children(element: Element, tag: str) -> list[Element]:
    return [child for child in _elements(element) if _tag(child) == tag]


def _elements(element: Element) -> Iterator[Element]:
    yield from element


def _text(element: Element) -> str:
    """Return the text of a cell: of its <text>, or of a rule's <description>."""
    texts = _children(element, "text") or _children(element, "description")
    return (texts[0].text or "").strip() if texts else ""


def _is_name(name: str) -> bool:
    return name.isidentifier() and not name.startswith("_")


def _one_of(known: tuple[Word, ...], written: str) -> Word | None:
    return next((one for one in known if one == written), None)
