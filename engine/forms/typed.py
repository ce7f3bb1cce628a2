"""What browsers post → typed values; what cannot be read becomes a fault.

Numbers and dates are read as they are written in Viet Nam: 1.234,5 and 24/11/2026.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from types import MappingProxyType

from engine.forms import sentences
from engine.records.forms import Fault, Field
from engine.records.values import Json

MOST_TEXT = 1_000
MOST_PROSE = 20_000
_MOST_DIGITS = 18
_MOST_PICKED = 1_000
_TRUE = frozenset(("on", "true", "1", "yes", "x"))
_DAY_FIRST = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:T.*)?")
_VIETNAMESE = re.compile(r"[+-]?[1-9]\d{0,2}(\.\d{3})+(,\d+)?", re.ASCII)
_ENGLISH = re.compile(r"[+-]?[1-9]\d{0,2}((,\d{3})+\.\d+|(,\d{3}){2,})", re.ASCII)
_YEARS = range(1800, 2201)
# Control characters and lone surrogates; tab and line break are written by people.
_UNSHOWN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_FILE_KEYS = ("digest", "name", "size", "media")


class Unreadable(ValueError):
    """The input cannot be typed; `fault` says what to do."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.en)
        self.fault = fault


def typed(field: Field, raw: Mapping[str, object]) -> Json:
    """Return the answer of the right type; None, [] or False where nothing was entered.

    raw      what was posted, by key; a date may come as key-day, key-month, key-year
    Raises   Unreadable
    """
    return _READERS[field.kind](field, raw)


def _read_text(field: Field, raw: Mapping[str, object]) -> Json:
    text = _one_text(raw.get(field.key))
    if _UNSHOWN.search(text):
        raise Unreadable(sentences.no_text(field))
    # Keyboards write Vietnamese letters in one or in two code points; searching needs one way.
    return unicodedata.normalize("NFC", text) or None


def _read_phone(field: Field, raw: Mapping[str, object]) -> Json:
    number = plain_phone(_one_text(raw.get(field.key)))
    if not number:
        return None
    if not (number.isascii() and number.isdigit()):
        raise Unreadable(sentences.phone(field))
    return number


def plain_phone(text: str) -> str:
    """Return a telephone number of Viet Nam as it is kept: no blanks, 0 for the country's code."""
    return re.sub(r"^(\+84|0084|84(?=\d{9}$))", "0", re.sub(r"[\s.\-()]", "", text))


def _read_personal(field: Field, raw: Mapping[str, object]) -> Json:
    return re.sub(r"[\s.\-]", "", _one_text(raw.get(field.key))) or None


def _read_signature(field: Field, raw: Mapping[str, object]) -> Json:
    """Read a tick; one that stands signed already stays so while the form is corrected."""
    value = raw.get(field.key)
    return value.get("signed") is True if isinstance(value, Mapping) else _read_checkbox(field, raw)


def _read_nothing(field: Field, raw: Mapping[str, object]) -> Json:
    """Read nothing of what is worked out from other answers."""
    return None


def _read_number(field: Field, raw: Mapping[str, object]) -> Json:
    value = raw.get(field.key)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _plain_number(field, value)
    text = re.sub(r"[\s\u00a0\u202f_]", "", _one_text(value))
    if not text:
        return None
    text = _decimal_point(text)
    if not re.fullmatch(r"[+-]?\d+(\.\d+)?", text, re.ASCII) or len(text) > _MOST_DIGITS:
        raise Unreadable(sentences.no_number(field))
    return _plain_number(field, float(text) if "." in text else int(text))


def _plain_number(field: Field, value: float) -> int | float:
    if value != value or abs(value) >= 1e15:  # noqa: PLR0124 — NaN differs from itself
        raise Unreadable(sentences.no_number(field))
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _decimal_point(text: str) -> str:
    """Return the number with a decimal point and no marks between thousands.

    The comma is the decimal mark of Viet Nam, the point stands between thousands: 1.234 is a
    thousand and more, 1.5 can only be one and a half, and 1,234,567.5 is written by foreigners.
    """
    if _VIETNAMESE.fullmatch(text):
        return text.replace(".", "").replace(",", ".")
    if _ENGLISH.fullmatch(text):
        return text.replace(",", "")
    return text.replace(",", ".")


def _read_date(field: Field, raw: Mapping[str, object]) -> Json:
    value = raw.get(field.key)
    if isinstance(value, date):
        return value.isoformat()[:10]
    parts = [_one_text(raw.get(f"{field.key}-{part}")) for part in ("day", "month", "year")]
    text = "/".join(parts) if any(parts) else _one_text(value)
    if not text:
        return None
    found = _DAY_FIRST.fullmatch(text)
    day, month, year = found.groups() if found else ("", "", "")
    iso = _ISO.fullmatch(text)
    if iso:
        year, month, day = iso.groups()
    try:
        result = date(int(year), int(month), int(day))
    except ValueError as error:
        raise Unreadable(sentences.no_date(field)) from error
    if result.year not in _YEARS:
        raise Unreadable(sentences.no_date(field))
    return result.isoformat()


def _read_choice(field: Field, raw: Mapping[str, object]) -> Json:
    return _one_text(raw.get(field.key)) or None


def _read_checkbox(field: Field, raw: Mapping[str, object]) -> Json:
    value = raw.get(field.key)
    return value if isinstance(value, bool) else _one_text(value).lower() in _TRUE


def _read_checklist(field: Field, raw: Mapping[str, object]) -> Json:
    value = raw.get(field.key)
    many = value if isinstance(value, Sequence) and not isinstance(value, str) else [value]
    picked = [_one_text(one) for one in many[:_MOST_PICKED]]
    return list(dict.fromkeys(one for one in picked if one))


def _read_files(field: Field, raw: Mapping[str, object]) -> Json:
    """Return the files the caller has stored; texts that a browser posts here are no files."""
    value = raw.get(field.key)
    many = value if isinstance(value, Sequence) and not isinstance(value, str) else ()
    return [{key: one.get(key) for key in _FILE_KEYS} for one in many if isinstance(one, Mapping)]


def _one_text(value: object) -> str:
    if isinstance(value, list | tuple):
        value = value[0] if value else None
    if isinstance(value, str):
        return value.replace("\r\n", "\n").replace("\r", "\n").strip()
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


_READERS: Mapping[str, Callable[[Field, Mapping[str, object]], Json]] = MappingProxyType(
    {
        "text": _read_text,
        "textarea": _read_text,
        "email": _read_text,
        "phone": _read_phone,
        "number": _read_number,
        "date": _read_date,
        "select": _read_choice,
        "radio": _read_choice,
        "checkbox": _read_checkbox,
        "checklist": _read_checklist,
        "files": _read_files,
        "personal": _read_personal,
        "address": _read_nothing,
        "papers": _read_nothing,
        "decision": _read_choice,
        "fee": _read_nothing,
        "signature": _read_signature,
    }
)
