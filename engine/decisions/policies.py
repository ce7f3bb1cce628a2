"""Hit policies: how the rules that match become one answer.

Source: OMG DMN 1.3, 8.2.8.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, TypeAlias

from engine.decisions.decision import Decision, Output, Policy
from engine.decisions.kinds import NAMES, fits
from engine.errors import Words
from engine.expressions.catalogue import CATALOGUE
from engine.expressions.expression import Expression
from engine.expressions.faults import Fault, shown
from engine.expressions.operations import equal
from engine.faults import DecisionError
from engine.records.values import Json

Row: TypeAlias = dict[str, Json]
Answer: TypeAlias = Row | list[Json] | None


@dataclass(frozen=True, kw_only=True)
class Hits:
    """The rules of a decision that match.

    rules   numbers from 0, in the order of the table
    """

    decision: Decision
    names: Mapping[str, object]
    rules: tuple[int, ...]

    def row(self, number: int) -> Row:
        """Return the results of a rule, one per output.

        Raises   DecisionError for one that is not of the declared type
        """
        constants = self.decision.constants[number]
        if constants is not None:
            return dict(constants)
        rule = self.decision.rules[number]
        return {
            output.name: self._result(output, result, number)
            for output, result in zip(self.decision.outputs, rule.results, strict=True)
        }

    def rows(self) -> list[Row]:
        """Return the results of all rules that match."""
        return [self.row(number) for number in self.rules]

    def default(self) -> Row | None:
        """Return the answer when no rule matches."""
        if not any(output.default for output in self.decision.outputs):
            return None
        return {
            output.name: self._result(output, output.default, None)
            for output in self.decision.outputs
        }

    def error(self, reason: Words) -> DecisionError:
        """Return the error of this decision."""
        return DecisionError(decision=self.decision.decision_id, reason=reason)

    def contradiction(self, en: str, vi: str) -> DecisionError:
        """Return the error that names the rules."""
        rules = ", ".join(str(number + 1) for number in self.rules)
        return self.error(Words(en=f"the rules {rules} {en}", vi=f"các luật {rules} {vi}"))

    def _result(self, output: Output, result: Expression | None, number: int | None) -> Json:
        value = result.json_value(self.names, missing_is_null=True) if result else None
        if output.kind is None or fits(value, output.kind):
            return value
        kind, seen = NAMES[output.kind], shown(value)
        rule = "the default" if number is None else f"rule {number + 1}"
        luat = "giá trị mặc định" if number is None else f"luật {number + 1}"
        raise self.error(
            Words(
                en=f"{rule} gives {seen} for “{output.label}”, which must be {kind.en}",
                vi=f"{luat} cho {seen} ở “{output.label}”, mà cột này phải là {kind.vi}",
            )
        )


Settle: TypeAlias = Callable[[Hits], Answer]


def _unique(hits: Hits) -> Row | None:
    if len(hits.rules) > 1:
        raise hits.contradiction("match", "cùng khớp")
    return _first(hits)


def _any(hits: Hits) -> Row | None:
    rows = hits.rows()
    # Result by result: as groups, Python takes true and 1 for the same.
    if any(not equal(row[name], rows[0][name]) for row in rows[1:] for name in row):
        raise hits.contradiction("match with different results", "khớp khác kết quả")
    return rows[0] if rows else hits.default()


def _first(hits: Hits) -> Row | None:
    return hits.row(hits.rules[0]) if hits.rules else hits.default()


def _priority(hits: Hits) -> Row | None:
    return min(hits.rows(), key=_rank(hits)) if hits.rules else hits.default()


def _rule_order(hits: Hits) -> list[Json]:
    return _plain(hits.rows())


def _output_order(hits: Hits) -> list[Json]:
    return _plain(sorted(hits.rows(), key=_rank(hits)))


def _collect(hits: Hits) -> Answer:
    decision = hits.decision
    if decision.aggregation is None:
        return _rule_order(hits)
    name = decision.outputs[0].name
    if decision.aggregation == "COUNT":
        return {name: len(hits.rules)}
    if not hits.rules:
        return hits.default()
    try:
        return {name: CATALOGUE[decision.aggregation.lower()].run(_rule_order(hits))}
    except Fault as fault:
        raise hits.error(fault.words) from None


def _plain(rows: list[Row]) -> list[Json]:
    return [next(iter(row.values())) if len(row) == 1 else row for row in rows]


def _rank(hits: Hits) -> Callable[[Row], tuple[int, ...]]:
    ordered = [output for output in hits.decision.outputs if output.order]
    return lambda row: tuple(_place(hits, output.order, row[output.name]) for output in ordered)


def _place(hits: Hits, order: tuple[object, ...], value: Json) -> int:
    for place, one in enumerate(order):
        if equal(one, value):
            return place
    seen = shown(value)
    reason = Words(
        en=f"{seen} is not in the list of results", vi=f"{seen} không có trong danh sách kết quả"
    )
    raise hits.error(reason)


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
