"""Asking a decision table."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final, TypeAlias

from engine.decisions.decision import Decision, Policy, Rule
from engine.errors import Words
from engine.expressions.catalogue import CATALOGUE
from engine.expressions.expression import Expression
from engine.expressions.faults import Fault, shown
from engine.expressions.operations import equal
from engine.faults import DecisionError
from engine.records.values import Json

Row: TypeAlias = dict[str, Json]
Answer: TypeAlias = Row | list[Json] | None
Settle: TypeAlias = Callable[[Decision, list[int], list[Row], Mapping[str, object]], Answer]


def evaluate(decision: Decision, names: Mapping[str, object]) -> Answer:
    """Return what a table answers for these names; a name that is not there reads as null.

    Returns  one result per output for UNIQUE, ANY, FIRST, PRIORITY and COLLECT with aggregation;
             for the other policies a list, of plain values when the table has one output;
             the outputs' defaults, or None, when no rule matches ([] for the list policies)
    Raises   DecisionError where rules contradict the policy; ExpressionFailed for a cell or column
             that does not fit the values
    """
    values = [one.expression.value(names, missing_is_null=True) for one in decision.inputs]
    matching = [
        (number, rule)
        for number, rule in enumerate(decision.rules, start=1)
        if all(
            test.is_met(value, names) for test, value in zip(rule.conditions, values, strict=True)
        )
    ]
    numbers = [number for number, _ in matching]
    rows = [_row(decision, rule, names) for _, rule in matching]
    return POLICIES[decision.policy](decision, numbers, rows, names)


def _row(decision: Decision, rule: Rule, names: Mapping[str, object]) -> Row:
    cells = zip(decision.outputs, rule.results, strict=True)
    return {output.name: _plain(result, names) for output, result in cells}


def _plain(result: Expression | None, names: Mapping[str, object]) -> Json:
    return result.json_value(names, missing_is_null=True) if result else None


def _default(decision: Decision, names: Mapping[str, object]) -> Row | None:
    if not any(output.default for output in decision.outputs):
        return None
    return {output.name: _plain(output.default, names) for output in decision.outputs}


def _unique(
    decision: Decision, numbers: list[int], rows: list[Row], names: Mapping[str, object]
) -> Row | None:
    if len(rows) > 1:
        raise _contradiction(decision, numbers, "match", "cùng khớp")
    return rows[0] if rows else _default(decision, names)


def _any(
    decision: Decision, numbers: list[int], rows: list[Row], names: Mapping[str, object]
) -> Row | None:
    if any(not equal(row, rows[0]) for row in rows):
        raise _contradiction(decision, numbers, "match with different results", "khớp khác kết quả")
    return rows[0] if rows else _default(decision, names)


def _first(
    decision: Decision, numbers: list[int], rows: list[Row], names: Mapping[str, object]
) -> Row | None:
    return rows[0] if rows else _default(decision, names)


def _priority(
    decision: Decision, numbers: list[int], rows: list[Row], names: Mapping[str, object]
) -> Row | None:
    return min(rows, key=_rank(decision)) if rows else _default(decision, names)


def _rule_order(
    decision: Decision, numbers: list[int], rows: list[Row], names: Mapping[str, object]
) -> list[Json]:
    return [next(iter(row.values())) if len(row) == 1 else row for row in rows]


def _output_order(
    decision: Decision, numbers: list[int], rows: list[Row], names: Mapping[str, object]
) -> list[Json]:
    return _rule_order(decision, numbers, sorted(rows, key=_rank(decision)), names)


def _collect(
    decision: Decision, numbers: list[int], rows: list[Row], names: Mapping[str, object]
) -> Answer:
    plain = _rule_order(decision, numbers, rows, names)
    if decision.aggregation is None:
        return plain
    name = decision.outputs[0].name
    if decision.aggregation == "COUNT":
        return {name: len(plain)}
    if not plain:
        return _default(decision, names)
    try:
        return {name: CATALOGUE[decision.aggregation.lower()].run(plain)}
    except Fault as fault:
        raise DecisionError(decision=decision.decision_id, reason=fault.words) from None


def _rank(decision: Decision) -> Callable[[Row], tuple[int, ...]]:
    def rank(row: Row) -> tuple[int, ...]:
        return tuple(
            _place(decision, output.order, row[output.name])
            for output in decision.outputs
            if output.order
        )

    return rank


def _place(decision: Decision, order: tuple[object, ...], value: Json) -> int:
    for place, one in enumerate(order):
        if equal(one, value):
            return place
    reason = Words(
        en=f"{shown(value)} is not in the list of results",
        vi=f"{shown(value)} không có trong danh sách kết quả",
    )
    raise DecisionError(decision=decision.decision_id, reason=reason)


def _contradiction(decision: Decision, numbers: list[int], en: str, vi: str) -> DecisionError:
    rules = ", ".join(map(str, numbers))
    return DecisionError(
        decision=decision.decision_id,
        reason=Words(en=f"the rules {rules} {en}", vi=f"các luật {rules} {vi}"),
    )


POLICIES: Final[Mapping[Policy, Settle]] = MappingProxyType(
    {
        "UNIQUE": _unique,
        "ANY": _any,
        "FIRST": _first,
        "PRIORITY": _priority,
        "RULE ORDER": _rule_order,
        "OUTPUT ORDER": _output_order,
        "COLLECT": _collect,
    }
)
