"""The desk: accepting, sending home once, refusing, and taking in on behalf of another office."""

from dataclasses import replace
from datetime import timedelta

import pytest

from engine.actions.publish_procedure import publish_procedure
from engine.actions.receive_dossier import (
    Brought,
    accept_dossier,
    ask_completion,
    hand_over,
    refuse_dossier,
)
from engine.actions.verify_cases import verify_cases
from engine.errors import AccessDenied, AnswersRefused, InputRefused
from engine.procedures.reader import read_folder
from engine.queries.case_file import get_case_file
from engine.queries.case_search import CaseQuestion, find_cases
from engine.queries.desk import get_desk, get_desk_line
from engine.queries.desk_slip import print_slip
from engine.records.desk import ACCEPTED, INCOMPLETE, REFUSED, Missing
from engine.records.filings import DIRECT, Filing
from engine.records.people import Person, Post
from engine.store.offices import insert_office
from engine.store.receptions import find_reception, get_reception
from tests.actions.conftest import Stage
from tests.make import TEST_PROCEDURES, citizen, publish
from tests.queries.births import KEY, file_birth

LACK = (Missing(what="Giấy chứng sinh", reason="Thành phần hồ sơ bắt buộc"),)


def brought(stage: Stage, *, to: int = 0, desk: int = 0, **more: object) -> Brought:
    """Return what Dora brings to the first commune's desk."""
    given: dict[str, object] = {"answers": citizen(), "channel": DIRECT, **more}
    filing = Filing(
        procedure_key="hai-nguoi",
        office_id=to or stage.cast.office_id,
        **given,  # type: ignore[arg-type]
    )
    return Brought(filing=filing, desk_id=desk or stage.cast.office_id)


def test_a_complete_dossier_becomes_a_case_with_a_code(stage: Stage) -> None:
    case = accept_dossier(stage.context, stage.cast.alice, brought(stage))
    assert case.code == "H99.1-261123-0001"
    with stage.context.database.read() as db:
        came = find_reception(db, case.case_id)
    assert came is not None
    assert (came.state, came.by, came.proxy_id) == (ACCEPTED, stage.cast.alice.person_id, None)


def test_an_incomplete_dossier_is_asked_for_once_and_found_again(stage: Stage) -> None:
    alice = stage.cast.alice
    kept = ask_completion(stage.context, alice, brought(stage), LACK)
    found = get_desk(stage.context, alice, "dora").incomplete
    assert [one.reception.reception_id for one in found] == [kept.reception_id]
    again = brought(stage, reception_id=kept.reception_id)
    with pytest.raises(InputRefused, match="asked for before"):
        ask_completion(stage.context, alice, again, LACK)
    case = accept_dossier(stage.context, alice, again)
    with stage.context.database.read() as db:
        done = get_reception(db, kept.reception_id)
    assert (done.state, done.case_id, done.rounds) == (ACCEPTED, case.case_id, 1)
    assert done.missing == LACK
    assert not get_desk(stage.context, alice).incomplete


def test_the_card_lets_a_procedure_ask_twice_and_close_sooner(stage: Stage) -> None:
    files = dict(read_folder(TEST_PROCEDURES / "hai-nguoi"))
    files["procedure.toml"] += (
        b'\n[[supplements]]\nrounds = 2\nclose_after = "3 working days"\nlegal_basis = "Law 1"\n'
    )
    publish_procedure(stage.context, "hai-nguoi", files)
    alice = stage.cast.alice
    kept = ask_completion(stage.context, alice, brought(stage), LACK)
    (line,) = get_desk(stage.context, alice).incomplete
    assert line.closes_at is not None
    assert f"{line.closes_at:%d/%m}" == "27/11"  # from 23/11; the 24th is a day off
    again = brought(stage, reception_id=kept.reception_id)
    kept = ask_completion(stage.context, alice, again, LACK)
    assert kept.rounds == 2
    with pytest.raises(InputRefused, match="asked for before"):
        ask_completion(stage.context, alice, again, LACK)


def test_what_does_not_come_back_in_fifteen_working_days_is_closed(stage: Stage) -> None:
    alice = stage.cast.alice
    kept = ask_completion(stage.context, alice, brought(stage), LACK)
    (line,) = get_desk(stage.context, alice).incomplete
    assert line.closes_at is not None
    assert f"{line.closes_at:%d/%m}" == "15/12"  # from 23/11; the 24th is a day off
    stage.clock.move_to(line.closes_at)
    assert get_desk(stage.context, alice).incomplete
    stage.clock.move(timedelta(seconds=1))
    assert not get_desk(stage.context, alice).incomplete
    with pytest.raises(InputRefused, match="15/12/2026"):
        accept_dossier(stage.context, alice, brought(stage, reception_id=kept.reception_id))


def test_a_dossier_sent_home_is_found_in_its_own_province_only(stage: Stage) -> None:
    number = "000000000123"
    answers = citizen(so_dinh_danh=number)
    kept = ask_completion(stage.context, stage.cast.alice, brought(stage, answers=answers), LACK)
    with stage.context.database.begin() as db:
        far = insert_office(db, "H98", ("Tỉnh Khác", "Other Province"), "province")
    post = Post(office_id=far.office_id, office_code=far.code, kind="desk")
    stranger = replace(stage.cast.charlie, posts=(post,))
    (line,) = get_desk(stage.context, stage.cast.charlie, number).incomplete
    assert line.is_far
    assert not get_desk(stage.context, stranger, number).incomplete
    for person, is_found in ((stage.cast.charlie, False), (stranger, True)):
        with pytest.raises(AccessDenied):
            get_desk_line(stage.context, person, kept.reception_id, is_found=is_found)


def test_an_incomplete_dossier_takes_no_code(stage: Stage) -> None:
    ask_completion(stage.context, stage.cast.alice, brought(stage), LACK)
    case = accept_dossier(stage.context, stage.cast.alice, brought(stage))
    assert case.code.endswith("-0001")


@pytest.mark.parametrize(
    "missing", [(), (Missing(what="Đơn", reason=" "),)], ids=["nothing", "no reason"]
)
def test_what_is_missing_is_named_with_reasons(stage: Stage, missing: tuple[Missing, ...]) -> None:
    with pytest.raises(InputRefused, match="each with its reason"):
        ask_completion(stage.context, stage.cast.alice, brought(stage), missing)


def test_a_refusal_has_a_reason_and_a_number(stage: Stage) -> None:
    alice = stage.cast.alice
    with pytest.raises(InputRefused, match="why"):
        refuse_dossier(stage.context, alice, brought(stage), " ")
    kept = refuse_dossier(stage.context, alice, brought(stage), "Không thuộc thẩm quyền")
    assert kept.state == REFUSED
    assert kept.slip is not None
    assert kept.slip.startswith("01/PTC-")


def test_the_forms_02_and_03_are_printed(stage: Stage) -> None:
    alice = stage.cast.alice
    asked = ask_completion(stage.context, alice, brought(stage), LACK)
    refused = refuse_dossier(stage.context, alice, brought(stage), "Không thuộc thẩm quyền")
    for one in (asked, refused):
        assert print_slip(stage.context, alice, one.reception_id).startswith(b"%PDF")


def test_a_refused_dossier_is_not_accepted_afterwards(stage: Stage) -> None:
    alice = stage.cast.alice
    kept = refuse_dossier(stage.context, alice, brought(stage), "Không thuộc thẩm quyền")
    with pytest.raises(InputRefused, match="already"):
        accept_dossier(stage.context, alice, brought(stage, reception_id=kept.reception_id))


def test_wrong_answers_open_no_case_and_leave_the_number_free(stage: Stage) -> None:
    alice = stage.cast.alice
    with pytest.raises(AnswersRefused):
        accept_dossier(stage.context, alice, brought(stage, answers={"ho_ten": "Dora"}))
    assert accept_dossier(stage.context, alice, brought(stage)).code.endswith("-0001")


def test_pressing_twice_accepts_once(stage: Stage) -> None:
    codes = {
        accept_dossier(stage.context, stage.cast.alice, brought(stage, request_key="k")).code
        for _time in range(2)
    }
    assert len(codes) == 1


def helped(stage: Stage) -> tuple[Person, Brought]:
    """Return Charlie of the other commune with a dossier for the first one."""
    return stage.cast.charlie, brought(stage, desk=stage.cast.other_office_id)


def test_a_desk_takes_in_for_another_office_and_both_see_it(stage: Stage) -> None:
    charlie, dossier = helped(stage)
    case = accept_dossier(stage.context, charlie, dossier)
    assert case.code.startswith("H99.1-")
    assert case.office_id == stage.cast.office_id
    for person in (charlie, stage.cast.alice):
        assert get_case_file(stage.context, person, case.code).case.code == case.code
        assert find_cases(stage.context, person, CaseQuestion(text=case.code)).total == 1
    assert [one.discrepancies for one in verify_cases(stage.context)] == [()]


def test_what_was_taken_in_for_another_is_handed_over_once(stage: Stage) -> None:
    charlie, dossier = helped(stage)
    case = accept_dossier(stage.context, charlie, dossier)
    (line,) = get_desk(stage.context, charlie).to_hand_over
    assert line.hand_over_by is not None
    assert f"{line.hand_over_by:%d/%m %H:%M}" == "23/11 10:00"  # 17:00 in Hà Nội
    with pytest.raises(AccessDenied):
        hand_over(stage.context, stage.cast.alice, case.case_id)
    hand_over(stage.context, charlie, case.case_id)
    assert not get_desk(stage.context, charlie).to_hand_over
    with pytest.raises(InputRefused, match="before"):
        hand_over(stage.context, charlie, case.case_id)


def test_after_15_hours_it_is_handed_over_the_next_morning(stage: Stage) -> None:
    stage.clock.move_to(stage.clock.now().replace(hour=8, minute=30))  # 15:30 in Hà Nội
    charlie, dossier = helped(stage)
    accept_dossier(stage.context, charlie, dossier)
    (line,) = get_desk(stage.context, charlie).to_hand_over
    assert line.hand_over_by is not None
    assert f"{line.hand_over_by:%d/%m}" == "25/11"  # 24/11 is a day off


def test_nobody_takes_in_at_a_desk_that_is_not_theirs(stage: Stage) -> None:
    for person in (stage.cast.charlie, stage.cast.erin):
        with pytest.raises(AccessDenied):
            accept_dossier(stage.context, person, brought(stage))


def test_an_online_filing_waits_with_two_limits(stage: Stage) -> None:
    publish(stage.context, KEY)
    case = file_birth(stage.context, stage.cast.office_id)
    (line,) = get_desk(stage.context, stage.cast.alice).waiting
    assert line.code == case.code
    assert line.look_by is not None
    assert line.answer_by is not None
    # Filed at 09:00 in Hà Nội; the 24th is a day off.
    assert f"{line.look_by:%d/%m %H:%M}" == "23/11 04:00"
    assert f"{line.answer_by:%d/%m}" == "25/11"
    assert not get_desk(stage.context, stage.cast.charlie).waiting


def test_the_state_of_a_kept_dossier_holds_its_answers(stage: Stage) -> None:
    kept = ask_completion(stage.context, stage.cast.alice, brought(stage), LACK)
    assert kept.state == INCOMPLETE
    assert kept.answers["ho_ten"] == "Dora Nguyễn"
