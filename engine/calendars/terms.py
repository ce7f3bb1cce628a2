"""Terms as laws and designers write them: "3 working days", "nửa ngày làm việc", "PT8H"."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from types import MappingProxyType
from typing import Final, Literal, TypeAlias

from engine.faults import TermRefused

Unit: TypeAlias = Literal["working-days", "working-hours", "days", "months", "elapsed"]
MOST_MONTHS: Final = 1_200
MOST_ELAPSED: Final = timedelta(days=36_525)

WORDED: Final = re.compile(
    r"(?P<amount>\d{1,6}(?:[.,]\d{1,3})?|1/2|half an?|an?|one|nửa|một)\s+(?P<unit>\D+)"
)
AMOUNTS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "half a": "0.5",
        "half an": "0.5",
        "1/2": "0.5",
        "nửa": "0.5",
        "a": "1",
        "an": "1",
        "one": "1",
        "một": "1",
    }
)
# How each unit is written → what it is and how many of it one such word means.
UNITS: Final[Mapping[str, tuple[Unit, int]]] = MappingProxyType(
    {
        "working day": ("working-days", 1),
        "working days": ("working-days", 1),
        "business day": ("working-days", 1),
        "business days": ("working-days", 1),
        "ngày làm việc": ("working-days", 1),
        "working hour": ("working-hours", 1),
        "working hours": ("working-hours", 1),
        "business hour": ("working-hours", 1),
        "business hours": ("working-hours", 1),
        "giờ làm việc": ("working-hours", 1),
        "day": ("days", 1),
        "days": ("days", 1),
        "calendar day": ("days", 1),
        "calendar days": ("days", 1),
        "ngày": ("days", 1),
        "week": ("days", 7),
        "weeks": ("days", 7),
        "tuần": ("days", 7),
        "month": ("months", 1),
        "months": ("months", 1),
        "tháng": ("months", 1),
        "year": ("months", 12),
        "years": ("months", 12),
        "năm": ("months", 12),
        "hour": ("elapsed", 3600),
        "hours": ("elapsed", 3600),
        "giờ": ("elapsed", 3600),
        "minute": ("elapsed", 60),
        "minutes": ("elapsed", 60),
        "phút": ("elapsed", 60),
    }
)
SAME_DAY: Final = frozenset(("same day", "the same day", "trong ngày", "trong ngày làm việc"))
DURATION: Final = re.compile(
    r"P(?=\d|T\d)(?:(?P<years>\d{1,4})Y)?(?:(?P<months>\d{1,4})M)?(?:(?P<weeks>\d{1,5})W)?"
    r"(?:(?P<days>\d{1,6}(?:[.,]\d{1,6})?)D)?"
    r"(?:T(?=\d)(?:(?P<hours>\d{1,7}(?:[.,]\d{1,6})?)H)?(?:(?P<minutes>\d{1,9}(?:[.,]\d{1,6})?)M)?"
    r"(?:(?P<seconds>\d{1,10}(?:[.,]\d{1,6})?)S)?)?"
)
TIMES: Final = ("weeks", "days", "hours", "minutes", "seconds")


@dataclass(frozen=True, kw_only=True)
class Term:
    """A length of time with its way of counting.

    text      as it was written
    unit      working-days  whole and half days of offices; 0 is "by closing time of the same day"
              working-hours hours in which offices are open
              days, months  calendar days and months as laws count them: the first day is not
                            counted, a last day off moves to the next working day
              elapsed       time on the clock, as ISO 8601 durations mean it
    amount    how many, in steps of a half for working days, whole for days and months
    months    of an elapsed duration (P1Y2M = 14)
    elapsed   the rest of an elapsed duration
    """

    text: str
    unit: Unit
    amount: Decimal = Decimal(0)
    months: int = 0
    elapsed: timedelta = timedelta()


def parse_term(text: str) -> Term:
    """Return the term that a text means, in Vietnamese, English or as an ISO 8601 duration.

    Raises   TermRefused for any other text, naming it
    """
    clean = " ".join(unicodedata.normalize("NFC", text).split())
    if clean.lower() in SAME_DAY:
        return Term(text=clean, unit="working-days")
    worded = WORDED.fullmatch(clean.lower())
    if worded and worded["unit"].strip() in UNITS:
        return _worded(clean, worded["amount"], *UNITS[worded["unit"].strip()])
    duration = DURATION.fullmatch(clean.upper())
    if duration:
        return _duration(clean, duration)
    raise TermRefused(text=text)


def _worded(text: str, written: str, unit: Unit, factor: int) -> Term:
    amount = Decimal(AMOUNTS.get(written, written).replace(",", ".")) * factor
    if unit == "elapsed":
        return _bounded(Term(text=text, unit=unit, elapsed=timedelta(seconds=float(amount))))
    steps = amount * 2 if unit == "working-days" else amount
    if unit != "working-hours" and steps != steps.to_integral_value():
        raise TermRefused(text=text)
    return _bounded(Term(text=text, unit=unit, amount=amount))


def _duration(text: str, found: re.Match[str]) -> Term:
    months = 12 * int(found["years"] or 0) + int(found["months"] or 0)
    parts = {name: float((found[name] or "0").replace(",", ".")) for name in TIMES}
    return _bounded(Term(text=text, unit="elapsed", months=months, elapsed=timedelta(**parts)))


def _bounded(term: Term) -> Term:
    months = term.amount if term.unit == "months" else term.months
    days = timedelta(days=0 if term.unit == "months" else float(term.amount))
    if months > MOST_MONTHS or days > MOST_ELAPSED or term.elapsed > MOST_ELAPSED:
        raise TermRefused(text=term.text)
    return term
