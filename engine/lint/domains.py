"""What forms tell of the values of a name: all its choices, or the limits of a number."""

from collections.abc import Mapping
from dataclasses import replace

from engine.decisions.regions import Domain
from engine.lint.names import known_names
from engine.lint.subject import Subject
from engine.records.filings import DIRECT, ONLINE, POST
from engine.records.forms import Field


def domains_of(subject: Subject) -> Mapping[str, Domain]:
    """Return what is known of the values of names, by name.

    A name that something beside forms writes too is left out: it may hold anything.
    """
    written = known_names(replace(subject, forms={}))
    found: dict[str, Domain | None] = {}
    for form in subject.forms.values():
        for field in form.fields:
            if not field.readonly and field.key not in written:
                domain = _domain(field)
                before = found.get(field.key, domain)
                found[field.key] = _either(before, domain) if before and domain else None
    found["dossier.channel"] = Domain(values=(DIRECT, ONLINE, POST))
    return {name: domain for name, domain in found.items() if domain}


def _domain(field: Field) -> Domain | None:
    if field.kind in ("select", "radio", "decision") and field.source is None:
        return Domain(values=tuple(one.value for one in field.choices))
    if field.kind == "number":
        whole = field.step is not None and float(field.step).is_integer()
        return Domain(least=field.minimum, most=field.maximum, whole=whole)
    return None


def _either(left: Domain, right: Domain) -> Domain | None:
    """Return what is known of a name that two forms ask for."""
    if left.values is None and right.values is None:
        least, most = (left.least, right.least), (left.most, right.most)
        return Domain(
            least=None if None in least else min(one for one in least if one is not None),
            most=None if None in most else max(one for one in most if one is not None),
            whole=left.whole and right.whole,
        )
    if left.values is None or right.values is None:
        return None
    return Domain(values=tuple(dict.fromkeys((*left.values, *right.values))))
