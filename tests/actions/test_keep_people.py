"""The register of people: a code shown once, posts, disabling, and never without administrator."""

from dataclasses import replace
from datetime import timedelta
from typing import cast

import pytest

from engine.actions.enter_absence import enter_absence
from engine.actions.hold_task import claim_task
from engine.actions.keep_people import (
    add_person,
    change_posts,
    choose_password,
    disable,
    enable,
    give_code,
)
from engine.actions.sign_in import sign_in
from engine.context import local_day, with_absences
from engine.errors import AccessDenied, InputRefused, SignInRefused, TooManyTries
from engine.queries.absences import list_own_absences
from engine.queries.office_register import get_person_file
from engine.records.absences import AbsenceWish
from engine.records.people import Authority, Mandate, Person, Post
from engine.store.notices import list_own
from engine.store.tasks import list_case_tasks
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
    with pytest.raises(InputRefused, match="another"):
        change_posts(stage.context, frank, frank.person_id, grace(stage), WHY)


def test_nobody_gives_themselves_a_post_or_a_code(stage: Stage) -> None:
    frank = stage.cast.frank
    leader = Post(office_id=stage.cast.office_id, office_code="H99.1", kind="leader")
    wished = replace(frank, posts=(*frank.posts, leader))
    with pytest.raises(InputRefused, match="another"):
        change_posts(stage.context, frank, frank.person_id, wished, WHY)
    with pytest.raises(InputRefused, match="another"):
        give_code(stage.context, frank, frank.person_id, WHY)


def test_one_may_still_correct_ones_own_name(stage: Stage) -> None:
    frank = stage.cast.frank
    wished = replace(frank, name="Frank Ý")
    assert change_posts(stage.context, frank, frank.person_id, wished, WHY).name == "Frank Ý"


def test_whose_posts_or_password_change_is_told(stage: Stage) -> None:
    frank, alice = stage.cast.frank, stage.cast.alice
    change_posts(stage.context, frank, alice.person_id, grace(stage, kind="clerk"), WHY)
    give_code(stage.context, frank, alice.person_id, "Quên mật khẩu")
    with stage.context.database.read() as db:
        told = list_own(db, alice.person_id, 9)
    assert {(one.kind, one.content["by"], one.content["reason"]) for one in told} == {
        ("posts-changed", "Frank", WHY),
        ("code-given", "Frank", "Quên mật khẩu"),
    }


@pytest.mark.parametrize("way", ["moved", "disabled"])
def test_who_loses_a_post_hands_back_what_they_hold(stage: Stage, way: str) -> None:
    case = stage.file()
    claim_task(stage.context, stage.cast.alice, stage.task(case, "xem"))
    who = (stage.context, stage.cast.frank, stage.cast.alice.person_id)
    if way == "moved":
        change_posts(*who, grace(stage, kind="clerk"), WHY)
    else:
        disable(*who, WHY)
    with stage.context.database.read() as db:
        assert {one.holder_id for one in list_case_tasks(db, case.case_id)} == {None}


def test_nobody_stands_in_for_a_disabled_person(stage: Stage) -> None:
    alice, bob = stage.cast.alice, stage.cast.bob
    day = local_day(stage.context)
    wish = AbsenceWish(
        person_id=alice.person_id,
        substitute_id=bob.person_id,
        starts_on=day,
        ends_on=day,
        reason="Nghỉ phép",
    )
    enter_absence(stage.context, alice, wish)
    assert with_absences(stage.context, bob).stands_for
    disable(stage.context, stage.cast.frank, alice.person_id, "Nghỉ hưu")
    assert not with_absences(stage.context, bob).stands_for
    assert list_own_absences(stage.context, alice).absences[0].called_off_at


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


@pytest.mark.parametrize(
    ("signs", "title", "words"),
    [
        ("KT", "", "phải có chức vụ"),
        ("TM", "Chủ tịch", "hãy chọn cách ký"),
        ("", "Phó\nChủ tịch", "hãy chọn cách ký"),
        ("", "x" * 121, "hãy chọn cách ký"),
    ],
    ids=["untitled deputy", "unknown", "two lines", "long"],
)
def test_how_a_post_signs_is_known_and_titled(
    stage: Stage, signs: str, title: str, words: str
) -> None:
    bob = stage.cast.bob
    post = replace(grace(stage, kind="leader").posts[0], signs=cast("Authority", signs))
    given = replace(bob, posts=(replace(post, title=title),))
    with pytest.raises(InputRefused) as caught:
        change_posts(stage.context, stage.cast.frank, bob.person_id, given, WHY)
    assert words in caught.value.text("vi")


def test_how_a_post_signs_is_kept_and_stays_in_the_log(stage: Stage) -> None:
    bob = stage.cast.bob
    posts = tuple(replace(one, signs="KT", title="Phó Chủ tịch") for one in bob.posts)
    changed = change_posts(
        stage.context, stage.cast.frank, bob.person_id, replace(bob, posts=posts), WHY
    )
    assert {(one.signs, one.title) for one in changed.posts} == {("KT", "Phó Chủ tịch")}
    told = get_person_file(stage.context, stage.cast.frank, bob.person_id).changes[0].changed
    assert "KT. Phó Chủ tịch" in str(told["posts"])


def test_a_post_that_signs_under_authorisation_tells_its_paper(stage: Stage) -> None:
    bob, frank = stage.cast.bob, stage.cast.frank
    day = local_day(stage.context)
    bare = [replace(one, signs="TUQ", title="Chánh Văn phòng") for one in bob.posts]
    for paper in (
        None,
        Mandate(number="7/UQ-UBND", given_on=day + timedelta(1)),
        Mandate(number="7\n8", given_on=day),
    ):
        posts = tuple(replace(one, signs="TUQ", mandate=paper) for one in bare)
        with pytest.raises(InputRefused, match="needs one in writing"):
            change_posts(stage.context, frank, bob.person_id, replace(bob, posts=posts), WHY)
    written = Mandate(number="7/UQ-UBND", given_on=day)
    posts = tuple(replace(one, mandate=written) for one in bare)
    changed = change_posts(stage.context, frank, bob.person_id, replace(bob, posts=posts), WHY)
    assert {one.mandate for one in changed.posts} == {written}
    told = get_person_file(stage.context, frank, bob.person_id).changes[0].changed
    assert "7/UQ-UBND" in str(told["posts"])
