"""Publishing a draft: nobody alone, nobody around it, and exactly when it was said."""

from datetime import timedelta

import pytest

from engine.actions.complete_task import complete_task
from engine.actions.intervene import cancel_case
from engine.actions.request_publishing import request_publishing
from engine.actions.save_draft_files import save_draft_files
from engine.actions.take_back_draft import call_off_publication, resend_draft, take_back_draft
from engine.actions.verify_cases import verify_cases
from engine.context import version_in_force
from engine.errors import AccessDenied, DraftClosed, FourEyes, InputRefused, TaskGone
from engine.records.cases import Case
from engine.records.publications import Wish
from engine.store.database import Db
from engine.store.publications import set_rule
from engine.store.releases import list_releases, list_scheduled
from tests.actions.conftest import Stage
from tests.actions.workshop import (
    DECISION,
    KEY,
    RED,
    SUMMARY,
    Workshop,
    changed_title,
    open_workshop,
)
from tests.make import MONDAY, reread, task_at


@pytest.fixture
def workshop(stage: Stage) -> Workshop:
    """Give a workshop in which a version of the test procedure is live."""
    return open_workshop(stage.context)


def require(workshop: Workshop, needed: int) -> None:
    with workshop.context.database.begin() as db:
        set_rule(db, "", needed, workshop.rita.person_id, workshop.clock.now())


def in_force_now(workshop: Workshop, db: Db, office: str | None = None) -> int:
    return version_in_force(workshop.context, db, KEY, office).version.number


def test_a_draft_that_somebody_else_approves_goes_live_at_once(
    stage: Stage, workshop: Workshop
) -> None:
    draft = workshop.draft()
    case = workshop.send(draft)
    assert (workshop.state(case).state, workshop.live().number) == ("approving", 1)
    workshop.agree(workshop.pia, case)
    assert (workshop.state(case).state, workshop.live().number) == ("live", 2)
    assert reread(stage.context, case).standing.ending == "done"
    assert workshop.reread(draft).state == "published"
    with stage.context.database.read() as db:
        newest = list_releases(db, KEY)[0]
    assert (newest.origin, newest.approved_by) == ("approved", (workshop.pia.person_id,))
    assert (newest.decision, newest.case_id) == (DECISION, case.case_id)
    assert not [one for one in verify_cases(stage.context) if not one.intact]


def test_whoever_saved_the_draft_may_not_approve_it(workshop: Workshop) -> None:
    case = workshop.send(workshop.draft(by=workshop.otto))
    with pytest.raises(FourEyes):
        workshop.agree(workshop.otto, case)
    assert workshop.live().number == 1


def test_whoever_sent_the_draft_may_not_approve_it(workshop: Workshop) -> None:
    draft = workshop.draft()
    wish = Wish(summary=SUMMARY)
    case = request_publishing(workshop.context, workshop.otto, draft.draft_id, wish)
    workshop.work()
    with pytest.raises(FourEyes):
        workshop.agree(workshop.otto, case)
    workshop.agree(workshop.pia, case)
    assert workshop.live().number == 2


def test_an_author_who_completes_the_task_elsewhere_is_not_counted(workshop: Workshop) -> None:
    case = workshop.send(workshop.draft(by=workshop.otto))
    answers = {"y_kien": "dong_y", "so_quyet_dinh": "1", "ngay_quyet_dinh": "2026-11-20"}
    place = task_at(workshop.context, case, "phe_duyet")
    complete_task(workshop.context, workshop.otto, place, answers)
    workshop.work()
    assert (workshop.state(case).state, workshop.live().number) == ("approving", 1)
    workshop.agree(workshop.pia, case)
    assert workshop.live().number == 2


def test_a_designer_may_not_approve(workshop: Workshop) -> None:
    case = workshop.send(workshop.draft())
    with pytest.raises(AccessDenied):
        workshop.agree(workshop.nora, case)


def test_the_same_person_twice_is_one(workshop: Workshop) -> None:
    require(workshop, 2)
    case = workshop.send(workshop.draft())
    workshop.agree(workshop.pia, case)
    with pytest.raises(InputRefused, match="somebody else"):
        workshop.agree(workshop.pia, case)
    answers = {"y_kien": "dong_y", "so_quyet_dinh": "1", "ngay_quyet_dinh": "2026-11-20"}
    place = task_at(workshop.context, case, "phe_duyet")
    complete_task(workshop.context, workshop.pia, place, answers)
    workshop.work()
    assert workshop.live().number == 1
    workshop.agree(workshop.quan, case)
    assert workshop.live().number == 2


def test_a_returned_draft_is_not_sent_a_second_way(workshop: Workshop) -> None:
    draft = workshop.draft()
    workshop.object_to(workshop.quan, workshop.send(draft), "tra_lai")
    with pytest.raises(DraftClosed):
        workshop.send(draft)


def test_a_returned_draft_is_corrected_and_all_opinions_are_asked_anew(
    workshop: Workshop,
) -> None:
    require(workshop, 2)
    draft = workshop.draft()
    case = workshop.send(draft)
    workshop.agree(workshop.pia, case)
    workshop.object_to(workshop.quan, case, "tra_lai")
    state = workshop.state(case)
    assert (state.state, state.reason) == ("returned", "Thiếu căn cứ pháp lý.")
    changes = changed_title("Hai người, sửa lần hai")
    save_draft_files(workshop.context, workshop.nora, draft.draft_id, 1, changes)
    resend_draft(workshop.context, workshop.nora, case.case_id, Wish(summary=SUMMARY))
    workshop.work()
    assert workshop.state(case).save == 2
    workshop.agree(workshop.quan, case)
    assert workshop.live().number == 1
    workshop.agree(workshop.pia, case)
    assert workshop.live().number == 2


def test_a_refused_draft_is_not_published_and_may_be_drawn_on(workshop: Workshop) -> None:
    draft = workshop.draft()
    case = workshop.send(draft)
    workshop.object_to(workshop.pia, case, "tu_choi")
    assert (workshop.state(case).state, workshop.reread(draft).state) == ("refused", "open")
    with pytest.raises(TaskGone):
        workshop.agree(workshop.quan, case)


def test_a_draft_with_a_red_scenario_comes_back_with_the_reason(workshop: Workshop) -> None:
    draft = workshop.draft({"scenarios/cho-mai.toml": RED.encode()})
    case = workshop.send(draft)
    state = workshop.state(case)
    assert (state.state, workshop.reread(draft).state) == ("returned", "open")
    red = state.report["red"]
    assert isinstance(red, list)
    assert red[0]["place"] == "Chờ mãi"  # type: ignore[index, call-overload]
    with pytest.raises(TaskGone):
        workshop.agree(workshop.pia, case)


def test_a_draft_that_waits_cannot_be_changed_until_it_is_taken_back(workshop: Workshop) -> None:
    draft = workshop.draft()
    case = workshop.send(draft)
    with pytest.raises(DraftClosed):
        save_draft_files(workshop.context, workshop.nora, draft.draft_id, 1, {"README.md": b"x"})
    with pytest.raises(DraftClosed):
        workshop.send(draft)
    take_back_draft(workshop.context, workshop.nora, case.case_id)
    workshop.work()
    assert (workshop.state(case).state, workshop.reread(draft).state) == ("withdrawn", "open")


def test_what_is_scheduled_for_tomorrow_is_in_force_at_its_instant(
    stage: Stage, workshop: Workshop
) -> None:
    tomorrow = MONDAY + timedelta(days=1)
    case = workshop.send(workshop.draft(), Wish(summary=SUMMARY, effective_at=tomorrow))
    workshop.agree(workshop.pia, case)
    with stage.context.database.read() as db:
        assert [one.number for one in list_scheduled(db, MONDAY)] == [2]
        assert in_force_now(workshop, db) == 1
        workshop.clock.move_to(tomorrow - timedelta(microseconds=1))
        assert in_force_now(workshop, db) == 1
        workshop.clock.move_to(tomorrow)
        # New cases do not wait for the worker; lists do.
        assert in_force_now(workshop, db) == 2
    assert workshop.live().number == 1
    workshop.work()
    assert (workshop.live().number, workshop.state(case).state) == (2, "live")
    assert version_of(stage, stage.file()) == 2


def version_of(stage: Stage, case: Case) -> int:
    with stage.context.database.read() as db:
        return stage.context.versions.get(db, case.version_id).version.number


def test_what_is_called_off_never_comes_into_force(stage: Stage, workshop: Workshop) -> None:
    tomorrow, draft = MONDAY + timedelta(days=1), workshop.draft()
    case = workshop.send(draft, Wish(summary=SUMMARY, effective_at=tomorrow))
    workshop.agree(workshop.pia, case)
    with pytest.raises(AccessDenied):
        call_off_publication(stage.context, workshop.nora, case.case_id)
    call_off_publication(stage.context, workshop.quan, case.case_id)
    workshop.work()
    workshop.work(tomorrow)
    with stage.context.database.read() as db:
        assert in_force_now(workshop, db) == 1
    assert (workshop.state(case).state, workshop.reread(draft).state) == ("called-off", "open")


@pytest.mark.parametrize("is_agreed", [True, False], ids=["scheduled", "waiting"])
def test_a_publication_that_is_cancelled_publishes_nothing_and_frees_its_draft(
    stage: Stage, workshop: Workshop, is_agreed: bool
) -> None:
    tomorrow, draft = MONDAY + timedelta(days=1), workshop.draft()
    case = workshop.send(draft, Wish(summary=SUMMARY, effective_at=tomorrow))
    if is_agreed:
        workshop.agree(workshop.pia, case)
    cancel_case(stage.context, workshop.rita, case.case_id, "Quyết định bị thu hồi")
    workshop.work(tomorrow)
    with stage.context.database.read() as db:
        assert in_force_now(workshop, db) == 1
    assert workshop.reread(draft).state == "open"
    workshop.send(draft)


def test_more_approvals_than_people_are_refused_at_once(workshop: Workshop) -> None:
    require(workshop, 5)
    with pytest.raises(InputRefused, match="5 people must approve"):
        workshop.send(workshop.draft())


@pytest.mark.parametrize("summary", ["", "ngắn"])
def test_what_changes_must_be_said(workshop: Workshop, summary: str) -> None:
    with pytest.raises(InputRefused, match="what changes"):
        workshop.send(workshop.draft(), Wish(summary=summary))


def test_a_past_instant_is_refused(workshop: Workshop) -> None:
    with pytest.raises(InputRefused, match="over"):
        workshop.send(workshop.draft(), Wish(summary=SUMMARY, effective_at=MONDAY))
