"""The table [cost] of a card → Cost. docs/reference/measures.md describes it, key by key."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from engine.errors import Words
from engine.procedures import rules
from engine.records.cards import Cost, CostLine, Text
from engine.records.findings import Rule

PARTS = ("prepare", "file", "pay", "inspection", "other", "receive")
_KEYS = ("wage", "times_a_year", "subjects_a_year", "source", "assumed", "lines")
_LINE_KEYS = ("part", "what", "hours", "service", "fee", "other", "note", "assumed")
_TABLE = Words(vi="bảng [cost]", en="a table [cost]")
_LINES = Words(vi="các bảng [[cost.lines]]", en="tables [[cost.lines]]")
_NUMBER = Words(vi="một số từ 0", en="a number from 0")
_WHOLE = Words(vi="một số nguyên từ 0", en="a whole number from 0")
_YES = Words(vi="true hoặc false", en="true or false")
_PART = Words(vi=f"một trong: {', '.join(PARTS)}", en=f"one of: {', '.join(PARTS)}")
_LARGEST = 1_000_000_000_000

Both = Callable[[Mapping[str, Any], str, str], Text]


def read_cost(table: object, both: Both, add: Callable[..., None]) -> Cost | None:
    """Return the figures; None where the card has none.

    both   reads a text in both languages: table, key, name of the key in findings
    add    takes a rule, the name of a key and values for the sentence
    """
    if table is None:
        return None
    if not isinstance(table, dict):
        add(rules.CARD_VALUE, "cost", wanted=_TABLE)
        return None
    reading = _Reading(both=both, add=add)
    reading.check_keys(table, _KEYS, "cost")
    if "wage" not in table:
        add(rules.CARD_KEY_MISSING, "cost.wage", wanted=_WHOLE)
    lines = table.get("lines", [])
    if not isinstance(lines, list) or not all(isinstance(one, dict) for one in lines):
        add(rules.CARD_VALUE, "cost.lines", wanted=_LINES)
        lines = []
    return Cost(
        wage=reading.whole(table, "wage", "cost"),
        times_a_year=reading.number(table, "times_a_year", "cost", 1),
        subjects_a_year=reading.whole(table, "subjects_a_year", "cost"),
        source=both(table, "source", "cost.source") if "source" in table else None,
        assumed=reading.yes(table, "assumed", "cost"),
        lines=tuple(reading.line(one, f"cost.lines[{at}]") for at, one in enumerate(lines, 1)),
    )


@dataclass(frozen=True, kw_only=True)
class _Reading:
    both: Both
    add: Callable[..., None]

    def check_keys(self, table: Mapping[str, Any], known: tuple[str, ...], name: str) -> None:
        for key in table:
            if key not in known:
                nearest = get_close_matches(key, known, n=1, cutoff=0.0)[0]
                self._complain(rules.CARD_KEY_UNKNOWN, f"{name}.{key}", nearest=nearest)

    def line(self, table: Mapping[str, Any], name: str) -> CostLine:
        self.check_keys(table, _LINE_KEYS, name)
        if table.get("part") not in PARTS:
            self._complain(rules.CARD_VALUE, f"{name}.part", wanted=_PART)
        return CostLine(
            part=str(table.get("part")),
            what=self.both(table, "what", f"{name}.what"),
            hours=self.number(table, "hours", name, 0),
            hired=self.whole(table, "service", name),
            fee=self.whole(table, "fee", name),
            other=self.whole(table, "other", name),
            note=self.both(table, "note", f"{name}.note") if "note" in table else None,
            assumed=self.yes(table, "assumed", name),
        )

    def number(self, table: Mapping[str, Any], key: str, name: str, spare: float) -> float:
        value = table.get(key, spare)
        if isinstance(value, bool) or not isinstance(value, int | float):
            value = -1
        if not 0 <= value <= _LARGEST:
            self._complain(rules.CARD_VALUE, f"{name}.{key}", wanted=_NUMBER)
            return spare
        return float(value)

    def whole(self, table: Mapping[str, Any], key: str, name: str) -> int:
        value = table.get(key, 0)
        if type(value) is not int or not 0 <= value <= _LARGEST:
            self._complain(rules.CARD_VALUE, f"{name}.{key}", wanted=_WHOLE)
            return 0
        return value

    def yes(self, table: Mapping[str, Any], key: str, name: str) -> bool:
        value = table.get(key, False)
        if not isinstance(value, bool):
            self._complain(rules.CARD_VALUE, f"{name}.{key}", wanted=_YES)
        return value is True

    def _complain(self, rule: Rule, name: str, **values: object) -> None:
        self.add(rule, name, **values)
