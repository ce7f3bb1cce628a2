"""Correcting a filed form: what the officer ticked, and nothing else, by real requests."""

import re
from typing import Any

import pytest

from engine.actions.complete_task import complete_task
from engine.records.cases import Case
from engine.records.values import Json
from engine.runtime.peek import peek
from tests.make import PASSWORD, reread, task_at
from tests.pages import Page, Pages
from tests.web.citizen import Portal, open_case, upload

WORDS: dict[str, Any] = {"tra_loi_bo_sung": "Tôi đã sửa quê quán."}
WRONG = "Quê quán ghi khác giấy chứng sinh."


def ask(portal: Portal, dora: Pages, *ticked: str) -> tuple[Case, str, Page]:
    """Let the desk ask Dora to correct something; return case, address and page of the question."""
    case = portal.filed()
    answers = {
        "ket_qua_kiem_tra": "thieu",
        "muc_can_sua": list(ticked),
        "giay_to_thieu": ["giay_to_2"],
        "noi_dung_bo_sung": WRONG,
    }
    place = task_at(portal.context, case, "kiem_tra")
    complete_task(portal.context, portal.cast.alice, place, answers)
    found = re.search(r"/tracking/answer/\d+", open_case(dora, case).text)
    assert found
    return case, found[0], dora.get(found[0])


def send(dora: Pages, path: str, page: Page, **answers: Any) -> None:
    """Answer with the hidden fields that a browser sends along."""
    hidden: dict[str, Any] = {name: page.field(name) for name in ("code", "request_key", "form")}
    dora.post(path, **hidden, **WORDS, **answers)


def names_of(portal: Portal, case: Case) -> dict[str, Json]:
    """Return the case data."""
    return dict(peek(reread(portal.context, case).state or b"").names)


def test_what_was_ticked_is_open_and_filled_in(portal: Portal, dora: Pages) -> None:
    _case, _path, page = ask(portal, dora, "que_quan")
    assert page.field("que_quan") == "Tỉnh Mẫu"
    assert WRONG in page.words
    assert "Giấy chứng sinh" in page.words
    assert 'name="ho_ten_tre"' not in page.text


def test_what_was_not_ticked_is_not_changed_by_any_request(portal: Portal, dora: Pages) -> None:
    case, path, page = ask(portal, dora, "que_quan")
    before = names_of(portal, case)
    forged = {"ho_ten_tre": "Người Khác", "muc_can_sua": "ho_ten_tre", "so_dinh_danh": "0" * 12}
    send(dora, path, page, que_quan="Thôn Mẫu, Tỉnh Mẫu", **forged)
    after = names_of(portal, case)
    assert after["que_quan"] == "Thôn Mẫu, Tỉnh Mẫu"
    assert {key: after[key] for key in forged} == {key: before[key] for key in forged}


def test_with_nothing_ticked_only_the_remark_and_papers_are_asked(
    portal: Portal, dora: Pages
) -> None:
    case, path, page = ask(portal, dora)
    assert 'name="que_quan"' not in page.text
    send(dora, path, page, que_quan="Nơi khác", tep_bo_sung=upload("moi.pdf"))
    assert names_of(portal, case)["que_quan"] == "Tỉnh Mẫu"


def test_a_ticked_paper_is_uploaded_anew(portal: Portal, dora: Pages) -> None:
    case, path, page = ask(portal, dora, "tep_giay_sinh")
    send(dora, path, page, tep_giay_sinh=upload("ro.pdf"))
    found = names_of(portal, case)["tep_giay_sinh"]
    assert isinstance(found, list)
    assert [one["name"] for one in found if isinstance(one, dict)] == ["ro.pdf"]


@pytest.mark.parametrize("answer", ["", "x" * 301], ids=["empty", "too long"])
def test_a_corrected_answer_is_checked_as_the_filing_form_checks_it(
    portal: Portal, dora: Pages, answer: str
) -> None:
    _case, path, page = ask(portal, dora, "que_quan")
    hidden = {name: page.field(name) for name in ("code", "request_key", "form")}
    page = dora.post(path, 422, **hidden, **WORDS, que_quan=answer)
    assert "Có 1 lỗi cần sửa" in page.words


def test_the_officer_sees_each_answer_before_and_now(portal: Portal, dora: Pages) -> None:
    case, path, page = ask(portal, dora, "que_quan", "tep_giay_sinh")
    send(dora, path, page, que_quan="Thôn Mẫu", tep_giay_sinh=upload("ro.pdf"))
    alice = portal.browser()
    alice.sign_in("alice", PASSWORD)
    case_id, token = task_at(portal.context, case, "kiem_tra_bo_sung")
    page = alice.get(f"/tasks/{case_id}-{token}")
    assert re.search(r"Người nộp đã sửa .*Quê quán .* Tỉnh Mẫu Thôn Mẫu", page.words)
    assert re.search(r"Tệp giấy tờ về việc sinh .* – ro\.pdf", page.words)
