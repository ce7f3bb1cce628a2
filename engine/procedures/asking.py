"""What a step asks in one case: its form, narrowed to what is to be corrected there."""

from collections.abc import Mapping

from engine.forms.narrowing import CORRECTS, Correction, find_correction, given_before, narrowed
from engine.procedures.offering import offered
from engine.procedures.procedure import Procedure
from engine.records.forms import Form
from engine.records.values import Json


def asked_form(
    procedure: Procedure, element: str, form_id: str | None, names: Mapping[str, Json]
) -> Form | None:
    """Return what is asked at an element; None where a yes is enough.

    names   the case data that the element sees
    """
    drawn = procedure.forms.get(form_id) if form_id else None
    form = offered(procedure, drawn, names) if drawn else None
    correction = _correction(procedure, element, names)
    return narrowed(form, correction, names) if form and correction else form


def answers_before(
    procedure: Procedure, element: str, form: Form | None, names: Mapping[str, Json]
) -> dict[str, Json]:
    """Return the answers of before that are to be corrected at an element.

    form   what `asked_form` gave
    """
    correction = _correction(procedure, element, names)
    return given_before(form, correction, names) if form and correction else {}


def _correction(procedure: Procedure, element: str, names: Mapping[str, Json]) -> Correction | None:
    node = procedure.diagram.process.find(element)
    name = node.attributes.get(CORRECTS) if node else None
    return find_correction(name, procedure.forms, names) if name else None


def may_be_asked(procedure: Procedure, element: str) -> frozenset[str] | None:
    """Return every key that an element can ask for in some case; None where it has no form."""
    node = procedure.diagram.process.find(element)
    form = procedure.forms.get(node.attributes.get("form", "")) if node else None
    if form is None:
        return None
    correction = _correction(procedure, element, {})
    listed = correction.listed.fields if correction and correction.listed else ()
    return frozenset(one.key for one in (*form.fields, *listed))
