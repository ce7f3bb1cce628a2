"""When offices are warned of a term that ends, and owe an apology: rules with validity."""

import tomllib
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Final, Literal, TypeAlias

from engine.calendars.calendar import WorkCalendar
from engine.errors import SettingRefused

Apology: TypeAlias = Literal["before", "at-expiry"]
APOLOGIES: Final[tuple[Apology, ...]] = ("before", "at-expiry")


@dataclass(frozen=True, kw_only=True)
class WatchRule:
    """How lateness is seen coming.

    office        code of the office it holds for, and those below; None for all
    warn_days     working days before the last one on which a warning is given
    apology       before: the working day before the last; at-expiry: when the term has ended
    basis         the article
    """

    valid_from: date
    warn_days: int
    apology: Apology
    basis: str
    office: str | None = None


@dataclass(frozen=True, kw_only=True)
class Marks:
    """The instants, UTC, at which something is to be said about a term; in order."""

    warn_at: datetime
    apologise_at: datetime
    late_at: datetime


def read_watch_rules(table: str) -> tuple[WatchRule, ...]:
    """Return the rules of a table.

    table    TOML: [[rule]] with valid_from, warn_days, apology, basis; office may miss
    Raises   SettingRefused naming what is missing or wrong
    """
    try:
        rules = tuple(_rule(row) for row in tomllib.loads(table)["rule"])
        if not any(rule.office is None for rule in rules):
            raise ValueError("one rule must hold for all offices")
    except (KeyError, TypeError, ValueError) as error:
        raise SettingRefused(
            setting="calendar",
            value="terms",
            reason_en=f"{type(error).__name__}: {error}",
            reason_vi=f"bảng quy định về hạn có lỗi: {error}",
        ) from error
    return rules


def rule_for(rules: Sequence[WatchRule], path: Sequence[str], received_on: date) -> WatchRule:
    """Return the rule for a dossier: that of the nearest office, in force when it was received.

    path   codes of the office and of those above it, the nearest first
    """
    for office in (*path, None):
        own = [rule for rule in rules if rule.office == office and rule.valid_from <= received_on]
        if own:
            return max(own, key=lambda rule: rule.valid_from)
    # Older than every rule: the first one of all.
    return min((rule for rule in rules if rule.office is None), key=lambda rule: rule.valid_from)


def marks_of(due: datetime, rule: WatchRule, calendar: WorkCalendar) -> Marks:
    """Return when to warn, when an apology is owed, and when a term is over."""
    last = due.astimezone(calendar.tz).date()
    warn_at = _opening_before(last, rule.warn_days, calendar)
    apologise_at = due if rule.apology == "at-expiry" else _opening_before(last, 1, calendar)
    return Marks(
        warn_at=min(warn_at, apologise_at), apologise_at=min(apologise_at, due), late_at=due
    )


def _opening_before(day: date, days: int, calendar: WorkCalendar) -> datetime:
    """Return the opening, UTC, of the working day so many days before."""
    known = calendar.working_days
    found = known[max(bisect_left(known, day) - days, 0)]
    opening = calendar.hours_on(found)[0][0]
    return datetime.combine(found, opening, calendar.tz).astimezone(UTC)


def _rule(row: Mapping[str, Any]) -> WatchRule:
    valid_from, apology = row["valid_from"], row["apology"]
    if not isinstance(valid_from, date) or apology not in APOLOGIES:
        raise ValueError(f"valid_from is a day, apology before or at-expiry: {dict(row)}")
    return WatchRule(
        valid_from=valid_from,
        warn_days=int(row["warn_days"]),
        apology=apology,
        basis=str(row["basis"]),
        office=row.get("office"),
    )
