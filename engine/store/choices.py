"""Choices of form fields that come from the directory of offices."""

from collections.abc import Mapping

from engine.records.forms import Choice, Form
from engine.store.directory import Directory

OFFICES = "offices:"


def choices_for(form: Form, directory: Directory) -> Mapping[str, tuple[Choice, ...]]:
    """Return the choices for each source that the form's fields name.

    "offices:<kind>" gives the code of every office of that kind, in the order of the codes.
    """
    sources = {one.source for one in form.fields if one.source}
    return {source: _offices(source, directory) for source in sources}


def _offices(source: str, directory: Directory) -> tuple[Choice, ...]:
    kind = source.removeprefix(OFFICES)
    found = sorted(
        (one for one in directory.offices if one.kind == kind), key=lambda office: office.code
    )
    return tuple(
        Choice(value=one.code, label_vi=one.name_vi, label_en=one.name_en) for one in found
    )
