"""Case data as an administrator corrects them: as text in a field, and read back.

A text stays a text: a personal number must not become a number because it has digits only.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import orjson

from engine.queries.incidents import Value
from engine.records.values import Json

TEXT, PLAIN = "text", "plain"
LONGEST = 20_000
_FILE_KEYS = frozenset(("digest", "name", "size", "media"))


class ValueUnreadable(Exception):
    """A value that is neither number, yes or no, list nor record; `name` says which."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


@dataclass(frozen=True, kw_only=True)
class Row:
    """A value as the page shows it.

    text      what stands in the field
    mark      digest of the text shown at first; tells whether somebody changed it
    kind      how it is read: a text, or plain JSON
    chooses   the reader says which of the two it is
    is_fixed  a paper, or too long to be corrected here
    """

    value: Value
    text: str
    mark: str
    kind: str
    chooses: bool
    is_fixed: bool
    before: str


def row_of(value: Value, sent: Mapping[str, str] | None = None) -> Row:
    """Return a value for the page; with what was sent, where the page is shown once more."""
    text, name = text_of(value.now), value.name
    typed = text if sent is None else sent.get(f"v.{name}", text)
    kind = PLAIN if value.now is not None and not isinstance(value.now, str) else TEXT
    chooses = value.now is None
    if chooses and sent is not None:
        kind = sent.get(f"k.{name}", kind)
    return Row(
        value=value,
        text=typed,
        mark=mark_of(text),
        kind=kind,
        chooses=chooses,
        is_fixed=len(text) > LONGEST or _holds_files(value.now),
        before=text_of(value.before),
    )


def text_of(value: Json) -> str:
    """Return a value as it is written in a field; nothing for null."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    return orjson.dumps(value, option=orjson.OPT_INDENT_2).decode()


def mark_of(text: str) -> str:
    """Return the digest of a text as a browser sends it back."""
    plain = text.replace("\r\n", "\n")
    return sha256(plain.encode(errors="surrogatepass")).hexdigest()[:16]


def read_changes(values: tuple[Value, ...], sent: Mapping[str, str]) -> dict[str, Json]:
    """Return the names whose fields were changed, with their new values.

    What somebody else has changed meanwhile, and this reader has not touched, stays as it is.
    Raises  ValueUnreadable
    """
    changes: dict[str, Json] = {}
    for value in values:
        name, typed = value.name, sent.get(f"v.{value.name}")
        if typed is None or mark_of(typed) == sent.get(f"w.{name}") or row_of(value).is_fixed:
            continue
        is_text = isinstance(value.now, str)
        kind = sent.get(f"k.{name}", TEXT) if value.now is None else (TEXT if is_text else PLAIN)
        changes[name] = read_value(name, typed, kind)
    new = sent.get("new.name", "").strip()
    if new:
        changes[new] = read_value(new, sent.get("new.value", ""), sent.get("new.kind", TEXT))
    return changes


def read_value(name: str, typed: str, kind: str) -> Json:
    """Return what was typed as a value; an empty field of plain JSON means null.

    Raises  ValueUnreadable
    """
    plain = typed.replace("\r\n", "\n")
    if kind == TEXT:
        return plain
    if not plain.strip():
        return None
    try:
        value: Json = orjson.loads(plain)
    except orjson.JSONDecodeError as error:
        raise ValueUnreadable(name) from error
    return value


def _holds_files(value: Any) -> bool:
    found = value if isinstance(value, list) else [value]
    return any(isinstance(one, dict) and one.keys() >= _FILE_KEYS for one in found)
