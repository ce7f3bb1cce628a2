"""Calling off what is scheduled, beside its instant and whatever state its case is in."""

from datetime import timedelta

import pytest

from engine.actions.intervene import cancel_case, suspend_case
from engine.actions.roll_back import roll_back
from engine.actions.take_back_draft import call_off_publication
from engine.errors import TaskGone
from engine.records.cases import Case
from engine.records.drafts import Draft
from engine.records.publications import Wish
from engine.store.releases import general_release
from tests.actions.conftest import Stage
from tests.actions.workshop import KEY, SUMMARY, Workshop, changed_title, open_workshop
from tests.make import MONDAY

TOMORROW = MONDAY + timedelta(days=1)
REASON = "Biểu phí mới có lỗi tính toán."


@pytest.fixture
def workshop(stage: Stage) -> Workshop:
    """Give a workshop in which a version of the test procedure is live."""
    return open_workshop(stage.context)


def schedule(workshop: Workshop) -> tuple[Draft, Case]:
    """Let a draft be approved for tomorrow."""
    draft = workshop.draft(changed_title("Hai người, ngày mai"))
    case = workshop.send(draft, Wish(summary=SUMMARY, effective_at=TOMORROW))
    workshop.agree(workshop.pia, case)
    return draft, case


def in_force(workshop: Workshop) -> int | None:
    with workshop.context.database.read() as db:
        found = general_release(db, KEY, workshop.clock.now())
    return None if found is None else found.number


def test_what_is_called_off_waits_for_no_worker(workshop: Workshop) -> None:
    draft, case = schedule(workshop)
    call_off_publication(workshop.context, workshop.pia, case.case_id)
    workshop.clock.move_to(TOMORROW)
    assert in_force(workshop) == 1
    workshop.work()
    assert (workshop.state(case).state, workshop.reread(draft).state) == ("called-off", "open")


def test_what_is_in_force_is_not_called_off_though_no_worker_came(workshop: Workshop) -> None:
    draft, case = schedule(workshop)
    workshop.clock.move_to(TOMORROW)
    with pytest.raises(TaskGone):
        call_off_publication(workshop.context, workshop.pia, case.case_id)
    workshop.work()
    assert (in_force(workshop), workshop.live().number) == (2, 2)
    assert (workshop.state(case).state, workshop.reread(draft).state) == ("live", "published")


def test_a_case_cancelled_after_its_instant_leaves_its_version_in_force(
    workshop: Workshop,
) -> None:
    draft, case = schedule(workshop)
    workshop.clock.move_to(TOMORROW)
    cancel_case(workshop.context, workshop.rita, case.case_id, "Hồ sơ treo")
    workshop.work()
    assert (in_force(workshop), workshop.live().number) == (2, 2)
    assert (workshop.state(case).state, workshop.reread(draft).state) == ("live", "published")


def test_going_back_is_not_held_up_by_a_publication_that_is_suspended(workshop: Workshop) -> None:
    context, rita = workshop.context, workshop.rita
    workshop.agree(workshop.pia, workshop.send(workshop.draft()))
    draft, case = schedule(workshop)
    suspend_case(context, rita, case.case_id, "Chờ ý kiến")
    made = roll_back(context, rita, KEY, 1, REASON)
    workshop.work(TOMORROW)
    assert in_force(workshop) == workshop.live().number == made.number
    assert (workshop.state(case).state, workshop.reread(draft).state) == ("called-off", "open")
