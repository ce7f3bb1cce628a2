"""When offices are warned of a term that ends, and owe an apology: rules with validity."""

import tomllib
from bisect import bisect_left, bisect_right
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
    short         the same for a term with no working day between its first and its last; there the
                  warning comes on the last day
    basis         the article
    """

    valid_from: date
    warn_days: int
    apology: Apology
    short: Apology
    basis: str
    office: str | None = None


@dataclass(frozen=True, kw_only=True)
class Marks:
    """The instants, UTC, at which something is to be said about a term; in order.

    report_at   when the office above is told that no apology was made: when the term has ended, or
                offices open after that where the apology was not owed before
    """

    warn_at: datetime
    apologise_at: datetime
    late_at: datetime
    report_at: datetime

    def in_order(self) -> tuple[datetime, ...]:
        """Return them, the first first."""
        return (self.warn_at, self.apologise_at, self.late_at, self.report_at)


def read_watch_rules(table: str) -> tuple[WatchRule, ...]:
    """Return the rules of a table.

    table    TOML: [[rule]] with valid_from, warn_days, apology, basis; `office` and
             `short_apology` may miss
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


def marks_of(due: datetime, rule: WatchRule, calendar: WorkCalendar, began: datetime) -> Marks:
    """Return when to warn, when an apology is owed, and when a term is over.

    began   when the term began to count; nothing is told on that day but of a term that ends on it
    """
    first, last = (at.astimezone(calendar.tz).date() for at in (began, due))
    known = calendar.working_days
    place = bisect_left(known, last)
    spare = place - bisect_right(known, first)
    if spare <= 0:
        owed = due if rule.short == "at-expiry" else _opening(known[max(place - 1, 0)], calendar)
        warn = _warning_of_short(began, due, calendar)
    else:
        owed = due if rule.apology == "at-expiry" else _opening(known[place - 1], calendar)
        warn = _opening(known[place - min(rule.warn_days, spare)], calendar)
    next_day = known[min(bisect_right(known, last), len(known) - 1)]
    report = due if owed < due else max(_opening(next_day, calendar), due)
    return Marks(warn_at=min(warn, owed), apologise_at=owed, late_at=due, report_at=report)


def _warning_of_short(began: datetime, due: datetime, calendar: WorkCalendar) -> datetime:
    """Return when to warn on the last day: when offices open on it, after noon at the latest."""
    day = due.astimezone(calendar.tz).date()
    openings = (datetime.combine(day, one[0], calendar.tz) for one in calendar.hours_on(day))
    later = (one.astimezone(UTC) for one in openings if one > began)
    return min(next(later, due), due)


def _opening(day: date, calendar: WorkCalendar) -> datetime:
    return datetime.combine(day, calendar.hours_on(day)[0][0], calendar.tz).astimezone(UTC)


def _rule(row: Mapping[str, Any]) -> WatchRule:
    valid_from, apology = row["valid_from"], row["apology"]
    short = row.get("short_apology", apology)
    if not isinstance(valid_from, date) or not {apology, short} <= set(APOLOGIES):
        raise ValueError(f"valid_from is a day, an apology before or at-expiry: {dict(row)}")
    return WatchRule(
        valid_from=valid_from,
        warn_days=int(row["warn_days"]),
        apology=apology,
        short=short,
        basis=str(row["basis"]),
        office=row.get("office"),
    )
