"""Cases whose promised day is another one since days off were swapped."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from engine.actions.set_date import NewDate, set_date
from engine.context import Calendars, Context
from engine.errors import AccessDenied
from engine.queries.term_calendar import list_moved
from tests.actions.conftest import Stage
from tests.make import TEST_PROCEDURES, publish, reread

OFF, ON = date(2026, 11, 26), date(2026, 11, 28)


def swapped(stage: Stage, off: date = OFF) -> Context:
    """Return the stage after a day was swapped for Saturday 28 November."""
    now = stage.context.calendars.current
    calendar = replace(now, days_off=now.days_off | {off}, extra_days=now.extra_days | {ON})
    return replace(stage.context, calendars=Calendars(calendar))


def test_a_swap_moves_the_day_on_the_list_and_nowhere_else(stage: Stage) -> None:
    publish(stage.context, "co-han", TEST_PROCEDURES)
    case = stage.file(procedure_key="co-han")
    assert list_moved(stage.context, stage.cast.bob) == ()
    (row,) = list_moved(swapped(stage), stage.cast.bob)
    assert (row.line.code, f"{row.line.due_at:%d/%m}", row.day) == (case.code, "27/11", ON)
    assert reread(stage.context, case).standing.due_at == case.standing.due_at


def test_a_swap_after_the_promised_day_moves_nothing(stage: Stage) -> None:
    publish(stage.context, "co-han", TEST_PROCEDURES)
    stage.file(procedure_key="co-han")
    assert list_moved(swapped(stage, date(2026, 12, 1)), stage.cast.bob) == ()


def test_other_offices_and_the_desk_have_no_such_list(stage: Stage) -> None:
    publish(stage.context, "co-han", TEST_PROCEDURES)
    stage.file(procedure_key="co-han")
    with pytest.raises(AccessDenied):
        list_moved(swapped(stage), stage.cast.alice)


def test_a_day_that_a_leader_set_moves_only_where_it_is_a_day_off(stage: Stage) -> None:
    publish(stage.context, "co-han", TEST_PROCEDURES)
    case = stage.file(procedure_key="co-han")
    stage.clock.move_to(datetime(2026, 11, 26, 3, tzinfo=UTC))
    wish = NewDate(act="apology", due_on=date(2026, 12, 4), reason="a", basis="b")
    set_date(stage.context, stage.cast.bob, case.code, wish)
    assert list_moved(swapped(stage), stage.cast.bob) == ()
    (row,) = list_moved(swapped(stage, date(2026, 12, 4)), stage.cast.bob)
    assert row.day == date(2026, 12, 7)


def test_the_list_costs_as_much_for_many_cases_as_for_one(stage: Stage) -> None:
    publish(stage.context, "co-han", TEST_PROCEDURES)
    seen: list[int] = []
    for count in (1, 9):
        for _ in range(count):
            stage.file(procedure_key="co-han")
        context = swapped(stage)
        list_moved(context, stage.cast.bob)
        with context.database.count_statements() as counted:
            assert len(list_moved(context, stage.cast.bob)) == len(seen) * 9 + 1
        seen.append(len(counted.statements))
    assert seen == [3, 3]


def test_another_calendar_with_the_same_days_reads_no_case(stage: Stage) -> None:
    publish(stage.context, "co-han", TEST_PROCEDURES)
    stage.file(procedure_key="co-han")
    renamed = Calendars(replace(stage.context.calendars.current, name="Lịch mới"))
    context = replace(stage.context, calendars=renamed)
    list_moved(context, stage.cast.bob)
    with context.database.count_statements() as counted:
        assert list_moved(context, stage.cast.bob) == ()
    assert len(counted.statements) == 1
