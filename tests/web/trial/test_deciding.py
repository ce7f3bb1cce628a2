"""Deciding beside the diagram of a trial, and the letters it would issue."""

from typing import Any

import pytest

from engine.store.case_search import count_running
from tests.web.casework import Casework
from tests.web.trial.bench import PERMIT, Trier, trier

SCENARIO = "bo-sung-roi-cap"


@pytest.fixture
def permit(casework: Casework) -> Trier:
    """Give a draft of the building permit."""
    return trier(casework, PERMIT)


def opened(permit: Trier, moves: int) -> str:
    """Play the scenario up to a move; return the key of what is to be done next."""
    permit.do("open", scenario=SCENARIO, moves=moves)
    return permit.show().field("key")


def test_a_task_is_returned_and_what_was_answered_stands_in_its_form(permit: Trier) -> None:
    key = opened(permit, 7)
    page = permit.show()
    assert 'data-waiting="quyet_dinh"' in page.text
    assert "Phải làm lại: Soát xét dự thảo" in page.words
    permit.do("return", key=key, to="du_thao", reason="Thiếu ý kiến")
    page = permit.show()
    assert 'data-waiting="du_thao"' in page.text
    assert "Bước được mở lại, kèm nội dung đã trả lời trước đó." in page.words
    assert ">Đủ điều kiện cấp giấy phép.</textarea>" in page.text.replace("\n", "")
    assert "Đã trả lại: Quyết định cấp phép → Tổng hợp, dự thảo kết quả" in page.words


def test_without_a_reason_or_to_a_step_never_passed_nothing_is_returned(permit: Trier) -> None:
    key = opened(permit, 7)
    assert "hãy ghi lý do" in permit.do("return", 422, key=key, to="du_thao", reason=" ").words
    page = permit.do("return", 422, key=key, to="phat_hanh", reason="Nhầm")
    assert "hồ sơ chưa đi qua bước đó" in page.words


def test_a_step_is_taken_back_until_its_letter_is_out(permit: Trier) -> None:
    opened(permit, 6)
    permit.do("take-back", step="du_thao", reason="Nhầm đề xuất")
    assert 'data-waiting="du_thao"' in permit.show().text
    opened(permit, 2)
    assert '<option value="tham_dinh"' not in permit.show().text
    assert "đã lập" in permit.do("take-back", 422, step="tham_dinh", reason="Nhầm").words


def test_a_case_is_stopped_with_its_notice(permit: Trier) -> None:
    opened(permit, 1)
    permit.do("stop", reason="Không xây nữa")
    page = permit.show()
    assert "Không có gì đang chờ: hồ sơ đã kết thúc." in page.words
    assert "Dừng theo yêu cầu của người nộp" not in page.words


def test_once_decided_stopping_is_not_offered_any_more(permit: Trier) -> None:
    opened(permit, 7)
    assert "Dừng theo yêu cầu của người nộp" in permit.show().words
    opened(permit, 8)
    assert "Dừng theo yêu cầu của người nộp" not in permit.show().words


def test_another_day_is_promised_once(permit: Trier) -> None:
    opened(permit, 1)
    said: dict[str, Any] = {
        "kind": "apology",
        "reason": "Chờ xác minh",
        "basis": "NĐ 118/2025/NĐ-CP",
    }
    permit.do("date", day="2026-12-15", **said)
    assert "Đã xin lỗi và hẹn lại ngày 15/12/2026" in permit.show().words
    page = permit.do("date", 422, day="2026-12-16", **said)
    assert "2026-12-16" not in permit.show().text
    assert "xin lỗi" in page.words
    assert permit.do("date", 422, day="", **said)


def test_a_letter_is_shown_marked_and_nothing_is_kept(permit: Trier) -> None:
    opened(permit, 2)
    assert f'{permit.path}/try/letters/1"' in permit.show().text
    page = permit.pages.get(f"{permit.path}/try/letters/1")
    assert "data:image/png;base64," in page.text
    assert "văn bản không có số" in page.words
    permit.pages.get(f"{permit.path}/try/letters/2", 404)
    with permit.context.database.read() as db:
        assert count_running(db) == {}


def test_the_letters_are_recorded_as_expected(permit: Trier) -> None:
    opened(permit, 2)
    permit.do("record", title_vi="Chờ bổ sung", expect="letters")
    found = next(one for one in permit.bench().examples if one.key == "cho-bo-sung")
    assert found.expected.letters == ("yeu-cau-bo-sung",)


def test_the_page_reads_in_english(permit: Trier) -> None:
    opened(permit, 6)
    words = permit.show("?lang=en").words
    for one in ("Letters it would issue", "Take back a completed step", "Stop the case"):
        assert one in words
