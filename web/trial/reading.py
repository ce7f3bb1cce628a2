"""What designers send while trying: answers with invented files, values line by line, instants."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time
from hashlib import sha256

import orjson
from flask import request

from engine.errors import InputRefused, Words
from engine.records.forms import Field, Form
from engine.records.values import Json
from web.ui.fields import read_posted
from web.ui.formats import ZONE

MOST_LINES = 200
SAMPLE_BYTES = 20_480
_MEDIA = {
    "pdf": "application/pdf",
    "jpg": "image/jpeg",
    "png": "image/png",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def read_tried(form: Form | None) -> dict[str, object]:
    """Return what was posted for a form; files are invented, nothing of them is kept."""
    if form is None:
        return {}
    plain = tuple(
        replace(section, fields=tuple(one for one in section.fields if one.kind != "files"))
        for section in form.sections
    )
    raw = dict(read_posted(replace(form, sections=plain)).raw)
    for one in form.fields:
        if one.kind == "files" and not one.readonly:
            raw[one.key] = _files(one)
    return raw


def sample_file(one: Field) -> dict[str, Json]:
    """Return an invented file of a kind that a field takes."""
    ending = "pdf" if not one.accept or "pdf" in one.accept else one.accept[0]
    return _stub(f"tep-mau.{ending}")


def read_values(text: str) -> dict[str, Json]:
    """Return the values of a text of lines "name: value"; raise InputRefused for another line.

    Numbers, true, false, null, lists and records are read as JSON; all else is text.
    """
    found: dict[str, Json] = {}
    for line in text.splitlines()[:MOST_LINES]:
        if not line.strip():
            continue
        name, colon, value = line.partition(":")
        if not colon or not name.strip().isidentifier():
            raise InputRefused(
                reason=Words(
                    vi=f"dòng “{line[:60]}” phải có dạng “ten: giá trị”.",
                    en=f"the line “{line[:60]}” must read “name: value”.",
                )
            )
        found[name.strip()] = _value(value.strip())
    return found


def lines_of(values: Mapping[str, Json]) -> str:
    """Return values as lines that `read_values` reads."""
    return "\n".join(f"{name}: {_line(value)}" for name, value in values.items())


def read_instant(name: str) -> datetime | None:
    """Return the instant that two fields, a date and a time of Viet Nam, hold; None without."""
    day, hour = request.form.get(f"{name}-day", ""), request.form.get(f"{name}-time", "")
    try:
        return datetime.combine(
            date.fromisoformat(day), time.fromisoformat(hour or "08:00"), tzinfo=ZONE
        )
    except ValueError:
        return None


def read_count(name: str, most: int = 9_999) -> int:
    """Return a number that was sent, 0 for what is none."""
    typed = request.form.get(name, "")
    return min(int(typed), most) if typed.isascii() and typed.isdigit() and len(typed) < 7 else 0


def _files(one: Field) -> list[dict[str, Json]]:
    sent = [_stub(each.filename) for each in request.files.getlist(one.key) if each.filename]
    return sent or ([sample_file(one)] if one.required else [])


def _stub(name: str) -> dict[str, Json]:
    ending = name.rpartition(".")[2].lower()
    return {
        "digest": sha256(name.encode(errors="replace")).hexdigest(),
        "name": name[:200],
        "size": SAMPLE_BYTES,
        "media": _MEDIA.get(ending, "application/octet-stream"),
    }


def _value(text: str) -> Json:
    try:
        value: Json = orjson.loads(text)
    except orjson.JSONDecodeError:
        return text
    return value


def _line(value: Json) -> str:
    if isinstance(value, str) and _value(value) == value and "\n" not in value:
        return value
    return orjson.dumps(value).decode()
