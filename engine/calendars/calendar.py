"""The working calendar of offices: one frozen value that holds every day off it knows.

It is written out in full, not computed from a library when asked, so that a deadline reckoned years
ago can be reckoned again the same way: a case keeps the digest of its calendar.
"""

import hashlib
import json
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import Any, Final
from zoneinfo import ZoneInfo

from engine.errors import CalendarTooShort

Hours = tuple[tuple[time, time], ...]
USUAL_HOURS: Final[Hours] = ((time(7, 30), time(11, 30)), (time(13, 30), time(17)))
SATURDAY: Final = 5
FORMAT: Final = 1
# How the legal clock is reckoned; 1 is what entries older than this number were counted by. By 3
# the day of the law moves in its own unit, and tasks stand still with the case (ADR 0031).
COUNTING: Final = 3


@dataclass(frozen=True, kw_only=True)
class Season:
    """Hours of an office other than its usual ones, from a first to a last day."""

    first: date
    last: date
    hours: Hours


@dataclass(frozen=True, kw_only=True)
class WorkCalendar:
    """Which days and hours offices work.

    first_year, last_year   the years whose holidays are written out, both included
    decided_through         last year whose swaps the Government has decided; later ones may move
    days_off                holidays, compensations and days swapped away; Saturdays and Sundays are
                            off without being listed
    extra_days              make-up days: Saturdays (or Sundays) worked for a day swapped away
    hours                   opening and closing, local time, in order, on one day
    seasons                 when other hours hold, in order, none overlapping another
    zone                    IANA name of the zone in which days and hours are meant
    counting                how the legal clock counts by it, so that an old entry counts as it did
    Source                  Bộ luật Lao động 2019 Art. 111–112; Quyết định 188/1999/QĐ-TTg
    """

    name: str
    first_year: int
    last_year: int
    decided_through: int
    days_off: frozenset[date]
    extra_days: frozenset[date] = frozenset()
    hours: Hours = USUAL_HOURS
    seasons: tuple[Season, ...] = ()
    zone: str = "Asia/Ho_Chi_Minh"
    counting: int = COUNTING

    def is_working(self, day: date) -> bool:
        """Return whether offices work on a day.

        Raises   CalendarTooShort outside the years known
        """
        self.require(day)
        return day in self.extra_days or (day.weekday() < SATURDAY and day not in self.days_off)

    def is_provisional(self, day: date) -> bool:
        """Return whether a decision to come may still change this day."""
        return day.year > self.decided_through

    def require(self, day: date) -> None:
        """Raise CalendarTooShort for a day outside the years known."""
        if not self.first_year <= day.year <= self.last_year:
            raise CalendarTooShort(first=self.first_year, last=self.last_year, day=day)

    @cached_property
    def working_days(self) -> tuple[date, ...]:
        """All working days in order; searched by halves instead of walking day by day."""
        return tuple(day for day in self._days() if self.is_working(day))

    @cached_property
    def tz(self) -> ZoneInfo:
        """The zone."""
        return ZoneInfo(self.zone)

    @cached_property
    def day_length(self) -> timedelta:
        """Working time of a usual day."""
        return length_of(self.hours)

    def hours_on(self, day: date) -> Hours:
        """Return when offices are open on a day, if they work on it."""
        place = bisect_right(self.seasons, day, key=lambda season: season.first) - 1
        if place >= 0 and day <= self.seasons[place].last:
            return self.seasons[place].hours
        return self.hours

    @cached_property
    def worked_before(self) -> tuple[timedelta, ...]:
        """Working time of all working days before each of them; and of all at the end."""
        sums = [timedelta()]
        for day in self.working_days:
            sums.append(sums[-1] + length_of(self.hours_on(day)))
        return tuple(sums)

    def to_json(self) -> bytes:
        """Return the canonical text: equal calendars give equal bytes."""
        content: dict[str, Any] = {
            "format": FORMAT,
            "name": self.name,
            "first_year": self.first_year,
            "last_year": self.last_year,
            "decided_through": self.decided_through,
            "zone": self.zone,
            "hours": _written(self.hours),
            "days_off": sorted(day.isoformat() for day in self.days_off),
            "extra_days": sorted(day.isoformat() for day in self.extra_days),
        }
        if self.seasons:
            content["seasons"] = [
                [one.first.isoformat(), one.last.isoformat(), _written(one.hours)]
                for one in self.seasons
            ]
        if self.counting > 1:
            content["counting"] = self.counting
        text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return text.encode()

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the canonical text, in hex: the identity of the calendar."""
        return hashlib.sha256(self.to_json()).hexdigest()

    def _days(self) -> Iterator[date]:
        day = date(self.first_year, 1, 1)
        while day.year <= self.last_year:
            yield day
            day += timedelta(days=1)


def from_json(content: bytes) -> WorkCalendar:
    """Return the calendar that `to_json` wrote.

    Raises   ValueError for text of another format
    """
    found: Mapping[str, Any] = json.loads(content)
    if found.get("format") != FORMAT:
        raise ValueError(f"calendar of format {found.get('format')}, not {FORMAT}")
    return WorkCalendar(
        name=found["name"],
        first_year=found["first_year"],
        last_year=found["last_year"],
        decided_through=found["decided_through"],
        zone=found["zone"],
        hours=read_hours(found["hours"]),
        seasons=tuple(_season(*one) for one in found.get("seasons", ())),
        days_off=frozenset(map(date.fromisoformat, found["days_off"])),
        extra_days=frozenset(map(date.fromisoformat, found["extra_days"])),
        counting=found.get("counting", 1),
    )


def read_hours(pairs: list[list[str]]) -> Hours:
    """Return opening hours from pairs of texts such as ["07:30", "11:30"].

    Raises   ValueError unless each pair ends after it starts and after the one before
    """
    hours = tuple((time.fromisoformat(start), time.fromisoformat(end)) for start, end in pairs)
    edges = [edge for pair in hours for edge in pair]
    if not edges or edges != sorted(set(edges)):
        raise ValueError(f"working hours are not in order: {pairs}")
    return hours


def length_of(hours: Hours) -> timedelta:
    """Return how long an office with these hours is open on a day."""
    day = date.min
    spans = (datetime.combine(day, end) - datetime.combine(day, start) for start, end in hours)
    return sum(spans, timedelta())


def _season(first: str, last: str, hours: list[list[str]]) -> Season:
    return Season(
        first=date.fromisoformat(first), last=date.fromisoformat(last), hours=read_hours(hours)
    )


def _written(hours: Hours) -> list[list[str]]:
    return [[start.isoformat(), end.isoformat()] for start, end in hours]
