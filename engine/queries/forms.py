"""What of a form is shown: by the conditions of its fields and the answers so far."""

from collections.abc import Mapping
from dataclasses import dataclass

from engine.expressions.expression import compile_expression
from engine.forms.typed import Unreadable, typed
from engine.forms.validate import hidden_keys
from engine.records.forms import Field, Form
from engine.records.values import Json


@dataclass(frozen=True, kw_only=True)
class FormView:
    """How a form stands for some answers.

    hidden   keys of the fields that are not shown
    driving  keys of the fields on which others depend: changing one may show or hide some
    """

    hidden: frozenset[str]
    driving: frozenset[str]


def view_form(form: Form, raw: Mapping[str, object], names: Mapping[str, object]) -> FormView:
    """Return what is shown of a form.

    raw    answers typed or as they were posted; what cannot be read counts as not answered
    names  the case data that conditions may read
    """
    seen = dict(names)
    for field in form.fields:
        if not field.readonly:
            seen[field.key] = _typed_or_none(field, raw)
    return FormView(hidden=hidden_keys(form, seen), driving=driving_keys(form))


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
