"""Builders of fields and forms."""

import json
from typing import Any

from engine.forms.validate import clean
from engine.records.forms import Choice, Cleaned, Field, Form, Section

COLOURS = (
    Choice(value="red", label_vi="Đỏ", label_en="Red"),
    Choice(value="blue", label_vi="Xanh", label_en="Blue"),
)


def field(kind: str, **more: Any) -> Field:
    """Return a field with the key "a"."""
    names = {"key": "a", "label_vi": "Họ và tên", "label_en": "Full name"}
    return Field(kind=kind, **(names | more))  # type: ignore[arg-type]  # tables give plain texts


def form(*fields: Field, hide: str | None = None) -> Form:
    """Return a form of one section."""
    section = Section(title_vi="Phần", title_en="Part", hide=hide, fields=fields)
    return Form(form_id="f", title_vi="Tờ khai", title_en="Form", sections=(section,))


def check(one: Field, value: object, **names: object) -> Cleaned:
    """Return the answer to one field cleaned."""
    return clean(form(one), {"a": value}, names, {})


def document(*components: dict[str, Any], **more: Any) -> bytes:
    """Return a form-js document."""
    top = {"type": "default", "title": "Tờ khai", "titleEn": "Form", "components": components}
    return json.dumps(top | more, ensure_ascii=False, indent=1).encode()


def component(kind: str = "textfield", key: str = "full_name", **more: Any) -> dict[str, Any]:
    """Return a form-js component in both languages."""
    names = {"type": kind, "key": key, "label": "Họ và tên", "properties": {"labelEn": "Name"}}
    return names | more
