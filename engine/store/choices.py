"""Choices of form fields that come from the directory of offices."""

from collections.abc import Mapping

from engine.forms.provinces import COMMUNES, PROVINCES, province_names
from engine.records.forms import Choice, Form
from engine.store.directory import Directory

OFFICES = "offices:"


def choices_for(form: Form, directory: Directory) -> Mapping[str, tuple[Choice, ...]]:
    """Return the choices for each source that the form's fields name.

    "offices:<kind>" gives the code of every office of that kind, in the order of the codes;
    "provinces" all provinces; "communes" the names of the communes that have an office here.
    """
    sources = {one.source for one in form.fields if one.source}
    return {source: _offices(source, directory) for source in sources}


def _offices(source: str, directory: Directory) -> tuple[Choice, ...]:
    if source == PROVINCES:
        return _provinces(directory)
    if source == COMMUNES:
        return _communes(directory)
    kind = source.removeprefix(OFFICES)
    found = sorted(
        (one for one in directory.open if one.kind == kind), key=lambda office: office.code
    )
    return tuple(
        Choice(value=one.code, label_vi=one.name_vi, label_en=one.name_en) for one in found
    )


def _provinces(directory: Directory) -> tuple[Choice, ...]:
    """Return the provinces; one whose People's Committee works here stands first."""
    known = province_names()
    own = {
        _place(one.name_vi): one.code
        for one in directory.open
        if one.kind == "province" and _place(one.name_vi) not in known.values()
    }
    own_choices = tuple(Choice(value=code, label_vi=vi, label_en=vi) for vi, code in own.items())
    return own_choices + tuple(
        Choice(value=code, label_vi=name, label_en=name) for code, name in known.items()
    )


def _communes(directory: Directory) -> tuple[Choice, ...]:
    names = {_place(one.name_vi) for one in directory.open if one.kind == "commune"}
    return tuple(Choice(value=one, label_vi=one, label_en=one) for one in sorted(names))


def _place(office: str) -> str:
    """Return the place that a People's Committee is of: "UBND Phường Mẫu An" is in "Phường …"."""
    for start in ("Ủy ban nhân dân ", "UBND "):
        office = office.removeprefix(start)
    return office[:1].upper() + office[1:]
