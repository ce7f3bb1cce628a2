"""How long people take: officers in working time, citizens in their own."""

from bisect import bisect_right
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from random import Random
from types import MappingProxyType

from engine.calendars.calendar import WorkCalendar
from engine.calendars.deadlines import due_at
from engine.calendars.terms import Term
from engine.records.people import APPLICANT
from engine.sample.further import MARRIAGE
from engine.sample.stories import BIRTH, COPY, PERMIT

SPREAD = 0.5
# Working minutes an officer takes from when a task reaches the inbox; 450 are a day.
USUAL: Mapping[str, float] = MappingProxyType(
    {"desk": 20, "specialist": 24, "head": 30, "leader": 18, "clerk": 12}
)
MINUTES: Mapping[tuple[str, str], float] = MappingProxyType(
    {
        (BIRTH, "xac_minh"): 800,
        (BIRTH, "tra_ket_qua"): 100,
        (COPY, "doi_chieu"): 15,
        (COPY, "cho_ban_chinh"): 600,
        (COPY, "tra_ket_qua"): 90,
        (PERMIT, "kiem_tra"): 90,
        (PERMIT, "tham_dinh"): 900,
        (PERMIT, "tham_dinh_lai"): 700,
        (PERMIT, "tham_dinh_cuoi"): 500,
        (PERMIT, "kiem_tra_thuc_dia"): 900,
        (PERMIT, "tra_loi_y_kien"): 1700,
        (PERMIT, "du_thao"): 250,
        (PERMIT, "soat_xet"): 150,
        (PERMIT, "quyet_dinh"): 150,
        (PERMIT, "tra_ket_qua"): 500,
    }
)
# Hours a citizen takes, day or night.
HOURS: Mapping[tuple[str, str], float] = MappingProxyType(
    {
        (BIRTH, "bo_sung_ho_so"): 70,
        (BIRTH, "nhan_xac_nhan"): 5,
        # The draft is taken as agreed after a day.
        (MARRIAGE, "xac_nhan"): 5,
    }
)
CITIZEN_HOURS = 90.0


def done_at(
    since: datetime,
    place: tuple[str, str, str],
    slowness: float,
    rng: Random,
    calendar: WorkCalendar,
) -> datetime:
    """Return when a task that has waited since then is done.

    place   procedure, element and post
    """
    procedure, element, post = place
    spread = rng.lognormvariate(0, SPREAD)
    if post == APPLICANT:
        hours = HOURS.get((procedure, element), CITIZEN_HOURS)
        return since + timedelta(hours=hours * spread)
    minutes = MINUTES.get((procedure, element), USUAL.get(post, 60))
    return after_work(since, minutes * spread * slowness, calendar) + _seconds(rng)


def after_work(since: datetime, minutes: float, calendar: WorkCalendar) -> datetime:
    """Return the instant at which so many working minutes have passed."""
    hours = Decimal(max(1, round(minutes))) / 60
    return due_at(since, Term(text="", unit="working-hours", amount=hours), calendar)


def days_before(at: datetime, days: int, calendar: WorkCalendar) -> datetime:
    """Return the opening of the office so many working days before an instant, UTC."""
    last = at.astimezone(calendar.tz).date()
    known = calendar.working_days
    day = known[bisect_right(known, last) - days]
    return datetime.combine(day, calendar.hours_on(day)[0][0], calendar.tz).astimezone(UTC)


def _seconds(rng: Random) -> timedelta:
    return timedelta(seconds=rng.randint(1, 59))
