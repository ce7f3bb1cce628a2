"""guide.toml → Guide. docs/reference/guides.md describes the file, key by key."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import lru_cache
from typing import Any

from engine.errors import Words
from engine.procedures import guide_rules as rules
from engine.procedures.toml import fault_of, read_toml
from engine.records.cards import Text
from engine.records.findings import Finding, Rule
from engine.records.guides import FeeRule, Guide, Outcome

FILE = "guide.toml"
KEYS = ("form", "event", "rank", "intro", "fee", "outcomes")
FEE_KEYS = ("decision", "amount")
TEXTS = ("text", "elsewhere", "term_note", "fee_note")
LISTS = ("places", "online", "on_site")
LINES = ("when", "procedure", "term")
OUTCOME_KEYS = ("id", "title", "answers", "later", *TEXTS, *LISTS, *LINES)
MOST_OUTCOMES = 50
_MOST_UNKNOWN = 50
_ID = r"[a-z0-9]+(-[a-z0-9]+)*"

_LINE = Words(vi="một dòng chữ", en="a line of text")
_BOTH = Words(vi="{vi = “…”, en = “…”}", en="{vi = “…”, en = “…”}")
_MANY = Words(vi="danh sách [{vi = “…”, en = “…”}, …]", en="a list [{vi = “…”, en = “…”}, …]")
_TABLE = Words(vi="một bảng", en="a table")
_TABLES = Words(
    vi=f"1 đến {MOST_OUTCOMES} bảng [[outcomes]]", en=f"1 to {MOST_OUTCOMES} tables [[outcomes]]"
)
_WHOLE = Words(vi="một số nguyên", en="a whole number")
_YES = Words(vi="true hoặc false", en="true or false")
_NAME = Words(vi="tên gồm chữ thường, số và gạch nối", en="a name of small letters, digits, -")


def read_guide(content: bytes, file: str = FILE) -> tuple[Guide | None, tuple[Finding, ...]]:
    """Return the guide and all findings; the guide is None where a part of it is missing."""
    reading = _Reading(file=file, text=content.decode("utf-8", errors="replace"))
    try:
        table = read_toml(content)
    except tomllib.TOMLDecodeError as error:
        return None, (rules.SYNTAX.at(file, **fault_of(error)),)
    guide = reading.read(table)
    severe = any(one.severe for one in reading.findings)
    return (None if severe else guide), tuple(reading.findings)


@dataclass(kw_only=True)
class _Reading:
    file: str
    text: str
    findings: list[Finding] = field(default_factory=list)

    def read(self, table: Mapping[str, Any]) -> Guide:
        self._check_keys(table, KEYS, "")
        rank = table.get("rank", 0)
        if type(rank) is not int:
            self.add(rules.VALUE, "rank", wanted=_WHOLE)
        many = table.get("outcomes")
        is_list = isinstance(many, list) and all(isinstance(one, dict) for one in many)
        if not many or not is_list or len(many) > MOST_OUTCOMES:
            self.add(rules.VALUE, "outcomes", wanted=_TABLES)
            many = []
        return Guide(
            form=self._line(table, "form", "form") or self._missing("form"),
            event=self._both(table, "event", "event"),
            rank=rank if type(rank) is int else 0,
            intro=self._both(table, "intro", "intro"),
            fee=self._fee(table),
            outcomes=tuple(self._outcome(one, place) for place, one in enumerate(many, 1)),
        )

    def add(self, rule: Rule, key: str, **values: object) -> None:
        line = line_of(self.text, key)
        self.findings.append(rule.at(self.file, key, line, **{"key": key, **values}))

    def _outcome(self, table: Mapping[str, Any], place: int) -> Outcome:
        prefix = f"outcomes[{place}]."
        self._check_keys(table, OUTCOME_KEYS, prefix)
        name = self._line(table, "id", f"{prefix}id") or ""
        if not re.fullmatch(_ID, name):
            self.add(rules.VALUE, f"{prefix}id", wanted=_NAME)
        lines = {key: self._line(table, key, prefix + key) for key in LINES}
        texts = {key: self._both(table, key, prefix + key) for key in TEXTS}
        lists = {key: self._many(table, key, prefix + key) for key in LISTS}
        later = table.get("later", False)
        if not isinstance(later, bool):
            self.add(rules.VALUE, f"{prefix}later", wanted=_YES)
        title = self._both(table, "title", f"{prefix}title")
        if title is None:
            self._missing(f"{prefix}title", _BOTH)
        return Outcome(
            outcome_id=name,
            title=title or Text(vi="", en=""),
            text=texts["text"],
            elsewhere=texts["elsewhere"],
            term_note=texts["term_note"],
            fee_note=texts["fee_note"],
            when=lines["when"],
            procedure=lines["procedure"],
            is_later=later is True,
            term=lines["term"],
            places=lists["places"],
            online=lists["online"],
            on_site=lists["on_site"],
            answers=self._answers(table, f"{prefix}answers"),
        )

    def _fee(self, table: Mapping[str, Any]) -> FeeRule | None:
        if "fee" not in table:
            return None
        fee = table["fee"]
        if not isinstance(fee, dict):
            self.add(rules.VALUE, "fee", wanted=_TABLE)
            return None
        self._check_keys(fee, FEE_KEYS, "fee.")
        decision = self._line(fee, "decision", "fee.decision") or self._missing("fee.decision")
        return FeeRule(decision=decision, amount=self._line(fee, "amount", "fee.amount"))

    def _answers(self, table: Mapping[str, Any], name: str) -> tuple[tuple[str, str], ...]:
        found = table.get("answers", {})
        if not isinstance(found, dict) or not all(isinstance(one, str) for one in found.values()):
            self.add(rules.VALUE, name, wanted=_TABLE)
            return ()
        return tuple((key, one.strip()) for key, one in found.items())

    def _check_keys(self, table: Mapping[str, Any], known: tuple[str, ...], prefix: str) -> None:
        for key in [one for one in table if one not in known][:_MOST_UNKNOWN]:
            nearest = get_close_matches(key, known, n=1, cutoff=0.0)[0]
            self.add(rules.KEY_UNKNOWN, prefix + key, nearest=nearest)

    def _missing(self, key: str, wanted: Words = _LINE) -> str:
        self.add(rules.VALUE, key, wanted=wanted)
        return ""

    def _line(self, table: Mapping[str, Any], key: str, name: str) -> str | None:
        value = table.get(key)
        if value is not None and not isinstance(value, str):
            self.add(rules.VALUE, name, wanted=_LINE)
            return None
        return (value or "").strip() or None

    def _both(self, table: Mapping[str, Any], key: str, name: str) -> Text | None:
        return self._text(table[key], name) if key in table else None

    def _text(self, value: Any, name: str) -> Text | None:
        vi, en = (value.get("vi"), value.get("en")) if isinstance(value, dict) else (value, "")
        if not isinstance(vi, str) or not vi.strip() or not isinstance(en, str | None):
            self.add(rules.VALUE, name, wanted=_BOTH)
            return None
        if not (en or "").strip():
            self.add(rules.ENGLISH, name)
        return Text(vi=vi.strip(), en=(en or "").strip() or vi.strip())

    def _many(self, table: Mapping[str, Any], key: str, name: str) -> tuple[Text, ...]:
        values = table.get(key, [])
        if not isinstance(values, list):
            self.add(rules.VALUE, name, wanted=_MANY)
            return ()
        found = (self._text(one, f"{name}[{place}]") for place, one in enumerate(values, 1))
        return tuple(one for one in found if one is not None)


def line_of(text: str, key: str) -> int | None:
    """Return the line where a key stands: "outcomes[2].when" is a key of the second outcome."""
    place = re.match(r"outcomes\[(\d+)\]", key)
    starts = _starts_of(text)
    number = int(place[1]) - 1 if place else -1
    if place and number >= len(starts):
        return None
    start = starts[number] if place else 0
    ends = starts[number + 1] if place and number + 1 < len(starts) else len(text)
    names = re.sub(r"\[\d+\]", "", key).split(".")[1 if place else 0 :]
    found = None
    for name in reversed(names):
        pattern = re.compile(rf"^[ \t]*(\[\[?[ \t]*)?{re.escape(name)}\b", re.M)
        found = pattern.search(text, start, ends)
        if found:
            break
    at = found.end() if found else start + 1
    return text.count("\n", 0, at) + 1 if found or place else None


@lru_cache(maxsize=1)
def _starts_of(text: str) -> tuple[int, ...]:
    """Return where each outcome begins; found once for all findings of a file."""
    found = re.finditer(r"^[ \t]*\[\[[ \t]*outcomes[ \t]*\]\]", text, re.M)
    return tuple(one.start() for one in found)
