"""Reading the logic of a decision: a table's columns and rules, or a literal expression."""

from collections.abc import Sequence
from typing import Final, TypeVar

from engine.decisions import rules
from engine.decisions.cells import Condition
from engine.decisions.decision import Aggregation, Decision, Input, Need, Output, Policy, Rule
from engine.decisions.kinds import Kind
from engine.decisions.sheet import Part, Sheet
from engine.decisions.types import Types
from engine.errors import Words
from engine.faults import ExpressionFailed

Word = TypeVar("Word", Policy, Aggregation)

POLICIES: Final[tuple[Policy, ...]] = (
    "UNIQUE", "ANY", "FIRST", "PRIORITY", "RULE ORDER", "OUTPUT ORDER", "COLLECT",
)  # fmt: skip
AGGREGATIONS: Final[tuple[Aggregation, ...]] = ("SUM", "MIN", "MAX", "COUNT")
MOST_RULES: Final = 5_000  # the index grows with rules × different values
ORDERED: Final[tuple[Policy, ...]] = ("PRIORITY", "OUTPUT ORDER")


def read_table(
    sheet: Sheet, types: Types, decision: Part, table: Part, needs: tuple[Need, ...]
) -> Decision:
    """Return a decision table; notes its faults."""
    outputs = _outputs(sheet, types, table, decision.part_id)
    policy, aggregation = _policy(sheet, table, outputs)
    inputs = [_input(sheet, types, one) for one in table.all("input")]
    rows, width = table.all("rule"), len(table.all("output"))
    if not rows:
        sheet.note(rules.NO_RULES, table)
    if len(rows) > MOST_RULES:
        what = Words(en="rules", vi="luật")
        sheet.note(rules.TOO_LARGE, table, count=len(rows), what=what, limit=MOST_RULES)
        rows = rows[:MOST_RULES]
    return Decision(
        decision_id=decision.part_id,
        name=decision.attributes.get("name") or decision.part_id,
        policy=policy,
        aggregation=aggregation,
        inputs=tuple(one for one in inputs if one),
        outputs=outputs,
        rules=tuple(_rule(sheet, row, len(inputs), width) for row in rows),
        needs=needs,
        line=decision.line,
    )


def read_literal(
    sheet: Sheet, types: Types, decision: Part, literal: Part, needs: tuple[Need, ...]
) -> Decision:
    """Return a literal expression as a table of one rule; its result bears the variable's name."""
    variable = decision.first("variable")
    name = variable.attributes.get("name", "") if variable else ""
    typed = literal.attributes.get("typeRef") or (
        variable.attributes.get("typeRef", "") if variable else ""
    )
    if not literal.written:
        sheet.note(rules.EMPTY, decision, id=decision.part_id)
    output = Output(
        output_id=literal.part_id,
        name=name if is_name(name) else decision.part_id,
        label=decision.attributes.get("name", ""),
        kind=types.kind(typed),
    )
    rule = Rule(
        rule_id=literal.part_id,
        conditions=(),
        results=(sheet.expression(literal, literal.written),),
        line=literal.line,
    )
    return Decision(
        decision_id=decision.part_id,
        name=decision.attributes.get("name") or decision.part_id,
        policy="FIRST",
        inputs=(),
        outputs=(output,),
        rules=(rule,),
        needs=needs,
        line=decision.line,
    )


def is_name(name: str) -> bool:
    """Tell whether a value can bear this name."""
    return name.isidentifier() and not name.startswith("_")


def _policy(
    sheet: Sheet, table: Part, outputs: tuple[Output, ...]
) -> tuple[Policy, Aggregation | None]:
    written = (table.attributes.get("hitPolicy") or "UNIQUE").upper()
    policy = _one_of(POLICIES, written)
    if policy is None:
        sheet.note(rules.POLICY, table, policy=written, known=", ".join(POLICIES))
        policy = "UNIQUE"
    if policy in ORDERED and not any(output.order for output in outputs):
        sheet.note(rules.ORDER, table, policy=policy)
    aggregated = table.attributes.get("aggregation")
    aggregation = _one_of(AGGREGATIONS, (aggregated or "").upper())
    if aggregated and (aggregation is None or policy != "COLLECT" or len(outputs) != 1):
        sheet.note(rules.AGGREGATION, table, aggregation=aggregated)
    return policy, aggregation


def _input(sheet: Sheet, types: Types, column: Part) -> Input | None:
    label = column.attributes.get("label", "")
    asked = column.first("inputExpression")
    text = asked.written if asked else ""
    if asked is None or not text:
        sheet.note(rules.INPUT, column, label=label)
        return None
    expression = sheet.expression(asked, text)
    if expression is None:
        return None
    type_name = asked.attributes.get("typeRef", "")
    return Input(
        input_id=column.part_id,
        label=label or text,
        expression=expression,
        kind=types.kind(type_name),
        allowed=_allowed(sheet, [column.first("inputValues"), types.allowed(type_name)]),
    )


def _allowed(sheet: Sheet, lists: Sequence[Part | None]) -> Condition | None:
    """Return the first list of allowed values that says something; editors leave empty ones."""
    values = next((one for one in lists if one and one.written), None)
    if values is None:
        return None
    condition = sheet.condition(values)
    if condition.names:
        names = ", ".join(sorted(condition.names))
        sheet.note(rules.CELL, values, text=values.written[:60], reason=names)
    return condition


def _outputs(sheet: Sheet, types: Types, table: Part, decision_id: str) -> tuple[Output, ...]:
    columns = table.all("output")
    if not columns:
        sheet.note(rules.NO_OUTPUT, table)
    found: dict[str, Output] = {}
    for column in columns:
        # DMN lets the only output go without a name: the decision's own stands for it.
        name = column.attributes.get("name") or (decision_id if len(columns) == 1 else "")
        if name in found or not is_name(name):
            sheet.note(rules.OUTPUT_NAME, column, name=name)
        found[name] = _output(sheet, column, name, types.kind(column.attributes.get("typeRef", "")))
    return tuple(found.values())


def _output(sheet: Sheet, column: Part, name: str, kind: Kind | None) -> Output:
    default = column.first("defaultOutputEntry")
    return Output(
        output_id=column.part_id,
        name=name,
        label=column.attributes.get("label") or name,
        order=_order(sheet, column),
        default=sheet.expression(default, default.written) if default else None,
        kind=kind,
    )


def _order(sheet: Sheet, column: Part) -> tuple[object, ...]:
    values = column.first("outputValues")
    text = values.written if values else ""
    expression = sheet.expression(values, f"[{text}]") if values and text else None
    if expression is None:
        return ()
    if expression.names:
        names = ", ".join(sorted(expression.names))
        sheet.note(rules.CELL, column, text=text[:60], reason=names)
        return ()
    try:
        found = expression.value({})
    except ExpressionFailed as failed:
        sheet.note(rules.CELL, column, text=text[:60], reason=failed.values["reason"])
        return ()
    return tuple(found) if isinstance(found, list | tuple) else ()


def _rule(sheet: Sheet, row: Part, inputs: int, outputs: int) -> Rule:
    tests, results = row.all("inputEntry"), row.all("outputEntry")
    if (len(tests), len(results)) != (inputs, outputs):
        found, wanted = len(tests) + len(results), inputs + outputs
        sheet.note(rules.ROW, row, found=found, wanted=wanted)
    notes = [one.written for one in (*row.all("annotationEntry"), row)]
    return Rule(
        rule_id=row.part_id,
        conditions=tuple(sheet.condition(one) for one in tests),
        results=tuple(sheet.expression(one, one.written) for one in results),
        note=next((note for note in notes if note), ""),
        line=row.line,
    )


def _one_of(known: tuple[Word, ...], written: str) -> Word | None:
    return next((one for one in known if one == written), None)
