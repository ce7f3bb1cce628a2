"""Cases: a step is written whole, once, and only onto the case it was reckoned from."""

from dataclasses import replace

import pytest

from engine.errors import CaseChanged, NotFound, RequestRepeated
from engine.records.outcomes import Incident, JobRequest, Standing, Subscription, Timer
from engine.store import cases, incidents, jobs, log, subscriptions, tasks, timers
from engine.store.database import Database
from tests.store.steps import NOW, Place, desk_task, entry_of, open_case, outcome_of, take_step

FULL = outcome_of(
    opened=(desk_task(1), desk_task(2)),
    timers=(Timer(token=3, element="wait", due_at=NOW),),
    awaited=(Subscription(token=4, element="asked", name="supplement", key="k"),),
    jobs=(JobRequest(token=5, element="look", kind="register-lookup", inputs={"a": [1]}),),
    incidents=(Incident(token=6, element="gate", code="no-way-out", text="…"),),
)
EMPTIED = outcome_of(
    Standing(status="finished", ending="done", portal_status=10),
    closed=(1, 2),
    timers_gone=(3,),
    awaited_gone=(4,),
    jobs_gone=(5,),
    incidents_gone=(6,),
)


def test_a_saved_case_reads_back_as_it_was_returned(database: Database, place: Place) -> None:
    with database.begin() as db:
        saved = take_step(db, place, open_case(db, place), FULL)
    with database.read() as db:
        assert cases.get_case(db, saved.case_id) == saved
        assert cases.find_case_by_code(db, saved.code) == saved
        assert cases.find_case_by_code(db, "H99.1-000000-0000") is None


def test_a_step_writes_all_rows_the_outcome_opens(database: Database, place: Place) -> None:
    with database.begin() as db:
        case_id = take_step(db, place, open_case(db, place), FULL).case_id
    with database.begin() as db:
        assert [one.token for one in tasks.list_case_tasks(db, case_id)] == [1, 2]
        assert [one.token for one in timers.list_case_timers(db, case_id)] == [3]
        assert subscriptions.list_case_subscriptions(db, case_id) == FULL.awaited
        assert incidents.list_case_incidents(db, case_id) == FULL.incidents
        assert [one.inputs for one in jobs.claim_due(db, NOW, "w", 9, 60)] == [{"a": [1]}]


def test_a_step_removes_all_rows_the_outcome_closes(database: Database, place: Place) -> None:
    with database.begin() as db:
        first = take_step(db, place, open_case(db, place), FULL)
        last = take_step(db, place, first, EMPTIED)
    with database.begin() as db:
        case_id = last.case_id
        assert last.closed_at == NOW
        assert tasks.list_case_tasks(db, case_id) == ()
        assert timers.list_case_timers(db, case_id) == ()
        assert subscriptions.list_case_subscriptions(db, case_id) == ()
        assert incidents.list_case_incidents(db, case_id) == ()
        assert jobs.claim_due(db, NOW, "w", 9, 60) == ()


def test_completing_a_task_takes_two_statements_or_five(database: Database, place: Place) -> None:
    with database.begin() as db:
        case = take_step(db, place, open_case(db, place), outcome_of(opened=(desk_task(1),)))
    following = outcome_of(closed=(1,), opened=(desk_task(2),))
    with database.count_statements() as count, database.begin() as db:
        locked, _task = cases.lock_case_with_task(db, case.case_id, 1)
        take_step(db, place, locked, following, "key")
    # PostgreSQL takes log entry, case and both tasks in one.
    wanted = 2 if database.is_postgres else 5
    assert (len(count.statements), count.commits) == (wanted, 1)


def test_a_step_onto_an_outdated_case_is_refused(database: Database, place: Place) -> None:
    with database.begin() as db:
        old = take_step(db, place, open_case(db, place), outcome_of())
        take_step(db, place, old, outcome_of())
    with pytest.raises(CaseChanged), database.begin() as db:
        take_step(db, place, old, outcome_of())


def test_a_case_whose_row_moved_on_is_not_overwritten(database: Database, place: Place) -> None:
    with database.begin() as db:
        old = take_step(db, place, open_case(db, place), outcome_of())
    ahead = replace(old, seq=7)
    with pytest.raises(CaseChanged), database.begin() as db:
        take_step(db, place, ahead, outcome_of())
    with database.read() as db:
        assert len(log.read_log(db, old.case_id)) == 1


def test_a_repeated_request_is_refused_and_found(database: Database, place: Place) -> None:
    with database.begin() as db:
        case = take_step(db, place, open_case(db, place), outcome_of(), "once")
    with pytest.raises(RequestRepeated), database.begin() as db:
        take_step(db, place, case, outcome_of(), "once")
    with database.read() as db:
        found = log.find_request(db, "once")
        assert found is not None
        assert (found.case_id, found.seq) == (case.case_id, 1)
        assert log.find_request(db, "never") is None


def test_the_task_comes_with_the_locked_case(database: Database, place: Place) -> None:
    opened = (desk_task(1, holder=place.alice.person_id, forbidden=(7,)),)
    with database.begin() as db:
        saved = take_step(db, place, open_case(db, place), outcome_of(opened=opened))
        case, task = cases.lock_case_with_task(db, saved.case_id, 1)
    assert case == saved
    assert task is not None
    assert (task.holder_name, task.forbidden, task.code) == ("Alice", (7,), saved.code)


def test_a_task_that_is_gone_is_none_and_a_case_that_never_was_is_not_found(
    database: Database, place: Place
) -> None:
    with database.begin() as db:
        saved = open_case(db, place)
        assert cases.lock_case_with_task(db, saved.case_id, 1) == (saved, None)
        with pytest.raises(NotFound):
            cases.lock_case_with_task(db, 999, 1)


def test_the_state_can_be_dropped_and_put_back(database: Database, place: Place) -> None:
    with database.begin() as db:
        case = take_step(db, place, open_case(db, place), outcome_of())
        dropped = cases.save_state(db, case, None, 0)
        assert cases.get_case(db, case.case_id).state is None
        assert cases.save_state(db, dropped, b"new", 2).state == b"new"


def test_the_step_of_an_unknown_case_is_refused(database: Database, place: Place) -> None:
    with database.begin() as db:
        lost = replace(open_case(db, place), case_id=999)
    with pytest.raises(CaseChanged), database.begin() as db:
        cases.save_step(db, lost, entry_of(lost, place), outcome_of(), place.ids, NOW)
