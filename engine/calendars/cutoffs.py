"""Cut-offs: until when on a day a dossier counts as received that day.

Source   15:00: NĐ 61/2018/NĐ-CP Art. 18; last hour, end of the day: NĐ 297/2025/NĐ-CP Art. 6
"""

import re
from datetime import date, datetime, time, timedelta
from typing import Final, Literal, TypeAlias

from engine.calendars.calendar import Hours

LAST_HOUR: Final = "last-hour"
CLOSING: Final = "closing"
Named: TypeAlias = Literal["last-hour", "closing"]
Cutoff: TypeAlias = time | Named
NAMED: Final[tuple[Named, ...]] = (LAST_HOUR, CLOSING)
HOUR: Final = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


def is_cutoff(text: str) -> bool:
    """Tell whether a text is a cut-off: an hour such as 15:00, `last-hour` or `closing`."""
    return text in NAMED or HOUR.fullmatch(text) is not None


def parse_cutoff(text: str | None) -> Cutoff | None:
    """Return the cut-off that a text means; None without a text.

    Raises  ValueError for any other text
    """
    for named in NAMED:
        if text == named:
            return named
    return time.fromisoformat(text) if text else None


def latest_on(cutoff: Cutoff, hours: Hours) -> time:
    """Return the last local time that still counts, on a day with these hours."""
    if isinstance(cutoff, time):
        return cutoff
    closing = hours[-1][1]
    if cutoff == CLOSING:
        return closing
    return (datetime.combine(date.max, closing) - timedelta(hours=1)).time()
