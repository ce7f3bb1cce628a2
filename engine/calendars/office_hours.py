"""Office hours by office and season: the table `bpmn/calendars/hours.toml` laid over the calendar.

An office without lines of its own has those of the nearest office above it that has some.
"""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from engine.calendars.calendar import Hours, Season, WorkCalendar, read_hours
from engine.errors import SettingRefused

DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class HoursRule:
    """Hours that an office decided.

    office      its code
    valid_from  first day; valid_to the last one, None while no other decision is known
    season      first and last (month, day) of each year in which they hold; None for all the year
    document    the decision
    """

    office: str
    valid_from: date
    hours: Hours
    document: str
    valid_to: date | None = None
    season: tuple[tuple[int, int], tuple[int, int]] | None = None


def read_hours_table(table: str) -> tuple[HoursRule, ...]:
    """Return the rules of a table of office hours.

    table    TOML: [[hours]] with office, valid_from, hours, document; valid_to and season may miss
    Raises   SettingRefused naming what is missing or wrong
    """
    try:
        rows = tomllib.loads(table).get("hours", [])
        return tuple(_rule(row) for row in rows)
    except (KeyError, TypeError, ValueError) as error:
        raise SettingRefused(
            setting="calendar",
            value="hours",
            reason_en=f"{type(error).__name__}: {error}",
            reason_vi=f"bảng giờ làm việc có lỗi: {error}",
        ) from error


def calendar_of(
    calendar: WorkCalendar, path: Sequence[str], rules: Iterable[HoursRule]
) -> WorkCalendar:
    """Return the calendar of an office.

    path   codes of the office and of those above it, the nearest first
    """
    known = list(rules)
    for code in path:
        own = [rule for rule in known if rule.office == code]
        if own:
            name = f"{calendar.name} · {code}"
            return replace(calendar, name=name, seasons=_seasons(calendar, own))
    return calendar


def _rule(row: Mapping[str, Any]) -> HoursRule:
    valid_from, valid_to = row["valid_from"], row.get("valid_to")
    if not isinstance(valid_from, date) or not isinstance(valid_to, date | None):
        raise TypeError(f"valid_from and valid_to are days: {dict(row)}")
    if not str(row["document"]).strip():
        raise ValueError(f"hours need the document that decided them: {dict(row)}")
    season = row.get("season")
    return HoursRule(
        office=row["office"],
        valid_from=valid_from,
        valid_to=valid_to,
        hours=read_hours(row["hours"]),
        document=row["document"],
        season=None if season is None else (_month_day(season[0]), _month_day(season[1])),
    )


def _month_day(text: str) -> tuple[int, int]:
    """Return month and day of a text such as 04-16; 29 February is no edge of a season."""
    month, day = (int(part) for part in text.split("-"))
    date(2023, month, day)
    return month, day


def _seasons(calendar: WorkCalendar, rules: list[HoursRule]) -> tuple[Season, ...]:
    """Return the days of each rule; of two that hold on a day, the later line counts."""
    found: list[Season] = []
    for rule in rules:
        for first, last in _spans(calendar, rule):
            found = [
                *_without(found, first, last),
                Season(first=first, last=last, hours=rule.hours),
            ]
    return tuple(sorted(found, key=lambda one: one.first))


def _spans(calendar: WorkCalendar, rule: HoursRule) -> Iterable[tuple[date, date]]:
    begins = max(rule.valid_from, date(calendar.first_year, 1, 1))
    ends = min(rule.valid_to or date.max, date(calendar.last_year, 12, 31))
    if rule.season is None:
        spans = [(begins, ends)]
    else:
        start, end = rule.season
        over = int(end < start)  # a winter ends in the year after
        spans = [
            (date(year, *start), date(year + over, *end))
            for year in range(begins.year - 1, ends.year + 1)
        ]
    for first, last in spans:
        if max(first, begins) <= min(last, ends):
            yield max(first, begins), min(last, ends)


def _without(seasons: Iterable[Season], first: date, last: date) -> Iterable[Season]:
    """Yield what is left of seasons outside a span."""
    for one in seasons:
        if one.first < first:
            yield replace(one, last=min(one.last, first - DAY))
        if one.last > last:
            yield replace(one, first=max(one.first, last + DAY))
