"""Rounds of background work that fail are seen by administrators until one goes well."""

from datetime import timedelta

import pytest

from engine.errors import AccessDenied
from engine.jobs.rounds import watched
from engine.queries.incidents import list_failing_rounds
from engine.records.rounds import FailingRound
from tests.actions.conftest import Stage


def failing(stage: Stage) -> tuple[FailingRound, ...]:
    """Return what an administrator sees."""
    return list_failing_rounds(stage.context, stage.cast.frank)


def test_a_round_that_fails_is_seen_with_its_reason_and_since_when(stage: Stage) -> None:
    told, began = watched(stage.context, "terms"), stage.clock.now()
    told(ValueError("no such term\nand more"))
    stage.clock.move(timedelta(minutes=5))
    told(ValueError("still none"))
    (one,) = failing(stage)
    assert (one.since, one.failed_at) == (began, stage.clock.now())
    assert (one.failures, one.message) == (2, "ValueError: still none")
    assert one.title.vi == "Nhắc hạn giải quyết"


def test_the_next_good_round_clears_it(stage: Stage) -> None:
    told = watched(stage.context, "terms")
    told(ValueError("no such term"))
    told(None)
    assert failing(stage) == ()


def test_a_good_round_elsewhere_leaves_what_fails_just_now(stage: Stage) -> None:
    ours, theirs = watched(stage.context, "terms"), watched(stage.context, "terms")
    theirs(None)
    for _minute in range(3):
        stage.clock.move(timedelta(seconds=61))
        ours(ValueError("no such term"))
        theirs(None)
        assert len(failing(stage)) == 1
    stage.clock.move(timedelta(minutes=3))
    theirs(None)
    assert failing(stage) == ()


def test_only_administrators_see_them(stage: Stage) -> None:
    with pytest.raises(AccessDenied):
        list_failing_rounds(stage.context, stage.cast.alice)
