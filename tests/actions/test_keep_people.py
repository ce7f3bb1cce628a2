"""The register of people: a code shown once, posts, disabling, and never without administrator."""

from datetime import timedelta

import pytest

from engine.actions.keep_people import (
    add_person,
    change_posts,
    choose_password,
    disable,
    enable,
    give_code,
)
from engine.actions.sign_in import sign_in
from engine.errors import AccessDenied, InputRefused, SignInRefused, TooManyTries
from engine.queries.office_register import get_person_file
from engine.records.people import Person, Post
from tests.actions.conftest import Stage
from tests.make import PASSWORD

WHY, NEW = "Quyết định 12/QĐ-UBND", "mot-mat-khau-moi"


def grace(stage: Stage, login: str = "grace", kind: str = "desk") -> Person:
    post = Post(office_id=stage.cast.office_id, office_code="H99.1", kind=kind)
    return Person(person_id=0, login=login, name="Grace", posts=(post,))


def added(stage: Stage) -> tuple[Person, str]:
    return add_person(stage.context, stage.cast.frank, grace(stage), WHY)


def choose(stage: Stage, code: str, password: str = NEW, address: str = "a") -> None:
    choose_password(stage.context, "grace", code, password, address)


def test_a_new_person_chooses_a_password_with_the_code(stage: Stage) -> None:
    made, code = added(stage)
    choose(stage, code)
    _token, person = sign_in(stage.context, "grace", NEW, "a")
    assert person.person_id == made.person_id
    assert [post.kind for post in person.posts] == ["desk"]


def test_a_code_is_read_however_it_is_typed(stage: Stage) -> None:
    code = added(stage)[1]
    choose(stage, f" {code.lower().replace('-', ' ').replace('0', 'o').replace('1', 'l')} ")
    sign_in(stage.context, "grace", NEW, "a")


def test_a_code_counts_once(stage: Stage) -> None:
    code = added(stage)[1]
    choose(stage, code)
    with pytest.raises(SignInRefused):
        choose(stage, code)


def test_a_code_ends_after_three_days(stage: Stage) -> None:
    code = added(stage)[1]
    stage.clock.move(timedelta(days=3))
    with pytest.raises(SignInRefused):
        choose(stage, code)


def test_a_code_of_somebody_else_opens_nothing(stage: Stage) -> None:
    code = added(stage)[1]
    with pytest.raises(SignInRefused):
        choose_password(stage.context, "alice", code, NEW, "a")


def test_guessing_codes_is_limited(stage: Stage) -> None:
    for _try in range(10):
        with pytest.raises(SignInRefused):
            choose(stage, "AAAA-AAAA-AAAA-AAAA")
    with pytest.raises(TooManyTries):
        choose(stage, added(stage)[1])


@pytest.mark.parametrize("password", ["ngan", "grace-cua-toi-2026"], ids=["short", "login"])
def test_a_weak_password_is_refused_and_the_code_still_counts(stage: Stage, password: str) -> None:
    code = added(stage)[1]
    with pytest.raises(InputRefused, match="12"):
        choose(stage, code, password)
    choose(stage, code)


def test_a_reset_ends_the_old_password_at_once(stage: Stage) -> None:
    alice = stage.cast.alice
    sign_in(stage.context, "alice", PASSWORD, "a")
    code = give_code(stage.context, stage.cast.frank, alice.person_id, "Quên mật khẩu")
    with pytest.raises(SignInRefused):
        sign_in(stage.context, "alice", PASSWORD, "a")
    choose_password(stage.context, "alice", code, NEW, "a")
    sign_in(stage.context, "alice", NEW, "a")


def test_a_disabled_person_cannot_sign_in_until_enabled(stage: Stage) -> None:
    alice, frank = stage.cast.alice, stage.cast.frank
    disable(stage.context, frank, alice.person_id, "Nghỉ hưu")
    with pytest.raises(SignInRefused):
        sign_in(stage.context, "alice", PASSWORD, "a")
    code = enable(stage.context, frank, alice.person_id, "Trở lại")
    choose_password(stage.context, "alice", code, NEW, "a")
    sign_in(stage.context, "alice", NEW, "a")


def test_nobody_disables_themselves_or_the_last_administrator(stage: Stage) -> None:
    frank = stage.cast.frank
    with pytest.raises(InputRefused, match="another"):
        disable(stage.context, frank, frank.person_id, WHY)
    with pytest.raises(InputRefused, match="administer"):
        change_posts(stage.context, frank, frank.person_id, grace(stage), WHY)


def test_changed_posts_and_their_reason_stand_in_the_log(stage: Stage) -> None:
    made = added(stage)[0]
    clerk = grace(stage, kind="clerk")
    changed = change_posts(stage.context, stage.cast.frank, made.person_id, clerk, "Chuyển việc")
    assert [post.kind for post in changed.posts] == ["clerk"]
    changes = get_person_file(stage.context, stage.cast.frank, made.person_id).changes
    assert [(one.act, one.reason) for one in changes] == [
        ("posts-changed", "Chuyển việc"),
        ("person-added", WHY),
    ]


def test_only_administrators_keep_people(stage: Stage) -> None:
    with pytest.raises(AccessDenied):
        add_person(stage.context, stage.cast.bob, grace(stage), WHY)
    with pytest.raises(AccessDenied):
        give_code(stage.context, stage.cast.bob, stage.cast.alice.person_id, WHY)


@pytest.mark.parametrize("login", ["alice", "Grace", "g", "a b"])
def test_a_login_that_is_taken_or_unfit_is_refused(stage: Stage, login: str) -> None:
    with pytest.raises(InputRefused, match="login"):
        add_person(stage.context, stage.cast.frank, grace(stage, login), WHY)
