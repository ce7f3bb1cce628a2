"""A guide as the fields of a page, and back; "outcomes.0.title.vi" is a field."""

import tomllib
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import orjson
import tomlkit
from tomlkit.exceptions import TOMLKitError

from engine.errors import InputRefused, Words
from engine.procedures.card_fields import (
    BOTH,
    LINE,
    LINES,
    MOST_ROWS,
    PAIRS,
    PROSE,
    WHOLE,
    YES,
    Column,
    count_rows,
    own_fields,
    read_columns,
    write_columns,
)
from engine.procedures.guide import FILE
from engine.procedures.toml import read_toml

FORM = "huong-dan"
OUTCOMES = "outcomes"
TOP = (
    Column(key="event", kind=BOTH),
    Column(key="intro", kind=BOTH),
    Column(key="form", kind=LINE),
    Column(key="rank", kind=WHOLE),
)
FEE = (Column(key="decision", kind=LINE), Column(key="amount", kind=LINE))
TABLES: Mapping[str, tuple[Column, ...]] = MappingProxyType(
    {
        OUTCOMES: tuple(
            Column(key=key, kind=kind)
            for key, kind in (
                *(("id", LINE), ("procedure", LINE), ("term", LINE), ("later", YES)),
                *(("when", PROSE), ("title", BOTH), ("text", BOTH), ("elsewhere", BOTH)),
                *(("term_note", BOTH), ("fee_note", BOTH), ("places", LINES)),
                *(("online", LINES), ("on_site", LINES), ("answers", PAIRS)),
            )
        )
    }
)


def read_fields(content: bytes) -> dict[str, str]:
    """Return the fields of a guide as texts, however wrong its values are.

    Raises  InputRefused where the file is no TOML
    """
    try:
        table = read_toml(content)
    except tomllib.TOMLDecodeError as error:
        raise _refused(error) from error
    fields: dict[str, str] = {}
    read_columns(fields, "", table, TOP)
    fee = table.get("fee")
    read_columns(fields, "fee.", fee if isinstance(fee, dict) else {}, FEE)
    rows = table.get(OUTCOMES)
    for place, row in enumerate(rows if isinstance(rows, list) else []):
        found = row if isinstance(row, dict) else {}
        read_columns(fields, f"{OUTCOMES}.{place}.", found, TABLES[OUTCOMES])
    return fields


def write_fields(content: bytes, fields: Mapping[str, str]) -> bytes:
    """Return the guide with these fields; comments outside of changed tables stay.

    Raises  InputRefused where the file is no TOML
    """
    before = read_fields(content)
    try:
        document: Any = tomlkit.parse(content.decode())
    except (TOMLKitError, UnicodeDecodeError) as error:
        raise _refused(error) from error
    write_columns(document, "", TOP, fields)
    if own_fields(before, "fee") != own_fields(fields, "fee"):
        document.pop("fee", None)
        if own_fields(fields, "fee"):
            document["fee"] = tomlkit.table()
            write_columns(document["fee"], "fee.", FEE, fields)
    if own_fields(before, OUTCOMES) != own_fields(fields, OUTCOMES):
        _write_outcomes(document, fields)
    return tomlkit.dumps(document).encode()


def _write_outcomes(document: Any, fields: Mapping[str, str]) -> None:
    tables = tomlkit.aot()
    for place in range(min(count_rows(fields, OUTCOMES), MOST_ROWS)):
        row = tomlkit.table()
        write_columns(row, f"{OUTCOMES}.{place}.", TABLES[OUTCOMES], fields)
        if row:
            tables.append(row)
    document.pop(OUTCOMES, None)
    if tables:
        document[OUTCOMES] = tables


def first_guide() -> Mapping[str, bytes]:
    """Return a guide to begin with, by path: one question and an outcome for each answer."""
    question = {
        "type": "radio",
        "key": "truong_hop",
        "id": "Guide_truong_hop",
        "label": "Ông/bà thuộc trường hợp nào?",
        "values": [
            {"label": "Trường hợp thông thường", "value": "thuong", "labelEn": "The usual case"},
            {"label": "Trường hợp khác", "value": "khac", "labelEn": "Another case"},
        ],
        "validate": {"required": True},
        "properties": {"labelEn": "Which is your case?"},
    }
    form = {
        "type": "default",
        "id": FORM,
        "schemaVersion": 18,
        "title": "Tôi thuộc trường hợp nào?",
        "titleEn": "Which case am I?",
        "components": [question],
    }
    text = (
        f'form = "{FORM}"\n\n'
        '[[outcomes]]\nid = "khac"\nwhen = \'truong_hop == "khac"\'\n'
        'title = { vi = "Trường hợp khác", en = "Another case" }\n'
        'elsewhere = { vi = "Xin hỏi tại bộ phận Một cửa.", en = "Ask at the one-stop desk." }\n\n'
        '[[outcomes]]\nid = "thuong"\n'
        'title = { vi = "Trường hợp thông thường", en = "The usual case" }\n'
    )
    written = orjson.dumps(form, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
    return {FILE: text.encode(), f"forms/{FORM}.form": written}


def _refused(error: Exception) -> InputRefused:
    return InputRefused(
        reason=Words(en=f"the guide is no TOML: {error}", vi=f"hướng dẫn không phải TOML: {error}")
    )
