"""Answers that are worked out from others: addresses, lists of papers, fees, signatures."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from engine.expressions.catalogue import LOCAL
from engine.expressions.expression import compile_expression
from engine.faults import ExpressionFailed
from engine.forms import sentences
from engine.records.forms import Choice, Fault, Field, Form
from engine.records.values import Json

_CENTURIES = MappingProxyType({"0": 1900, "1": 1900, "2": 2000, "3": 2000})
_MOST_MONEY = 10**12


@dataclass(frozen=True, kw_only=True)
class Signing:
    """Who answers, and when: what stands under a signature.

    name   of the officer; "" for a citizen, who signs with the name given in the form
    """

    name: str = ""
    at: datetime | None = None


NOBODY = Signing()


@dataclass(frozen=True, kw_only=True)
class Known:
    """What answers are worked out from.

    names    the case data and the answers of this form
    choices  what the sources of fields offer, by source
    """

    form: Form
    names: Mapping[str, object]
    choices: Mapping[str, tuple[Choice, ...]]
    signing: Signing

    def parts(self, head: Field) -> Iterator[Field]:
        """Yield the parts of a field."""
        return (one for one in self.form.fields if one.part_of == head.key)

    def text(self, key: str) -> str:
        """Return an answer as text; "" where there is none."""
        value = self.names.get(key)
        return "" if value is None or isinstance(value, bool | list | dict) else str(value)


def derive(known: Known, shown: Mapping[str, Json]) -> dict[str, Json]:
    """Return the answers with those that are worked out from them.

    shown   the typed answers of the fields that are shown, by key
    """
    found = dict(shown)
    for field in known.form.fields:
        if field.kind in _DERIVERS and field.key in shown and not field.readonly:
            found[field.key] = _DERIVERS[field.kind](known, field)
    return found


def fee_of(field: Field, names: Mapping[str, object]) -> int | None:
    """Return what is to be paid in whole đồng; None while that cannot be told yet.

    names   case data and answers; one that is not there reads as null
    """
    try:
        if field.free_if and compile_expression(field.free_if).value(names, missing_is_null=True):
            return 0
        amount = compile_expression(field.amount or "0").value(names, missing_is_null=True)
    except ExpressionFailed:
        return None
    if not isinstance(amount, int | float) or isinstance(amount, bool):
        return None
    return round(amount) if 0 <= amount <= _MOST_MONEY else None


def find_faults(
    form: Form, answers: Mapping[str, Json], names: Mapping[str, object]
) -> Iterator[tuple[str, Fault]]:
    """Yield what is wrong between answers that are right each for itself.

    names   the case data: an answer that the form does not ask for is the one given before
    """
    asked = {one.key for one in form.fields}
    before = {key: one for key, one in names.items() if key not in asked}
    for field in form.fields:
        if field.kind == "papers" and field.key in answers and not field.readonly:
            yield from _missing_papers(form, field, answers)
        number = answers.get(field.key)
        born = str(answers.get(field.refers) or before.get(field.refers) or "")
        if field.kind == "personal" and isinstance(number, str) and len(number) == 12 and born:
            year = _CENTURIES.get(number[3], 0) + int(number[4:6])
            if born[:4] != str(year):
                yield field.key, sentences.other_year(field, year)


def _missing_papers(
    form: Form, head: Field, answers: Mapping[str, Json]
) -> Iterator[tuple[str, Fault]]:
    for paper in head.choices:
        parts = [one for one in form.fields if one.key.startswith(f"{head.key}_{paper.value}_")]
        parts = [one for one in parts if one.part_of == head.key and one.required]
        if parts and not any(answers.get(one.key) for one in parts):
            yield parts[-1].key, sentences.no_paper(parts[-1])


def _address(known: Known, head: Field) -> Json:
    province, commune, detail = known.parts(head)
    offered = known.choices.get(province.source or "", ())
    names = {one.value: one.label_vi for one in offered}
    code = known.text(province.key)
    texts = (known.text(detail.key), known.text(commune.key), names.get(code, code))
    return ", ".join(text for text in texts if text) or None


def _papers(known: Known, head: Field) -> Json:
    found: list[Json] = []
    for paper in head.choices:
        key = f"{head.key}_{paper.value}"
        originals, copies = (known.names.get(f"{key}_{one}") for one in ("originals", "copies"))
        files = known.names.get(f"{key}_files")
        line: dict[str, Json] = {
            "paper": paper.value,
            "name": paper.label_vi,
            "originals": originals if isinstance(originals, int) else 0,
            "copies": copies if isinstance(copies, int) else 0,
            "files": len(files) if isinstance(files, list) else 0,
        }
        if line["originals"] or line["copies"] or line["files"]:
            found.append(line)
    return found


def _fee(known: Known, field: Field) -> Json:
    return fee_of(field, known.names)


def _signature(known: Known, field: Field) -> Json:
    if known.names.get(field.key) is not True:
        return None
    at = known.signing.at
    return {
        "signed": True,
        "name": known.signing.name or known.text(field.refers),
        "on": at.astimezone(LOCAL).date().isoformat() if at else None,
    }


_DERIVERS: Mapping[str, Callable[[Known, Field], Json]] = MappingProxyType(
    {"address": _address, "papers": _papers, "fee": _fee, "signature": _signature}
)
