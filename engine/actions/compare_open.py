"""Comparing all open dossiers with another system: what it lost since it was told is found.

Each is looked up in the other system's list of the day on which it was received, so one call
answers for all dossiers of a day. What takes too long goes on in the next night.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from engine.context import Context
from engine.errors import CallFailed
from engine.records.partners import OpenCase, OpenSweep, Partner
from engine.store.reconciling import open_cases

MOST_CALLS, MOST_TIME = 400, timedelta(minutes=20)
# Where the other system lost everything, it gets it back in portions.
MOST_RESENT = 2_000
MOST_FAILURES = 3


def compare_open(
    context: Context,
    partner: Partner,
    before: datetime,
    begin: date | None,
    ask: Callable[[date], Mapping[str, str]],
) -> tuple[OpenSweep, tuple[OpenCase, ...]]:
    """Return what came of it, and the dossiers that are to be sent again.

    before  dossiers received before then, of which no message is on its way
    begin   day of receipt where the night before stopped; None to begin with the earliest
    ask     gives the status by dossier code of a day of receipt; raises CallFailed
    """
    with context.database.read() as db:
        by_day = _by_day(context, open_cases(db, partner.name, before))
    walk = _Walk(partner=partner, until=context.clock.now() + MOST_TIME)
    waiting = _in_turn(by_day, begin)
    while waiting and walk.may_go_on(context.clock.now()):
        day = waiting.pop(0)
        walk.calls += 1
        try:
            walk.compare(by_day[day], ask(day))
        except CallFailed as failed:
            walk.errors.append(failed.text("vi"))
    found = OpenSweep(
        ours=sum(len(one) for one in by_day.values()),
        compared=walk.compared,
        missing=tuple(walk.missing),
        differing=walk.differing,
        next_day=waiting[0] if waiting else None,
        error=walk.errors[-1] if walk.errors else None,
    )
    return found, tuple(walk.again)


@dataclass(kw_only=True)
class _Walk:
    """How far the comparison has come."""

    partner: Partner
    until: datetime
    calls: int = 0
    compared: int = 0
    missing: list[str] = field(default_factory=list)
    differing: dict[str, tuple[str, str]] = field(default_factory=dict)
    again: list[OpenCase] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def may_go_on(self, now: datetime) -> bool:
        """Tell whether another day may be asked for."""
        is_enough = self.calls >= MOST_CALLS or len(self.again) >= MOST_RESENT
        return not is_enough and len(self.errors) < MOST_FAILURES and now < self.until

    def compare(self, ours: Sequence[OpenCase], theirs: Mapping[str, str]) -> None:
        """Compare the open dossiers of a day of receipt."""
        self.compared += len(ours)
        for one in ours:
            told, there = self.partner.code("status", str(one.status)), theirs.get(one.code)
            if there is None:
                self.missing.append(one.code)
            elif there != told:
                self.differing[one.code] = (told, there)
            if there != told:
                self.again.append(one)


def _by_day(context: Context, found: Iterable[OpenCase]) -> dict[date, list[OpenCase]]:
    zone = context.calendars.current.tz
    by_day: dict[date, list[OpenCase]] = {}
    for one in found:
        by_day.setdefault(one.opened_at.astimezone(zone).date(), []).append(one)
    return by_day


def _in_turn(by_day: Mapping[date, object], begin: date | None) -> list[date]:
    """Return the days, those from `begin` on first."""
    days = sorted(by_day)
    ahead = [day for day in days if begin is None or day >= begin]
    return ahead + days[: len(days) - len(ahead)]
