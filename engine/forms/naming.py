"""New forms: the file name that a title gives, and what an empty form holds."""

import re
import unicodedata
from collections.abc import Container

import orjson

_MOST_LETTERS = 40
_STROKE = str.maketrans("đĐ", "dd")


def form_name(title: str, taken: Container[str]) -> str:
    """Return the name of a form's file: "Đơn đề nghị" is kept in don-de-nghi.form.

    taken  names that other forms have; a number makes the new one different
    """
    parts = unicodedata.normalize("NFD", title.translate(_STROKE).lower())
    words = re.findall(r"[a-z0-9]+", re.sub(r"[\u0300-\u036f]", "", parts))
    base = "-".join(words)[:_MOST_LETTERS].strip("-") or "bieu-mau"
    name, number = base, 1
    while name in taken:
        number += 1
        name = f"{base}-{number}"
    return name


def empty_form(name: str, title_vi: str, title_en: str) -> bytes:
    """Return a form-js document without fields."""
    return _written(
        {
            "type": "default",
            "id": name,
            "schemaVersion": 18,
            "title": title_vi,
            "titleEn": title_en or title_vi,
            "components": [],
        }
    )


def copied_form(content: bytes, name: str, title_vi: str, title_en: str) -> bytes:
    """Return a form's document under another name; the same bytes where it is no document."""
    try:
        document = orjson.loads(content)
    except orjson.JSONDecodeError:
        return content
    if not isinstance(document, dict):
        return content
    english = title_en or document.get("titleEn") or title_vi
    return _written(document | {"id": name, "title": title_vi, "titleEn": english})


def _written(document: dict[str, object]) -> bytes:
    return orjson.dumps(document, option=orjson.OPT_INDENT_2) + b"\n"
