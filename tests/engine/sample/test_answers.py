"""Sample answers fit every component of our field."""

import json
from datetime import date
from random import Random

import pytest

from engine.forms.reader import read_form
from engine.forms.validate import clean
from engine.records.forms import Choice
from engine.sample.answers import Pen, fill_form
from tests.engine.forms.asking import component, document

_VALUES = [{"value": "a", "label": "A", "labelEn": "A", "reason": True, "required": True}]
_PLACES = {
    "provinces": (Choice(value="48", label_vi="Đà Nẵng", label_en="Da Nang"),),
    "communes": (),
}
_PAPER: dict[str, str | int] = {
    "digest": "a" * 64,
    "name": "a.pdf",
    "size": 1,
    "media": "application/pdf",
}


@pytest.mark.parametrize("seed", range(5))
def test_what_the_sample_answers_is_taken(seed: int) -> None:
    must = {"validate": {"required": True}}
    content = document(
        component("personalnumber", "number", **must),
        component("address", "home", **must),
        component("paperlist", "papers", values=_VALUES),
        component("decision", "way", values=_VALUES, **must),
        component("feeline", "fee", properties={"labelEn": "Fee", "amount": "1000"}),
        component("signature", "oath", **must),
    )
    form, _findings = read_form(content, "forms/f.form")
    assert form is not None
    sources = {source: [one.value for one in many] for source, many in _PLACES.items()}
    pen = Pen(
        rng=Random(seed),  # noqa: S311  no secret
        today=date(2026, 11, 23),
        papers=[_PAPER],
        sources=sources,
        decided={},
    )
    answers = fill_form(form, pen)
    assert clean(form, answers, {}, _PLACES).faults == (), json.dumps(answers)
