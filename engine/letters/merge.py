"""Values of a case → what a template sees of them, written as Vietnamese people write."""

import json
import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, Final

from engine.letters.wording import (
    LARGEST,
    ZONE,
    day_text,
    day_words,
    moment_text,
    moment_words,
    number_text,
    number_words,
)
from engine.records.letters import LetterName
from engine.records.values import Json

_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
_MOMENT: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d.*")
_NUMBERING: Final = re.compile(r"^\s*(?:\d{1,2}[.)]|[-+•*])\s+")


def merge(names: Iterable[LetterName], values: Mapping[str, Json]) -> str:
    """Return the JSON text that a template reads: every name, those without a value too."""
    return json.dumps({one.name: written(one, values.get(one.name)) for one in names})


def is_missing(value: Json) -> bool:
    """Tell whether there is nothing to write."""
    if isinstance(value, str):
        return not value.strip()
    return value is None or value == [] or value == {}


def written(name: LetterName, value: Json) -> dict[str, Any]:
    """Return a value in all ways in which a template can show it."""
    found: dict[str, Any] = {"label": name.label.vi, "value": None}
    if is_missing(value):
        return found
    found["value"] = value
    found |= _forms_of(name, value)
    found.setdefault("lines", _lines(found["text"]))
    return found


def flattened(value: Mapping[str, Json], prefix: str) -> dict[str, Json]:
    """Return the values of a group under names with dots: dossier.applicant.name."""
    found: dict[str, Json] = {}
    for key, one in value.items():
        if isinstance(one, dict):
            found |= flattened(one, f"{prefix}{key}.")
        else:
            found[prefix + key] = one
    return found


def _forms_of(name: LetterName, value: Json) -> dict[str, Any]:
    if isinstance(value, bool):
        return {"text": "Có" if value else "Không"}
    if isinstance(value, int | float):
        return _number_forms(value)
    if isinstance(value, list):
        lines = [_forms_of(name, one)["text"] for one in value if not is_missing(one)]
        return {"text": ", ".join(lines), "lines": lines}
    if isinstance(value, dict):
        shown = value.get("name") or ", ".join(
            _forms_of(name, one)["text"] for one in value.values() if not is_missing(one)
        )
        return {"text": str(shown)}
    return _text_forms(name, str(value))


def _number_forms(value: float) -> dict[str, Any]:
    text = number_text(value)
    found = {"text": text, "money": f"{text} đồng"}
    if float(value).is_integer() and 0 <= value < LARGEST:
        found["words"] = number_words(int(value))
    return found


def _text_forms(name: LetterName, text: str) -> dict[str, Any]:
    if text in name.choices:
        return {"text": name.choices[text]}
    try:
        if _DAY.fullmatch(text):
            day = date.fromisoformat(text)
            return {"text": day_text(day), "day": day_words(day)}
        if _MOMENT.fullmatch(text):
            moment = datetime.fromisoformat(text)
            local = moment.astimezone(ZONE).date()
            return {
                "text": moment_text(moment),
                "day": day_words(local),
                "moment": moment_words(moment),
            }
    except ValueError:  # a text that only looks like a day
        return {"text": text}
    return {"text": text}


def _lines(text: str) -> list[str]:
    """Return the lines of a text, without the numbers or dashes that somebody typed before them."""
    found = (_NUMBERING.sub("", line).strip() for line in text.splitlines())
    return [line for line in found if line]
