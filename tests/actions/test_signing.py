"""Who signs a form, and when: noted by the system."""

import json

from engine.actions.clean_answers import clean_answers
from engine.forms.reader import read_form
from engine.records.forms import Form
from tests.actions.conftest import Stage

_FORM = {
    "title": "Đơn",
    "components": [
        {
            "type": "signature",
            "key": "cam_doan",
            "label": "Tôi cam đoan",
            "properties": {"refers": "ho_ten"},
        }
    ],
}


def form() -> Form:
    found, _findings = read_form(json.dumps(_FORM).encode(), "forms/f.form")
    assert found is not None
    return found


def test_an_officer_signs_with_the_own_name_and_the_day_it_is(stage: Stage) -> None:
    with stage.context.database.read() as db:
        kept = clean_answers(stage.context, db, form(), {"cam_doan": "on"}, {}, "Lê Bình")
    assert kept == {"cam_doan": {"signed": True, "name": "Lê Bình", "on": "2026-11-23"}}


def test_a_citizen_signs_with_the_name_of_the_case(stage: Stage) -> None:
    names = {"ho_ten": "Trần An"}
    with stage.context.database.read() as db:
        kept = clean_answers(stage.context, db, form(), {"cam_doan": "on"}, names)
    assert kept["cam_doan"] == {"signed": True, "name": "Trần An", "on": "2026-11-23"}
