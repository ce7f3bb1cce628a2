"""The calendar of Viet Nam from the library `holidays` and our table of corrections.

The library knows the lunar days at UTC+7 and the compensations; it misses swaps, which the table
`bpmn/calendars/vietnam.toml` adds, each with the document that decided it.
"""

import tomllib
from collections.abc import Mapping
from datetime import date
from typing import Any

import holidays

from engine.calendars.calendar import WorkCalendar, read_hours
from engine.errors import SettingRefused


def read_calendar(corrections: str) -> WorkCalendar:
    """Return the calendar with all its days written out.

    corrections   TOML: name, first_year, last_year, decided_through, zone, hours, and [[day]]
                  tables of date, state ("off" or "on") and document
    Raises        SettingRefused naming what is missing or wrong in the table
    """
    try:
        table = tomllib.loads(corrections)
        first, last = int(table["first_year"]), int(table["last_year"])
        library = holidays.country_holidays("VN", years=range(first, last + 1))
        off, worked = set(library), set(library.weekend_workdays)
        for row in table.get("day", []):
            day, is_on = _correction(row)
            (worked if is_on else off).add(day)
            (off if is_on else worked).discard(day)
        return WorkCalendar(
            name=table["name"],
            first_year=first,
            last_year=last,
            decided_through=int(table["decided_through"]),
            days_off=frozenset(day for day in off if first <= day.year <= last),
            extra_days=frozenset(day for day in worked if first <= day.year <= last),
            hours=read_hours(table["hours"]),
            zone=table["zone"],
        )
    except (KeyError, TypeError, ValueError) as error:
        raise SettingRefused(
            setting="calendar",
            value="corrections",
            reason_en=f"{type(error).__name__}: {error}",
            reason_vi=f"bảng hiệu chỉnh lịch có lỗi: {error}",
        ) from error


def _correction(row: Mapping[str, Any]) -> tuple[date, bool]:
    day, state, document = row["date"], row["state"], row["document"]
    if not isinstance(day, date) or state not in ("on", "off") or not str(document).strip():
        raise ValueError(f"a day needs date, state on or off, and its document: {dict(row)}")
    return day, state == "on"
