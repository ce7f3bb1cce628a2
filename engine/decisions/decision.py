"""A decision table as a value: columns, rules and how several matching rules are settled."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from engine.decisions.cells import Condition
from engine.expressions.expression import Expression

Policy: TypeAlias = Literal[
    "UNIQUE", "ANY", "FIRST", "PRIORITY", "RULE ORDER", "OUTPUT ORDER", "COLLECT"
]
Aggregation: TypeAlias = Literal["SUM", "MIN", "MAX", "COUNT"]


@dataclass(frozen=True, kw_only=True)
class Input:
    """A column of conditions: what is looked at."""

    input_id: str
    label: str
    expression: Expression


@dataclass(frozen=True, kw_only=True)
class Output:
    """A column of results.

    order     allowed values, the most important first; settles PRIORITY and OUTPUT ORDER
    default   result when no rule matches
    """

    output_id: str
    name: str
    label: str = ""
    order: tuple[object, ...] = ()
    default: Expression | None = None


@dataclass(frozen=True, kw_only=True)
class Rule:
    """A row: it matches when each test does, and gives one result per output (None: null)."""

    rule_id: str
    conditions: tuple[Condition, ...]
    results: tuple[Expression | None, ...]
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Decision:
    """A decision table.

    Source   OMG DMN 1.3, chapter 8
    """

    decision_id: str
    name: str
    policy: Policy
    inputs: tuple[Input, ...]
    outputs: tuple[Output, ...]
    rules: tuple[Rule, ...]
    aggregation: Aggregation | None = None


def names_read(decision: Decision) -> frozenset[str]:
    """Return the names of the case that a decision reads, in columns and cells."""
    found = {name for one in decision.inputs for name in one.expression.names}
    for rule in decision.rules:
        found.update(name for test in rule.conditions for name in test.names)
        found.update(name for one in rule.results if one for name in one.names)
    found.update(name for one in decision.outputs if one.default for name in one.default.names)
    return frozenset(found)


def names_written(decision: Decision) -> tuple[str, ...]:
    """Return the names of the outputs, in the order of the columns."""
    return tuple(output.name for output in decision.outputs)
