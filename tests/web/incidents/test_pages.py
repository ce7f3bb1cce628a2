"""Incidents by cause, and what an administrator does about one or all of them."""

import re
from collections.abc import Mapping
from typing import Any

import pytest

from engine.jobs.rounds import watched
from engine.jobs.worker import run_due
from tests.make import reread
from tests.pages import Page, Pages
from tests.web.casework import Casework
from tests.web.incidents.breaking import register_closed, stick

REASON = "Sổ đã mở lại"


def links(page: Page, start: str) -> list[str]:
    """Return the addresses of a page that begin so."""
    found = (one.get("href") or "" for one in page.root.iter("a"))
    return [href for href in found if href.startswith(start)]


def cause_path(browser: Pages) -> str:
    """Return the address of the only cause."""
    (path,) = links(browser.get("/incidents"), "/incidents/causes/")
    return path


def stuck_path(browser: Pages) -> str:
    """Return the address of the first step that stands still."""
    page = browser.get(cause_path(browser))
    return next(href for href in links(page, "/incidents/") if "/causes/" not in href)


def amended(browser: Pages, path: str, changes: Mapping[str, str], status: int = 303) -> Page:
    """Send the form of corrections as the page gave it, with changes."""
    page = browser.get(path)
    fields = {
        one.get("name", ""): one.get("value", "")
        for one in page.root.iter("input")
        if (one.get("name") or "").startswith(("v.", "w."))
    }
    given: dict[str, Any] = {**fields, "reason": REASON, **changes}
    return browser.post(f"{path}/amend", status=status, **given)


def test_incidents_are_shown_by_cause_with_words_for_it(casework: Casework) -> None:
    stick(casework, 2)
    page = casework.browser("frank").get("/incidents")
    assert "2 bước đang dừng" in page.words
    assert "Việc bên ngoài bị lỗi" in page.words
    assert "sổ hộ tịch đang đóng" in page.words


def test_a_cause_lists_its_cases(casework: Casework) -> None:
    cases = stick(casework, 2)
    frank = casework.browser("frank")
    page = frank.get(cause_path(frank))
    assert all(case.code in page.words for case in cases)
    assert "connector-failed" in page.words


def test_without_incidents_the_page_says_so(casework: Casework) -> None:
    assert "Không có sự cố" in casework.browser("frank").get("/incidents").words


def test_a_step_is_shown_with_its_values_and_what_would_be_missing(casework: Casework) -> None:
    stick(casework)
    frank = casework.browser("frank")
    page = frank.get(stuck_path(frank))
    assert page.field("v.so_dinh_danh") == "000000000123"
    assert "ket_hon" in page.words


def test_all_of_a_cause_are_tried_again(casework: Casework) -> None:
    cases = stick(casework, 3)
    frank = casework.browser("frank")
    frank.post(f"{cause_path(frank)}/retry", reason=REASON)
    assert "Đã chạy lại 3 bước." in frank.get("/incidents").words
    run_due(casework.context)
    assert all(casework.place(case) for case in cases)


def test_a_round_that_takes_longer_shows_how_far_it_came_and_goes_on(
    casework: Casework, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick(casework, 3)
    frank = casework.browser("frank")
    path = cause_path(frank)
    monkeypatch.setattr("engine.actions.retry_incidents.MOST_SECONDS", 0.0)
    page = frank.post(f"{path}/retry", status=200, reason=REASON)
    assert "Đã chạy lại 1, còn 2." in page.words
    sent: dict[str, Any] = {
        name: page.field(name) for name in ("began", "after", "tried", "reason")
    }
    monkeypatch.undo()
    frank.post(f"{path}/retry", **sent)
    assert "Đã chạy lại 3 bước." in frank.get("/incidents").words


@pytest.mark.parametrize(
    "sent", [{"began": "x"}, {"began": "9999-12-31T23:59:59-23:59"}, {"after": "1-x"}]
)
def test_a_round_that_makes_no_sense_begins_anew(casework: Casework, sent: dict[str, Any]) -> None:
    stick(casework)
    frank = casework.browser("frank")
    frank.post(f"{cause_path(frank)}/retry", reason=REASON, tried="7", **sent)
    assert "Đã chạy lại 1 bước." in frank.get("/incidents").words


def test_corrected_values_go_into_the_case_and_the_history_says_so(casework: Casework) -> None:
    (case,) = stick(casework)
    frank = casework.browser("frank")
    amended(frank, stuck_path(frank), {"v.so_dinh_danh": "000000000999"})
    assert "Đã sửa dữ liệu và chạy lại" in frank.get("/incidents").words
    page = frank.get(f"/cases/{case.code}")
    assert f"Đã sửa dữ liệu: Tìm ({REASON})" in page.words
    assert "000000000999" in page.words


def test_a_new_name_can_be_given(casework: Casework) -> None:
    (case,) = stick(casework)
    frank = casework.browser("frank")
    new = {"new.name": "so_ban", "new.value": "3", "new.kind": "plain"}
    amended(frank, stuck_path(frank), new)
    state = reread(casework.context, case).state or b""
    assert re.search(rb'"so_ban":3\b', state)


def test_what_nobody_touched_stays_as_it_is(casework: Casework) -> None:
    stick(casework)
    frank = casework.browser("frank")
    page = amended(frank, stuck_path(frank), {}, 422)
    assert "Chưa có gì thay đổi" in page.words


def test_a_value_that_cannot_be_read_is_told_and_kept(casework: Casework) -> None:
    stick(casework)
    frank = casework.browser("frank")
    wrong = {"new.name": "so_ban", "new.value": "ba", "new.kind": "plain"}
    page = amended(frank, stuck_path(frank), wrong, 422)
    assert "so_ban: hãy ghi một số" in page.words
    assert page.field("new.value") == "ba"


def test_a_name_that_belongs_to_the_case_is_refused(casework: Casework) -> None:
    stick(casework)
    frank = casework.browser("frank")
    wrong = {"new.name": "dossier", "new.value": "x"}
    assert "dossier" in amended(frank, stuck_path(frank), wrong, 422).words


def test_a_skipped_step_stays_visible_for_ever(casework: Casework) -> None:
    (case,) = stick(casework)
    frank = casework.browser("frank")
    frank.post(f"{stuck_path(frank)}/skip", reason=REASON)
    assert "Đã bỏ qua bước" in frank.get("/incidents").words
    page = frank.get(f"/cases/{case.code}")
    assert f"Đã bỏ qua: Tìm ({REASON}). Chưa có: ket_hon" in page.words


def test_one_is_tried_again(casework: Casework) -> None:
    stick(casework)
    frank = casework.browser("frank")
    frank.post(f"{stuck_path(frank)}/retry", reason=REASON)
    with register_closed():
        run_due(casework.context)
    assert "1 bước đang dừng" in frank.get("/incidents").words


@pytest.mark.parametrize("act", ["retry", "skip", "amend"])
def test_nothing_is_done_without_a_reason(casework: Casework, act: str) -> None:
    (case,) = stick(casework)
    frank = casework.browser("frank")
    path = stuck_path(frank)
    if act == "amend":
        amended(frank, path, {"v.so_dinh_danh": "9", "reason": " "}, 422)
    else:
        frank.post(f"{path}/{act}", reason=" ")
        assert "hãy ghi lý do" in frank.get(path).words
    assert reread(casework.context, case).seq == 2


def test_what_is_mended_already_is_told_kindly(casework: Casework) -> None:
    stick(casework)
    frank = casework.browser("frank")
    path = stuck_path(frank)
    frank.post(f"{path}/skip", reason=REASON)
    frank.post(f"{path}/skip", reason=REASON)
    assert "không chờ việc thử lại" in frank.get("/incidents").words
    frank.get(path, 404)


def test_looking_at_the_values_leaves_a_trace(casework: Casework) -> None:
    (case,) = stick(casework)
    frank = casework.browser("frank")
    frank.get(stuck_path(frank))
    page = casework.browser("erin").get(f"/cases/{case.code}")
    assert "Frank" in page.words


def test_background_work_that_fails_is_listed_until_it_goes_well(casework: Casework) -> None:
    told = watched(casework.context, "terms")
    told(ValueError("no such term"))
    page = casework.browser("frank").get("/incidents")
    assert "Nhắc hạn giải quyết" in page.words
    assert "ValueError: no such term" in page.words
    told(None)
    assert "Nhắc hạn giải quyết" not in casework.browser("frank").get("/incidents").words
