"""A decision as a value: its table, how several matching rules are settled, what it requires."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Literal, TypeAlias

from engine.decisions.cells import Condition
from engine.decisions.column import Column, build_column
from engine.decisions.kinds import Kind, fits
from engine.expressions.expression import Expression
from engine.faults import ExpressionFailed
from engine.records.values import Json

Policy: TypeAlias = Literal[
    "UNIQUE", "ANY", "FIRST", "PRIORITY", "RULE ORDER", "OUTPUT ORDER", "COLLECT"
]
Aggregation: TypeAlias = Literal["SUM", "MIN", "MAX", "COUNT"]


@dataclass(frozen=True, kw_only=True)
class Input:
    """A column of conditions: what is looked at.

    kind      as declared; None when nothing or another type is
    allowed   what a value that is there must meet
    """

    input_id: str
    label: str
    expression: Expression
    kind: Kind | None = None
    allowed: Condition | None = None


@dataclass(frozen=True, kw_only=True)
class Output:
    """A column of results.

    order     allowed values, the most important first; settles PRIORITY and OUTPUT ORDER
    default   result when no rule matches
    kind      of its results; None when nothing or another type is declared
    """

    output_id: str
    name: str
    label: str = ""
    order: tuple[object, ...] = ()
    default: Expression | None = None
    kind: Kind | None = None


@dataclass(frozen=True, kw_only=True)
class Rule:
    """A row: it matches when each test does, and gives one result per output (None: null).

    line   of the file, 1-based
    """

    rule_id: str
    conditions: tuple[Condition, ...]
    results: tuple[Expression | None, ...]
    note: str = ""
    line: int | None = None


@dataclass(frozen=True, kw_only=True)
class Need:
    """A decision that must be asked before, and the name under which its answer is seen."""

    decision_id: str
    variable: str


@dataclass(frozen=True, kw_only=True)
class Decision:
    """A decision table; a literal expression is a table of one rule without conditions.

    needs    the decisions whose answers this one sees
    before   all that must be asked before it, each after those that it needs itself
    line     of the file, 1-based
    Source   OMG DMN 1.3, chapters 6 (requirements), 7.3.4 (literal expression) and 8 (table)
    """

    decision_id: str
    name: str
    policy: Policy
    inputs: tuple[Input, ...]
    outputs: tuple[Output, ...]
    rules: tuple[Rule, ...]
    aggregation: Aggregation | None = None
    needs: tuple[Need, ...] = ()
    before: tuple["Decision", ...] = ()
    line: int | None = None

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """The columns of conditions with their indexes; built when first asked for."""
        return tuple(
            build_column([rule.conditions[number] for rule in self.rules])
            for number in range(len(self.inputs))
        )

    @cached_property
    def constants(self) -> tuple[Mapping[str, Json] | None, ...]:
        """The results of each rule by output; None where they must be reckoned or do not fit."""
        return tuple(_constants(self.outputs, rule) for rule in self.rules)


def names_read(decision: Decision) -> frozenset[str]:
    """Return the names of the case that a decision and those it requires read, in all cells."""
    found: set[str] = set()
    for one in (*decision.before, decision):
        found |= _own_names(one) - {need.variable for need in one.needs}
    return frozenset(found)


def _constants(outputs: tuple[Output, ...], rule: Rule) -> Mapping[str, Json] | None:
    found: dict[str, Json] = {}
    for output, result in zip(outputs, rule.results, strict=True):
        if result and result.names:
            return None
        try:
            value = result.json_value({}) if result else None
        except ExpressionFailed:
            return None  # told, with its rule, when it is asked
        if isinstance(value, list | dict) or (output.kind and not fits(value, output.kind)):
            return None
        found[output.name] = value
    return MappingProxyType(found)


def names_written(decision: Decision) -> tuple[str, ...]:
    """Return the names of the outputs, in the order of the columns."""
    return tuple(output.name for output in decision.outputs)


def _own_names(decision: Decision) -> set[str]:
    found = {name for one in decision.inputs for name in one.expression.names}
    found.update(name for one in decision.inputs if one.allowed for name in one.allowed.names)
    for rule in decision.rules:
        found.update(name for test in rule.conditions for name in test.names)
        found.update(name for one in rule.results if one for name in one.names)
    found.update(name for one in decision.outputs if one.default for name in one.default.names)
    return found
