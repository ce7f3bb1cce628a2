"""The terms of single tasks: they stand still with the case, and every page says so alike."""

import pytest

from engine.actions.start_case import start_case
from engine.records.cases import Case
from engine.records.filings import Filing
from tests.make import TEST_PROCEDURES, citizen, publish
from tests.web.casework import Casework

RESTS = "Tạm dừng – chưa tính thời hạn"


@pytest.fixture
def case(casework: Casework) -> Case:
    """Give a case with two branches; the clock stands still in one of them from "cho" on."""
    publish(casework.context, "han-song-song", TEST_PROCEDURES)
    office_id = casework.cast.office_id
    filing = Filing(procedure_key="han-song-song", office_id=office_id, answers=citizen())
    return start_case(casework.context, filing)


def finish(casework: Casework, case: Case, element: str) -> None:
    casework.browser("alice").post(casework.path(case, element))


def test_a_task_rests_with_its_case_on_every_page(casework: Casework, case: Case) -> None:
    finish(casework, case, "hoi")
    bob = casework.browser("bob")
    for path in (f"/cases/{case.code}/term", "/inbox/office", casework.path(case, "tham_dinh")):
        assert RESTS in bob.get(path).words, path
    casework.pass_time(days=4)
    finish(casework, case, "cho")
    bob = casework.browser("bob")
    for path in (f"/cases/{case.code}/term", "/inbox/office", casework.path(case, "tham_dinh")):
        assert "Còn 4 ngày làm việc" in bob.get(path).words, path


def test_the_page_tells_what_the_day_of_a_task_can_be_reckoned_from(
    casework: Casework, case: Case
) -> None:
    finish(casework, case, "hoi")
    casework.pass_time(days=4)
    finish(casework, case, "cho")
    words = casework.browser("bob").get(f"/cases/{case.code}/term").words
    steps = words[words.index("Thời hạn các bước") :]
    assert "thời hạn 4 ngày làm việc" in steps
    assert casework.context.calendars.current.digest[:8] in steps
    assert "bắt đầu sau 15:00 thì tính từ ngày làm việc tiếp theo" in steps
    for part in ("Bắt đầu tính", "Tạm dừng", "Chờ bổ sung", "NĐ 118/2025/NĐ-CP, Điều 19"):
        assert part in steps


def test_a_task_that_is_done_tells_its_end(casework: Casework, case: Case) -> None:
    finish(casework, case, "hoi")
    casework.browser("bob").post(casework.path(case, "tham_dinh"))
    words = casework.browser("bob").get(f"/cases/{case.code}/term").words
    assert "Đã hoàn thành" in words[words.index("Thời hạn các bước") :]
