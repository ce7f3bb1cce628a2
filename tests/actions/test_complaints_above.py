"""What is said of the head of an office is answered by the office above, never by the head."""

from typing import Any

import pytest

from engine.actions.complain import Said, complain, reply_to
from engine.actions.pass_above import pass_above
from engine.errors import AccessDenied, InputRefused
from engine.queries.complaints import list_office_complaints
from engine.records.complaints import ABOUT_HEAD, ANSWERED, Complaint
from engine.records.people import Person, Post
from engine.store.passwords import WEAK, hash_password
from engine.store.people import insert_person, insert_posts
from tests.actions.conftest import Stage


def leader_above(stage: Stage) -> Person:
    """Return somebody who leads the province."""
    with stage.context.database.begin() as db:
        top = stage.context.offices.get(db).by_code["H99"]
        post = Post(office_id=top.office_id, office_code=top.code, kind="leader")
        person = Person(person_id=0, login="grace", name="Grace", posts=(post,))
        now = stage.context.clock.now()
        return insert_person(db, person, hash_password("grace-mau-1", WEAK), now)


def sent(stage: Stage, kind: str = ABOUT_HEAD, **more: Any) -> Complaint:
    """Return what a citizen has sent of the first commune."""
    given: dict[str, Any] = {"office_id": stage.cast.office_id, "text": "Gây phiền hà", **more}
    return complain(
        stage.context, Said(kind=kind, name="Dora", phone="0900000123", **given), "192.0.2.1"
    )


def test_about_the_head_the_office_above_answers(stage: Stage) -> None:
    grace, made = leader_above(stage), sent(stage)
    with pytest.raises(AccessDenied):
        reply_to(stage.context, stage.cast.bob, made.complaint_id, ANSWERED, "Không sai")
    assert list_office_complaints(stage.context, stage.cast.bob).waiting == ()
    (line,) = list_office_complaints(stage.context, grace).waiting
    assert (line.office.code, line.concerned.code) == ("H99", "H99.1")
    answered = reply_to(stage.context, grace, made.complaint_id, ANSWERED, "Đã nhắc nhở")
    assert answered.state == ANSWERED


def test_who_leads_both_offices_does_not_answer(stage: Stage) -> None:
    leader_above(stage)
    with stage.context.database.begin() as db:
        top = stage.context.offices.get(db).by_code["H99"]
        post = Post(office_id=top.office_id, office_code=top.code, kind="leader")
        insert_posts(db, stage.cast.bob.person_id, [post])
    bob = Person(**{**vars(stage.cast.bob), "posts": (*stage.cast.bob.posts, post)})
    with pytest.raises(AccessDenied):
        reply_to(stage.context, bob, sent(stage).complaint_id, ANSWERED, "Không sai")


def test_where_nobody_leads_above_it_is_told_and_not_kept(stage: Stage) -> None:
    with pytest.raises(InputRefused):
        sent(stage)
    assert list_office_complaints(stage.context, stage.cast.frank).waiting == ()


def test_a_head_passes_on_what_is_about_himself_and_the_days_go_on(stage: Stage) -> None:
    grace, made = leader_above(stage), sent(stage, "complaint")
    with pytest.raises(AccessDenied):
        pass_above(stage.context, stage.cast.alice, made.complaint_id)
    passed = pass_above(stage.context, stage.cast.bob, made.complaint_id)
    (line,) = list_office_complaints(stage.context, grace).waiting
    assert (line.complaint, passed.due_at) == (passed, made.due_at)
    with pytest.raises(AccessDenied):
        pass_above(stage.context, stage.cast.bob, made.complaint_id)
