"""The register of offices: adding, renaming, closing, and merging one into another from a day."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from engine.actions.complain import Said, complain, reply_to
from engine.actions.complete_task import complete_task
from engine.actions.deliver_letter import Handover, deliver_letter
from engine.actions.keep_offices import (
    add_office,
    carry_closings,
    change_names,
    close_from,
    keep_office,
)
from engine.actions.sign_letter import sign_letter
from engine.actions.verify_cases import verify_cases
from engine.errors import AccessDenied, InputRefused
from engine.queries.case_file import get_case_file
from engine.queries.case_search import CaseQuestion, find_cases
from engine.queries.office_register import (
    get_office_file,
    list_office_tree,
    list_register_changes,
)
from engine.queries.signing import list_waiting_letters
from engine.records.complaints import ANSWERED
from engine.records.letters import BY_POST, DELIVERED
from engine.records.people import Office
from engine.records.registers import Closing
from engine.sample.certificates import issue_certificates
from engine.store.complaints import own_complaint
from engine.store.people import get_person
from engine.store.tasks import list_case_tasks
from engine.store.term_counts import count_terms
from tests.actions.conftest import Stage
from tests.actions.signing import open_desk
from tests.make import reread

TODAY = date(2026, 11, 23)
WHY = "Nghị quyết 01/2026/NQ-HĐND"


def closing(stage: Stage, on: date = TODAY, *, to: int | None = None) -> Closing:
    """Return the merger of the first commune into the other."""
    successor = stage.cast.other_office_id if to is None else to
    return Closing(office_id=stage.cast.office_id, successor_id=successor or None, on=on, basis=WHY)


def merge(stage: Stage, on: date = TODAY) -> bool:
    return close_from(stage.context, stage.cast.frank, closing(stage, on))


def new_office(**more: object) -> Office:
    given: dict[str, object] = {"code": "H99.3", "name_vi": "UBND Xã Mới", "name_en": "", **more}
    return Office(office_id=0, kind="commune", parent_id=1, **given)  # type: ignore[arg-type]


def test_an_added_office_takes_dossiers_and_stands_in_the_log(stage: Stage) -> None:
    made = add_office(stage.context, stage.cast.frank, new_office(valid_from=TODAY), WHY)
    found = get_office_file(stage.context, stage.cast.frank, made.office_id)
    assert (found.office.code, found.office.valid_from) == ("H99.3", TODAY)
    (change,) = found.changes
    assert (change.act, change.by_name, change.reason) == ("office-added", "Frank", WHY)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"code": "99.3"}, "no identification code"),
        ({"code": "H99.1"}, "taken"),
        ({"name_vi": " "}, "Vietnamese name"),
    ],
    ids=["code", "taken", "name"],
)
def test_an_unfit_office_is_refused(stage: Stage, changes: dict[str, str], said: str) -> None:
    with pytest.raises(InputRefused, match=said):
        add_office(stage.context, stage.cast.frank, new_office(**changes), WHY)


def test_only_administrators_change_the_register(stage: Stage) -> None:
    with pytest.raises(AccessDenied):
        add_office(stage.context, stage.cast.bob, new_office(), WHY)
    with pytest.raises(AccessDenied):
        close_from(stage.context, stage.cast.bob, closing(stage))
    with pytest.raises(AccessDenied):
        list_office_tree(stage.context, stage.cast.bob)


def test_nothing_is_changed_without_a_reason(stage: Stage) -> None:
    frank, here = stage.cast.frank, stage.cast.office_id
    with pytest.raises(InputRefused, match="reason"):
        change_names(stage.context, frank, here, ("UBND xã An Hòa", ""), " ")
    with pytest.raises(InputRefused, match="reason"):
        close_from(stage.context, frank, replace(closing(stage), basis=""))


def test_a_renamed_office_keeps_its_code(stage: Stage) -> None:
    here = stage.cast.office_id
    change_names(stage.context, stage.cast.frank, here, ("UBND xã An Hòa", "An Hòa"), WHY)
    found = get_office_file(stage.context, stage.cast.frank, here).office
    assert (found.name_vi, found.code) == ("UBND xã An Hòa", "H99.1")


def test_a_merger_takes_tasks_people_and_new_filings_over(stage: Stage) -> None:
    case = stage.file()
    assert merge(stage)
    with stage.context.database.read() as db:
        tasks = list_case_tasks(db, case.case_id)
        alice = get_person(db, stage.cast.alice.person_id)
    assert {one.office_id for one in tasks} == {stage.cast.other_office_id}
    assert {post.office_id for post in alice.posts} == {stage.cast.other_office_id}
    later = stage.file()
    assert later.code.startswith("H99.2-")
    assert later.office_id == stage.cast.other_office_id


def test_a_case_goes_on_after_the_merger_and_keeps_its_code(stage: Stage) -> None:
    case = stage.file()
    merge(stage)
    place = stage.task(case, "xem")
    saved = complete_task(stage.context, stage.cast.charlie, place, {"so_a": "2"})
    assert saved.code == case.code == "H99.1-261123-0001"
    assert get_case_file(stage.context, stage.cast.charlie, case.code).case.code == case.code
    assert [one.discrepancies for one in verify_cases(stage.context)] == [()]


def test_the_successor_signs_seals_and_delivers_what_was_issued_before(
    stage: Stage, tmp_path: Path
) -> None:
    desk = open_desk(stage, tmp_path)
    letter = desk.letter()
    merge(stage)
    issue_certificates(desk.context)
    with desk.context.database.read() as db:
        bob, grace = (get_person(db, one.person_id) for one in (desk.leader, desk.clerk))
    sign_letter(desk.context, bob, letter.letter_id, 0)
    (waiting,) = list_waiting_letters(desk.context, grace)
    assert waiting.letter.letter_id == letter.letter_id
    sign_letter(desk.context, grace, letter.letter_id, 1)
    handover = Handover(way=BY_POST, tracking="EB000000001VN")
    given = deliver_letter(desk.context, grace, letter.letter_id, handover)
    assert (given.state, given.office_id) == (DELIVERED, stage.cast.office_id)


def test_an_open_complaint_goes_over_and_an_answered_one_stays(stage: Stage) -> None:
    said = Said(
        office_id=stage.cast.office_id, kind="complaint", name="Dora", phone="0900", text="Chậm"
    )
    open_one, done = (complain(stage.context, said, "192.0.2.1") for _ in range(2))
    reply_to(stage.context, stage.cast.bob, done.complaint_id, ANSWERED, "Xin lỗi")
    merge(stage)
    with stage.context.database.read() as db:
        found = [own_complaint(db, (one.code, "0900")).office_id for one in (open_one, done)]
    assert found == [stage.cast.other_office_id, stage.cast.office_id]


def test_the_successor_is_warned_of_terms_that_end(stage: Stage) -> None:
    case = stage.file()
    merge(stage)
    with stage.context.database.read() as db:
        late = count_terms(db, [stage.cast.other_office_id], case.opened_at + timedelta(days=30))
    assert late.late == 1


def test_what_had_ended_is_seen_by_the_successor(stage: Stage) -> None:
    case = stage.file()
    merge(stage)
    for person in (stage.cast.charlie, stage.cast.bob):
        with stage.context.database.read() as db:
            now = get_person(db, person.person_id)
        assert find_cases(stage.context, now, CaseQuestion(text=case.code)).total == 1


def test_a_merger_in_the_future_waits_for_its_day(stage: Stage) -> None:
    case = stage.file()
    assert not merge(stage, TODAY + timedelta(days=9))
    assert carry_closings(stage.context) == 0
    assert reread(stage.context, case).office_id == stage.cast.office_id
    stage.clock.move(timedelta(days=9))
    assert carry_closings(stage.context) == 1
    assert reread(stage.context, case).office_id == stage.cast.other_office_id
    assert carry_closings(stage.context) == 0


def test_a_planned_merger_can_be_called_off_until_its_day(stage: Stage) -> None:
    frank, here = stage.cast.frank, stage.cast.office_id
    merge(stage, TODAY + timedelta(days=9))
    keep_office(stage.context, frank, here, "Hoãn")
    stage.clock.move(timedelta(days=9))
    assert carry_closings(stage.context) == 0
    with pytest.raises(InputRefused, match="planned"):
        keep_office(stage.context, frank, here, "Hoãn")


def test_a_preview_says_what_goes_over(stage: Stage) -> None:
    stage.file()
    moving = get_office_file(stage.context, stage.cast.frank, stage.cast.office_id).moving
    assert (moving.cases, moving.people) == (1, ("Alice", "Bob"))
    assert moving.tasks >= 1


@pytest.mark.parametrize("to", ["itself", "the province", "nobody", "the past"])
def test_a_merger_that_leaves_work_to_nobody_is_refused(stage: Stage, to: str) -> None:
    given = {
        "itself": closing(stage, to=stage.cast.office_id),
        "the province": closing(stage, to=1),
        "nobody": closing(stage, to=0),
        "the past": closing(stage, TODAY - timedelta(days=1)),
    }[to]
    with pytest.raises(InputRefused):
        close_from(stage.context, stage.cast.frank, given)


def test_the_log_of_the_register_names_who_and_why(stage: Stage) -> None:
    merge(stage)
    acts = [
        (one.act, one.by_name, one.reason)
        for one in list_register_changes(stage.context, stage.cast.erin)
    ]
    assert acts == [("office-closed", "Frank", WHY), ("office-closing", "Frank", WHY)]
