"""Answers as they were posted → typed answers, or what to correct, field by field."""

from collections.abc import Callable, Iterator, Mapping, Set
from decimal import Decimal
from functools import cache
from types import MappingProxyType
from typing import cast

from jsonschema import Draft202012Validator, validators
from jsonschema.exceptions import ValidationError
from jsonschema.protocols import Validator

from engine.expressions.expression import compile_expression
from engine.faults import ExpressionFailed
from engine.files import KINDS
from engine.forms import sentences
from engine.forms.derive import NOBODY, Known, Signing, derive, find_faults
from engine.forms.patterns import compile_pattern
from engine.forms.schema import Choices, json_schema, longest
from engine.forms.typed import Unreadable, typed
from engine.records.forms import Cleaned, Fault, Field, Form
from engine.records.values import Json


def clean(
    form: Form,
    raw: Mapping[str, object],
    names: Mapping[str, object],
    choices: Choices,
    signing: Signing = NOBODY,
) -> Cleaned:
    """Return typed answers for the fields that are shown, or one fault for each wrong answer.

    raw       what was posted; keys that are no fields are ignored
    names     the case data, for the conditions that hide fields
    choices   what the sources of fields offer, by source
    signing   what stands under a signature
    Empty answers stand as None, [] or False, so that a correction can take an answer away; one
    that hides other questions takes their answers away too.
    """
    answers, faults = _type_all(form, raw)
    asked = {one.key: None for one in form.fields if not one.readonly}
    hidden = hidden_keys(form, {**names, **asked, **answers})
    for key in hidden:
        answers.pop(key, None)
        faults.pop(key, None)
    given = {key: value for key, value in answers.items() if value is not None}
    fields = {one.key: one for one in form.fields}
    schema = json_schema(form, choices, hidden)
    for error in _checker()(schema).iter_errors(given):
        for key in _keys_of(error):
            faults.setdefault(key, _tell(fields[key], error))
    for key, fault in (*_wrong_files(fields, answers), *find_faults(form, answers, names)):
        faults.setdefault(key, fault)
    if faults:
        return Cleaned(faults=tuple(faults[key] for key in fields if key in faults))
    seen = {**names, **asked, **answers}
    known = Known(form=form, names=seen, choices=choices, signing=signing)
    found = derive(known, answers)
    return Cleaned(answers={**_made_untrue(form.corrects, names, found), **found})


def hidden_keys(form: Form, names: Mapping[str, object]) -> frozenset[str]:
    """Return the keys of the fields that are not shown.

    What is hidden has no answer any more, which may hide or keep hidden what depends on it; once
    hidden, a field stays so, which ends the search. A condition that fails hides nothing.
    """
    seen = dict(names)
    hidden: set[str] = set()
    while True:
        found = [one for one in _hidden_now(form, seen, hidden) if one.key not in hidden]
        if not found:
            return frozenset(hidden)
        for one in found:
            hidden.add(one.key)
            seen[one.key] = None


def is_hidden(condition: str | None, names: Mapping[str, object]) -> bool:
    """Tell whether the condition that hides a field or a section is true."""
    if condition is None:
        return False
    try:
        return compile_expression(condition).value(names, missing_is_null=True) is True
    except ExpressionFailed:
        return False


def _hidden_now(form: Form, names: Mapping[str, object], hidden: Set[str]) -> Iterator[Field]:
    for section in form.sections:
        whole = is_hidden(section.hide, names)
        for one in section.fields:
            if whole or one.part_of in hidden or is_hidden(one.hide, names):
                yield one


def _made_untrue(
    form: Form | None, names: Mapping[str, object], answers: Mapping[str, object]
) -> dict[str, Json]:
    """Return empty answers for the questions that others, now corrected, no longer ask."""
    if form is None:
        return {}
    gone = hidden_keys(form, {**names, **answers}) - hidden_keys(form, names)
    return {
        one.key: [] if isinstance(names[one.key], list) else None
        for one in form.fields
        if one.key in gone and names.get(one.key) not in (None, [])
    }


def _type_all(form: Form, raw: Mapping[str, object]) -> tuple[dict[str, Json], dict[str, Fault]]:
    answers: dict[str, Json] = {}
    faults: dict[str, Fault] = {}
    for field in form.fields:
        if field.readonly:
            continue
        try:
            answers[field.key] = typed(field, raw)
        except Unreadable as error:
            faults[field.key] = error.fault
    return answers, faults


def _match(
    validator: Validator, pattern: str, value: object, schema: object
) -> Iterator[ValidationError]:
    """Check `pattern` in linear time; the library's own way backtracks."""
    if isinstance(value, str) and not compile_pattern(pattern)(value):
        yield ValidationError("does not match")


def _divide(
    validator: Validator, step: float, value: object, schema: object
) -> Iterator[ValidationError]:
    """Check `multipleOf` in decimals: in binary 12.3 is no multiple of 0.1."""
    if isinstance(value, int | float) and Decimal(str(value)) % Decimal(str(step)):
        yield ValidationError("is between two steps")


@cache
def _checker() -> type[Validator]:
    own = {"pattern": _match, "multipleOf": _divide}
    extend = cast("Callable[..., type[Validator]]", validators.extend)
    return extend(Draft202012Validator, own)


def _keys_of(error: ValidationError) -> tuple[str, ...]:
    """Return the keys that the error is about; the library tells a missing one by its message."""
    if error.path:
        return (str(error.path[0]),)
    given = error.instance if isinstance(error.instance, dict) else {}
    wanted = cast(list[str], error.validator_value)
    return tuple(key for key in wanted if key not in given)


_TELLERS: Mapping[str, Callable[[Field], Fault]] = MappingProxyType(
    {
        "required": sentences.missing,
        "const": sentences.missing,
        "enum": sentences.no_choice,
        "minimum": sentences.out_of_range,
        "maximum": sentences.out_of_range,
        "multipleOf": sentences.no_step,
        "minLength": sentences.too_short,
        "maxItems": sentences.file_count,
    }
)


def _tell(field: Field, error: ValidationError) -> Fault:
    rule = str(error.validator)
    if rule == "maxLength":
        return sentences.too_long(field, longest(field))
    if rule == "pattern" and field.kind in ("email", "phone", "personal"):
        return sentences.missing(field)
    if rule == "minItems":
        return sentences.file_count(field) if error.instance else sentences.missing(field)
    if rule == "type" and field.kind == "number":
        return sentences.no_step(field)
    return _TELLERS.get(rule, sentences.pattern)(field)


def _wrong_files(
    fields: Mapping[str, Field], answers: Mapping[str, Json]
) -> Iterator[tuple[str, Fault]]:
    for key, value in answers.items():
        field = fields[key]
        for one in value if field.kind == "files" and isinstance(value, list) else ():
            media = str(one.get("media")) if isinstance(one, dict) else ""
            if not set(KINDS.get(media, ())) & set(field.accept):
                name = str(one.get("name")) if isinstance(one, dict) else "?"
                yield key, sentences.file_kind(field, name)
