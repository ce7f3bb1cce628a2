"""Answering what a dossier asks of its applicant."""

import re
from typing import Any

import pytest

from engine.records.cases import Case
from tests.pages import Page, Pages
from tests.queries.births import ask_for_more, draft_birth
from tests.web.citizen import Portal, open_case, upload

WORDS: dict[str, Any] = {"tra_loi_bo_sung": "Tôi đã chụp lại."}


@pytest.fixture
def case(portal: Portal) -> Case:
    """Give a dossier whose applicant is asked to complete it."""
    return ask_for_more(portal.context, portal.cast.alice, portal.filed())


def ask_of(dora: Pages, case: Case) -> tuple[str, Page]:
    """Open the dossier; return the address of the question and its page."""
    found = re.search(r"/tracking/answer/\d+", open_case(dora, case).text)
    assert found, "nothing is asked"
    return found[0], dora.get(found[0])


def hidden(page: Page) -> dict[str, Any]:
    """Return the hidden fields that a browser sends along."""
    return {name: page.field(name) for name in ("code", "request_key", "form")}


def test_the_question_shows_what_the_office_wrote(dora: Pages, case: Case) -> None:
    assert "Thiếu giấy chứng sinh rõ nét." in ask_of(dora, case)[1].words


def test_an_answer_with_a_paper_moves_the_dossier_on(dora: Pages, case: Case) -> None:
    path, page = ask_of(dora, case)
    dora.post(path, **hidden(page), **WORDS, tep_bo_sung=upload("moi.pdf"))
    words = dora.get("/tracking/dossier").words
    assert "Đã nhận được trả lời" in words
    assert "Đang kiểm tra phần bổ sung" in words
    assert "moi.pdf" in words
    assert "Chờ ông/bà bổ sung" not in words


def test_the_applicant_gets_the_paper_back(dora: Pages, case: Case) -> None:
    path, page = ask_of(dora, case)
    dora.post(path, **hidden(page), **WORDS, tep_bo_sung=upload("moi.pdf"))
    found = re.search(r"/tracking/papers/[0-9a-f]{64}", dora.get("/tracking/dossier").text)
    assert found
    answer = dora.get(found[0]).response
    assert answer.headers["Content-Disposition"] == "attachment; filename=moi.pdf"


def test_a_fault_keeps_words_and_files(dora: Pages, case: Case) -> None:
    path, page = ask_of(dora, case)
    given = {"tra_loi_bo_sung": "a", "tep_bo_sung": upload("moi.pdf")}
    page = dora.post(path, 422, **hidden(page), **given)
    assert "Có 1 lỗi cần sửa" in page.words
    assert "moi.pdf" in page.words
    assert "moi.pdf" in dora.get(path).words


def test_a_refused_file_is_named_together_with_the_other_faults(dora: Pages, case: Case) -> None:
    path, page = ask_of(dora, case)
    page = dora.post(path, 422, **hidden(page), tep_bo_sung=upload("xau.exe", b"MZ"))
    assert "Có 2 lỗi cần sửa" in page.words
    assert "xau.exe" in page.words


def test_the_same_page_sent_twice_answers_once(dora: Pages, case: Case) -> None:
    path, page = ask_of(dora, case)
    for _ in range(2):
        answer = dora.post(path, **hidden(page), **WORDS)
        assert answer.response.location == "/tracking/dossier"


def test_whoever_comes_second_is_told_and_keeps_the_words(
    portal: Portal, dora: Pages, case: Case
) -> None:
    path, page = ask_of(dora, case)
    other = portal.browser()
    dora.post(path, **hidden(page), **WORDS)
    with pytest.raises(AssertionError, match="nothing is asked"):
        ask_of(other, case)
    late = other.post(path, 409, **{**hidden(page), "request_key": "x"}, tra_loi_bo_sung="Bản hai")
    assert "Việc này không còn mở" in late.words
    assert "Bản hai" in late.words


def test_a_question_answered_already_leads_to_the_dossier(dora: Pages, case: Case) -> None:
    path, page = ask_of(dora, case)
    dora.post(path, **hidden(page), **WORDS)
    assert dora.get(path, 303).response.location == "/tracking/dossier"


def test_an_answer_does_not_go_to_another_dossier_opened_meanwhile(
    portal: Portal, dora: Pages, case: Case
) -> None:
    path, page = ask_of(dora, case)
    other = ask_for_more(portal.context, portal.cast.alice, portal.filed())
    open_case(dora, other)
    page = dora.post(path, 409, **hidden(page), **WORDS)
    assert "một hồ sơ khác đã được mở" in page.words


def test_an_officers_task_cannot_be_answered(portal: Portal, dora: Pages) -> None:
    case = portal.filed()
    open_case(dora, case)
    page = dora.post("/tracking/answer/1", 409, code=case.code, request_key="x", form="kiem-tra")
    assert "Việc này không còn mở" in page.words
    assert "Đang kiểm tra hồ sơ" in dora.get("/tracking/dossier").words


def test_a_draft_is_corrected_by_message(portal: Portal, dora: Pages) -> None:
    case = draft_birth(portal.context, portal.cast.alice, portal.filed())
    path, page = ask_of(dora, case)
    assert "NGUYỄN AN" in page.words
    fix: dict[str, Any] = {"y_kien_du_thao": "can_sua", "noi_dung_sua": "Tên là NGUYỄN AN NHIÊN"}
    dora.post(path, **hidden(page), **fix)
    assert "Đang soạn giấy khai sinh" in dora.get("/tracking/dossier").words
