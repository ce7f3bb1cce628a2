"""Calls between cases as rows."""

from engine.records.outcomes import JobRequest
from engine.store import crossing, jobs
from engine.store.database import Database
from tests.store.steps import NOW, Place, open_case, outcome_of, take_step

CALL = JobRequest(token=3, element="c", kind="call-procedure", inputs={})


def test_a_call_waits_for_its_case_and_nobody_takes_it(database: Database, place: Place) -> None:
    with database.begin() as db:
        caller = take_step(db, place, open_case(db, place), outcome_of(jobs=(CALL,)))
        (taken,) = jobs.claim_due(db, NOW, "w", 1, 60)
        assert crossing.hold(db, taken, "H99.1-9")
        assert not crossing.hold(db, taken, "H99.1-8")
        assert jobs.next_due(db) is None
        found = [
            crossing.awaits_case(db, caller.case_id, token, code)
            for token, code in ((3, "H99.1-9"), (3, "H99.1-8"), (4, "H99.1-9"))
        ]
        assert found == [True, False, False]


def test_called_cases_are_found_by_the_token_that_called(database: Database, place: Place) -> None:
    with database.begin() as db:
        caller, called = open_case(db, place), open_case(db, place)
        marked = crossing.mark_called(db, called, caller.case_id, 3)
        assert (marked.parent_case_id, marked.parent_token) == (caller.case_id, 3)
        assert crossing.list_called(db, caller.case_id, [3, 4]) == (called.case_id,)
        assert crossing.list_called(db, caller.case_id, [4]) == ()


def test_depth_is_counted_up_to_a_limit(database: Database, place: Place) -> None:
    with database.begin() as db:
        chain = [open_case(db, place) for _ in range(4)]
        for above, below in zip(chain, chain[1:], strict=False):
            crossing.mark_called(db, below, above.case_id, 3)
        depths = [crossing.call_depth(db, one.case_id, 50) for one in chain]
        assert depths == [1, 2, 3, 4]
        assert crossing.call_depth(db, chain[3].case_id, 2) < 4
