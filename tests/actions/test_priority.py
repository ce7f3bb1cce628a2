"""Urgent cases: what opens later is urgent too, and the log proves the mark."""

import pytest

from engine.actions.complete_task import complete_task
from engine.actions.set_priority import set_priority
from engine.actions.verify_cases import verify_cases
from engine.errors import AccessDenied, InputRefused
from engine.queries.inbox import list_tasks
from engine.records.inbox import InboxFilter
from tests.actions.conftest import Stage
from tests.make import reread


def test_the_mark_goes_on_to_tasks_that_open_later_and_verifies(stage: Stage) -> None:
    case = stage.file()
    set_priority(stage.context, stage.cast.bob, case.case_id, pressing=True, reason="Nhập viện")
    complete_task(stage.context, stage.cast.alice, stage.task(case, "xem"), {"so_a": 1})
    assert reread(stage.context, case).pressing
    assert [one.discrepancies for one in verify_cases(stage.context)] == [()]


def test_only_who_leads_an_office_of_the_case_marks_it(stage: Stage) -> None:
    case = stage.file()
    for other in (stage.cast.alice, stage.cast.charlie, stage.cast.erin):
        with pytest.raises(AccessDenied):
            set_priority(stage.context, other, case.case_id, pressing=True, reason="x")
    with pytest.raises(InputRefused):
        set_priority(stage.context, stage.cast.bob, case.case_id, pressing=True, reason=" ")


def test_urgent_tasks_come_first_page_after_page(stage: Stage) -> None:
    cases = [stage.file() for _ in range(3)]
    last = cases[-1]
    set_priority(stage.context, stage.cast.bob, last.case_id, pressing=True, reason="x")
    view = list_tasks(stage.context, stage.cast.alice, InboxFilter(scope="all"))
    codes = [one.task.code for one in view.lines]
    assert codes[:2] == [last.code] * 2
    assert view.counts.all == 6
