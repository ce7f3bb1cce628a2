"""Reading how soon complaints are dealt with: data with validity dates."""

import tomllib
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from engine.calendars.calendar import WorkCalendar
from engine.calendars.deadlines import due_at
from engine.calendars.terms import Term
from engine.records.complaints import ComplaintRule

DAYS = ("refuse_days", "supplement_days", "answer_days", "publish_days")


def read_complaint_rules(text: str) -> tuple[ComplaintRule, ...]:
    """Return the rules of a TOML text, the earliest first.

    Raises  ValueError for a rule that lacks something
    """
    found: list[dict[str, Any]] = tomllib.loads(text).get("rule", [])
    rules = [_rule(one) for one in found]
    return tuple(sorted(rules, key=lambda one: one.valid_from))


def complaint_rule(rules: tuple[ComplaintRule, ...], day: date) -> ComplaintRule:
    """Return the rule in force on a day; raise ValueError before the first."""
    fitting = [one for one in rules if one.valid_from <= day]
    if not fitting:
        raise ValueError(f"no rule for complaints on {day}")
    return fitting[-1]


def days_after(start: datetime, days: int, calendar: WorkCalendar, cutoff: time | None) -> datetime:
    """Return the end of so many working days; the day of the event is not counted."""
    term = Term(text="", unit="working-days", amount=Decimal(days))
    return due_at(start, term, calendar, cutoff)


def _rule(found: dict[str, Any]) -> ComplaintRule:
    missing = [name for name in ("valid_from", "basis", *DAYS) if name not in found]
    if missing:
        raise ValueError(f"a rule for complaints lacks {', '.join(missing)}")
    return ComplaintRule(
        valid_from=found["valid_from"],
        refuse_days=int(found["refuse_days"]),
        supplement_days=int(found["supplement_days"]),
        answer_days=int(found["answer_days"]),
        publish_days=int(found["publish_days"]),
        basis=found["basis"],
    )
