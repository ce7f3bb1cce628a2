"""A form in which only what was asked for can be corrected; all else is shown as it was given.

Source  NĐ 61/2018/NĐ-CP Art. 19: what is to be completed is named once, and nothing else is asked
"""

from collections.abc import Mapping
from dataclasses import replace

from engine.records.forms import FieldKind, Form
from engine.records.values import Json

CORRECTS = "corrects"
# Files are handed in anew: those given before stay papers of the case.
_ANEW: tuple[FieldKind, ...] = ("files",)


def narrowed(form: Form, name: str | None, names: Mapping[str, Json]) -> Form:
    """Return the form with the fields that may be corrected; without a list it stays whole.

    name    of the case data that lists their keys
    """
    asked = names.get(name) if name else None
    if not isinstance(asked, list) or not asked:
        return form
    keys = {one for one in asked if isinstance(one, str)}
    sections = tuple(
        replace(
            section,
            fields=tuple(
                one
                if {one.key, one.part_of} & keys
                else replace(one, readonly=True, required=False)
                for one in section.fields
            ),
        )
        for section in form.sections
    )
    return replace(form, sections=sections)


def given_before(form: Form, names: Mapping[str, Json]) -> dict[str, Json]:
    """Return what was given for the fields that can be corrected."""
    open_to = (one for one in form.fields if not one.readonly and one.kind not in _ANEW)
    return {one.key: names[one.key] for one in open_to if names.get(one.key) is not None}
