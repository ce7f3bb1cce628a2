"""The JSON Schema (2020-12) that typed answers of a form must satisfy."""

from collections.abc import Mapping
from typing import Any

from engine.forms.typed import MOST_PROSE, MOST_TEXT
from engine.records.forms import DERIVED, Choice, Field, Form

Choices = Mapping[str, tuple[Choice, ...]]

PHONE = r"^0\d{9,10}$"
EMAIL = r"^[^@\s]{1,64}@[^@\s.]+(\.[^@\s.]+)+$"
# Province or country of the entry at birth, century and sex, year of birth, six more digits
# (NĐ 137/2015/NĐ-CP, Art. 13; TT 59/2021/TT-BCA, Art. 4): 0–3 stand for births in 1900–2099.
PERSONAL = r"^\d{3}[0-3]\d{8}$"
_DIGEST = r"^[0-9a-f]{64}$"
_DATE = r"^\d{4}-\d{2}-\d{2}$"
_FILE = {
    "type": "object",
    "properties": {
        "digest": {"type": "string", "pattern": _DIGEST},
        "name": {"type": "string", "minLength": 1, "maxLength": 255},
        "size": {"type": "integer", "minimum": 0},
        "media": {"type": "string", "maxLength": 100},
    },
    "required": ["digest", "name", "size", "media"],
    "additionalProperties": False,
}


def json_schema(
    form: Form, choices: Choices | None = None, hidden: frozenset[str] = frozenset()
) -> dict[str, Any]:
    """Return the schema of the fields that are asked.

    choices   what the sources of select fields offer now
    hidden    keys of fields that are not asked this time
    """
    asked = [one for one in form.fields if one.key not in hidden and not one.readonly]
    asked = [one for one in asked if one.kind not in DERIVED]
    papers = {one.key for one in form.fields if one.kind == "papers"}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": form.title_vi,
        "type": "object",
        "properties": {one.key: field_schema(one, choices or {}) for one in asked},
        "required": [one.key for one in asked if one.required and one.part_of not in papers],
        "additionalProperties": False,
    }


def field_schema(field: Field, choices: Choices) -> dict[str, Any]:
    """Return the schema of one answer."""
    title: dict[str, Any] = {"title": field.label_vi}
    match field.kind:
        case "number":
            return title | _number(field)
        case "date":
            return title | {"type": "string", "format": "date", "pattern": _DATE}
        case "select" | "radio" | "decision":
            return title | {"type": "string", "enum": offered(field, choices)}
        case "checklist":
            return title | _list(field, {"type": "string", "enum": offered(field, choices)})
        case "files":
            return title | _list(field, _FILE)
        case "checkbox" | "signature":
            return title | ({"const": True} if field.required else {"type": "boolean"})
        case _:
            return title | _text(field)


def offered(field: Field, choices: Choices) -> list[str]:
    """Return the values that may be chosen."""
    given = choices.get(field.source, ()) if field.source else field.choices
    return [one.value for one in given]


def longest(field: Field) -> int:
    """Return how many letters a text may have."""
    limit = MOST_PROSE if field.kind == "textarea" else MOST_TEXT
    return limit if field.maximum is None else min(limit, int(field.maximum))


def _text(field: Field) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "string", "maxLength": longest(field)}
    if field.minimum is not None:
        schema["minLength"] = int(field.minimum)
    pattern = {"phone": PHONE, "email": EMAIL, "personal": PERSONAL}.get(field.kind)
    if pattern or field.pattern:
        schema["pattern"] = pattern or f"^(?:{field.pattern})$"
    return schema


def _number(field: Field) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "integer" if field.step == 1 else "number"}
    if field.minimum is not None:
        schema["minimum"] = field.minimum
    if field.maximum is not None:
        schema["maximum"] = field.maximum
    if field.step is not None and field.step != 1:
        schema["multipleOf"] = field.step
    return schema


def _list(field: Field, element: dict[str, Any]) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "array", "items": element}
    if field.required and not field.part_of:
        schema["minItems"] = max(1, int(field.minimum or 1))
    if field.kind == "files":
        schema["maxItems"] = int(field.maximum or 1)
    return schema
