"""Signals that cases wait for."""

from engine.records.outcomes import Hearing
from engine.store import signals
from engine.store.database import Database
from tests.store.steps import Place, open_case, outcome_of, take_step

FIRST = Hearing(token=1, element="heard", name="flood")
SECOND = Hearing(token=2, element="heard_too", name="flood")


def test_a_signal_finds_every_case_that_waits_once(database: Database, place: Place) -> None:
    with database.begin() as db:
        heard = outcome_of(hearings=(FIRST, SECOND))
        waiting = [take_step(db, place, open_case(db, place), heard) for _ in range(2)]
        found = signals.list_listening(db, "flood")
        assert found == tuple(case.case_id for case in waiting)
        assert signals.list_listening(db, "fire") == ()


def test_what_waits_no_longer_is_not_found(database: Database, place: Place) -> None:
    with database.begin() as db:
        case = take_step(db, place, open_case(db, place), outcome_of(hearings=(FIRST, SECOND)))
        take_step(db, place, case, outcome_of(hearings_gone=(1,)))
        assert signals.list_listening(db, "flood") == (case.case_id,)
        moved = take_step(db, place, open_case(db, place), outcome_of(hearings=(FIRST,)))
        take_step(db, place, moved, outcome_of(hearings_gone=(1,)))
        assert signals.list_listening(db, "flood") == (case.case_id,)
