"""The forms of tasks and of the start: embedded ones are rewritten, others become skeletons."""

import re
from dataclasses import replace
from pathlib import PurePosixPath

import orjson

from engine.diagrams.texts import BPMN, local, words
from engine.diagrams.xml import Element
from engine.dialects.forms import (
    Asked,
    is_known_bound,
    is_known_kind,
    make_document,
    make_field,
    make_skeleton,
)
from engine.dialects.tools import FEEL
from engine.dialects.work import Setting, Work
from engine.errors import Words
from engine.records.values import Json

_MOST_COMPONENTS = 1_000
_EMBEDDED = "camunda-forms:bpmn:"
_DRAW = Words(
    vi="Biểu mẫu nằm ngoài sơ đồ; tệp mới chỉ có một mục, hãy thiết kế lại.",
    en="The form lies outside the diagram; the new file has one field, design it anew.",
)
_NO_DEFAULT = Words(
    vi="Biểu mẫu ở đây không điền sẵn giá trị mặc định.",
    en="Forms here do not fill in default values.",
)
_KIND = Words(
    vi="Không có loại mục này; đã thay bằng một dòng chữ.",
    en="There is no such kind of field; it became a line of text.",
)
_RULE = Words(
    vi="Hãy ghi điều kiện này bằng validate của biểu mẫu.",
    en="Say this with the form's own validate.",
)
_CHOICES = Words(
    vi="Lựa chọn lấy từ dữ liệu không có ở đây; hãy ghi values.",
    en="Choices cannot come from data here; write values.",
)
_ONLY_THERE = Words(vi="Hãy mở biểu mẫu và sửa cho hợp.", en="Open the form and set it right.")


def carry_form(work: Work, element: Element) -> None:
    """Write the form of a user task."""
    title = words(element.get("name")) or element.get("id") or "?"
    fields = read_fields(work, element)
    if fields:
        work.edits.put(element, "form", work.forms.add(title, make_document(title, fields)))
        return
    for name in ("formKey", "formRef", "externalReference"):
        found = work.setting(element, name)
        if found is not None and found.value:
            work.edits.put(element, "form", _named_form(work, element, found, title))
            work.carried(found)
            return
    for prop, value in _spiff_forms(work, element):
        source = Setting(element=prop, name="value", value=value)
        work.edits.put(element, "form", _named_form(work, element, source, title))
        work.edits.remove(prop)
        return


def carry_filing(work: Work) -> None:
    """Make the form of the applicant from that of the start event, and who they are."""
    fields: list[Json] = []
    for start in work.source.root.iter(f"{BPMN}startEvent"):
        around = start.getparent()
        if fields or around is None or local(around) != "process":
            continue
        fields += read_fields(work, start)
        for name in ("formKey", "formRef"):
            found = work.setting(start, name)
            if found is None or not found.value:
                continue
            embedded = _find_document(work, found.value)
            adapted = _adapt(work, start, embedded, "") if embedded else {}
            parts = adapted.get("components")
            if isinstance(parts, list):
                fields += parts
                work.carried(found)
            else:
                work.lost(start, found, _DRAW)
    work.forms.add_filing(fields)


def read_fields(work: Work, element: Element) -> list[Json]:
    """Return the fields that stand in the diagram itself; they are taken out of it."""
    found: list[Json] = []
    for box in work.children(element, "formData"):
        found += [_form_field(work, element, one) for one in box if local(one) == "formField"]
        work.taken(box)
    for one in work.children(element, "formProperty"):
        found.append(_form_property(work, element, one))
        work.taken(one)
    return found


def _form_field(work: Work, element: Element, field: Element) -> Json:
    """Source: Camunda 7 manual, Generated Task Forms: camunda:formField."""
    bounds: dict[str, str] = {}
    for rule in field.iter("{*}constraint"):
        name, value = rule.get("name", ""), rule.get("config", "")
        bounds[name] = value
        if not is_known_bound(name, value):
            work.lost(element, f"{field.get('id')}: {name} {value}".strip(), _RULE)
    return _field(
        work,
        element,
        field,
        Asked(
            key=field.get("id", ""),
            label=words(field.get("label")),
            kind=field.get("type", "string"),
            required=bounds.get("required", "false") != "false" or "required" in bounds,
            readonly="readonly" in bounds,
            choices=_choices(field),
            bounds=bounds,
        ),
    )


def _form_property(work: Work, element: Element, field: Element) -> Json:
    """Source: Flowable and Activiti user guides, Form properties."""
    if field.get("expression"):
        work.lost(element, f"{field.get('id')}: {field.get('expression')}", _ONLY_THERE)
    return _field(
        work,
        element,
        field,
        Asked(
            key=field.get("variable") or field.get("id") or "",
            label=words(field.get("name")),
            kind=field.get("type", "string"),
            required=field.get("required") == "true",
            readonly=field.get("writable") == "false",
            choices=_choices(field),
        ),
    )


def _field(work: Work, element: Element, field: Element, asked: Asked) -> Json:
    for name in ("defaultValue", "default"):
        if field.get(name):
            work.lost(element, f"{asked.key}: {name}={field.get(name)}", _NO_DEFAULT)
    if not is_known_kind(asked.kind):
        work.lost(element, f"{asked.key}: {asked.kind}", _KIND)
    key = work.variables.name(asked.key or "muc")
    return make_field(replace(asked, label=asked.label or asked.key or key), key)


def _choices(field: Element) -> tuple[tuple[str, str], ...]:
    found = [one for one in field.iterchildren() if local(one) == "value" and one.get("id")]
    return tuple((one.get("id", ""), words(one.get("name")) or one.get("id", "")) for one in found)


def _named_form(work: Work, element: Element, found: Setting, title: str) -> str:
    """Return the form for a key: embedded in the diagram, beside it, or to be drawn."""
    known = work.forms.known(found.value)
    if known is not None:
        return known
    document = _find_document(work, found.value)
    wanted = _short(found.value)
    if document is not None:
        adapted = _adapt(work, element, document, title)
        return work.forms.add(wanted, adapted, found.value)
    form_id = work.forms.add(wanted, {}, found.value)
    work.forms.documents[form_id] = {"id": form_id, **make_skeleton(title, form_id)}
    work.lost(element, f"{found.value} → forms/{form_id}.form", _DRAW)
    return form_id


def _short(form_key: str) -> str:
    """Return the name of a form without the way to it: embedded:app:forms/x.html → x."""
    name = re.split(r"[:/\\]", form_key)[-1]
    return re.sub(r"\.(form|html|json|xhtml)$", "", name) or form_key


def _find_document(work: Work, form_key: str) -> dict[str, Json] | None:
    wanted = form_key.removeprefix(_EMBEDDED)
    for process in work.source.root.iter(f"{BPMN}process"):
        for one in work.children(process, "userTaskForm"):
            if one.get("id") == wanted:
                document = _read_json((one.text or "").encode())
                if document is not None:
                    work.taken(one)
                    return document
    for path, content in work.beside.items():
        if path.endswith(".form"):
            document = _read_json(content)
            if document and (document.get("id") == wanted or PurePosixPath(path).stem == wanted):
                return document
    return None


def _read_json(content: bytes) -> dict[str, Json] | None:
    try:
        document = orjson.loads(content)
    except orjson.JSONDecodeError:
        return None
    is_form = isinstance(document, dict) and isinstance(document.get("components"), list)
    return document if is_form else None


def _adapt(work: Work, element: Element, document: dict[str, Json], title: str) -> dict[str, Json]:
    """Rename the answers of a form-js document, and rewrite when its parts are hidden."""
    adapted: dict[str, Json] = orjson.loads(orjson.dumps(document))
    adapted.setdefault("title", title)
    waiting: list[Json] = [adapted.get("components")]
    count = 0
    while waiting and count < _MOST_COMPONENTS:
        parts = waiting.pop()
        for part in parts if isinstance(parts, list) else ():
            if isinstance(part, dict):
                count += 1
                _adapt_part(work, element, part)
                waiting.append(part.get("components"))
    return adapted


def _adapt_part(work: Work, element: Element, part: dict[str, Json]) -> None:
    key = part.get("key")
    if isinstance(key, str) and key:
        part["key"] = work.variables.name(key)
    for name in ("valuesKey", "valuesExpression"):
        if part.get(name):
            work.lost(element, f"{key}: {name}={part[name]}", _CHOICES)
    if part.get("defaultValue") not in (None, ""):
        work.lost(element, f"{key}: defaultValue={part['defaultValue']}", _NO_DEFAULT)
    for name in ("readonly", "disabled"):
        if isinstance(part.get(name), str):
            work.lost(element, f"{key}: {name}={part[name]}", _ONLY_THERE)
    _adapt_hide(work, element, part)


def _adapt_hide(work: Work, element: Element, part: dict[str, Json]) -> None:
    conditional = part.get("conditional")
    hide = conditional.get("hide") if isinstance(conditional, dict) else None
    if isinstance(conditional, dict) and isinstance(hide, str) and hide.strip():
        found = work.expression(element, hide, tongue=FEEL)
        if found is not None:
            conditional["hide"] = f"={found}"


def _spiff_forms(work: Work, element: Element) -> list[tuple[Element, str]]:
    return [
        (one, one.get("value", ""))
        for group in work.children(element, "properties")
        for one in group.iterchildren()
        if one.get("name") == "formJsonSchemaFilename" and one.get("value")
    ]
