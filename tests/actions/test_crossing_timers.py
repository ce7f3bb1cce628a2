"""Timers that begin cases: each turn once, and a new version goes on where the old one was."""

from datetime import timedelta

import pytest

from engine.actions.start_by_event import start_on_timer
from engine.errors import InputRefused, NotFound
from engine.jobs.starts import carry_start
from engine.jobs.worker import run_due
from engine.queries.catalogue import get_offer, list_shelves
from engine.store import starts
from tests.actions.conftest import Stage
from tests.actions.crossing import broken, cases, publish_drawn
from tests.drawn import DONE, WORK, Pool, chain
from tests.engine.bpmn.constructs import construct
from tests.make import MONDAY

STARTS = "Events: start and event subprocess"

HOUR = timedelta(hours=1)


def timed(text: str, kind: str = "timeCycle", more: str = "") -> Pool:
    begins = f"""<startEvent id="hen" name="Đến hẹn" {more}><timerEventDefinition>
<{kind}>{text}</{kind}></timerEventDefinition></startEvent>"""
    return Pool(elements=begins + WORK + DONE, ways=chain("hen", "xem", "xong"))


def wait(stage: Stage, hours: int) -> int:
    """Let hours go by; return how many cases there are then."""
    for _ in range(hours):
        stage.clock.move(HOUR)
        run_due(stage.context)
    return len(cases(stage))


@construct(STARTS, "timer start: a case at each turn of its cycle")
def test_a_cycle_opens_a_case_at_each_turn_until_its_last(stage: Stage) -> None:
    publish_drawn(stage, "dinh-ky", timed("R3/PT2H"))
    assert [wait(stage, 1) for _ in range(8)] == [0, 1, 1, 2, 2, 3, 3, 3]
    assert cases(stage)[0].office_id == stage.cast.office_id
    assert broken(stage) == []


@construct(STARTS, "a new version takes over start timers with the turns they have had")
def test_a_new_version_goes_on_with_the_turns_of_the_one_before(stage: Stage) -> None:
    publish_drawn(stage, "dinh-ky", timed("R2/PT2H"))
    assert wait(stage, 3) == 1
    version = publish_drawn(stage, "dinh-ky", timed("R2/PT2H", more='motcua:status="2"'))
    assert wait(stage, 1) == 2
    assert cases(stage)[1].version_id == version.version_id
    publish_drawn(stage, "dinh-ky", timed("R2/PT2H", more='motcua:status="3"'))
    assert wait(stage, 5) == 2


def test_a_timer_that_was_changed_begins_anew(stage: Stage) -> None:
    publish_drawn(stage, "dinh-ky", timed("PT4H", "timeDuration"))
    wait(stage, 3)
    publish_drawn(stage, "dinh-ky", timed("PT2H", "timeDuration"))
    assert [wait(stage, 1) for _ in range(4)] == [0, 1, 1, 1]


def test_a_date_that_has_been_is_not_fired_by_the_next_version(stage: Stage) -> None:
    day = (MONDAY + HOUR).isoformat()
    publish_drawn(stage, "ngay", timed(day, "timeDate"))
    assert wait(stage, 2) == 1
    publish_drawn(stage, "ngay", timed(day, "timeDate", 'motcua:status="2"'))
    assert wait(stage, 2) == 1


def test_a_turn_taken_twice_opens_one_case(stage: Stage) -> None:
    publish_drawn(stage, "dinh-ky", timed("R/PT1H"))
    stage.clock.move(HOUR)
    with stage.context.database.begin() as db:
        (first,) = starts.claim_due(db, stage.clock.now(), 9, 60)
    stage.clock.move(timedelta(minutes=2))
    with stage.context.database.begin() as db:
        (second,) = starts.claim_due(db, stage.clock.now(), 9, 60)
    assert start_on_timer(stage.context, second) is not None
    assert start_on_timer(stage.context, first) is None
    assert len(cases(stage)) == 1


def test_a_timer_of_a_version_that_was_replaced_opens_nothing(stage: Stage) -> None:
    publish_drawn(stage, "dinh-ky", timed("R/PT1H"))
    stage.clock.move(HOUR)
    with stage.context.database.begin() as db:
        (taken,) = starts.claim_due(db, stage.clock.now(), 9, 60)
    publish_drawn(stage, "dinh-ky", timed("R/PT3H"))
    assert start_on_timer(stage.context, taken) is None


def test_a_case_that_cannot_begin_is_tried_again_and_holds_up_nobody(stage: Stage) -> None:
    publish_drawn(stage, "sai", timed("PT1H", "timeDuration", 'motcua:office="fire-police"'))
    publish_drawn(stage, "dung", timed("PT1H", "timeDuration"))
    assert wait(stage, 1) == 1
    with stage.context.database.read() as db:
        (left,) = starts.list_starts(db, "sai")
        assert starts.next_due(db) == stage.clock.now() + timedelta(minutes=10)
    assert left.fired == 0


def test_a_timer_that_was_lost_is_no_error(stage: Stage) -> None:
    publish_drawn(stage, "dinh-ky", timed("R/PT1H"))
    with stage.context.database.read() as db:
        (point,) = starts.list_starts(db, "dinh-ky")
    publish_drawn(stage, "dinh-ky", timed("R/PT2H"))
    carry_start(stage.context, point)
    assert cases(stage) == []


def test_a_start_timer_that_reads_names_of_a_case_is_refused(stage: Stage) -> None:
    with pytest.raises(InputRefused, match="before there is a case"):
        publish_drawn(stage, "sai", timed("=so_a", "timeDuration"))


def test_what_only_a_timer_begins_is_neither_offered_nor_filed(stage: Stage) -> None:
    publish_drawn(stage, "dinh-ky", timed("R/PT1H"))
    offered = [one.key for shelf in list_shelves(stage.context) for one in shelf.offers]
    assert offered == ["hai-nguoi"]
    with pytest.raises(NotFound):
        get_offer(stage.context, "dinh-ky")
    with pytest.raises(InputRefused, match="not by a filing"):
        stage.file(procedure_key="dinh-ky")
