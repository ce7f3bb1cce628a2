"""Jobs and timers: taken by one worker at a time, settled once, tried again when it makes sense."""

from datetime import timedelta

import pytest

from engine.records.jobs import Job
from engine.records.outcomes import JobRequest, Timer
from engine.store import jobs, timers
from engine.store.database import Database
from tests.store.steps import NOW, Place, open_case, outcome_of, take_step

LEASE = 30.0
PAST_LEASE = NOW + timedelta(seconds=31)


@pytest.fixture
def case_id(database: Database, place: Place) -> int:
    """Give a case with two jobs and two timers, one of them due."""
    asked = outcome_of(
        jobs=(
            JobRequest(token=1, element="look", kind="register-lookup", inputs={"number": "1"}),
            JobRequest(token=1, element="look", kind="notice", inputs={}, settles=False),
        ),
        timers=(
            Timer(token=2, element="wait", due_at=NOW),
            Timer(token=3, element="long", due_at=NOW + timedelta(days=3)),
        ),
    )
    with database.begin() as db:
        return take_step(db, place, open_case(db, place), asked).case_id


def claim(database: Database, worker: str = "w", now: object = NOW) -> tuple[Job, ...]:
    """Take all jobs that are due."""
    with database.begin() as db:
        return jobs.claim_due(db, now, worker, 10, LEASE)  # type: ignore[arg-type]  # a datetime


@pytest.mark.usefixtures("case_id")
def test_a_job_is_taken_by_one_worker(database: Database) -> None:
    assert [one.kind for one in claim(database)] == ["register-lookup", "notice"]
    assert claim(database, "other") == ()


@pytest.mark.postgres
@pytest.mark.usefixtures("case_id")
def test_a_worker_skips_what_another_is_just_taking(database: Database) -> None:
    if not database.is_postgres:
        pytest.skip("SQLite has one writer at a time")
    with database.begin() as first, database.begin() as second:
        one = jobs.claim_due(first, NOW, "a", 1, LEASE)
        two = jobs.claim_due(second, NOW, "b", 1, LEASE)
    assert [job.kind for job in (*one, *two)] == ["register-lookup", "notice"]


@pytest.mark.usefixtures("case_id")
def test_after_the_lease_another_worker_settles_and_the_first_cannot(database: Database) -> None:
    first = claim(database)[0]
    second = claim(database, "other", PAST_LEASE)[0]
    assert (first.job_id, first.attempt, second.attempt) == (second.job_id, 1, 2)
    with database.begin() as db:
        assert not jobs.settle(db, first)
        assert not jobs.extend(db, first, PAST_LEASE)
        assert jobs.settle(db, second)
        assert not jobs.settle(db, second)


@pytest.mark.usefixtures("case_id")
def test_a_heartbeat_keeps_the_job(database: Database) -> None:
    with database.begin() as db:
        for one in jobs.claim_due(db, NOW, "w", 10, LEASE):
            assert jobs.extend(db, one, NOW + timedelta(seconds=90))
    assert claim(database, "other", PAST_LEASE) == ()


@pytest.mark.usefixtures("case_id")
def test_a_failed_job_comes_back_later_with_its_attempts_counted(database: Database) -> None:
    later = NOW + timedelta(seconds=10)
    with database.begin() as db:
        for one in jobs.claim_due(db, NOW, "w", 10, LEASE):
            assert jobs.retry_later(db, one, later, "no answer")
            assert not jobs.settle(db, one)
        assert jobs.next_due(db) == later
    assert [one.attempt for one in claim(database, now=later)] == [2, 2]


def test_a_buried_job_rests_until_it_is_revived(database: Database, case_id: int) -> None:
    with database.begin() as db:
        for one in jobs.claim_due(db, NOW, "w", 10, LEASE):
            assert jobs.bury(db, one, "no such register")
        assert jobs.next_due(db) is None
        assert jobs.claim_due(db, NOW + timedelta(days=99), "w", 10, LEASE) == ()
        assert jobs.revive(db, case_id, 1, NOW)
    assert [one.attempt for one in claim(database)] == [1, 1]


def test_leaving_the_element_keeps_the_notice_nobody_waits_for(
    database: Database, place: Place
) -> None:
    asked = outcome_of(
        jobs=(
            JobRequest(token=1, element="look", kind="register-lookup", inputs={}),
            JobRequest(token=1, element="look", kind="notice", inputs={}, settles=False),
        )
    )
    with database.begin() as db:
        case = take_step(db, place, open_case(db, place), asked)
        take_step(db, place, case, outcome_of(jobs_gone=(1,)))
    assert [one.kind for one in claim(database)] == ["notice"]


@pytest.mark.parametrize(
    ("attempt", "seconds"), [(1, 10), (2, 40), (3, 160), (9, 3600), (99, 3600)]
)
def test_pauses_grow_up_to_an_hour(attempt: int, seconds: int) -> None:
    assert jobs.back_off(attempt) == timedelta(seconds=seconds)


def test_only_due_timers_are_taken_and_the_rest_is_known(database: Database, case_id: int) -> None:
    with database.begin() as db:
        assert timers.next_due(db) == NOW
        taken = timers.claim_due(db, NOW, 10, LEASE)
        assert [(one.case_id, one.token, one.due_at) for one in taken] == [(case_id, 2, NOW)]
        assert timers.claim_due(db, NOW, 10, LEASE) == ()
        assert timers.next_due(db) == NOW + timedelta(seconds=LEASE)


@pytest.mark.usefixtures("case_id")
def test_a_timer_keeps_its_instant_when_it_is_taken_again(database: Database) -> None:
    with database.begin() as db:
        first = timers.claim_due(db, NOW, 10, LEASE)[0]
        again = timers.claim_due(db, PAST_LEASE, 10, LEASE)[0]
        assert (again.due_at, again.fence) == (NOW, first.fence + 1)
        assert not timers.postpone(db, first, NOW)
        assert timers.postpone(db, again, NOW + timedelta(hours=1))
        assert timers.claim_due(db, PAST_LEASE, 10, LEASE) == ()


def test_the_number_of_a_job_is_never_given_out_again(database: Database, place: Place) -> None:
    asked = outcome_of(jobs=(JobRequest(token=1, element="look", kind="notice", inputs={}),))
    numbers = []
    for _ in range(2):
        with database.begin() as db:
            take_step(db, place, open_case(db, place), asked)
        (one,) = claim(database)
        numbers.append(one.job_id)
        with database.begin() as db:
            jobs.settle(db, one)
    assert len(set(numbers)) == 2
