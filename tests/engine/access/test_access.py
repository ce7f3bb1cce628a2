"""Access: who may see, take, finish and pass on a task, and open a case."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from engine import access
from engine.errors import AccessDenied, FourEyes, MotcuaError, TaskAlreadyClaimed
from engine.records.cases import Task
from engine.records.people import POST_KINDS, Person, Post


def person(number: int, name: str, office_id: int, kind: str) -> Person:
    """Return somebody with one post."""
    post = Post(office_id=office_id, office_code=f"H99.{office_id}", kind=kind)
    return Person(person_id=number, login=name.lower(), name=name, posts=(post,))


ALICE = person(1, "Alice", 1, "desk")
BOB = person(2, "Bob", 1, "desk")
CHARLIE = person(3, "Charlie", 2, "desk")
HANNAH = person(4, "Hannah", 1, "head")
AUDITOR = person(5, "Auditor", 9, "auditor")
DESIGNER = person(6, "Designer", 1, "designer")
CLERK = person(7, "Clerk", 1, "clerk")
FREE = Task(
    case_id=1,
    token=1,
    element="check",
    code="H99.1-261123-0001",
    version_id=1,
    office_id=1,
    post="desk",
    form=None,
    label=None,
    holder_id=None,
    holder_name=None,
    forbidden=(),
    opened_at=datetime(2026, 11, 23, tzinfo=UTC),
    due_at=None,
    case_due_at=None,
    paused=False,
    applicant_name="Dora",
)
HELD = replace(FREE, holder_id=1, holder_name="Alice")
BARRED = replace(FREE, forbidden=(1,))
EVERYBODY = (ALICE, BOB, CHARLIE, HANNAH, AUDITOR, DESIGNER, CLERK)


def allowed(rule: object, *given: object) -> str:
    """Return the initials of those whom a rule on person and something lets."""
    assert callable(rule)
    return "".join(one.name[0] for one in EVERYBODY if rule(one, *given))


@pytest.mark.parametrize(
    ("rule", "task", "initials"),
    [
        (access.may_see_task, FREE, "ABHA"),
        (access.may_see_task, replace(HELD, holder_id=3), "ABCHA"),
        (access.may_claim, FREE, "AB"),
        (access.may_claim, HELD, ""),
        (access.may_claim, BARRED, "B"),
        (access.may_complete, FREE, "AB"),
        (access.may_complete, HELD, "A"),
        (access.may_complete, replace(HELD, forbidden=(1,)), ""),
        (access.may_complete, replace(HELD, holder_id=3), ""),
        (access.may_complete, replace(FREE, post="applicant"), ""),
        (access.may_release, FREE, ""),
        (access.may_release, HELD, "AH"),
        (access.may_reassign, HELD, "H"),
        (access.may_be_given, FREE, "AB"),
        (access.may_be_given, BARRED, "B"),
    ],
)
def test_who_may_do_what_with_a_task(rule: object, task: Task, initials: str) -> None:
    assert allowed(rule, task) == initials


def test_a_case_is_open_to_its_offices_and_to_auditors() -> None:
    assert allowed(access.may_see_case, {1}) == "ABHAC"
    assert allowed(access.may_see_case, {2, 7}) == "CA"
    assert allowed(access.may_see_case, set()) == "A"


@pytest.mark.parametrize(
    ("who", "task", "error"),
    [
        (BOB, HELD, TaskAlreadyClaimed),
        (ALICE, BARRED, FourEyes),
        (CHARLIE, FREE, AccessDenied),
        (CHARLIE, HELD, AccessDenied),
        (CHARLIE, replace(HELD, holder_id=3), AccessDenied),
        (HANNAH, FREE, AccessDenied),
        (AUDITOR, FREE, AccessDenied),
    ],
)
def test_a_refusal_says_why(who: Person, task: Task, error: type[MotcuaError]) -> None:
    with pytest.raises(error) as caught:
        access.require_completer(who, task)
    assert type(caught.value) is error
    assert caught.value.text("vi") != caught.value.text("en")


def test_somebody_elsewhere_does_not_learn_who_holds_a_task() -> None:
    with pytest.raises(AccessDenied) as caught:
        access.require_completer(CHARLIE, HELD)
    assert "Alice" not in str(caught.value)


def test_the_holder_and_a_colleague_of_a_free_task_are_let() -> None:
    access.require_completer(ALICE, HELD)
    access.require_completer(BOB, FREE)


def test_a_post_can_be_required_anywhere() -> None:
    access.require_post(AUDITOR, "administrator", "auditor")
    with pytest.raises(AccessDenied, match="auditor"):
        access.require_post(ALICE, "auditor")


def test_every_post_has_a_name_in_both_languages() -> None:
    assert set(POST_KINDS) <= set(access.POST_NAMES)
    assert access.is_auditor(AUDITOR)
    assert not access.is_administrator(AUDITOR)
