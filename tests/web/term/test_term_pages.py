"""The term of a case on its page, the lists of terms, and the day set anew."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from engine.actions.start_case import start_case
from engine.actions.tell_terms import tell_terms
from engine.clock import FixedClock
from engine.context import Calendars
from engine.records.cases import Case
from engine.records.filings import Filing
from tests.make import TEST_PROCEDURES, citizen, publish, reread
from tests.queries.births import file_birth
from tests.web.casework import Casework

NEW_DAY: dict[str, Any] = {"act": "apology", "due_on": "2026-12-04", "basis": "NĐ 118/2025/NĐ-CP"}
REASON = "Thiếu người"


@pytest.fixture
def case(casework: Casework) -> Case:
    """Give a case that is due on Friday 27/11/2026."""
    publish(casework.context, "co-han", TEST_PROCEDURES)
    office_id = casework.cast.office_id
    filing = Filing(procedure_key="co-han", office_id=office_id, answers=citizen())
    return start_case(casework.context, filing)


def move_to(casework: Casework, day: int) -> None:
    """Move the clock to ten o'clock of a day in November and tell what is to be told."""
    assert isinstance(casework.context.clock, FixedClock)
    casework.context.clock.move_to(datetime(2026, 11, day, 3, tzinfo=UTC))
    tell_terms(casework.context)


def test_the_page_tells_day_term_and_every_span(casework: Casework, case: Case) -> None:
    words = casework.browser("alice").get(f"/cases/{case.code}/term").words
    assert "Hẹn lần 1" in words
    assert "27/11/2026" in words
    assert "Bắt đầu tính thời hạn" in words
    assert "NĐ 118/2025/NĐ-CP, Điều 17" in words
    assert "Giải quyết" in words
    assert "Đặt ngày hẹn khác" not in words


def test_a_case_whose_clock_has_not_begun_has_a_page_too(casework: Casework) -> None:
    case = file_birth(casework.context, casework.cast.office_id)
    words = casework.browser("alice").get(f"/cases/{case.code}/term").words
    assert "Chưa có ngày hẹn" in words
    assert "Hẹn lần 1" not in words


def test_what_came_after_the_cut_off_is_counted_from_the_next_day(casework: Casework) -> None:
    publish(casework.context, "co-han", TEST_PROCEDURES)
    assert isinstance(casework.context.clock, FixedClock)
    casework.context.clock.move_to(datetime(2026, 11, 26, 9, tzinfo=UTC))  # 16:00 in Hà Nội
    filing = Filing(procedure_key="co-han", office_id=casework.cast.office_id, answers=citizen())
    late = start_case(casework.context, filing)
    casework.context.clock.move_to(datetime(2026, 12, 2, 9, tzinfo=UTC))
    words = casework.browser("bob").get(f"/cases/{late.code}/term").words
    assert "02/12/2026" in words
    assert "3 ngày làm việc" in words
    assert "4 ngày làm việc" not in words


def test_the_page_is_whole_in_english(casework: Casework, case: Case) -> None:
    browser = casework.browser("bob")
    browser.client.get("/inbox?lang=en")
    words = browser.get(f"/cases/{case.code}/term").words
    assert "How the time was counted" in words
    assert "Apologise and set a new day" in words


def test_other_offices_do_not_see_the_term(casework: Casework, case: Case) -> None:
    casework.browser("charlie").get(f"/cases/{case.code}/term", 404)


def test_a_head_apologises_once_and_the_case_tells_why(casework: Casework, case: Case) -> None:
    browser = casework.browser("bob")
    browser.post(f"/cases/{case.code}/term", reason=REASON, **NEW_DAY)
    words = browser.get(f"/cases/{case.code}/term").words
    assert "Xin lỗi, hẹn lại" in words
    assert REASON in words
    assert "04/12/2026" in words
    assert (
        "Xin lỗi, hẹn lại ngày 04/12/2026 (Thiếu người)" in browser.get(f"/cases/{case.code}").words
    )
    again = browser.post(f"/cases/{case.code}/term", 409, reason=REASON, **NEW_DAY)
    assert "không được hẹn lại lần nữa" in again.words


def test_what_was_filled_in_stays_when_the_day_is_refused(casework: Casework, case: Case) -> None:
    given: dict[str, Any] = {**NEW_DAY, "due_on": "2026-12-05"}
    page = casework.browser("bob").post(f"/cases/{case.code}/term", 422, reason=REASON, **given)
    assert "Không hẹn ngày 05/12/2026 được" in page.words
    assert page.field("due_on") == "2026-12-05"
    assert reread(casework.context, case).standing.apologies == 0


@pytest.mark.parametrize("login", ["alice", "charlie"])
def test_nobody_else_sets_a_day(casework: Casework, case: Case, login: str) -> None:
    casework.browser(login).post(f"/cases/{case.code}/term", 403, reason=REASON, **NEW_DAY)
    assert reread(casework.context, case).standing.due_at == case.standing.due_at


def test_a_leader_sees_which_days_a_swap_would_move(casework: Casework, case: Case) -> None:
    empty = casework.browser("bob").get("/terms/calendar").words
    assert "Mọi ngày hẹn trả đều khớp với lịch" in empty
    now = casework.context.calendars.current
    swapped = replace(now, days_off=now.days_off | {date(2026, 11, 27)})
    later = replace(casework.context, calendars=Calendars(swapped))
    casework.app.extensions["motcua"]["context"] = later
    words = casework.browser("bob").get("/terms/calendar").words
    assert case.code in words
    assert "30/11/2026" in words
    casework.browser("alice").get("/terms/calendar", 403)


def test_the_lists_follow_the_case_from_warning_to_lateness(casework: Casework, case: Case) -> None:
    seen = {}
    for day in (24, 25, 26, 28):
        move_to(casework, day)
        alice, charlie = casework.browser("alice"), casework.browser("charlie")
        seen[day] = [
            which
            for which in ("soon", "apology", "late")
            if case.code in alice.get(f"/terms?list={which}").words
        ]
        assert case.code not in charlie.get("/terms?list=late").words
    assert seen == {24: [], 25: ["soon"], 26: ["soon", "apology"], 28: ["apology", "late"]}


def test_the_inbox_says_that_an_apology_is_owed(casework: Casework, case: Case) -> None:
    move_to(casework, 26)
    assert "1 hồ sơ phải xin lỗi" in casework.browser("bob").get("/inbox").words


def test_a_year_without_decision_is_said_to_be_provisional(casework: Casework, case: Case) -> None:
    browser = casework.browser("bob")
    given: dict[str, Any] = {**NEW_DAY, "due_on": "2027-01-05"}
    browser.post(f"/cases/{case.code}/term", reason=REASON, **given)
    assert (
        "Lịch nghỉ của năm đó chưa được quyết định" in browser.get(f"/cases/{case.code}/term").words
    )


def test_a_result_that_is_ready_is_not_late(casework: Casework, case: Case) -> None:
    casework.browser("bob").post(casework.path(case, "giai_quyet"))
    casework.pass_time(days=9)
    alice = casework.browser("alice")
    for path in (f"/cases/{case.code}", "/inbox/office", f"/cases/{case.code}/term"):
        words = alice.get(path).words
        assert ("Đã có kết quả" in words, "Quá hạn 3" in words) == (True, False), path


def test_the_lists_cost_four_statements(casework: Casework, case: Case) -> None:
    browser = casework.browser("bob")
    browser.get("/terms")
    with casework.context.database.count_statements() as count:
        browser.client.get("/terms")
    assert len(count.statements) <= 4
