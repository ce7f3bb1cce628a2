"""A letter bears the name of whoever signs it, or it is not signed."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from engine.actions.enter_absence import enter_absence
from engine.actions.name_signer import name_signer
from engine.actions.sign_by_hand import sign_by_hand
from engine.actions.sign_letter import sign_letter
from engine.actions.verify_cases import verify_cases
from engine.context import Context, local_day, with_absences
from engine.queries.signatures import signatures_of
from engine.records.absences import AbsenceWish
from engine.records.letters import Letter
from engine.records.people import Authority, Mandate, Person, Post
from engine.records.signing import SigningStep
from engine.refusals import SigningRefused
from engine.sample.certificates import issue_certificates
from engine.store.letters import get_letter
from engine.store.log import read_log
from engine.store.passwords import WEAK, hash_password
from engine.store.people import get_person, insert_person, replace_posts
from tests.actions.conftest import Stage
from tests.actions.signing import Desk, open_desk
from tests.make import PASSWORD


@pytest.fixture
def desk(stage: Stage, tmp_path: Path) -> Desk:
    """Give a desk whose letters can be signed."""
    return open_desk(stage, tmp_path)


def now(desk: Desk, letter: Letter) -> Letter:
    with desk.context.database.read() as db:
        return get_letter(db, letter.letter_id)


def standing(desk: Desk, letter: Letter) -> tuple[object, ...]:
    facts = now(desk, letter).facts
    return tuple(facts[key] for key in ("person.name", "person.signs", "person.title"))


def second_leader(desk: Desk, signs: Authority = "", title: str = "") -> Person:
    post = Post(
        office_id=desk.stage.cast.office_id,
        office_code="H99.1",
        kind="leader",
        signs=signs,
        title=title,
    )
    given = Person(person_id=0, login="yen", name="Yến", posts=(post,))
    with desk.context.database.begin() as db:
        made = insert_person(db, given, hash_password(PASSWORD, WEAK), desk.context.clock.now())
    issue_certificates(desk.context)
    return made


def on_paper(context: Context, person: Person, letter_id: int, number: int) -> None:
    sign_by_hand(context, person, letter_id, number, "Mất điện", PASSWORD)


def substitute(desk: Desk) -> Person:
    day = local_day(desk.context)
    alice = desk.stage.cast.alice
    wish = AbsenceWish(
        person_id=desk.leader.person_id,
        substitute_id=alice.person_id,
        starts_on=day,
        ends_on=day,
        reason="Nghỉ phép",
        may_sign=True,
        mandate=Mandate(number="12/UQ-UBND", given_on=day),
    )
    enter_absence(desk.context, desk.leader, wish)
    return with_absences(desk.context, alice)


def test_a_second_leader_signs_under_the_own_name(desk: Desk) -> None:
    letter, other = desk.letter(), second_leader(desk)
    assert letter.facts["person.name"] == "Bob"
    sign_letter(desk.context, other, letter.letter_id, 0)
    signed = now(desk, letter)
    assert signed.facts["person.name"] == "Yến"
    assert (signed.number, signed.code, signed.issued_at) == (
        letter.number,
        letter.code,
        letter.issued_at,
    )
    assert signed.digest != letter.digest
    shown = signatures_of(desk.context, signed.file or "")
    assert [(one.name, one.holds) for one in shown] == [("Yến", True)]


def test_a_substitute_signs_under_the_authorisation_of_the_absence(desk: Desk) -> None:
    letter = desk.letter()
    sign_letter(desk.context, substitute(desk), letter.letter_id, 0)
    assert standing(desk, letter) == ("Alice", "TUQ", "Cán bộ một cửa")


def test_a_substitute_whose_authorisation_is_not_in_writing_signs_nothing(desk: Desk) -> None:
    letter, alice = desk.letter(), substitute(desk)
    told = tuple(replace(one, mandate=None) for one in alice.stands_for)
    for sign in (sign_letter, on_paper):
        with pytest.raises(SigningRefused) as caught:
            sign(desk.context, replace(alice, stands_for=told), letter.letter_id, 0)
        assert "văn bản ủy quyền" in caught.value.text("vi")
    assert now(desk, letter).digest == letter.digest


def test_a_post_that_signs_under_authorisation_does_so_by_its_paper(desk: Desk) -> None:
    letter, other = desk.letter(), second_leader(desk, signs="TUQ", title="Chánh Văn phòng")
    with pytest.raises(SigningRefused):
        sign_letter(desk.context, other, letter.letter_id, 0)
    paper = Mandate(number="7/UQ-UBND", given_on=local_day(desk.context) - timedelta(1))
    with desk.context.database.begin() as db:
        replace_posts(db, other.person_id, [replace(one, mandate=paper) for one in other.posts])
        written = get_person(db, other.person_id)
    sign_letter(desk.context, written, letter.letter_id, 0)
    assert standing(desk, letter) == ("Yến", "TUQ", "Chánh Văn phòng")


def test_a_deputy_signs_in_the_place_of_the_head(desk: Desk) -> None:
    letter = desk.letter()
    deputy = second_leader(desk, signs="KT", title="Phó Chủ tịch")
    sign_letter(desk.context, deputy, letter.letter_id, 0)
    assert standing(desk, letter) == ("Yến", "KT", "Phó Chủ tịch")
    with desk.context.database.read() as db:
        (event,) = read_log(db, letter.case_id)[-2].events
    assert (event.values["named"], event.values["name"]) == ("Bob", "KT. Yến")


def test_whose_post_tells_another_authority_since_signs_with_that(desk: Desk) -> None:
    letter, bob = desk.letter(), desk.leader
    acting = tuple(replace(one, signs="Q") for one in bob.posts)
    with desk.context.database.begin() as db:
        replace_posts(db, bob.person_id, acting)
    sign_letter(desk.context, replace(bob, posts=acting), letter.letter_id, 0)
    assert standing(desk, letter)[:2] == ("Bob", "Q")


def test_the_log_tells_of_both_names_and_files_and_the_case_verifies(desk: Desk) -> None:
    letter = desk.letter()
    sign_letter(desk.context, second_leader(desk), letter.letter_id, 0)
    with desk.context.database.read() as db:
        told = read_log(db, letter.case_id)[-2].events[0]
    assert told.kind == "letter-renamed"
    assert (told.values["named"], told.values["name"]) == ("Bob", "Yến")
    assert (told.values["before"], told.values["after"]) == (
        letter.digest,
        now(desk, letter).digest,
    )
    assert all(one.intact for one in verify_cases(desk.context, ()))


def test_whoever_is_named_signs_the_file_that_was_issued(desk: Desk) -> None:
    letter = desk.letter()
    sign_letter(desk.context, desk.leader, letter.letter_id, 0)
    assert now(desk, letter).digest == letter.digest


def test_an_officer_who_signs_a_receipt_leaves_it_as_it_is(desk: Desk) -> None:
    letter = desk.letter("02")
    sign_letter(desk.context, desk.stage.cast.alice, letter.letter_id, 0)
    assert now(desk, letter).digest == letter.digest


def test_a_letter_that_bears_a_signature_is_not_named_anew(desk: Desk) -> None:
    letter, other = desk.letter(), second_leader(desk)
    step = SigningStep(number=1, role="leader", posts=("leader",), required=True)
    with pytest.raises(SigningRefused) as caught:
        name_signer(desk.context, other, (letter, step, desk.stage.cast.office_id))
    assert "in tên Bob" in caught.value.text("vi")
    assert now(desk, letter).digest == letter.digest


def test_a_letter_that_changed_meanwhile_is_not_named_anew(desk: Desk) -> None:
    letter, other = desk.letter(), second_leader(desk)
    sign_letter(desk.context, desk.leader, letter.letter_id, 0)
    step = SigningStep(number=0, role="leader", posts=("leader",), required=True)
    with pytest.raises(SigningRefused):
        name_signer(desk.context, other, (letter, step, desk.stage.cast.office_id))
    seen = replace(letter, digest="0" * 64)
    with pytest.raises(SigningRefused):
        name_signer(desk.context, other, (seen, step, desk.stage.cast.office_id))
