"""What an officer ticked for the applicant to correct or hand in, as lines of a letter.

Source  NĐ 61/2018/NĐ-CP Art. 19: a request to complete names everything, in writing
"""

from collections.abc import Iterator, Mapping

from engine.forms.listing import PAPERS, listed_form
from engine.procedures.procedure import Procedure
from engine.records.forms import Choice, Field
from engine.records.values import Json

_ANSWER, _UPLOAD, _PAPER = "Khai lại", "Nộp lại", "Giấy tờ thiếu hoặc chưa đúng"


def asked_lines(procedure: Procedure, names: Mapping[str, Json]) -> tuple[str, ...]:
    """Return a line for each tick, in the order of the lists."""
    lists = (one for form in procedure.forms.values() for one in form.fields)
    return tuple(
        f"{_way(procedure, one, choice)}: {choice.label_vi}"
        for one in lists
        if one.lists and not one.readonly
        for choice in _ticked(one, names)
    )


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
