"""Forms that no person has drawn."""

import json
from typing import Any

from engine.forms.reader import MOST_FIELDS, read_form
from tests.engine.forms.asking import component, document


def rules_of(content: bytes) -> list[str]:
    """Return the rules that a form breaks."""
    return [one.rule for one in read_form(content, "forms/f.form")[1]]


def test_a_form_of_5000_fields_is_refused_with_a_sentence() -> None:
    form, findings = read_form(
        document(*(component(key=f"a{number}") for number in range(5_000))), "forms/f.form"
    )
    assert form is None
    assert [(one.rule, one.severe) for one in findings] == [("form-large", True)]
    assert "5000" in findings[0].vi
    assert str(MOST_FIELDS) in findings[0].vi


def test_fields_within_groups_count_too() -> None:
    parts = [component(key=f"a{number}") for number in range(100)]
    groups = [{"type": "group", "label": "", "components": parts} for _one in range(6)]
    assert rules_of(document(*groups)) == ["form-large"]


def test_groups_without_end_are_refused() -> None:
    inner: dict[str, Any] = component()
    for _turn in range(40):
        inner = {"type": "group", "components": [inner]}
    assert rules_of(document(inner)) == ["form-deep"]
    bottomless = b'{"components":[' + b'{"components":[' * 5_000
    assert rules_of(bottomless) == ["form-syntax"]


def test_a_label_as_long_as_a_book_is_refused() -> None:
    assert rules_of(document(component(label="x" * 100_000))) == ["form-long"]


def test_code_in_a_label_stays_text() -> None:
    label = "<script>alert(1)</script> [x](javascript:alert(1))"
    form, findings = read_form(document(component(label=label)), "forms/f.form")
    assert findings == ()
    assert form is not None
    assert form.fields[0].label_vi == label


def test_a_form_that_is_a_list_or_a_number_is_refused() -> None:
    assert rules_of(b"[]") == ["form-syntax"]
    assert rules_of(json.dumps({"components": {"a": 1}}).encode()) == ["form-syntax"]
