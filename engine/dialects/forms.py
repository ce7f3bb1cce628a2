"""The forms of an import, as documents of the form-js editor."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import orjson

from engine.dialects.variables import free_name, hyphened
from engine.records.values import Json

FILING = "nop-ho-so"
_SCHEMA = 18
# Types of camunda:formField and flowable:formProperty → ours.
_KINDS: Mapping[str, str] = MappingProxyType(
    {
        "string": "textfield",
        "long": "number",
        "integer": "number",
        "double": "number",
        "number": "number",
        "boolean": "checkbox",
        "date": "datetime",
        "enum": "select",
    }
)
_BOUNDS: Mapping[str, str] = MappingProxyType(
    {"min": "min", "max": "max", "minlength": "minLength", "maxlength": "maxLength"}
)


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A field as another tool describes it.

    kind      its type there
    choices   (value, label) of an enumeration
    bounds    min, max, minlength, maxlength as written there
    """

    key: str
    label: str
    kind: str = "string"
    required: bool = False
    readonly: bool = False
    choices: tuple[tuple[str, str], ...] = ()
    bounds: Mapping[str, str] = field(default_factory=dict)


class Forms:
    """The forms so far, by id; one that several tasks name is there once."""

    def __init__(self) -> None:
        self.documents: dict[str, dict[str, Json]] = {}
        self._by_source: dict[str, str] = {}

    def known(self, source: str) -> str | None:
        """Return the form made for a key of the other tool, if there is one."""
        return self._by_source.get(source)

    def add(self, wanted: str, document: Mapping[str, Json], source: str | None = None) -> str:
        """Add a document and return its id; `source` is the key by which others name it too."""
        form_id = free_name(hyphened(wanted, "bieu-mau"), {*self.documents, FILING})
        self.documents[form_id] = {**document, "id": form_id}
        if source is not None:
            self._by_source[source] = form_id
        return form_id

    def add_filing(self, fields: Iterable[Json]) -> None:
        """Add the form of the applicant, with who they are before everything else."""
        own = list(fields)
        taken = {one.get("key") for one in own if isinstance(one, dict)}
        who = [one for one in _applicant() if one["key"] not in taken]
        self.documents[FILING] = {**make_document("Nộp hồ sơ", [*who, *own], "File"), "id": FILING}

    def files(self) -> dict[str, bytes]:
        """Return the files by path inside the folder."""
        return {
            f"forms/{form_id}.form": orjson.dumps(document, option=orjson.OPT_INDENT_2) + b"\n"
            for form_id, document in self.documents.items()
        }


def make_document(title: str, fields: Iterable[Json], title_en: str = "") -> dict[str, Json]:
    """Return a form; without an English title the check asks for one."""
    english: dict[str, Json] = {"titleEn": title_en} if title_en else {}
    return {
        "type": "default",
        "schemaVersion": _SCHEMA,
        "title": title,
        **english,
        "components": list(fields),
    }


def make_field(asked: Asked, key: str) -> dict[str, Json]:
    """Return a field by the name its answer has here; unknown types ask for text."""
    kind = _KINDS.get(asked.kind, "textfield")
    found: dict[str, Json] = {"type": kind, "key": key, "id": f"Field_{key}", "label": asked.label}
    validate: dict[str, Json] = {
        _BOUNDS[name]: _number(value)
        for name, value in asked.bounds.items()
        if name in _BOUNDS and _number(value) is not None
    }
    # A tick that is required must be set; other tools ask for an answer only.
    if asked.required and kind != "checkbox":
        validate["required"] = True
    if validate:
        found["validate"] = validate
    if kind == "datetime":
        found |= {"subtype": "date", "dateLabel": asked.label}
    if kind == "number" and asked.kind in ("long", "integer"):
        found["decimalDigits"] = 0
    if asked.choices:
        found["values"] = [{"value": value, "label": label} for value, label in asked.choices]
    if asked.readonly:
        found["readonly"] = True
    return found


def is_known_kind(kind: str) -> bool:
    """Tell whether a type of field has a counterpart."""
    return kind in _KINDS


def is_known_bound(name: str, value: str) -> bool:
    """Tell whether a rule on a field has a counterpart."""
    return name in ("required", "readonly") or (name in _BOUNDS and _number(value) is not None)


def make_skeleton(title: str, form_id: str) -> dict[str, Json]:
    """Return a form with one field, to be drawn by a person."""
    key = f"noi_dung_{form_id.replace('-', '_')}"[:60]
    note: dict[str, Json] = {
        "type": "textarea",
        "key": key,
        "id": f"Field_{key}",
        "label": "Nội dung",
        "properties": {"labelEn": "Content"},
    }
    return make_document(title, [note])


def _number(text: str) -> float | int | None:
    try:
        value = float(text)
    except ValueError:
        return None
    if not abs(value) < 1e15:
        return None
    return int(value) if value.is_integer() else value


def _applicant() -> list[dict[str, Json]]:
    """Source: docs/howto/add-a-procedure.md, 3: the filing form says whose case it is."""
    asked = (
        ("ho_ten", "Họ và tên", "Full name", True, ""),
        ("so_dinh_danh", "Số định danh cá nhân", "Personal identification number", False, ""),
        ("so_dien_thoai", "Số điện thoại", "Telephone number", True, "phone"),
        ("email", "Thư điện tử", "Email", False, "email"),
    )
    return [
        {
            "type": "textfield",
            "key": key,
            "id": f"Field_{key}",
            "label": label,
            "validate": {"required": True} if required else {},
            "properties": {"labelEn": english, **({"kind": kind} if kind else {})},
        }
        for key, label, english, required, kind in asked
    ]
