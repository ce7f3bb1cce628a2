"""Checklists that follow a form or the card, as they are offered in one case.

What the applicant was not asked cannot be asked of them anew: a question that their answers hide
opens together with the answer that hides it. Why: ADR 0030.
"""

from collections.abc import Mapping
from dataclasses import replace

from engine.forms.listing import PAPERS, listed_form, paper_key
from engine.forms.validate import hidden_keys
from engine.procedures.papers import asked_names, is_open, is_wanted
from engine.procedures.procedure import Procedure
from engine.records.forms import Field, Form
from engine.records.values import Json


def offered(procedure: Procedure, form: Form, names: Mapping[str, Json]) -> Form:
    """Return a form whose lists offer only what was asked in the case; an empty list goes."""
    if not any(map(_is_offering, form.fields)):
        return form
    sections = (
        replace(section, fields=tuple(one for one in fields if one.choices or not one.lists))
        for section in form.sections
        for fields in [[_offering(procedure, one, names) for one in section.fields]]
    )
    return replace(form, sections=tuple(sections))


def _is_offering(field: Field) -> bool:
    return bool(field.lists) and not field.readonly


def _offering(procedure: Procedure, field: Field, names: Mapping[str, Json]) -> Field:
    if not _is_offering(field):
        return field
    gone = _not_asked(procedure, field, names)
    return replace(field, choices=tuple(one for one in field.choices if one.value not in gone))


def _not_asked(procedure: Procedure, field: Field, names: Mapping[str, Json]) -> frozenset[str]:
    if field.lists != PAPERS:
        listed = listed_form(field, procedure.forms)
        return hidden_keys(listed, names) if listed else frozenset()
    asked = asked_names(procedure, names)
    return frozenset(
        paper_key(number)
        for number, one in enumerate(procedure.card.papers, 1)
        if not is_wanted(one, names) and not is_open(one, asked)
    )
