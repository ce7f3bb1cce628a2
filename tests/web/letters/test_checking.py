"""Anybody checks a letter by its code or its file, and reads nothing of the applicant."""

from io import BytesIO

import pytest

from engine.actions.deliver_letter import recall_letter
from engine.actions.issue_letter import issue_standard
from engine.records.letters import Letter
from tests.actions.signing import LATE
from tests.pages import Page, Pages
from tests.web.casework import Casework

REASON = {"reason": "Không thuộc thẩm quyền"}


@pytest.fixture
def letter(casework: Casework) -> Letter:
    case = casework.file()
    return issue_standard(casework.context, casework.cast.alice, case.case_id, "03", REASON)


@pytest.fixture
def anybody(casework: Casework) -> Pages:
    return Pages(casework.app)


def content_of(casework: Casework, letter: Letter) -> bytes:
    with casework.context.files.open(letter.digest or "") as file:
        return file.read()


def send(anybody: Pages, path: str, content: bytes, status: int = 200) -> Page:
    return anybody.post(path, status=status, file=(BytesIO(content), "van-ban.pdf"))


def test_the_code_behind_the_qr_leads_to_the_letter(anybody: Pages, letter: Letter) -> None:
    page = anybody.get(f"/verify/{letter.code}")
    assert "01/PTC-BPTNTKQ" in page.words
    assert letter.digest is not None
    assert letter.digest in page.words
    assert "Dora" not in page.text
    assert "H99.1-" not in page.text


def test_a_code_may_be_typed_in_groups_and_small_letters(anybody: Pages, letter: Letter) -> None:
    typed = "-".join(letter.code[at : at + 4] for at in (0, 4, 8)).lower()
    assert "01/PTC-BPTNTKQ" in anybody.post("/verify", status=200, code=typed).words


def test_a_code_that_nobody_issued_is_unknown(anybody: Pages) -> None:
    assert "Không có văn bản nào" in anybody.get("/verify/000000000000", status=404).words


def test_the_file_itself_is_genuine(casework: Casework, anybody: Pages, letter: Letter) -> None:
    content = content_of(casework, letter)
    assert "Tệp là thật" in send(anybody, "/verify", content).words
    assert "Tệp là thật" in send(anybody, f"/verify/{letter.code}", content).words


def test_an_altered_file_is_told_from_the_code_in_it(
    casework: Casework, anybody: Pages, letter: Letter
) -> None:
    content = content_of(casework, letter) + b"\n"
    for path in ("/verify", f"/verify/{letter.code}"):
        assert "đã bị sửa" in send(anybody, path, content).words


def test_a_file_that_is_no_letter_is_unknown(anybody: Pages) -> None:
    assert "không nhận ra tệp" in send(anybody, "/verify", b"%PDF-1.7 other", 404).words


def test_a_letter_that_is_not_signed_does_not_count_yet(casework: Casework, anybody: Pages) -> None:
    case = casework.file()
    late = issue_standard(casework.context, casework.cast.alice, case.case_id, "04", LATE)
    assert "chưa ký đủ" in anybody.get(f"/verify/{late.code}").words
    assert "chưa ký đủ" in send(anybody, "/verify", content_of(casework, late)).words


def test_a_letter_taken_back_does_not_count(
    casework: Casework, anybody: Pages, letter: Letter
) -> None:
    recall_letter(casework.context, casework.cast.alice, letter.letter_id, "Nhầm")
    assert "không còn giá trị" in anybody.get(f"/verify/{letter.code}").words


def test_too_many_checks_have_to_wait(anybody: Pages) -> None:
    for _ in range(60):
        anybody.client.get("/verify/000000000000")
    anybody.get("/verify/000000000000", status=429)


def test_nothing_asked_is_asked_again(anybody: Pages) -> None:
    assert "Hãy nhập mã" in anybody.post("/verify", status=422).words
