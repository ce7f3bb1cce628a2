"""Answers to a guide → the outcome that fits, and what it means for the filing."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import combinations, product

from engine.expressions.expression import compile_expression
from engine.faults import ExpressionFailed
from engine.forms.validate import hidden_keys
from engine.records.forms import Field, Form
from engine.records.guides import Guide, Outcome
from engine.records.values import Json

MOST_WAYS = 3_000
MOST_PICKED = 6
_TRIED = frozenset(("select", "radio", "checkbox", "checklist", "number"))
_NUMBER = re.compile(r"(?<![\w.\"'])\d{1,9}(?![\w.])")

Names = Mapping[str, Json]


def find_outcome(guide: Guide, names: Names) -> Outcome:
    """Return the first outcome whose condition is met; the last one where none is.

    names   every key of the guide's form; None for what was not asked
    """
    found = (one for one in guide.outcomes if is_met(one.when, names))
    return next(found, guide.outcomes[-1])


def is_met(text: str | None, names: Names) -> bool:
    """Tell whether a condition is true; one that cannot be told is not."""
    if text is None:
        return True
    try:
        return compile_expression(text).value(names, missing_is_null=True) is True
    except ExpressionFailed:
        return False


def value_of(text: str, names: Names) -> Json:
    """Return a text as it stands, or the value of what is written after "=".

    Raises  ExpressionFailed
    """
    if not text.startswith("="):
        return text
    return compile_expression(text).json_value(names, missing_is_null=True)


def names_of(form: Form, answers: Mapping[str, Json]) -> dict[str, Json]:
    """Return a value for every question: None for what was not asked or is not answered."""
    seen: dict[str, Json] = {one.key: answers.get(one.key) for one in form.fields}
    hidden = hidden_keys(form, seen)
    return {key: None if key in hidden else one for key, one in seen.items()}


def carried(outcome: Outcome, names: Names, filing: Form) -> dict[str, Json]:
    """Return the answers of a filing form that follow from those given.

    What the form does not ask, or does not offer as a choice, is left out.
    """
    found = dict(names)
    for key, text in outcome.answers:
        try:
            found[key] = value_of(text, names)
        except ExpressionFailed:
            found.pop(key, None)
    fields = {one.key: one for one in filing.fields if not one.readonly}
    return {
        key: value
        for key, value in found.items()
        if key in fields and value not in (None, []) and fits(fields[key], value)
    }


def fits(field: Field, value: Json) -> bool:
    """Tell whether a field can have this answer."""
    if field.source or field.kind not in ("select", "radio", "checklist", "decision"):
        return True
    known = {one.value for one in field.choices}
    return all(one in known for one in (value if isinstance(value, list) else [value]))


@lru_cache(maxsize=128)
def ways_of(form: Form, guide: Guide) -> tuple[Mapping[str, Json], ...] | None:
    """Return all the ways in which the questions can be answered, with nothing left open.

    Numbers are tried at their bounds and around those that the guide names. None where there are
    too many ways, or days are asked, so that not all can be tried.
    """
    fields = [one for one in form.fields if not one.readonly]
    if any(one.kind not in _TRIED for one in fields):
        return None
    columns = [tuple(_values(one, guide)) for one in fields]
    count = 1
    for column in columns:
        count *= len(column)
    if count > MOST_WAYS:
        return None
    found: dict[str, Mapping[str, Json]] = {}
    for values in product(*columns):
        names = names_of(form, dict(zip((one.key for one in fields), values, strict=True)))
        found.setdefault(repr(names), names)
    return tuple(found.values())


def _values(field: Field, guide: Guide) -> Iterator[Json]:
    choices: list[Json] = [one.value for one in field.choices]
    if field.kind == "checkbox":
        yield from ((True,) if field.required else (False, True))
    elif field.kind == "number":
        yield from _numbers(field, guide)
    elif field.kind == "checklist":
        most = len(choices) if len(choices) <= MOST_PICKED else 1
        for size in range(1 if field.required else 0, most + 1):
            yield from (list(one) for one in combinations(choices, size))
    else:
        yield from choices
    if not field.required and field.kind not in ("checkbox", "checklist"):
        yield None


def _numbers(field: Field, guide: Guide) -> Iterator[Json]:
    written = [text for one in guide.outcomes for text in (one.when, one.term) if text]
    named = {int(one) for text in written for one in _NUMBER.findall(text)}
    low, high = field.minimum, field.maximum
    found = {each for one in named for each in (one - 1, one, one + 1)} or {1}
    found |= {int(one) for one in (low, high) if one is not None}
    yield from sorted(
        one for one in found if (low is None or one >= low) and (high is None or one <= high)
    )
