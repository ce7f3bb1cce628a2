"""A card as the fields of a page, and back: what the page does not know stays in the file.

A field is named by its place: "title.vi", "papers.0.name.en", "cost.lines.2.hours".
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError

from engine.errors import InputRefused, Words
from engine.procedures.card import CHANNELS
from engine.procedures.costs import PARTS
from engine.procedures.toml import read_toml
from engine.records.cards import AUDIENCES
from engine.records.fees import BY_RULE

# Kinds of columns: a line, a text in both languages, a whole or any number, a day, yes or no, texts
# in both languages one below the other, names with values, an expression that may be long.
LINE, BOTH, WHOLE, NUMBER, DAY, YES = "line", "both", "whole", "number", "day", "yes"
LINES, PAIRS, PROSE = "lines", "pairs", "prose"
# What stands between the languages of a line, and between a name and its value.
BETWEEN, EQUALS = " | ", " = "
MOST_ROWS = 200
LONGEST = 8_000


@dataclass(frozen=True, kw_only=True)
class Column:
    """One entry of a row, or of the card itself.

    choices   the only values it may have; empty for any
    """

    key: str
    kind: str
    choices: tuple[str, ...] = ()


def _columns(*pairs: tuple[str, str]) -> tuple[Column, ...]:
    return tuple(Column(key=key, kind=kind) for key, kind in pairs)


TOP = (
    *_columns(("code", LINE), ("office_kind", LINE), ("filing_form", LINE)),
    *_columns(("cutoff", LINE), ("keywords", LINE)),
    Column(key="audience", kind=LINE, choices=AUDIENCES),
    *_columns(*((key, BOTH) for key in ("title", "summary", "field", "level", "who"))),
    *_columns(("term", BOTH), ("fee", BOTH)),
)
COST = (
    *_columns(("wage", WHOLE), ("times_a_year", NUMBER), ("subjects_a_year", WHOLE)),
    *_columns(("source", BOTH), ("assumed", YES)),
)
# Lists of texts have rows without columns.
LISTS = ("steps", "results", "conditions")
TABLES: Mapping[str, tuple[Column, ...]] = MappingProxyType(
    {
        "papers": _columns(
            *(("name", BOTH), ("case", BOTH), ("originals", WHOLE), ("copies", WHOLE)),
            *(("note", BOTH), ("when", LINE), ("register", LINE)),
        ),
        "channels": (
            Column(key="kind", kind=LINE, choices=CHANNELS),
            *_columns(("term", BOTH), ("fee", BOTH)),
        ),
        "legal_basis": _columns(
            ("number", LINE), ("title", LINE), ("valid_from", DAY), ("valid_to", DAY)
        ),
        "refunds": (
            Column(key="when", kind=LINE, choices=BY_RULE),
            *_columns(("share", WHOLE), ("legal_basis", LINE)),
        ),
        "supplements": _columns(("rounds", WHOLE), ("close_after", LINE), ("legal_basis", LINE)),
        "cost.lines": (
            Column(key="part", kind=LINE, choices=PARTS),
            *_columns(("what", BOTH), ("hours", NUMBER), ("service", WHOLE), ("fee", WHOLE)),
            *_columns(("other", WHOLE), ("note", BOTH), ("assumed", YES)),
        ),
    }
)
ROWS = (*LISTS, *TABLES)


def read_fields(content: bytes) -> dict[str, str]:
    """Return the fields of a card as texts, however wrong its values are.

    Raises  InputRefused where the file is no TOML
    """
    try:
        table = read_toml(content)
    except tomllib.TOMLDecodeError as error:
        reason = Words(en=f"the card is no TOML: {error}", vi=f"thẻ không phải TOML: {error}")
        raise InputRefused(reason=reason) from error
    fields: dict[str, str] = {}
    read_columns(fields, "", table, TOP)
    for key in LISTS:
        for number, one in enumerate(_rows_of(table.get(key))):
            _read_value(fields, f"{key}.{number}", BOTH, one)
    cost = table.get("cost")
    if isinstance(cost, dict):
        read_columns(fields, "cost.", cost, COST)
    for key, columns in TABLES.items():
        held = cost if key.startswith("cost.") else table
        rows = _rows_of(held.get(key.rpartition(".")[2]) if isinstance(held, dict) else None)
        for number, row in enumerate(rows):
            read_columns(fields, f"{key}.{number}.", row if isinstance(row, dict) else {}, columns)
    return fields


def write_fields(content: bytes, fields: Mapping[str, str]) -> bytes:
    """Return the card with these fields; comments and keys that have no field stay.

    A text that is no number where one is wanted is written as it is: the check says so, and nothing
    that somebody typed is lost.
    """
    before = read_fields(content)
    try:
        document: Any = tomlkit.parse(content.decode())
    except (TOMLKitError, UnicodeDecodeError) as error:
        reason = Words(en=f"the card is no TOML: {error}", vi=f"thẻ không phải TOML: {error}")
        raise InputRefused(reason=reason) from error
    write_columns(document, "", TOP, fields)
    for key in (*LISTS, *(one for one in TABLES if "." not in one)):
        if own_fields(before, key) != own_fields(fields, key):
            _replace(document, key, _rows(key, fields))
    if own_fields(before, "cost") != own_fields(fields, "cost"):
        _write_cost(document, fields)
    return tomlkit.dumps(document).encode()


def count_rows(fields: Mapping[str, str], key: str) -> int:
    """Return how many rows a list or table has."""
    places = [_place_of(name, key) for name in fields]
    return max((place + 1 for place in places if place is not None), default=0)


def move_row(fields: Mapping[str, str], key: str, place: int, to: int | None) -> dict[str, str]:
    """Return the fields with a row at another place, or without it (None)."""
    order = [one for one in range(count_rows(fields, key)) if one != place]
    if to is not None:
        order.insert(max(0, min(to, len(order))), place)
    moved = {name: text for name, text in fields.items() if _place_of(name, key) is None}
    for now, then in enumerate(order):
        for name, text in fields.items():
            if _place_of(name, key) == then:
                rest = name[len(f"{key}.{then}") :]
                moved[f"{key}.{now}{rest}"] = text
    return moved


def add_row(
    fields: Mapping[str, str], key: str, tables: Mapping[str, tuple[Column, ...]] = TABLES
) -> dict[str, str]:
    """Return the fields with one more empty row at the end."""
    place = count_rows(fields, key)
    if place >= MOST_ROWS:
        return dict(fields)
    first = tables[key][0] if key in tables else None
    if first is None or first.kind == BOTH:
        name = f".{first.key}" if first else ""
        return {**fields, f"{key}.{place}{name}.vi": "", f"{key}.{place}{name}.en": ""}
    return {**fields, f"{key}.{place}.{first.key}": first.choices[0] if first.choices else ""}


def read_columns(
    fields: dict[str, str], prefix: str, table: Mapping[str, Any], columns: tuple[Column, ...]
) -> None:
    """Put the entries of a table among the fields."""
    for column in columns:
        if column.key in table:
            _read_value(fields, f"{prefix}{column.key}", column.kind, table[column.key])


def _read_value(fields: dict[str, str], name: str, kind: str, value: object) -> None:
    if kind == BOTH:
        both = value if isinstance(value, dict) else {"vi": value}
        fields[f"{name}.vi"] = str(both.get("vi", ""))
        fields[f"{name}.en"] = str(both.get("en", ""))
    elif kind == YES:
        fields[name] = "yes" if value is True else ""
    elif kind == LINES:
        fields[name] = "\n".join(_line_of(one) for one in _rows_of(value))
    elif kind == PAIRS:
        pairs = value.items() if isinstance(value, dict) else ()
        fields[name] = "\n".join(f"{key}{EQUALS}{one}" for key, one in pairs)
    else:
        fields[name] = str(value)


def _line_of(both: object) -> str:
    if not isinstance(both, dict):
        return str(both)
    return BETWEEN.join(str(both[one]) for one in ("vi", "en") if both.get(one))


def _rows_of(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _place_of(name: str, key: str) -> int | None:
    if not name.startswith(f"{key}."):
        return None
    place = name[len(key) + 1 :].partition(".")[0]
    return int(place) if place.isdecimal() and len(place) < 4 else None


def own_fields(fields: Mapping[str, str], key: str) -> dict[str, str]:
    """Return the fields of one list or table that have a text."""
    return {name: text for name, text in fields.items() if name.startswith(f"{key}.") and text}


def write_columns(
    table: Any, prefix: str, columns: tuple[Column, ...], fields: Mapping[str, str]
) -> None:
    """Write the entries that differ; an empty one is taken away."""
    for column in columns:
        value = _value_of(f"{prefix}{column.key}", column.kind, fields)
        known = table.get(column.key)
        plain = known.unwrap() if hasattr(known, "unwrap") else known
        if value is None:
            if column.key in table:
                del table[column.key]
        elif plain != value:
            table[column.key] = _written(value)


def _value_of(name: str, kind: str, fields: Mapping[str, str]) -> Any:
    """Return what is written for a field; None where nothing was typed."""
    if kind == BOTH:
        both = {one: fields.get(f"{name}.{one}", "").strip() for one in ("vi", "en")}
        filled = {one: text[:LONGEST] for one, text in both.items() if text}
        return filled or None
    text = fields.get(name, "").strip()[:LONGEST]
    if not text:
        return None
    if kind == LINES:
        return [_both_of(one) for one in text.splitlines() if one.strip()]
    if kind == PAIRS:
        pairs = (one.partition(EQUALS.strip()) for one in text.splitlines() if one.strip())
        return {key.strip(): value.strip() for key, _, value in pairs}
    return _typed(text, kind)


def _both_of(line: str) -> dict[str, str]:
    vi, _, en = line.partition(BETWEEN.strip())
    return {key: one.strip() for key, one in (("vi", vi), ("en", en)) if one.strip()}


def _typed(text: str, kind: str) -> object:
    if kind == YES:
        return True
    if kind == WHOLE and text.isdecimal():
        return int(text)
    if kind == NUMBER:
        try:
            number = float(text.replace(",", "."))
        except ValueError:
            return text
        return int(number) if number.is_integer() and abs(number) < 1e15 else number
    return text


def _rows(key: str, fields: Mapping[str, str]) -> Any:
    """Return the rows of a list or table as TOML has them; rows without anything are left out."""
    count = min(count_rows(fields, key), MOST_ROWS)
    if key in LISTS:
        texts = [_value_of(f"{key}.{place}", BOTH, fields) for place in range(count)]
        array = tomlkit.array()
        for one in texts:
            if one:
                array.append(_inline(one))
        return array.multiline(True)
    tables = tomlkit.aot()
    for place in range(count):
        row = tomlkit.table()
        write_columns(row, f"{key}.{place}.", TABLES[key], fields)
        if row:
            tables.append(row)
    return tables


def _write_cost(document: Any, fields: Mapping[str, str]) -> None:
    if not own_fields(fields, "cost"):
        document.pop("cost", None)
        return
    if not isinstance(document.get("cost"), dict):
        document["cost"] = tomlkit.table()
    write_columns(document["cost"], "cost.", COST, fields)
    _replace(document["cost"], "lines", _rows("cost.lines", fields))


def _replace(table: Any, key: str, rows: Any) -> None:
    if rows:
        table[key] = rows
    else:
        table.pop(key, None)


def _written(value: object) -> Any:
    if isinstance(value, dict):
        return _inline(value)
    if isinstance(value, list):
        array = tomlkit.array()
        for one in value:
            array.append(_inline(one))
        return array.multiline(True)
    return value


def _inline(both: Mapping[str, str]) -> Any:
    table = tomlkit.inline_table()
    table.update(both)
    return table
