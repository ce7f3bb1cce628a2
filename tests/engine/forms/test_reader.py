from typing import Any

import pytest

from engine.forms.reader import read_form
from engine.records.forms import Field, Form
from tests.engine.forms.asking import component, document

_FILE = "forms/filing.form"


def _form(*components: dict[str, Any]) -> Form:
    form, findings = read_form(document(*components), _FILE)
    assert form is not None
    assert [one for one in findings if one.severe] == []
    return form


def _field(one: dict[str, Any]) -> Field:
    return _form(one).fields[0]


def test_a_form_is_called_by_its_file() -> None:
    form = _form(component())

    assert (form.form_id, form.title_vi, form.title_en) == ("filing", "Tờ khai", "Form")


def test_a_text_field_keeps_what_form_js_says() -> None:
    one = component(
        description="Như trên thẻ căn cước",
        validate={"required": True, "minLength": 2, "maxLength": "50", "pattern": "[A-Z]+"},
        properties={
            "labelEn": "Name",
            "descriptionEn": "As on the card",
            "autocomplete": "name",
            "patternVi": "Chữ hoa",
            "patternEn": "Capitals",
        },
        conditional={"hide": "=other == 1"},
    )
    found = _field(one)

    assert (found.required, found.minimum, found.maximum, found.hide) == (True, 2, 50, "other == 1")
    assert (found.help_en, found.pattern_en, found.autocomplete) == (
        "As on the card",
        "Capitals",
        "name",
    )


@pytest.mark.parametrize(
    ("one", "kind"),
    [
        (component("textarea"), "textarea"),
        (component("number"), "number"),
        (component("checkbox"), "checkbox"),
        (component("filepicker"), "files"),
        (component("datetime", subtype="date", dateLabel="Ngày", label=None), "date"),
        (component(validate={"validationType": "email"}), "email"),
        (component(properties={"kind": "phone", "labelEn": "Phone"}), "phone"),
        (component("select", properties={"source": "offices:commune", "labelEn": "X"}), "select"),
    ],
)
def test_each_component_becomes_its_kind(one: dict[str, Any], kind: str) -> None:
    assert _field(one).kind == kind


def test_choices_have_both_languages() -> None:
    values = [{"value": "m", "label": "Nam", "labelEn": "Male"}, {"value": "f", "label": "Nữ"}]
    form, findings = read_form(document(component("radio", values=values)), _FILE)

    assert form is not None
    assert [(one.label_vi, one.label_en) for one in form.fields[0].choices] == [
        ("Nam", "Male"),
        ("Nữ", "Nữ"),
    ]
    assert [one.rule for one in findings] == ["form-english"]


def test_whole_numbers_and_files_have_their_bounds() -> None:
    number = component("number", "a", decimalDigits=0, validate={"min": 0, "max": 10})
    files = component("filepicker", "b", multiple=True, accept=".pdf, .JPG")
    form = _form(number, files)

    assert (form.fields[0].step, form.fields[0].minimum, form.fields[0].maximum) == (1, 0, 10)
    assert (form.fields[1].maximum, form.fields[1].accept) == (10, ("pdf", "jpg"))


def test_groups_become_sections_and_the_rest_stands_between() -> None:
    intro = {"type": "text", "text": "Đọc kỹ", "properties": {"textEn": "Read"}}
    group = {
        "type": "group",
        "label": "Vợ chồng",
        "properties": {"labelEn": "Spouses"},
        "conditional": {"hide": "=single"},
        "components": [intro, component(key="b")],
    }
    form = _form(component(key="a"), group, component(key="c"), {"type": "button"})

    assert [one.title_en for one in form.sections] == ["", "Spouses", ""]
    assert (form.sections[1].intro_en, form.sections[1].hide) == ("Read", "single")
    assert [one.key for one in form.fields] == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (b"{", "form-syntax"),
        (b"[]", "form-syntax"),
        (b'{"components": {}}', "form-syntax"),
        (b"\xff", "form-syntax"),
        (b"[" * 100_000, "form-syntax"),
        (document("x"), "form-syntax"),  # type: ignore[arg-type]  # what the test is about
        (document(), "form-empty"),
        (document(component(), title=""), "form-title"),
        (document(component("dynamiclist")), "form-kind"),
        (document(component(key="Họ tên")), "form-key"),
        (document(component(key="class")), "form-key"),
        (document(component(key="dossier")), "form-key"),
        (document(component(key="request_key")), "form-key"),
        (document(component(), component()), "form-key-twice"),
        (document(component(label="")), "form-label"),
        (document(component("select")), "form-choices"),
        (
            document(component("radio", values=[{"value": "a"}, {"value": "a"}])),
            "form-choice-twice",
        ),
        (document(component(validate={"pattern": "(a"})), "form-pattern"),
        (document(component(validate={"pattern": "(?=a)"})), "form-pattern"),
        (document(component(validate={"minLength": 5, "maxLength": 2})), "form-bounds"),
        (document(component(validate={"minLength": "many"})), "form-value"),
        (document(component("datetime", subtype="time")), "form-value"),
        (document(component(conditional={"hide": "=1 +"})), "form-hide"),
        (document(component("filepicker", accept=".pdf,.exe")), "form-accept"),
        (
            document({"type": "group", "components": [{"type": "group", "components": []}]}),
            "form-nested",
        ),
    ],
)
def test_a_wrong_form_is_refused(content: bytes, rule: str) -> None:
    found = {one.rule for one in read_form(content, _FILE)[1] if one.severe}

    assert rule in found


def test_a_fault_names_the_field_and_its_line() -> None:
    content = document(component(key="a"), component(key="b", validate={"pattern": "["}))
    finding = next(one for one in read_form(content, _FILE)[1] if one.rule == "form-pattern")

    assert (finding.file, finding.element) == (_FILE, "b")
    assert content.decode().splitlines()[(finding.line or 0) - 1].strip() == '"key": "b",'
