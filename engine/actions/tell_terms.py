"""Telling of terms: the warning, the duty to apologise, lateness, and second lateness upward."""

from engine.actions.carry_out import carry_out
from engine.actions.tell_watchers import office_above, tell_watchers
from engine.actions.tries import Tries
from engine.actions.watch_term import marks_for, passed, rule_of, watch_of
from engine.context import Context
from engine.errors import CaseChanged
from engine.records.cases import Case
from engine.records.commands import Note
from engine.records.terms import APOLOGY, LATE, OWED, REPORT, REPORTED, WARNED, Duty
from engine.records.values import Json
from engine.store.cases import lock_case
from engine.store.database import OUTAGE, Db
from engine.store.terms import add_duty, find_watch, keep_watch, list_due, put_off

BATCH = 100
TERM = "term"


def tell_terms(context: Context, most: int = BATCH, tries: Tries | None = None) -> int:
    """Tell of all terms of which something is to be told now; return how many were looked at.

    Found by index; each case in a transaction of its own, so none holds up another. One that fails
    is put off, longer each time.

    tries   what failed in the rounds before
    """
    tries = tries or Tries()
    with context.database.read() as db:
        found = list_due(db, context.clock.now(), most)
    for case_id in found:
        try:
            with context.database.begin() as db:
                _tell(context, db, case_id)
            tries.done((TERM, case_id))
        except CaseChanged:
            continue  # somebody has just moved it on; the next round looks again
        except OUTAGE:
            raise
        except Exception:  # noqa: BLE001  the terms of other cases must not wait for this one
            again_at = tries.failed((TERM, case_id), context.clock.now()).again_at
            with context.database.begin() as db:
                put_off(db, case_id, again_at)
    return len(found)


def _tell(context: Context, db: Db, case_id: int) -> None:
    case = lock_case(db, case_id)
    watch = find_watch(db, case_id)
    now = context.clock.now()
    if watch is None or watch.next_at is None or watch.next_at > now:
        return
    reached = passed(marks_for(context, db, case), now)
    for mark in range(watch.reached + 1, reached + 1):
        case = _note(context, db, case, mark, reached)
    keep_watch(db, watch_of(context, db, case, reached))


def _note(context: Context, db: Db, case: Case, mark: int, reached: int) -> Case:
    """Note one thing, and write down who owes what by it."""
    if mark == WARNED and reached == WARNED:
        return _say(context, db, case, "term-warned", {})
    if mark == OWED and not case.standing.apologies:
        _owe(context, db, case, APOLOGY, case.office_id)
        basis = rule_of(context, db, case).basis
        return _say(context, db, case, "apology-due", {"basis": basis})
    if mark == LATE and case.standing.apologies:
        return _report(context, db, case, "second-lateness")
    if mark == REPORTED and not case.standing.apologies:
        return _report(context, db, case, "apology-missed")
    return _say(context, db, case, "term-passed", {}) if mark == LATE else case


def _report(context: Context, db: Db, case: Case, event: str) -> Case:
    above = office_above(context, db, case)
    _owe(context, db, case, REPORT, above.office_id)
    return _say(context, db, case, event, {"office": above.name_vi})


def _owe(context: Context, db: Db, case: Case, kind: str, office_id: int) -> None:
    due_at = case.standing.due_at
    assert due_at is not None  # noqa: S101  only a day promised is watched
    now = context.clock.now()
    add_duty(db, Duty(case_id=case.case_id, kind=kind, office_id=office_id, at=now, due_at=due_at))


def _say(context: Context, db: Db, case: Case, event: str, values: dict[str, Json]) -> Case:
    due_at = case.standing.due_at
    assert due_at is not None  # noqa: S101  only a day promised is watched
    day = f"{due_at.astimezone(context.calendars.current.tz):%d/%m/%Y}"
    said = {"due": due_at.isoformat(), "day": day, **values}
    saved = carry_out(context, db, case, Note(event=event, values=said))
    tell_watchers(context, db, saved, event, said)
    return saved
