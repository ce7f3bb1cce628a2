"""Asking a decision."""

from collections.abc import Mapping, Sequence

from engine.decisions.column import bits
from engine.decisions.decision import Decision
from engine.decisions.policies import POLICIES, Answer, Hits
from engine.errors import Words
from engine.expressions.faults import shown
from engine.faults import DecisionError
from engine.records.values import Json


def evaluate(decision: Decision, names: Mapping[str, object]) -> Answer:
    """Return what a decision answers for these names; a name that is not there reads as null.

    The decisions it requires are asked first, once each, from the same names.

    Returns  one result per output for UNIQUE, ANY, FIRST, PRIORITY and COLLECT with aggregation;
             for the other policies a list, of plain values when the table has one output;
             the outputs' defaults, or None, when no rule matches ([] for the list policies)
    Raises   DecisionError where rules contradict the policy, or a value or a result is not of the
             declared type; ExpressionFailed for a cell or column that does not fit the values
    """
    answers: dict[str, Json] = {}
    for one in decision.before:
        answers[one.decision_id] = plain(_answer(one, _seen(one, names, answers)))
    return _answer(decision, _seen(decision, names, answers))


def match_rules(decision: Decision, names: Mapping[str, object]) -> tuple[int, ...]:
    """Return the numbers, from 0, of the rules that match; required decisions are not asked.

    Raises   as `evaluate`
    """
    return tuple(bits(_matching(decision, names)))


def plain(answer: Answer) -> Json:
    """Return an answer as it is stored: the plain value where there is one output."""
    if isinstance(answer, dict) and len(answer) == 1:
        return next(iter(answer.values()))
    return answer


def _seen(
    decision: Decision, names: Mapping[str, object], answers: Mapping[str, Json]
) -> Mapping[str, object]:
    if not decision.needs:
        return names
    return {**names, **{need.variable: answers[need.decision_id] for need in decision.needs}}


def _answer(decision: Decision, names: Mapping[str, object]) -> Answer:
    hits = Hits(decision=decision, names=names, rules=tuple(bits(_matching(decision, names))))
    return POLICIES[decision.policy](hits)


def _matching(decision: Decision, names: Mapping[str, object]) -> int:
    """Return the matching rules as bits."""
    values = _values(decision, names)
    left, wrong = (1 << len(decision.rules)) - 1, 0
    for column, value in zip(decision.columns, values, strict=True):
        met, faults, slow = column.look(value)
        wrong |= left & faults
        asked = left & slow
        left &= met
        if asked:
            more, failed = column.ask(asked, value, names)
            left, wrong = left | more, wrong | failed
        if not left:
            break
    if wrong:
        _fail(decision, next(bits(wrong)), values, names)
    return left


def _values(decision: Decision, names: Mapping[str, object]) -> list[object]:
    values = []
    for one in decision.inputs:
        value = one.expression.value(names, missing_is_null=True)
        if one.allowed and value is not None and not one.allowed.is_met(value, names):
            seen, known = shown(value), one.allowed.text
            reason = Words(
                en=f"“{one.label}” is {seen}, and only {known} is allowed there",
                vi=f"“{one.label}” là {seen}, trong khi chỉ cho phép {known}",
            )
            raise DecisionError(decision=decision.decision_id, reason=reason)
        values.append(value)
    return values


def _fail(
    decision: Decision, number: int, values: Sequence[object], names: Mapping[str, object]
) -> None:
    """Ask one rule cell by cell, as far as its tests are met, so that the faulty one speaks."""
    for test, value in zip(decision.rules[number].conditions, values, strict=True):
        if not test.is_met(value, names):
            break
    reason = Words(en=f"rule {number + 1} cannot be asked", vi=f"không xét được luật {number + 1}")
    raise DecisionError(decision=decision.decision_id, reason=reason)
