"""Dates and instants in decision cells; case data keeps both as text.

Source: OMG DMN 1.4, 10.3.2.3.4 and 10.3.2.3.5 (date, date and time) and grammar rule 62 (@"…").
"""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Any, Final

from engine.decisions.patterns import Axis
from engine.expressions.catalogue import CATALOGUE, LOCAL
from engine.expressions.faults import Fault, shown

INSTANT: Final = re.compile(
    r"(?:date and time\s*\(\s*(?P<text>\"[^\"]*\")\s*\)|@(?P<at>\"\d{4}-\d\d-\d\dT[^\"]*\"))"
)


def day_of(value: Any) -> date:
    """Return the date a text names; an instant is taken as the day it is in Viet Nam.

    Raises   Fault for another text
    """
    found: date = CATALOGUE["date"].run(value)
    return found


def instant_of(value: Any) -> datetime:
    """Return the instant a text names; without a zone it is Viet Nam's, without a time midnight.

    Raises   Fault for another text
    """
    try:
        found = datetime.fromisoformat(value)
    except (ValueError, TypeError):
        raise Fault(
            f"{shown(value)} is no date and time", f"{shown(value)} không phải ngày giờ"
        ) from None
    return found if found.tzinfo else found.replace(tzinfo=LOCAL)


def find_instant(text: str) -> datetime | None:
    """Return the instant that the whole of a text writes, None when it writes something else.

    Raises   Fault for `date and time("…")` of something that is none
    """
    found = INSTANT.fullmatch(text.strip())
    return instant_of((found["text"] or found["at"])[1:-1]) if found else None


def alike(value: Any, wanted: Any) -> tuple[Any, Any]:
    """Return both as dates, or as instants, where one is wanted and the value is a text.

    Raises   Fault for a text that names none
    """
    if isinstance(value, str):
        if isinstance(wanted, datetime):
            return instant_of(value), wanted
        if isinstance(wanted, date):
            return day_of(value), wanted
    return value, wanted


PARSERS: Final[Mapping[Axis, Callable[[Any], Any]]] = MappingProxyType(
    {"day": day_of, "instant": instant_of}
)
