"""The day promised: watched, changed once with an apology, and reported when late again."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from engine.actions.complete_task import complete_task
from engine.actions.set_date import NewDate, set_date
from engine.actions.tell_terms import tell_terms
from engine.actions.verify_cases import verify_cases
from engine.calendars.office_hours import read_hours_table
from engine.context import Calendars, Context
from engine.errors import AccessDenied, InputRefused
from engine.records.cases import Case
from engine.records.terms import APOLOGY, REPORT
from engine.refusals import ApologyUsed, ClockNotRunning, DayRefused, NoExtension
from engine.store.log import read_log
from engine.store.offices import load_directory
from engine.store.term_counts import count_terms
from engine.store.terms import list_duties, list_late, list_owed, list_soon
from tests.actions.changing import publish_changed
from tests.actions.conftest import Stage
from tests.make import TEST_PROCEDURES, publish, reread

# Of three working days from Monday 23/11/2026; the 24th is a day off.
PROMISED = datetime(2026, 11, 27, 10, 0, tzinfo=UTC)
TELLING = ("term-warned", "apology-due", "term-passed", "second-lateness", "apology-missed")
HOURS = """
[[hours]]
office = "H99"
valid_from = 2026-01-01
hours = [["07:00", "11:30"], ["13:00", "16:30"]]
document = "QĐ thử"
"""


def sorry(
    day: date = date(2026, 12, 4), act: str = "apology", reason: str = "Thiếu người"
) -> NewDate:
    return NewDate(act=act, due_on=day, reason=reason, basis="NĐ 118/2025/NĐ-CP")


@pytest.fixture
def case(stage: Stage) -> Case:
    """Give a case of a procedure with three working days, due on Friday 27/11."""
    publish(stage.context, "co-han", TEST_PROCEDURES)
    return stage.file(procedure_key="co-han")


def told(context: Context, case: Case) -> list[str]:
    """Return what was noted of the term in the log, in order."""
    with context.database.read() as db:
        entries = read_log(db, case.case_id)
    noted = [event.kind for entry in entries if entry.kind == "note" for event in entry.events]
    return [kind for kind in noted if kind in TELLING]


def test_a_term_is_warned_of_an_apology_owed_and_lateness_told(stage: Stage, case: Case) -> None:
    assert case.standing.due_at == PROMISED
    assert tell_terms(stage.context) == 0
    told_then = []
    for day in (25, 26, 27):
        stage.clock.move_to(datetime(2026, 11, day, 11, 0, tzinfo=UTC))
        tell_terms(stage.context)
        told_then.append(told(stage.context, case))
    assert told_then == [
        ["term-warned"],
        ["term-warned", "apology-due"],
        ["term-warned", "apology-due", "term-passed", "apology-missed"],
    ]
    assert tell_terms(stage.context) == 0


@pytest.mark.parametrize(
    ("term", "warned", "owed"),
    [("same day", "23T06:30", "23T10:00"), ("1 working day", "25T00:30", "25T10:00")],
)
def test_a_short_term_owes_no_apology_before_it_has_ended(
    stage: Stage, tmp_path: Path, term: str, warned: str, owed: str
) -> None:
    publish_changed(stage.context, tmp_path, ('"3 working days"', f'"{term}"'))
    case = stage.file(procedure_key="co-han")
    for at, noted in (
        (None, []),
        (warned, ["term-warned"]),
        (owed, ["term-warned", "apology-due", "term-passed"]),
    ):
        if at is not None:
            stage.clock.move_to(datetime.fromisoformat(f"2026-11-{at}:00+00:00"))
        tell_terms(stage.context)
        assert told(stage.context, case) == noted


def test_lists_hold_what_is_due_late_and_owed_for_the_own_office_only(
    stage: Stage, case: Case
) -> None:
    stage.clock.move_to(PROMISED - timedelta(hours=1))
    tell_terms(stage.context)
    here, there = [stage.cast.office_id], [stage.cast.other_office_id]
    with stage.context.database.read() as db:
        now = stage.clock.now()
        assert [one.code for one in list_soon(db, here, now, 1)] == [case.code]
        assert [one.code for one in list_owed(db, here, APOLOGY, 1)] == [case.code]
        assert list_soon(db, there, now, 1) == list_owed(db, there, APOLOGY, 1) == ()
        later = PROMISED + timedelta(hours=1)
        assert [one.code for one in list_late(db, here, later, 1)] == [case.code]
        counts = count_terms(db, here, later)
    assert (counts.soon, counts.late, counts.apology, counts.report) == (0, 1, 1, 0)


def test_an_apology_sets_one_new_day_and_settles_the_duty(stage: Stage, case: Case) -> None:
    stage.clock.move_to(PROMISED - timedelta(hours=1))
    tell_terms(stage.context)
    set_date(stage.context, stage.cast.bob, case.code, sorry())
    now = reread(stage.context, case)
    assert now.standing.due_at == datetime(2026, 12, 4, 10, 0, tzinfo=UTC)
    assert now.standing.apologies == 1
    with stage.context.database.read() as db:
        assert [one.settled_at is None for one in list_duties(db, case.case_id)] == [False]
    with pytest.raises(ApologyUsed):
        set_date(stage.context, stage.cast.bob, case.code, sorry(date(2026, 12, 11)))
    assert [one.discrepancies for one in verify_cases(stage.context)] == [()]


def test_a_second_lateness_stays_red_and_is_reported_to_the_office_above(
    stage: Stage, case: Case
) -> None:
    set_date(stage.context, stage.cast.bob, case.code, sorry())
    stage.clock.move_to(datetime(2026, 12, 4, 10, 1, tzinfo=UTC))
    tell_terms(stage.context)
    assert told(stage.context, case) == ["second-lateness"]
    with stage.context.database.read() as db:
        (duty,) = list_duties(db, case.case_id)
        above = load_directory(db).by_code["H99"].office_id
    assert (duty.kind, duty.office_id, duty.settled_at) == (REPORT, above, None)


@pytest.mark.parametrize("who", ["alice", "charlie", "erin", "frank"])
def test_only_who_answers_for_the_office_sets_a_day(stage: Stage, case: Case, who: str) -> None:
    with pytest.raises(AccessDenied):
        set_date(stage.context, getattr(stage.cast, who), case.code, sorry())


@pytest.mark.parametrize(
    ("wanted", "refused"),
    [
        (sorry(reason=" "), InputRefused),
        (sorry(date(2026, 11, 27)), DayRefused),
        (sorry(date(2026, 11, 26)), DayRefused),
        (sorry(date(2026, 12, 5)), DayRefused),
        (sorry(act="extension"), NoExtension),
    ],
    ids=["no reason", "the same day", "earlier", "a Saturday", "no extension by law"],
)
def test_a_day_is_not_set_against_the_rules(
    stage: Stage, case: Case, wanted: NewDate, refused: type[Exception]
) -> None:
    with pytest.raises(refused):
        set_date(stage.context, stage.cast.bob, case.code, wanted)
    assert reread(stage.context, case) == case


def test_when_the_result_is_ready_nothing_is_owed_and_no_day_set(stage: Stage, case: Case) -> None:
    stage.clock.move_to(PROMISED - timedelta(hours=1))
    tell_terms(stage.context)
    complete_task(stage.context, stage.cast.bob, stage.task(case, "giai_quyet"), {})
    ready = reread(stage.context, case)
    assert (ready.standing.ready, ready.standing.paused) == (True, True)
    stage.clock.move_to(PROMISED + timedelta(days=9))
    assert tell_terms(stage.context) == 0
    with stage.context.database.read() as db:
        assert count_terms(db, [stage.cast.office_id], stage.clock.now()).late == 0
        assert list_owed(db, [stage.cast.office_id], APOLOGY, 1) == ()
    with pytest.raises(ClockNotRunning):
        set_date(stage.context, stage.cast.bob, case.code, sorry())


def test_the_hours_of_the_deciding_office_reckon_and_stay_when_they_change(stage: Stage) -> None:
    publish(stage.context, "co-han", TEST_PROCEDURES)
    current, watching = stage.context.calendars.current, stage.context.calendars.watching
    summer = read_hours_table(HOURS)
    context = replace(stage.context, calendars=Calendars(current, summer, watching))
    case = replace(stage, context=context).file(procedure_key="co-han")
    assert case.standing.due_at == PROMISED - timedelta(minutes=30)
    # The office has given the hours up: what was reckoned with them is carried out as it was.
    set_date(stage.context, stage.cast.bob, case.code, sorry())
    assert [one.discrepancies for one in verify_cases(stage.context)] == [()]
    with stage.context.database.read() as db:
        first, second, *_rest = (one.calendar_id for one in read_log(db, case.case_id))
    assert first != second
