"""Absences: the substitute sees and does the work, four eyes hold, and chains are refused."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import text

from engine.access import may_sign_for
from engine.actions.complete_task import complete_task
from engine.actions.enter_absence import call_absence_off, enter_absence
from engine.actions.hold_task import claim_task
from engine.actions.receive_dossier import HANDED_OVER, Brought, accept_dossier, hand_over
from engine.actions.set_date import NewDate, set_date
from engine.context import with_absences
from engine.errors import AccessDenied, FourEyes, InputRefused, TaskAlreadyClaimed
from engine.queries.absences import list_own_absences
from engine.queries.case_file import get_case_file
from engine.queries.desk import own_desks
from engine.queries.inbox import list_tasks
from engine.queries.term_file import get_term_file
from engine.queries.term_lists import watched_offices
from engine.records.absences import AbsenceWish
from engine.records.filings import DIRECT, Filing
from engine.records.inbox import InboxFilter
from engine.records.people import Mandate, Person, Post
from engine.store.people import insert_person
from tests.actions.conftest import Stage
from tests.make import TEST_PROCEDURES, citizen, publish

TODAY = date(2026, 11, 23)
FRIDAY = date(2026, 11, 27)
PAPER = Mandate(number="12/UQ-UBND", given_on=TODAY)


def wish(absent: Person, substitute: Person, **more: object) -> AbsenceWish:
    """Return the wish for an absence of this week."""
    given = {"starts_on": TODAY, "ends_on": FRIDAY, "reason": "Nghỉ phép", **more}
    ids = {"person_id": absent.person_id, "substitute_id": substitute.person_id}
    return AbsenceWish(**ids, **given)  # type: ignore[arg-type]  # the test names real fields


def add(stage: Stage, login: str, *kinds: str) -> Person:
    """Add somebody to Alice's office."""
    office_id = stage.cast.office_id
    posts = tuple(Post(office_id=office_id, office_code="H99.1", kind=kind) for kind in kinds)
    given = Person(person_id=0, login=login, name=login.title(), posts=posts)
    with stage.context.database.begin() as db:
        return insert_person(db, given, "x", stage.context.clock.now())


def mine(stage: Stage, person: Person) -> list[tuple[str, str | None]]:
    """Return code and "in whose place" of the tasks in a person's own list."""
    view = list_tasks(stage.context, person, InboxFilter(scope="mine"))
    return [(line.task.code, line.absent) for line in view.lines]


def test_the_substitute_finishes_a_task_the_absent_person_holds(stage: Stage) -> None:
    alice, bob = stage.cast.alice, stage.cast.bob
    case = stage.file()
    place = stage.task(case, "xem")
    claim_task(stage.context, alice, place)
    with pytest.raises(TaskAlreadyClaimed):
        complete_task(stage.context, bob, place, {"so_a": 1})
    enter_absence(stage.context, alice, wish(alice, bob))
    stand_in = with_absences(stage.context, bob)
    assert mine(stage, stand_in) == [(case.code, "Alice")]
    complete_task(stage.context, stand_in, place, {"so_a": 1})
    told = get_case_file(stage.context, bob, case.code).steps
    done = next(one for one in told if one.kind == "task-completed")
    assert (done.actor, done.absent) == ("Bob", "Alice")


def test_a_post_that_only_the_absent_person_holds_is_stood_in_for(stage: Stage) -> None:
    clerk = add(stage, "clara", "clerk")
    place = stage.task(stage.file(), "xem")
    with pytest.raises(AccessDenied):
        complete_task(stage.context, clerk, place, {"so_a": 1})
    enter_absence(stage.context, stage.cast.alice, wish(stage.cast.alice, clerk))
    complete_task(stage.context, with_absences(stage.context, clerk), place, {"so_a": 1})


def test_who_stands_in_no_longer_does_not_finish_what_they_took(stage: Stage) -> None:
    clerk = add(stage, "clara", "clerk")
    place = stage.task(stage.file(), "xem")
    made = enter_absence(stage.context, stage.cast.alice, wish(stage.cast.alice, clerk))
    claim_task(stage.context, with_absences(stage.context, clerk), place)
    call_absence_off(stage.context, stage.cast.alice, made)
    with pytest.raises(AccessDenied):
        complete_task(stage.context, with_absences(stage.context, clerk), place, {"so_a": 1})


def test_an_absence_ends_by_itself_and_can_be_called_off(stage: Stage) -> None:
    alice, bob = stage.cast.alice, stage.cast.bob
    made = enter_absence(stage.context, alice, wish(alice, bob))
    assert with_absences(stage.context, bob).stands_for
    stage.clock.move(timedelta(days=5))
    assert not with_absences(stage.context, bob).stands_for
    call_absence_off(stage.context, alice, made)
    assert list_own_absences(stage.context, alice).absences[0].called_off_at


def test_an_absence_to_come_passes_nothing_on_yet(stage: Stage) -> None:
    alice, bob = stage.cast.alice, stage.cast.bob
    enter_absence(stage.context, alice, wish(alice, bob, starts_on=FRIDAY))
    assert not with_absences(stage.context, bob).stands_for
    stage.clock.move(timedelta(days=4))
    assert with_absences(stage.context, bob).stands_for


def test_a_substitute_checks_no_work_of_the_absent_person(stage: Stage) -> None:
    alice, bob = stage.cast.alice, stage.cast.bob
    enter_absence(stage.context, alice, wish(alice, bob))
    stand_in = with_absences(stage.context, bob)
    place = stage.task(stage.file(), "xem")
    with stage.context.database.begin() as db:
        db.execute(text("UPDATE task SET forbidden = :barred"), {"barred": f"[{alice.person_id}]"})
    with pytest.raises(FourEyes):
        complete_task(stage.context, stand_in, place, {"so_a": 1})


@pytest.mark.parametrize(
    ("starts", "ends", "reason"),
    [(-1, 2, "x"), (3, 2, "x"), (0, 400, "x"), (0, 1, " ")],
    ids=["past", "backwards", "too long", "no reason"],
)
def test_days_and_reason_must_make_sense(stage: Stage, starts: int, ends: int, reason: str) -> None:
    alice, bob = stage.cast.alice, stage.cast.bob
    days = {"starts_on": TODAY + timedelta(starts), "ends_on": TODAY + timedelta(ends)}
    with pytest.raises(InputRefused):
        enter_absence(stage.context, alice, wish(alice, bob, reason=reason, **days))


def test_chains_of_substitutes_are_refused(stage: Stage) -> None:
    alice, bob = stage.cast.alice, stage.cast.bob
    clara = add(stage, "clara", "clerk")
    enter_absence(stage.context, alice, wish(alice, bob))
    with pytest.raises(InputRefused, match="stands in for Alice"):
        enter_absence(stage.context, bob, wish(bob, clara))
    with pytest.raises(InputRefused, match="is away"):
        enter_absence(stage.context, clara, wish(clara, alice))
    with pytest.raises(InputRefused, match="already away"):
        enter_absence(stage.context, alice, wish(alice, clara))


def test_the_substitute_works_in_the_same_office_and_is_somebody_else(stage: Stage) -> None:
    alice = stage.cast.alice
    for other in (stage.cast.charlie, alice):
        with pytest.raises(InputRefused):
            enter_absence(stage.context, alice, wish(alice, other))


def test_only_the_person_or_their_head_enters_an_absence(stage: Stage) -> None:
    alice, bob, clara = stage.cast.alice, stage.cast.bob, add(stage, "clara", "clerk")
    with pytest.raises(AccessDenied):
        enter_absence(stage.context, alice, wish(clara, alice))
    enter_absence(stage.context, bob, wish(clara, alice))


def test_signing_is_passed_on_only_where_it_was_said(stage: Stage) -> None:
    alice, bob = stage.cast.alice, stage.cast.bob
    made = enter_absence(stage.context, bob, wish(bob, alice))
    (stood,) = with_absences(stage.context, alice).stands_for
    assert "leader" not in {post.kind for post in stood.posts}
    assert not may_sign_for(with_absences(stage.context, alice), bob.person_id)
    call_absence_off(stage.context, bob, made)
    enter_absence(stage.context, bob, wish(bob, alice, may_sign=True, mandate=PAPER))
    stand_in = with_absences(stage.context, alice)
    assert may_sign_for(stand_in, bob.person_id)
    assert "leader" in {post.kind for post in stand_in.stands_for[0].posts}


def test_a_head_who_is_no_leader_cannot_pass_on_the_leaders_signature(stage: Stage) -> None:
    head, alice = add(stage, "hans", "head"), stage.cast.alice
    with pytest.raises(InputRefused, match="authority to sign"):
        enter_absence(
            stage.context, head, wish(stage.cast.bob, alice, may_sign=True, mandate=PAPER)
        )


def test_what_is_personal_is_never_passed_on(stage: Stage) -> None:
    frank = stage.cast.frank
    office = replace(frank.posts[0])
    with stage.context.database.begin() as db:
        given = Person(
            person_id=0, login="gina", name="Gina", posts=(replace(office, kind="desk"),)
        )
        gina = insert_person(db, given, "x", stage.context.clock.now())
    with pytest.raises(InputRefused):
        enter_absence(stage.context, frank, wish(frank, gina))


def test_a_leader_s_substitute_sets_a_day_only_where_signing_was_passed_on(stage: Stage) -> None:
    publish(stage.context, "co-han", TEST_PROCEDURES)
    case = stage.file(procedure_key="co-han")
    bob, clerk = stage.cast.bob, add(stage, "clara", "clerk")
    sorry = NewDate(act="apology", due_on=date(2026, 12, 4), reason="Thiếu người", basis="Luật")
    made = enter_absence(stage.context, bob, wish(bob, clerk))
    with pytest.raises(AccessDenied):
        set_date(stage.context, with_absences(stage.context, clerk), case.code, sorry)
    call_absence_off(stage.context, bob, made)
    enter_absence(stage.context, bob, wish(bob, clerk, may_sign=True, mandate=PAPER))
    signing = with_absences(stage.context, clerk)
    assert get_term_file(stage.context, signing, case.code).choice is not None
    set_date(stage.context, signing, case.code, sorry)
    told = get_case_file(stage.context, bob, case.code).steps
    done = next(one for one in told if one.kind == "date-set")
    assert (done.actor, done.absent) == ("Clara", "Bob")


def test_a_head_who_is_no_leader_sets_no_day(stage: Stage) -> None:
    publish(stage.context, "co-han", TEST_PROCEDURES)
    case, head = stage.file(procedure_key="co-han"), add(stage, "hilda", "head")
    assert get_term_file(stage.context, head, case.code).choice is None
    sorry = NewDate(act="apology", due_on=date(2026, 12, 4), reason="Thiếu người", basis="Luật")
    with pytest.raises(AccessDenied):
        set_date(stage.context, head, case.code, sorry)


def test_the_substitute_of_a_desk_receives_hands_over_and_finds_its_dossiers(stage: Stage) -> None:
    clerk = add(stage, "clara", "clerk")
    filing = Filing(
        procedure_key="hai-nguoi",
        office_id=stage.cast.other_office_id,
        answers=citizen(),
        channel=DIRECT,
    )
    brought = Brought(filing=filing, desk_id=stage.cast.office_id)
    with pytest.raises(AccessDenied):
        accept_dossier(stage.context, clerk, brought)
    enter_absence(stage.context, stage.cast.alice, wish(stage.cast.alice, clerk))
    stand_in = with_absences(stage.context, clerk)
    assert own_desks(stand_in) == (stage.cast.office_id,)
    assert watched_offices(stand_in) == [stage.cast.office_id]
    assert stand_in.has_post("desk")
    assert not stand_in.has_post("leader", "administrator")
    case = accept_dossier(stage.context, stand_in, brought)
    hand_over(stage.context, stand_in, case.case_id)
    told = get_case_file(stage.context, stage.cast.erin, case.code).steps
    assert next(one for one in told if one.kind == HANDED_OVER).absent == "Alice"


def test_who_stands_in_for_a_leader_passes_nothing_on(stage: Stage) -> None:
    bob, clerk = stage.cast.bob, add(stage, "clara", "clerk")
    enter_absence(stage.context, bob, wish(bob, clerk, may_sign=True, mandate=PAPER))
    third = wish(stage.cast.alice, add(stage, "dan", "specialist"), may_sign=True, mandate=PAPER)
    with pytest.raises(InputRefused):
        enter_absence(stage.context, with_absences(stage.context, clerk), third)


@pytest.mark.parametrize("late", [None, 1], ids=["not in writing", "too late"])
def test_the_signature_of_a_leader_is_passed_on_in_writing(stage: Stage, late: int | None) -> None:
    bob, clerk = stage.cast.bob, add(stage, "clara", "clerk")
    paper = replace(PAPER, given_on=TODAY + timedelta(late)) if late else None
    with pytest.raises(InputRefused, match="needs one in writing"):
        enter_absence(stage.context, bob, wish(bob, clerk, may_sign=True, mandate=paper))
    enter_absence(stage.context, bob, wish(bob, clerk, may_sign=True, mandate=PAPER))
    (stood,) = with_absences(stage.context, clerk).stands_for
    assert stood.mandate == PAPER


def test_a_leader_needs_no_authorisation_to_stand_in_for_another(stage: Stage) -> None:
    deputy = add(stage, "kim", "leader")
    enter_absence(stage.context, stage.cast.bob, wish(stage.cast.bob, deputy, may_sign=True))
    assert may_sign_for(with_absences(stage.context, deputy), stage.cast.bob.person_id)
