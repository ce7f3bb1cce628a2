"""A scenario file → a Scenario, and everything that is wrong with it."""

import tomllib
from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import Any, Final, cast

from engine.procedures.toml import read_toml
from engine.records.cards import Text
from engine.records.findings import Finding, Rule
from engine.records.scenarios import CLOCKS, MENDS, Act, Expected, Move, Scenario

SYNTAX = Rule(
    name="scenario-syntax",
    vi="Không đọc được kịch bản thử: {reason}.",
    en="The scenario cannot be read: {reason}.",
)
KEY = Rule(
    name="scenario-key",
    vi="{place}: không có mục “{key}”. Các mục có thể dùng: {known}.",
    en="{place}: there is no entry “{key}”. Use one of: {known}.",
)
VALUE = Rule(
    name="scenario-value",
    vi="{place}: “{key}” phải là {wanted}.",
    en="{place}: “{key}” must be {wanted}.",
)
# How the id or name that a move is about is called, by act.
ACTS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "complete": "task",
        "message": "name",
        "signal": "name",
        "settle": "task",
        "wait": "timer",
        **dict.fromkeys((*MENDS, "send_back", "take_back"), "task"),
        "set_date": "kind",
        "stop": "",
    }
)
# What a file says just as a Move does.
SAME: Final = (
    *("label", "at", "error", "error_code", "due", "case_due", "legal_due", "clock", "refused"),
    *("to", "day", "reason", "basis"),
)
# What else a step must say, by act.
NEEDED: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "send_back": ("to", "reason"),
        "take_back": ("reason",),
        "stop": ("reason",),
        "set_date": ("day", "reason", "basis"),
    }
)
DATES = ("apology", "extension")
# Whoever needs more has a loop that ends too late; and all scenarios run at each change.
MOST_STEPS = 500
Check = Callable[[object], bool]
Kinds = Mapping[str, tuple[Check, str]]


def _is(*kinds: type) -> Check:
    return lambda value: (
        isinstance(value, kinds) and not (isinstance(value, bool) and bool not in kinds)
    )


def _is_instant(value: object) -> bool:
    return isinstance(value, datetime) and value.tzinfo is not None


def _is_day(value: object) -> bool:
    return isinstance(value, date) and not isinstance(value, datetime)


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def _is_title(value: object) -> bool:
    return isinstance(value, dict) and set(value) == {"vi", "en"} and all(value.values())


def _is_choices(value: object) -> bool:
    return isinstance(value, dict) and all(map(_is_texts, value.values()))


TEXT, TABLE = (_is(str), "“…”"), (_is(dict), "{ … }")
INSTANT = (_is_instant, "2026-11-23T09:00:00+07:00")
DAY, TEXTS = (_is_day, "2026-11-25"), (_is_texts, "[“…”]")
TOP: Final[Kinds] = MappingProxyType(
    {
        "title": (_is_title, "{ vi = “…”, en = “…” }"),
        "start_at": INSTANT,
        "channel": (lambda value: value in ("online", "direct", "post"), "online | direct | post"),
        "begins": TEXT,
        "answers": TABLE,
        "offices": (lambda value: _is(dict)(value) and _is_texts([*_values(value)]), "{ k = “…” }"),
        "choices": (_is_choices, "{ “offices:commune” = [“…”] }"),
        "step": (
            lambda value: (
                _is(list)(value)
                and len(_values(value)) <= MOST_STEPS
                and all(map(_is(dict), _values(value)))
            ),
            f"[[step]], ≤ {MOST_STEPS}",
        ),
        "expect": TABLE,
    }
)
STEP: Final[Kinds] = MappingProxyType(
    {
        "do": (lambda value: value in ACTS, " | ".join(ACTS)),
        "task": TEXT,
        "name": TEXT,
        "timer": TEXT,
        "label": TEXT,
        "answers": TABLE,
        "at": INSTANT,
        "result": (lambda value: True, "…"),
        "error": TEXT,
        "error_code": TEXT,
        "due": DAY,
        "case_due": DAY,
        "legal_due": DAY,
        "clock": (lambda value: value in CLOCKS, " | ".join(CLOCKS)),
        "letters": TEXTS,
        "refused": TEXT,
        "to": TEXT,
        "kind": (lambda value: value in DATES, " | ".join(DATES)),
        "day": DAY,
        "reason": (lambda value: isinstance(value, str) and bool(value.strip()), "“…”"),
        "basis": (lambda value: isinstance(value, str) and bool(value.strip()), "“…”"),
    }
)
EXPECT: Final[Kinds] = MappingProxyType(
    {
        "ending": TEXT,
        "status": (_is(int), "1 … 10"),
        "due": DAY,
        "path": TEXTS,
        "avoid": TEXTS,
        "names": TABLE,
        "letters": TEXTS,
    }
)


def read_scenario(content: bytes, file: str) -> tuple[Scenario | None, tuple[Finding, ...]]:
    """Return the scenario and all findings; the scenario is None if there are any.

    file   path inside the folder; its stem is the scenario's key
    """
    try:
        document = read_toml(content)
    except tomllib.TOMLDecodeError as error:
        return None, (SYNTAX.at(file, reason=str(error)),)
    findings = _check(file, "scenario", document, TOP, ("title", "start_at", "step", "expect"))
    if not findings:
        findings = _check(file, "[expect]", document["expect"], EXPECT, ())
        for number, step in enumerate(document["step"], 1):
            findings += _check_step(file, f"[[step]] {number}", step)
    if findings:
        return None, tuple(findings)
    return _build(PurePosixPath(file).stem, document), ()


def _check(
    file: str, place: str, table: Mapping[str, object], kinds: Kinds, needed: tuple[str, ...]
) -> list[Finding]:
    known = ", ".join(kinds)
    found = [KEY.at(file, place=place, key=key, known=known) for key in table if key not in kinds]
    for key, (fits, wanted) in kinds.items():
        if (key in needed and key not in table) or (key in table and not fits(table[key])):
            found.append(VALUE.at(file, place=place, key=key, wanted=wanted))
    return found


def _check_step(file: str, place: str, step: Mapping[str, object]) -> list[Finding]:
    found = _check(file, place, step, STEP, ("do",))
    if found:
        return found
    act = str(step["do"])
    # A wait may be for an instant instead of a timer; a stop is about the whole case.
    is_bare = act == "stop" or (act == "wait" and "at" in step)
    needed = (*(() if is_bare else (ACTS[act],)), *NEEDED.get(act, ()))
    return [
        VALUE.at(file, place=place, key=key, wanted=STEP[key][1])
        for key in needed
        if key not in step
    ]


def _build(key: str, document: Mapping[str, Any]) -> Scenario:
    expect = document["expect"]
    return Scenario(
        key=key,
        title=Text(**document["title"]),
        start_at=document["start_at"],
        channel=document.get("channel", "online"),
        begins=document.get("begins"),
        answers=_plain(document.get("answers", {})),
        offices=document.get("offices", {}),
        choices={key: tuple(values) for key, values in document.get("choices", {}).items()},
        moves=tuple(map(_move, document["step"])),
        expected=Expected(
            **{key: expect[key] for key in ("ending", "status", "due") if key in expect},
            path=tuple(expect.get("path", ())),
            avoid=tuple(expect.get("avoid", ())),
            names=_plain(expect.get("names", {})),
            letters=_texts(expect.get("letters")),
        ),
    )


def _move(step: Mapping[str, Any]) -> Move:
    act = cast(Act, step["do"])
    return Move(
        act=act,
        target=step.get(ACTS[act]),
        answers=_plain(step.get("answers", {})),
        result=_plain(step.get("result")),
        letters=_texts(step.get("letters")),
        **{key: step[key] for key in SAME if key in step},
    )


def _texts(value: list[str] | None) -> tuple[str, ...] | None:
    return None if value is None else tuple(value)


def _plain(value: Any) -> Any:
    """Return the value with dates as the texts that answers hold."""
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value


def _values(value: object) -> list[object]:
    """Return what a table or list holds; nothing for anything else."""
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []
