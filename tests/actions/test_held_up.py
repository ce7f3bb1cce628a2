"""What always fails in the background holds up nothing else, and is tried again ever later."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from engine.actions import sign_letters, tell_terms
from engine.actions.sign_letter import sign_letter
from engine.actions.tries import Tries
from engine.errors import Words
from engine.faults import LetterStopped
from engine.jobs import digests
from engine.records.jobs import MOST_ATTEMPTS
from engine.records.signing import REFUSED, SIGNED, WAITING
from engine.refusals import TimeStampRefused
from engine.store.digests import offices_to_tell
from engine.store.log import read_log
from engine.store.signing_orders import get_order, insert_order
from engine.store.terms import next_due
from tests.actions.conftest import Stage
from tests.actions.signing import Desk, open_desk
from tests.make import MONDAY, TEST_PROCEDURES, publish

BROKEN = RuntimeError("it is broken")
BUSY = LetterStopped(reason=Words(vi="máy bận", en="the machine is busy"))
AWAY = TimeStampRefused(reason=Words(vi="không kết nối được", en="it cannot be reached"))


def breaking(
    real: Callable[..., Any],
    place: int,
    bad: int,
    met: list[datetime],
    error: Exception = BROKEN,
) -> Any:
    """Return a function that fails where one of its arguments has a value, each time.

    met   gets the instant of each failure
    """

    def act(context: Any, *given: Any) -> Any:
        if given[place] == bad:
            met.append(context.clock.now())
            raise error
        return real(context, *given)

    return act


def test_failures_are_remembered_and_waited_for_longer_each_time() -> None:
    tries, at = Tries(), MONDAY
    waits = []
    for _ in range(3):
        again = tries.failed("one", at).again_at
        assert tries.waits("one", again - timedelta(seconds=1))
        assert not tries.waits("one", again)
        assert not tries.waits("another", at)
        waits.append(again - at)
    assert waits == sorted(set(waits))
    tries.done("one")
    assert not tries.waits("one", at)


@pytest.mark.parametrize("error", [BROKEN, BUSY, AWAY], ids=["broken", "busy", "away"])
def test_a_letter_that_cannot_be_signed_holds_up_no_other_and_is_refused_in_the_end(
    stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    desk: Desk = open_desk(stage, tmp_path)
    bad, good = desk.letter().letter_id, desk.letter().letter_id
    with desk.context.database.begin() as db:
        orders = [
            insert_order(db, desk.leader.person_id, [(one, 0)], desk.context.clock.now())
            for one in (bad, good)
        ]
    met: list[datetime] = []
    broken = breaking(sign_letter, 1, bad, met, error)
    monkeypatch.setattr(sign_letters, "sign_letter", broken)
    tries = Tries()

    def states() -> list[str]:
        with desk.context.database.read() as db:
            return [get_order(db, one.order_id).letters[0].state for one in orders]

    assert sign_letters.carry_orders(desk.context, tries)
    assert states() == [WAITING, SIGNED]
    assert not sign_letters.carry_orders(desk.context, tries)
    assert len(met) == 1
    for _ in range(MOST_ATTEMPTS):
        stage.clock.move(timedelta(hours=1))
        sign_letters.carry_orders(desk.context, tries)
    assert states() == [REFUSED, SIGNED]
    assert len(met) == MOST_ATTEMPTS


def test_a_term_that_cannot_be_told_holds_up_no_other(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(stage.context, "co-han", TEST_PROCEDURES)
    bad, good = (stage.file(procedure_key="co-han").case_id for _ in range(2))
    met: list[datetime] = []
    monkeypatch.setattr(tell_terms, "_tell", breaking(tell_terms._tell, 1, bad, met))
    stage.clock.move_to(datetime(2026, 11, 25, 11, 0, tzinfo=UTC))
    tries = Tries()
    for _ in range(3):
        tell_terms.tell_terms(stage.context, tries=tries)
    assert len(met) == 1
    with stage.context.database.read() as db:
        told = [event.kind for entry in read_log(db, good) for event in entry.events]
        later = next_due(db)
    assert "term-warned" in told
    assert later is not None
    stage.clock.move_to(later)
    tell_terms.tell_terms(stage.context, tries=tries)
    with stage.context.database.read() as db:
        last = next_due(db)
    assert last is not None
    assert last - later > later - met[0]


def test_an_office_without_a_digest_holds_up_no_other(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad, tries = stage.cast.office_id, Tries()
    met: list[datetime] = []
    monkeypatch.setattr(digests, "_tell_office", breaking(digests._tell_office, 0, bad, met))
    for _ in range(3):
        digests.make_digests(stage.context, tries)
    with stage.context.database.read() as db:
        left = offices_to_tell(db, stage.clock.now().date())
    assert list(left) == [bad]
    assert len(met) == 1
    stage.clock.move(timedelta(minutes=5))
    digests.make_digests(stage.context, tries)
    assert len(met) == 2
