"""What of a form is shown: by the conditions of its fields and the answers so far."""

from collections.abc import Mapping
from dataclasses import dataclass

from engine.expressions.expression import compile_expression
from engine.forms.derive import fee_of
from engine.forms.typed import Unreadable, typed
from engine.forms.validate import hidden_keys
from engine.records.forms import Field, Form
from engine.records.values import Json


@dataclass(frozen=True, kw_only=True)
class FormView:
    """How a form stands for some answers.

    hidden   keys of the fields that are not shown
    driving  keys of the fields on which others depend: changing one may show or hide some
    fees     what is to be paid by the answers so far, by key; None while that cannot be told
    """

    hidden: frozenset[str]
    driving: frozenset[str]
    fees: Mapping[str, int | None]


def view_form(form: Form, raw: Mapping[str, object], names: Mapping[str, object]) -> FormView:
    """Return what is shown of a form.

    raw    answers typed or as they were posted; what cannot be read counts as not answered
    names  the case data that conditions may read
    """
    seen = dict(names)
    for field in form.fields:
        if not field.readonly:
            seen[field.key] = _typed_or_none(field, raw)
    hidden = hidden_keys(form, seen)
    kept = {key: None if key in hidden else value for key, value in seen.items()}
    fees = {one.key: fee_of(one, kept) for one in form.fields if one.kind == "fee"}
    return FormView(hidden=hidden, driving=driving_keys(form), fees=fees)


def driving_keys(form: Form) -> frozenset[str]:
    """Return the keys of the fields that some condition or fee of the form reads."""
    conditions = [section.hide for section in form.sections]
    for field in form.fields:
        conditions += [field.hide, field.amount, field.free_if]
    read = {name for one in conditions if one for name in compile_expression(one).names}
    return frozenset(field.key for field in form.fields if field.key in read)


def _typed_or_none(field: Field, raw: Mapping[str, object]) -> Json:
    try:
        return typed(field, raw)
    except Unreadable:
        return None
