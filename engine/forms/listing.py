"""Checklists that follow something else: the fields of another form, the papers of the card.

An officer ticks in one what the applicant has to correct; drawn once, it never drifts from what was
asked. Why: ADR 0030.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from engine.records.cards import Paper
from engine.records.forms import Choice, Field, Form

FIELDS = "fields:"
PAPERS = "papers"
# Who files, and by what they are found and told: it heads the dossier and all its letters, and
# stands there as it was filed.
_KEYS_OF_DOSSIER = frozenset(("ho_ten", "so_dien_thoai", "email", "so_dinh_danh"))


def fill_lists(
    forms: Mapping[str, Form], papers: Sequence[Paper]
) -> tuple[dict[str, Form], tuple[tuple[str, Field], ...]]:
    """Return the forms with their lists filled in, and (form, field) of lists of nothing."""
    found = {key: _filled(form, forms, papers) for key, form in forms.items()}
    empty = tuple(
        (key, one)
        for key, form in found.items()
        for one in form.fields
        if is_list(one) and not one.choices
    )
    return found, empty


def listed_form(field: Field, forms: Mapping[str, Form]) -> Form | None:
    """Return the form whose fields a list offers; None for other lists."""
    return forms.get(field.lists.removeprefix(FIELDS)) if field.lists.startswith(FIELDS) else None


def can_be_corrected(field: Field) -> bool:
    """Tell whether it makes sense to ask that an answer be given anew."""
    is_vow = field.kind == "signature" or (field.kind == "checkbox" and field.required)
    is_worked_out = field.kind == "fee" or field.readonly or bool(field.part_of)
    return not (is_vow or is_worked_out or field.key in _KEYS_OF_DOSSIER)


def is_list(field: Field) -> bool:
    """Tell whether the choices of a field are to be taken from a form or the card."""
    return field.source == PAPERS or bool(field.source and field.source.startswith(FIELDS))


def _filled(form: Form, forms: Mapping[str, Form], papers: Sequence[Paper]) -> Form:
    if not any(map(is_list, form.fields)):
        return form
    sections = (
        replace(section, fields=tuple(_with_choices(one, forms, papers) for one in section.fields))
        for section in form.sections
    )
    return replace(form, sections=tuple(sections))


def _with_choices(field: Field, forms: Mapping[str, Form], papers: Sequence[Paper]) -> Field:
    if not is_list(field) or field.source is None:
        return field
    if field.source == PAPERS:
        return _offering(field, _papers(papers))
    listed = forms.get(field.source.removeprefix(FIELDS))
    return _offering(field, _fields(listed) if listed else ())


def _offering(field: Field, choices: Iterable[Choice]) -> Field:
    """Return the field with choices of its own; without any it keeps its source."""
    found = tuple(choices)
    return replace(field, choices=found, lists=field.source or "", source=None) if found else field


def paper_key(number: int) -> str:
    """Return the key under which a case keeps the files of a paper of the card, from 1."""
    return f"giay_to_{number}"


def _papers(papers: Sequence[Paper]) -> Iterator[Choice]:
    for number, one in enumerate(papers, 1):
        yield Choice(value=paper_key(number), label_vi=one.name.vi, label_en=one.name.en)


def _fields(form: Form) -> Iterator[Choice]:
    for section in form.sections:
        for one in section.fields:
            if can_be_corrected(one):
                yield Choice(
                    value=one.key,
                    label_vi=_within(section.title_vi, one.label_vi),
                    label_en=_within(section.title_en, one.label_en),
                )


def _within(title: str, label: str) -> str:
    return f"{title}: {label}" if title else label
