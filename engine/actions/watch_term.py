"""Keeping an eye on the day promised: after each step, and when an instant of it has come."""

from dataclasses import replace
from datetime import datetime

from engine.calendars.watching import Marks, WatchRule, marks_of, rule_for
from engine.context import Context, calendar_for
from engine.records.cases import Case
from engine.records.outcomes import RUNNING, SUSPENDED, Standing
from engine.records.terms import APOLOGY, OWED, REPORT, REPORTED, Watch
from engine.runtime.codec import FORMAT, read_ledger
from engine.store.database import Db
from engine.store.terms import drop_watch, find_watch, keep_watch, settle_duties


def watch_term(context: Context, db: Db, old: Case, new: Case) -> None:
    """Keep the watch of a case as its clock stands after a step; usual steps leave it alone."""
    before, after = old.standing, new.standing
    if not context.calendars.watching or _clock(before) == _clock(after):
        return
    now = context.clock.now()
    if after.ready or after.status not in (RUNNING, SUSPENDED):
        if before.due_at is not None:
            drop_watch(db, new.case_id)
            settle_duties(db, new.case_id, now)
        return
    if after.apologies > before.apologies:
        settle_duties(db, new.case_id, now, (APOLOGY, REPORT))
    if after.due_at is not None:
        known = find_watch(db, new.case_id) if before.due_at is not None else None
        watch = watch_of(context, db, new, known.reached if known else 0)
        keep_watch(db, watch)
        if known is not None and known.reached >= OWED > watch.reached:
            # The day has moved on: there is time again.
            settle_duties(db, new.case_id, now, (APOLOGY,))


def watch_of(context: Context, db: Db, case: Case, reached: int) -> Watch:
    """Return how a case with a day promised is watched from now on.

    reached   what was told before; what lies ahead again is told anew
    """
    standing = case.standing
    assert standing.due_at is not None  # noqa: S101  only a day promised is watched
    runs = standing.status == RUNNING and not standing.paused
    marks = marks_for(context, db, case)
    reached = min(reached, passed(marks, context.clock.now()))
    ahead = marks.in_order()
    return Watch(
        case_id=case.case_id,
        office_id=case.office_id,
        due_at=standing.due_at,
        reached=reached,
        next_at=ahead[reached] if runs and reached < REPORTED else None,
        runs=runs,
    )


def marks_for(context: Context, db: Db, case: Case) -> Marks:
    """Return when something is to be told about the day promised of a case."""
    assert case.standing.due_at is not None  # noqa: S101  only a day promised is watched
    calendar = calendar_for(context, db, case.office_id)
    is_known = case.state_format == FORMAT
    began = read_ledger(case.state).began_at if case.state and is_known else None
    rule = rule_of(context, db, case)
    return marks_of(case.standing.due_at, rule, calendar, began or case.opened_at)


def rule_of(context: Context, db: Db, case: Case) -> WatchRule:
    """Return the rule of warning of a case: by its office, its law, and the day of receipt."""
    path = context.offices.get(db).path_of(case.office_id)
    received_on = case.opened_at.astimezone(context.calendars.current.tz).date()
    rule = rule_for(context.calendars.watching, path, received_on)
    process = context.versions.get(db, case.version_id).compiled.procedure.diagram.process
    own = process.attributes.get("apology")
    return (
        rule if own is None else replace(rule, apology="before" if own == "before" else "at-expiry")
    )


def passed(marks: Marks, now: datetime) -> int:
    """Return how many of the instants are over."""
    return sum(at <= now for at in marks.in_order())


def _clock(standing: Standing) -> tuple[object, ...]:
    return (standing.status, standing.due_at, standing.paused, standing.ready, standing.apologies)
