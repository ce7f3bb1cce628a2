"""Comparing dossiers with what another system has of them; what it lacks is sent again.

Once a day: those of the day before, and all that are open.

Source: index 766 item 1.4 counts dossiers that were synchronised against those received.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta

import orjson

from engine.actions.compare_open import compare_open
from engine.context import Context
from engine.errors import CallFailed
from engine.outside.http import Request, refuse
from engine.records.partners import DOSSIER, Partner, Reconciliation
from engine.store.outbox import leave_message
from engine.store.reconciling import cases_of_day, claim_day, first_day, keep_day, list_days

DAYS_BACK = 7


def reconcile_due(context: Context) -> int:
    """Compare yesterday with every partner that can be asked, once; return how many days were.

    Days of the last week that were missed, or could not be compared then, are made up for.
    """
    now = context.clock.now()
    yesterday = now.astimezone(context.calendars.current.tz).date() - timedelta(days=1)
    done = 0
    for partner in context.partners:
        for day in _days_due(context, partner, yesterday) if partner.list_url else ():
            with context.database.begin() as db:
                ours = claim_day(db, partner.name, day, now)
            if ours:
                reconcile_partner(context, partner, day, sweeps=day == yesterday)
                done += 1
    return done


def _days_due(context: Context, partner: Partner, yesterday: date) -> list[date]:
    """Return yesterday, and the days before it on which there was something to compare with."""
    with context.database.read() as db:
        begun = first_day(db, partner.name) or yesterday
    week = (yesterday - timedelta(days=back) for back in reversed(range(DAYS_BACK)))
    return [day for day in week if day >= begun]


def reconcile_partner(
    context: Context, partner: Partner, day: date, sweeps: bool = False
) -> Reconciliation:
    """Compare one day with a partner, write down what was found, and send what it lacks.

    sweeps   all dossiers that are open since before are compared too
    """
    now = context.clock.now()
    first = datetime.combine(day, time(), context.calendars.current.tz)
    with context.database.read() as db:
        ours = cases_of_day(db, partner.name, first, first + timedelta(days=1))
        before = list_days(db, partner.name, 1)
    again = dict[int, int]()
    try:
        theirs = _their_list(context, partner, day)
    except CallFailed as error:
        found = Reconciliation(
            partner=partner.name,
            day=day,
            at=now,
            ours=len(ours),
            theirs=0,
            error=error.text("vi"),
        )
    else:
        found = _compare(partner, day, now, ours, theirs)
        again = {ours[code][0]: ours[code][2] for code in (*found.missing, *found.differing)}
        if sweeps:
            begin = before[0].sweep.next_day if before and before[0].sweep else None
            sweep, lost = compare_open(
                context, partner, first, begin, lambda day: _their_list(context, partner, day)
            )
            found = replace(found, sweep=sweep)
            again |= {one.case_id: one.seq for one in lost}
    _keep(context, partner, found, again)
    return found


def _keep(
    context: Context, partner: Partner, found: Reconciliation, again: Mapping[int, int]
) -> None:
    """Write down what was found, and leave messages about the cases that are to be told again."""
    now = context.clock.now()
    with context.database.begin() as db:
        claim_day(db, partner.name, found.day, now)
        keep_day(db, found)
        for case_id, seq in again.items():
            leave_message(db, (case_id, seq), partner.name, DOSSIER, now)
        context.wake(db)


def _compare(
    partner: Partner,
    day: date,
    now: datetime,
    ours: Mapping[str, tuple[int, int, int]],
    theirs: Mapping[str, str],
) -> Reconciliation:
    told = {code: partner.code("status", str(one[1])) for code, one in ours.items()}
    return Reconciliation(
        partner=partner.name,
        day=day,
        at=now,
        ours=len(ours),
        theirs=len(theirs),
        missing=tuple(sorted(told.keys() - theirs.keys())),
        unknown=tuple(sorted(theirs.keys() - told.keys())),
        differing={
            code: (told[code], theirs[code])
            for code in sorted(told.keys() & theirs.keys())
            if told[code] != theirs[code]
        },
    )


def _their_list(context: Context, partner: Partner, day: date) -> dict[str, str]:
    """Return the status by dossier code that a partner has of a day. Raises CallFailed."""
    joint = "&" if "?" in str(partner.list_url) else "?"
    request = Request(
        method="GET",
        url=f"{partner.list_url}{joint}ngay={day:%Y%m%d}",
        headers={"Accept": "application/json"},
        secret=partner.secret,
    )
    reply = context.outside.call(request)
    if not 200 <= reply.status < 300:
        raise refuse(
            f"{partner.title.en} answered {reply.status}",
            f"{partner.title.vi} trả lời {reply.status}",
        )
    try:
        found = orjson.loads(reply.body)
        rows = found["data"] if isinstance(found, dict) else found
        return {str(row["MaHoSo"])[:60]: str(row["TrangThaiHoSo"])[:10] for row in rows}
    except (ValueError, KeyError, TypeError) as error:
        raise refuse(
            f"the list of {partner.title.en} cannot be read",
            f"không đọc được danh sách của {partner.title.vi}",
        ) from error
