"""A form in which only what was asked for can be corrected.

The checklist says which answers may have to be corrected: what is ticked there opens, filled in as
it was given; what is not ticked stays closed. Fields that no checklist speaks of are as drawn, such
as a remark and further papers. Why: ADR 0030.

Source  NĐ 61/2018/NĐ-CP Art. 19: what is to be completed is named once, and nothing else is asked
"""

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, replace

from engine.expressions.expression import compile_expression
from engine.forms.listing import listed_form
from engine.forms.validate import hidden_keys
from engine.records.forms import Field, FieldKind, Form, Section
from engine.records.values import Json

CORRECTS = "corrects"
# Files are handed in anew: those given before stay papers of the case.
_ANEW: tuple[FieldKind, ...] = ("files",)


@dataclass(frozen=True, kw_only=True)
class Correction:
    """What may be corrected, and what is to be corrected now.

    asked    keys that are ticked; none where only papers are asked for
    offered  keys that could have been ticked
    listed   the form from which they come; None where the step's own form asks them
    alone    nothing else is open: a list that follows no form, or that no checklist is
    """

    asked: frozenset[str]
    offered: frozenset[str]
    listed: Form | None = None
    alone: bool = False


def find_correction(
    name: str, forms: Mapping[str, Form], names: Mapping[str, Json]
) -> Correction | None:
    """Return what a list of the case data wants corrected.

    name    of the list, which is the key of the checklist
    None for an empty list that no checklist is. Another list that no checklist is, such as one of
    a script, and one of a checklist that follows no form open what they name and nothing else: so
    it was when versions with such lists were published.
    """
    list_field = next((one for one in _fields(forms.values()) if is_checklist(one, name)), None)
    ticked = names.get(name)
    values = ticked if isinstance(ticked, list) else []
    asked = frozenset(one for one in values if isinstance(one, str))
    if asked and (list_field is None or not list_field.lists):
        return Correction(asked=asked, offered=asked, alone=True)
    if list_field is None:
        return None
    offered = frozenset(one.value for one in list_field.choices)
    return Correction(asked=asked & offered, offered=offered, listed=listed_form(list_field, forms))


def is_checklist(field: Field, name: str) -> bool:
    """Tell whether a field is the checklist of this name, not a place where it is only shown."""
    return field.key == name and field.kind == "checklist" and not field.readonly


def narrowed(form: Form, correction: Correction, names: Mapping[str, Json]) -> Form:
    """Return the form with what is to be corrected open, and the rest of the checklist closed."""
    own = {one.key for one in form.fields if not one.readonly}
    added = tuple(_asked_sections(correction, own, names))
    asked_anew = {one.key for section in added for one in section.fields}
    sections = tuple(
        replace(
            section,
            fields=tuple(
                _closed(one, correction) for one in section.fields if one.key not in asked_anew
            ),
        )
        for section in form.sections
    )
    # After what the office says, before the remark and the papers.
    place = next(
        (at for at, one in enumerate(sections) if not all(f.readonly for f in one.fields)),
        len(sections),
    )
    sections = (*sections[:place], *added, *sections[place:])
    return replace(form, sections=sections, corrects=correction.listed or form)


def given_before(form: Form, correction: Correction, names: Mapping[str, Json]) -> dict[str, Json]:
    """Return what was given for the fields that can be corrected."""
    return {
        one.key: names[one.key]
        for one in form.fields
        if _belongs(one, correction.asked) and one.kind not in _ANEW and not one.readonly
        if names.get(one.key) is not None
    }


def _fields(forms: Iterable[Form]) -> Iterator[Field]:
    return (one for form in forms for one in form.fields)


def _belongs(field: Field, keys: Set[str]) -> bool:
    return field.key in keys or field.part_of in keys


def _closed(field: Field, correction: Correction) -> Field:
    asked = correction.asked
    is_closed = (
        not _belongs(field, asked)
        if correction.alone
        else _belongs(field, correction.offered - asked)
    )
    return replace(field, readonly=True, required=False) if is_closed else field


def _asked_sections(
    correction: Correction, own: Set[str], names: Mapping[str, Json]
) -> Iterator[Section]:
    listed = correction.listed
    if listed is None:
        return
    keys = (correction.asked | _opened_by(listed, correction.asked, names)) - own
    for section in listed.sections:
        fields = tuple(one for one in section.fields if _belongs(one, keys))
        if fields:
            yield replace(section, fields=fields)


def _opened_by(form: Form, asked: Set[str], names: Mapping[str, Json]) -> frozenset[str]:
    """Return the keys of fields not asked so far that a corrected answer can bring up."""
    hidden, found = hidden_keys(form, names), set(asked)
    while True:
        more = {
            one.key
            for section in form.sections
            for one in section.fields
            if one.key in hidden and _reads(section.hide, found) | _reads(one.hide, found)
        }
        if more <= found:
            return frozenset(found - asked)
        found |= more


def _reads(condition: str | None, keys: Set[str]) -> bool:
    return bool(condition) and not keys.isdisjoint(compile_expression(condition or "").names)
