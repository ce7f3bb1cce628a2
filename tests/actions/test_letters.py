"""Letters are issued once, numbered without gaps, and told in the log."""

import pytest

from engine.actions.issue_letter import issue_standard
from engine.actions.verify_cases import verify_cases
from engine.errors import NotFound
from engine.faults import LetterIncomplete
from engine.records.letters import ISSUED
from engine.records.values import Json
from engine.store.letters import list_case_letters
from engine.store.log import read_log
from tests.actions.conftest import Stage

REASON: dict[str, Json] = {
    "reason": "Thiếu bản chính",
    "contents": ["Nộp bản chính giấy khai sinh"],
}


def test_a_standard_form_is_issued_with_a_number_and_a_file(stage: Stage) -> None:
    case = stage.file()
    letter = issue_standard(stage.context, stage.cast.alice, case.case_id, "02", REASON)
    assert (letter.state, letter.number, letter.edition) == (ISSUED, "01/PBS-BPTNTKQ", "2025")
    assert letter.digest
    with stage.context.files.open(letter.digest) as file:
        assert file.read(5) == b"%PDF-"


def test_numbers_run_on_in_an_office_and_start_anew_for_each_kind(stage: Stage) -> None:
    case = stage.file()
    numbers = [
        issue_standard(stage.context, stage.cast.alice, case.case_id, kind, REASON).number
        for kind in ("02", "02", "03")
    ]
    assert numbers == ["01/PBS-BPTNTKQ", "02/PBS-BPTNTKQ", "01/PTC-BPTNTKQ"]


def test_a_letter_that_fails_leaves_no_gap(stage: Stage) -> None:
    case = stage.file()
    with pytest.raises(LetterIncomplete) as caught:
        issue_standard(stage.context, stage.cast.alice, case.case_id, "02", {})
    assert "Nội dung cần bổ sung" in caught.value.text("vi")
    letter = issue_standard(stage.context, stage.cast.alice, case.case_id, "02", REASON)
    assert letter.value == 1


def test_the_same_request_issues_one_letter(stage: Stage) -> None:
    case, alice = stage.file(), stage.cast.alice
    first, second = (
        issue_standard(stage.context, alice, case.case_id, "02", REASON, "key") for _ in range(2)
    )
    assert first == second
    with stage.context.database.read() as db:
        assert len(list_case_letters(db, case.case_id)) == 1


def test_the_log_tells_number_and_digest_and_the_case_verifies(stage: Stage) -> None:
    case = stage.file()
    letter = issue_standard(stage.context, stage.cast.alice, case.case_id, "02", REASON)
    with stage.context.database.read() as db:
        event = read_log(db, case.case_id)[-1].events[0]
    assert event.kind == "letter-issued"
    assert (event.values["number"], event.values["digest"]) == (letter.number, letter.digest)
    assert all(one.intact for one in verify_cases(stage.context))


def test_a_form_that_does_not_exist_is_refused(stage: Stage) -> None:
    with pytest.raises(NotFound):
        issue_standard(stage.context, stage.cast.alice, stage.file().case_id, "09", REASON)


def test_the_office_that_issues_a_letter_is_spelled_out(stage: Stage) -> None:
    due: dict[str, Json] = dict.fromkeys(("old_due", "new_due"), "2026-11-27T10:00:00Z")
    case = stage.file()
    letter = issue_standard(stage.context, stage.cast.alice, case.case_id, "04", {**REASON, **due})
    assert letter.facts["office.name"] == "Ủy ban nhân dân xã An Bình"
    assert letter.number == "01/PXL-UBND"
