"""What an officer ticked for the applicant to correct or hand in, as lines of a letter.

Source  NĐ 61/2018/NĐ-CP Art. 19: a request to complete names everything, in writing
"""

from collections.abc import Iterator, Mapping

from engine.forms.listing import PAPERS, listed_form
from engine.forms.narrowing import CORRECTS, is_checklist
from engine.procedures.procedure import Procedure
from engine.records.forms import Choice, Field, Form
from engine.records.values import Json

_ANSWER, _UPLOAD, _PAPER = "Khai lại", "Nộp lại", "Giấy tờ thiếu hoặc chưa đúng"


def asking_form(procedure: Procedure, element: str) -> Form | None:
    """Return the form in which was ticked what an element writes of, or lets correct.

    That is its own, else that with the checklist of the correcting step, be it the element itself
    or the one that follows it.
    """
    process = procedure.diagram.process
    node = process.find(element)
    if node is None:
        return None
    own = procedure.forms.get(node.attributes.get("form", ""))
    if own is not None and any(map(_is_asking, own.fields)):
        return own
    following = (process.find(process.flows[one].target) for one in node.outgoing)
    lists = (one.attributes.get(CORRECTS) for one in (node, *following) if one)
    wanted = next((one for one in lists if one), None)
    if wanted is None:
        return None
    forms = procedure.forms.values()
    return next((one for one in forms if any(is_checklist(f, wanted) for f in one.fields)), None)


def asked_lines(
    procedure: Procedure, asking: Form | None, names: Mapping[str, Json]
) -> tuple[str, ...]:
    """Return a line for each tick, in the order of the lists of a form."""
    return tuple(
        f"{_way(procedure, one, choice)}: {choice.label_vi}"
        for one in (asking.fields if asking else ())
        if _is_asking(one)
        for choice in _ticked(one, names)
    )


def _is_asking(field: Field) -> bool:
    return bool(field.lists) and not field.readonly


def _ticked(field: Field, names: Mapping[str, Json]) -> Iterator[Choice]:
    ticked = names.get(field.key)
    return (one for one in field.choices if isinstance(ticked, list) and one.value in ticked)


def _way(procedure: Procedure, field: Field, choice: Choice) -> str:
    if field.lists == PAPERS:
        return _PAPER
    listed = listed_form(field, procedure.forms)
    fields = listed.fields if listed else ()
    is_file = any(one.key == choice.value and one.kind == "files" for one in fields)
    return _UPLOAD if is_file else _ANSWER
