"""Letters are signed by whose turn it is, once, and the log and the file both prove it."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from engine.actions.enter_absence import enter_absence
from engine.actions.require_signed import require_signed
from engine.actions.sign_by_hand import sign_by_hand
from engine.actions.sign_letter import sign_letter
from engine.actions.sign_letters import carry_orders, next_due, sign_letters
from engine.actions.verify_cases import verify_cases
from engine.context import local_day
from engine.errors import InputRefused
from engine.queries.signatures import signatures_of, signing_states
from engine.queries.signing import list_waiting_letters
from engine.records.absences import AbsenceWish
from engine.records.letters import Letter
from engine.records.signing import REFUSED, SIGNED
from engine.refusals import CertificateUnusable, PasswordWrong, SigningRefused
from engine.signatures.keys import NoKeys
from engine.signatures.turns import Houses
from engine.store.certificates import find_own_certificate, revoke_certificate
from engine.store.letters import get_letter
from engine.store.log import read_log
from engine.store.signing_orders import get_order, insert_order
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


def test_a_letter_waits_for_its_leader_then_for_the_clerk_then_for_nobody(desk: Desk) -> None:
    letter = desk.letter()
    people, seen = (desk.leader, desk.clerk), []
    for number, person in enumerate(people):
        seen.append([len(list_waiting_letters(desk.context, one)) for one in people])
        sign_letter(desk.context, person, letter.letter_id, number)
    seen.append([len(list_waiting_letters(desk.context, one)) for one in people])
    assert seen == [[1, 0], [0, 1], [0, 0]]


def test_leader_and_seal_stand_in_the_file_and_hold(desk: Desk) -> None:
    letter = desk.letter()
    sign_letter(desk.context, desk.leader, letter.letter_id, 0)
    sign_letter(desk.context, desk.clerk, letter.letter_id, 1)
    shown = signatures_of(desk.context, now(desk, letter).file or "")
    assert [(one.role.en, one.name, one.holds) for one in shown] == [
        ("Signatory", "Bob", True),
        ("Seal of the office", "UBND xã An Bình", True),
    ]


def test_the_log_tells_who_signed_which_file_and_the_case_verifies(desk: Desk) -> None:
    letter = desk.letter()
    made = sign_letter(desk.context, desk.leader, letter.letter_id, 0)
    with desk.context.database.read() as db:
        told = read_log(db, letter.case_id)[-1].events[0]
    assert told.kind == "letter-signed"
    assert (told.values["serial"], told.values["name"]) == (made.serial, "Bob")
    assert (told.values["before"], told.values["after"]) == (letter.digest, made.after)
    assert all(one.intact for one in verify_cases(desk.context, ()))


def test_the_file_that_was_issued_stays_beside_the_signed_one(desk: Desk) -> None:
    letter = desk.letter()
    sign_letter(desk.context, desk.leader, letter.letter_id, 0)
    signed = now(desk, letter)
    assert (signed.digest, signed.file) == (letter.digest, signed.signed_digest)
    with desk.context.files.open(letter.digest or "") as before:
        plain = before.read()
    with desk.context.files.open(signed.file or "") as after:
        assert after.read().startswith(plain)


@pytest.mark.parametrize("who", ["alice", "charlie", "erin"])
def test_nobody_else_may_sign(desk: Desk, who: str) -> None:
    letter = desk.letter()
    person = getattr(desk.stage.cast, who)
    assert list_waiting_letters(desk.context, person) == ()
    with pytest.raises(SigningRefused):
        sign_letter(desk.context, person, letter.letter_id, 0)


def test_the_seal_does_not_come_before_the_leader(desk: Desk) -> None:
    with pytest.raises(SigningRefused):
        sign_letter(desk.context, desk.clerk, desk.letter().letter_id, 1)


def test_a_step_is_signed_once(desk: Desk) -> None:
    letter = desk.letter()
    sign_letter(desk.context, desk.leader, letter.letter_id, 0)
    with pytest.raises(SigningRefused):
        sign_letter(desk.context, desk.leader, letter.letter_id, 0)


def test_a_revoked_certificate_signs_no_more_and_its_earlier_signatures_hold(desk: Desk) -> None:
    first, second = desk.letter(), desk.letter()
    sign_letter(desk.context, desk.leader, first.letter_id, 0)
    desk.stage.clock.move(timedelta(minutes=1))
    with desk.context.database.begin() as db:
        own = find_own_certificate(db, desk.leader.person_id, desk.stage.cast.office_id)
        assert own
        at = desk.context.clock.now()
        revoke_certificate(db, own.certificate_id, desk.stage.cast.frank.person_id, "mất", at)
    with pytest.raises(CertificateUnusable) as caught:
        sign_letter(desk.context, desk.leader, second.letter_id, 0)
    assert "thu hồi ngày 23/11/2026" in caught.value.text("vi")
    assert [one.holds for one in signatures_of(desk.context, now(desk, first).file or "")] == [True]


def test_an_expired_certificate_signs_no_more(desk: Desk) -> None:
    desk.stage.clock.move(timedelta(days=1200))
    with pytest.raises(CertificateUnusable):
        sign_letter(desk.context, desk.leader, desk.letter().letter_id, 0)


def test_without_its_key_a_certificate_signs_nothing(desk: Desk) -> None:
    keyless = replace(desk.context, keys=NoKeys())
    with pytest.raises(CertificateUnusable):
        sign_letter(keyless, desk.leader, desk.letter().letter_id, 0)


def test_many_letters_are_signed_in_one_go_and_each_tells_its_result(desk: Desk) -> None:
    good, other = desk.letter(), desk.letter()
    sign_letter(desk.context, desk.leader, other.letter_id, 0)
    wanted = [(good.letter_id, 0), (other.letter_id, 0)]
    order = sign_letters(desk.context, desk.leader, wanted, PASSWORD)
    assert [one.state for one in order.letters] == [SIGNED, REFUSED]
    assert order.letters[1].reason is not None


def test_what_the_first_slice_leaves_a_worker_signs(desk: Desk) -> None:
    letter = desk.letter()
    with desk.context.database.begin() as db:
        at = desk.context.clock.now()
        insert_order(db, desk.leader.person_id, [(letter.letter_id, 0)], at)
    with desk.context.database.read() as db:
        assert next_due(db) is not None
    assert carry_orders(desk.context) is True
    assert carry_orders(desk.context) is False
    assert now(desk, letter).signed_digest


def test_a_worker_carries_out_what_a_substitute_ordered(desk: Desk) -> None:
    letter, alice = desk.letter(), desk.stage.cast.alice
    sign_letter(desk.context, desk.leader, letter.letter_id, 0)
    day = local_day(desk.context)
    wish = AbsenceWish(
        person_id=desk.clerk.person_id,
        substitute_id=alice.person_id,
        starts_on=day,
        ends_on=day,
        reason="Nghỉ phép",
        may_sign=True,
    )
    enter_absence(desk.context, desk.clerk, wish)
    with desk.context.database.begin() as db:
        ordered = [(letter.letter_id, 1)]
        order = insert_order(db, alice.person_id, ordered, desk.context.clock.now())
    carry_orders(desk.context)
    with desk.context.database.read() as db:
        assert [one.state for one in get_order(db, order.order_id).letters] == [SIGNED]


def test_nobody_makes_two_steps_of_one_letter(desk: Desk) -> None:
    letter = desk.letter()
    sign_letter(desk.context, desk.leader, letter.letter_id, 0)
    both = replace(desk.leader, posts=(*desk.leader.posts, *desk.clerk.posts))
    with pytest.raises(SigningRefused, match="step before"):
        sign_letter(desk.context, both, letter.letter_id, 1)
    with pytest.raises(SigningRefused, match="step before"):
        sign_by_hand(desk.context, both, letter.letter_id, 1, "Mất điện", PASSWORD)


def test_a_wrong_password_signs_nothing(desk: Desk) -> None:
    letter = desk.letter()
    with pytest.raises(PasswordWrong):
        sign_letters(desk.context, desk.leader, [(letter.letter_id, 0)], "khác")
    assert now(desk, letter).signed_digest is None


@pytest.mark.parametrize("number", [0, 201])
def test_none_or_too_many_are_refused(desk: Desk, number: int) -> None:
    wanted = [(one, 0) for one in range(number)]
    with pytest.raises(InputRefused):
        sign_letters(desk.context, desk.leader, wanted, PASSWORD)


def test_a_letter_does_not_leave_before_it_is_signed_and_sealed(desk: Desk) -> None:
    letter = desk.letter()
    sign_letter(desk.context, desk.leader, letter.letter_id, 0)
    with desk.context.database.read() as db, pytest.raises(SigningRefused) as caught:
        require_signed(desk.context, db, get_letter(db, letter.letter_id))
    assert "Dấu cơ quan" in caught.value.text("vi")
    sign_letter(desk.context, desk.clerk, letter.letter_id, 1)
    with desk.context.database.read() as db:
        require_signed(desk.context, db, get_letter(db, letter.letter_id))


def test_a_letter_signed_on_paper_may_leave_and_says_so(desk: Desk) -> None:
    letter = desk.letter()
    reason = "Mất kết nối máy chủ ký số"
    sign_by_hand(desk.context, desk.leader, letter.letter_id, 0, reason, PASSWORD)
    state = signing_states(desk.context, [letter])[letter.letter_id]
    assert (state.complete, state.waiting_role.en) == (False, "Seal of the office")
    sign_by_hand(desk.context, desk.clerk, letter.letter_id, 1, reason, PASSWORD)
    state = signing_states(desk.context, [letter])[letter.letter_id]
    assert (state.complete, state.waiting) == (True, None)
    shown = signatures_of(desk.context, letter.digest or "")
    assert [one.on_paper for one in shown] == [True, True]


def test_signed_on_paper_needs_a_reason(desk: Desk) -> None:
    with pytest.raises(InputRefused):
        sign_by_hand(desk.context, desk.leader, desk.letter().letter_id, 0, " ", PASSWORD)


def test_signed_on_paper_needs_the_password(desk: Desk) -> None:
    letter = desk.letter()
    with pytest.raises(PasswordWrong):
        sign_by_hand(desk.context, desk.leader, letter.letter_id, 0, "Mất điện", "khác")
    assert signing_states(desk.context, [letter])[letter.letter_id].signatures == ()


def test_a_receipt_may_be_signed_by_the_desk_and_may_leave_without(desk: Desk) -> None:
    letter = desk.letter("02")
    with desk.context.database.read() as db:
        require_signed(desk.context, db, letter)
    sign_letter(desk.context, desk.stage.cast.alice, letter.letter_id, 0)
    assert now(desk, letter).signed_digest


def test_without_an_order_there_is_nothing_to_do(desk: Desk) -> None:
    with desk.context.database.read() as db:
        assert next_due(db) is None


def test_the_name_under_a_letter_is_that_of_who_signs_it(desk: Desk) -> None:
    assert desk.letter().facts["person.name"] == "Bob"
    assert desk.letter("02").facts["person.name"] == "Alice"


def test_an_office_without_signatories_is_signed_for_by_the_one_above(desk: Desk) -> None:
    top, below = desk.stage.cast.frank.posts[0].office_id, desk.stage.cast.other_office_id
    with desk.context.database.read() as db:
        offices = desk.context.offices.get(db).offices
    houses = Houses(offices=offices, held={(top, "leader"), (desk.stage.cast.office_id, "leader")})
    assert houses.signing_for(below, ("leader",)) == top
    assert houses.signing_for(desk.stage.cast.office_id, ("leader",)) == desk.stage.cast.office_id
    assert houses.signing_for(below, ("clerk",)) == below
    assert below in houses.signed_by({top}, ("leader",))
