"""Jobs and timers that were sent to workers of another engine."""

from datetime import timedelta

import pytest

from engine.records.outcomes import JobRequest, Timer
from engine.store import jobs, sending, timers
from engine.store.database import Database
from tests.store.steps import NOW, Place, open_case, outcome_of, take_step

LATER = NOW + timedelta(seconds=30)
MUCH_LATER = LATER + timedelta(seconds=30)
DAY = timedelta(days=1)


@pytest.fixture
def case_id(database: Database, place: Place) -> int:
    """Give a case that waits for two jobs of ours, one of a client outside, and two timers."""
    asked = outcome_of(
        jobs=tuple(
            JobRequest(token=number, element="look", kind=kind, inputs={})
            for number, kind in enumerate(("register-lookup", "notice", "external:maps"), 1)
        ),
        timers=tuple(Timer(token=number, element="wait", due_at=NOW) for number in (7, 8)),
    )
    with database.begin() as db:
        return take_step(db, place, open_case(db, place), asked).case_id


@pytest.mark.usefixtures("case_id")
def test_a_sent_job_is_taken_once_and_only_then_tried(database: Database) -> None:
    with database.begin() as db:
        first, second = sending.send_jobs(db, NOW, LATER, 9)
        taken = [sending.take_job(db, first, NOW, name, LATER) for name in ("a", "b")]
        assert jobs.claim_due(db, NOW, "w", 9, 30.0) == ()
    assert [one and one.attempt for one in taken] == [1, None]
    assert first < second


@pytest.mark.usefixtures("case_id")
def test_a_job_sent_and_not_taken_is_sent_again_without_an_attempt(database: Database) -> None:
    with database.begin() as db:
        sent = sending.send_jobs(db, NOW, LATER, 9)
        assert sending.send_jobs(db, NOW, LATER, 9) == ()
        assert sending.count_lost_jobs(db, LATER, 9) == 2
        assert sending.send_jobs(db, LATER, MUCH_LATER, 9) == sent
        late = sending.take_job(db, sent[0], LATER, "a", MUCH_LATER)
    assert late is not None
    assert late.attempt == 1


@pytest.mark.usefixtures("case_id")
def test_who_was_at_a_job_before_it_was_sent_again_settles_nothing(database: Database) -> None:
    with database.begin() as db:
        before = jobs.claim_due(db, NOW, "dead", 9, 30.0)
        assert sending.send_jobs(db, LATER, MUCH_LATER, 9)
        assert [jobs.settle(db, one) for one in before] == [False, False]


@pytest.mark.usefixtures("case_id")
def test_a_job_that_waits_for_another_attempt_is_not_taken_before(database: Database) -> None:
    with database.begin() as db:
        number = sending.send_jobs(db, NOW, LATER, 1)[0]
        one = sending.take_job(db, number, NOW, "a", LATER)
        assert one is not None
        jobs.retry_later(db, one, NOW + DAY, "no answer")
        assert sending.take_job(db, number, LATER, "b", MUCH_LATER) is None
        again = sending.take_job(db, number, NOW + DAY, "b", NOW + 2 * DAY)
    assert again is not None
    assert again.attempt == 2


@pytest.mark.usefixtures("case_id")
def test_what_could_not_be_sent_is_due_again(database: Database) -> None:
    with database.begin() as db:
        sent = sending.send_jobs(db, NOW, LATER, 9)
        assert sending.count_sent_jobs(db, NOW, LATER, 9) == 2
        sending.unsend_jobs(db, sent, NOW)
        assert sending.count_sent_jobs(db, NOW, LATER, 9) == 0
        assert len(jobs.claim_due(db, NOW, "w", 9, 30.0)) == 2


@pytest.mark.usefixtures("case_id")
def test_timers_that_were_sent_are_counted_until_they_may_be_sent_again(
    database: Database,
) -> None:
    with database.begin() as db:
        assert sending.count_sent_timers(db, NOW, LATER, 9) == 0
        timers.claim_due(db, NOW, 9, 30.0)
        assert sending.count_sent_timers(db, NOW, LATER, 9) == 2
        assert sending.count_sent_timers(db, LATER, MUCH_LATER, 9) == 0
