"""procedure.toml → Card. docs/reference/card.md describes the file, key by key."""

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from functools import partial
from typing import Any

from engine.calendars.cutoffs import HOUR, NAMED
from engine.errors import Words
from engine.expressions.expression import compile_expression
from engine.faults import ExpressionRefused
from engine.procedures import rules
from engine.procedures.costs import read_cost
from engine.procedures.refunds import read_refund
from engine.procedures.supplements import read_supplement
from engine.procedures.toml import fault_of, read_toml
from engine.records.cards import (
    AUDIENCES,
    PUBLIC,
    Basis,
    Card,
    Channel,
    Paper,
    Text,
)
from engine.records.findings import Finding, Rule

FILE = "procedure.toml"
CHANNELS = ("direct", "online", "post")

_PLAIN_KEYS = ("code", "office_kind", "filing_form")
_TEXT_KEYS = ("title", "summary", "field", "level", "who", "term", "fee")
_LIST_KEYS = ("steps", "results", "conditions")
_TABLE_KEYS = ("papers", "channels", "legal_basis", "refunds", "supplements")
_OTHER_KEYS = ("cutoff", "keywords", "cost", "audience")
_KEYS = (*_PLAIN_KEYS, *_TEXT_KEYS, *_LIST_KEYS, *_TABLE_KEYS, *_OTHER_KEYS)
_MOST_UNKNOWN = 100
_OPTIONAL = frozenset(("conditions", "papers", "refunds", "supplements", "cutoff", "keywords"))

_PLAIN = Words(vi="một dòng chữ", en="a line of text")
_BOTH = Words(vi="{vi = “…”, en = “…”}", en="{vi = “…”, en = “…”}")
_MANY = Words(vi="danh sách [{vi = “…”, en = “…”}, …]", en="a list [{vi = “…”, en = “…”}, …]")
_TABLES = Words(vi="các bảng [[{key}]]", en="tables [[{key}]]")
_COUNT = Words(vi="một số nguyên từ 0", en="a whole number from 0")
_DAY = Words(vi="ngày dạng “2026-07-01”", en="a day such as “2026-07-01”")
_CUTOFF = "|".join((HOUR.pattern, *NAMED))
_HOUR = Words(
    vi="giờ dạng “15:00”, last-hour hoặc closing", en="a time such as “15:00”, last-hour or closing"
)
_AUDIENCE = Words(vi="public, staff hoặc internal", en="public, staff or internal")
_CHANNEL = Words(vi="direct, online hoặc post", en="direct, online or post")


def read_card(content: bytes, file: str = FILE) -> tuple[Card | None, tuple[Finding, ...]]:
    """Return the card and all findings; the card is None where a part of it is missing."""
    reading = _Reading(file=file, text=content.decode("utf-8", errors="replace"))
    try:
        table = read_toml(content)
    except tomllib.TOMLDecodeError as error:
        return None, (rules.CARD_SYNTAX.at(file, **fault_of(error)),)
    card = reading.read(table)
    severe = any(one.severe for one in reading.findings)
    return (None if severe else card), tuple(reading.findings)


@dataclass(kw_only=True)
class _Reading:
    file: str
    text: str
    findings: list[Finding] = field(default_factory=list)

    def read(self, table: Mapping[str, Any]) -> Card:
        for key in [one for one in table if one not in _KEYS][:_MOST_UNKNOWN]:
            nearest = get_close_matches(key, _KEYS, n=1, cutoff=0.0)[0]
            self.add(rules.CARD_KEY_UNKNOWN, key, nearest=nearest)
        self._check_missing(table)
        plain = {key: self.plain(table, key) for key in _PLAIN_KEYS}
        texts = {key: self.both(table, key, key) for key in _TEXT_KEYS}
        lists = {
            key: self.each(table, key, lambda one, name: self.both({"it": one}, "it", name))
            for key in _LIST_KEYS
        }
        return Card(
            code=plain["code"],
            office_kind=plain["office_kind"],
            filing_form=plain["filing_form"],
            title=texts["title"],
            summary=texts["summary"],
            field=texts["field"],
            level=texts["level"],
            who=texts["who"],
            term=texts["term"],
            fee=texts["fee"],
            steps=lists["steps"],
            results=lists["results"],
            conditions=lists["conditions"],
            papers=self.each(table, "papers", self.paper),
            channels=self.each(table, "channels", self.channel),
            legal_basis=self.each(table, "legal_basis", self.basis),
            cutoff=self.matching(table, "cutoff", _CUTOFF, _HOUR),
            keywords=self.plain(table, "keywords"),
            cost=read_cost(table.get("cost"), self.both, self.add),
            refunds=self.each(table, "refunds", partial(read_refund, self.add)),
            supplements=self.each(table, "supplements", partial(read_supplement, self.add)),
            audience=self.matching(table, "audience", "|".join(AUDIENCES), _AUDIENCE) or PUBLIC,
        )

    def add(self, rule: Rule, key: str, **values: object) -> None:
        first = key.partition("[")[0]
        found = re.search(rf"^[ \t]*(\[\[?[ \t]*)?{re.escape(first)}\b", self.text, re.MULTILINE)
        line = self.text.count("\n", 0, found.end()) + 1 if found else None
        self.findings.append(rule.at(self.file, key, line, **{"key": key, **values}))

    def _check_missing(self, table: Mapping[str, Any]) -> None:
        for keys, wanted in (
            (_PLAIN_KEYS, _PLAIN),
            (_TEXT_KEYS, _BOTH),
            (_LIST_KEYS, _MANY),
            (_TABLE_KEYS, _TABLES),
        ):
            for key in keys:
                if key not in _OPTIONAL and not table.get(key):
                    self.add(rules.CARD_KEY_MISSING, key, wanted=_filled(wanted, key))

    def plain(self, table: Mapping[str, Any], key: str) -> str:
        value = table.get(key, "")
        if not isinstance(value, str):
            self.add(rules.CARD_VALUE, key, wanted=_PLAIN)
            return ""
        return value.strip()

    def matching(
        self, table: Mapping[str, Any], key: str, pattern: str, wanted: Words
    ) -> str | None:
        value = table.get(key)
        text = value.isoformat() if isinstance(value, date) else value
        if text is None:
            return None
        if not isinstance(text, str) or not re.fullmatch(pattern, text):
            self.add(rules.CARD_VALUE, key, wanted=wanted)
            return None
        return text

    def both(self, table: Mapping[str, Any], key: str, name: str) -> Text:
        value = table.get(key)
        if value is None:
            return Text(vi="", en="")
        vi = value.get("vi") if isinstance(value, dict) else value
        en = value.get("en") if isinstance(value, dict) else ""
        if not isinstance(vi, str) or not vi.strip() or not isinstance(en, str | None):
            self.add(rules.CARD_VALUE, name, wanted=_BOTH)
            return Text(vi="", en="")
        if not (en or "").strip():
            self.add(rules.CARD_ENGLISH, name)
        return Text(vi=vi.strip(), en=(en or "").strip() or vi.strip())

    def each(
        self, table: Mapping[str, Any], key: str, read: Callable[[Any, str], Any]
    ) -> tuple[Any, ...]:
        values = table.get(key, [])
        if not isinstance(values, list):
            wanted = _filled(_TABLES, key) if key in _TABLE_KEYS else _MANY
            self.add(rules.CARD_VALUE, key, wanted=wanted)
            return ()
        if key in _TABLE_KEYS and not all(isinstance(one, dict) for one in values):
            self.add(rules.CARD_VALUE, key, wanted=_filled(_TABLES, key))
            return ()
        return tuple(read(one, f"{key}[{number}]") for number, one in enumerate(values, 1))

    def paper(self, table: Mapping[str, Any], name: str) -> Paper:
        counts = {}
        for key in ("originals", "copies"):
            count = table.get(key, 0)
            if type(count) is not int or count < 0:
                self.add(rules.CARD_VALUE, f"{name}.{key}", wanted=_COUNT)
            counts[key] = count
        note = self.both(table, "note", f"{name}.note") if "note" in table else None
        if "name" not in table:
            self.add(rules.CARD_KEY_MISSING, f"{name}.name", wanted=_BOTH)
        case = self.both(table, "case", f"{name}.case") if "case" in table else None
        return Paper(
            name=self.both(table, "name", f"{name}.name"),
            note=note,
            case=case,
            when=self.condition(table, name),
            register=self.plain(table, "register") or None,
            **counts,
        )

    def condition(self, table: Mapping[str, Any], name: str) -> str | None:
        text = self.plain(table, "when")
        try:
            return compile_expression(text).text if text else None
        except ExpressionRefused as refusal:
            wanted = Words(vi=refusal.text("vi"), en=refusal.text("en"))
            self.add(rules.CARD_VALUE, f"{name}.when", wanted=wanted)
            return None

    def channel(self, table: Mapping[str, Any], name: str) -> Channel:
        if table.get("kind") not in CHANNELS:
            self.add(rules.CARD_VALUE, f"{name}.kind", wanted=_CHANNEL)
        for key in ("term", "fee"):
            if key not in table:
                self.add(rules.CARD_KEY_MISSING, f"{name}.{key}", wanted=_BOTH)
        return Channel(
            kind=str(table.get("kind")),
            term=self.both(table, "term", f"{name}.term"),
            fee=self.both(table, "fee", f"{name}.fee"),
        )

    def basis(self, table: Mapping[str, Any], name: str) -> Basis:
        for key in ("number", "title"):
            if not isinstance(table.get(key), str):
                self.add(rules.CARD_KEY_MISSING, f"{name}.{key}", wanted=_PLAIN)
        days = {}
        for key in ("valid_from", "valid_to"):
            days[key] = _day(table.get(key))
            if key in table and days[key] is None:
                self.add(rules.CARD_VALUE, f"{name}.{key}", wanted=_DAY)
        return Basis(number=str(table.get("number")), title=str(table.get("title")), **days)


def _day(value: object) -> str | None:
    try:
        return date.fromisoformat(str(value)).isoformat()
    except ValueError:
        return None


def _filled(wanted: Words, key: str) -> Words:
    return Words(vi=wanted.vi.replace("{key}", key), en=wanted.en.replace("{key}", key))
