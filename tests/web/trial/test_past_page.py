"""Finished cases run again on a draft: by what came of them, named, without personal data."""

import pytest

from engine.actions.complete_task import complete_task
from engine.actions.publish_procedure import publish_procedure
from engine.procedures.reader import read_folder
from engine.records.cases import Case
from tests.make import TEST_PROCEDURES
from tests.web.casework import SMALL, Casework
from tests.web.trial.bench import Trier, trier


def finished(casework: Casework, number: int) -> list[Case]:
    """Return cases of two tasks that have ended."""
    cases = []
    for _ in range(number):
        case = casework.file()
        for element, answers in (("xem", {"so_a": "7"}), ("ghi", {"chu_b": "b"})):
            place = casework.place(case, element)
            complete_task(casework.context, casework.cast.alice, place, answers)
        cases.append(case)
    return cases


@pytest.fixture
def past(casework: Casework) -> Trier:
    """Give a draft of a procedure of which three cases have ended."""
    cases = finished(casework, 3)
    assert len({case.code for case in cases}) == 3
    return trier(casework, SMALL)


def test_on_an_unchanged_draft_all_go_the_same_way(past: Trier) -> None:
    page = past.pages.get(f"{past.path}/past")
    for words in ("3 đi như cũ", "0 đi đường khác", "Đã chạy lại 3 hồ sơ."):
        assert words in page.words
    assert "Dora" not in page.words


def test_a_new_required_field_is_named_with_its_form(past: Trier) -> None:
    past.change("forms/xem.form", '"key": "so_a"', '"key": "so_moi"')
    words = past.pages.get(f"{past.path}/past").words
    assert "3 thiếu câu trả lời" in words
    assert "Xem, biểu mẫu “Xem”: “Số A”" in words


def test_more_cases_are_run_in_slices(past: Trier, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("web.trial.past.SLICE", 2)
    first = past.pages.get(f"{past.path}/past")
    assert "Đã chạy lại 2 trên 3 hồ sơ" in first.words
    assert "upto=4" in first.text
    rest = past.pages.get(f"{past.path}/past/results?upto=4")
    assert "Đã chạy lại 3 hồ sơ." in rest.words


def test_only_whoever_may_open_a_case_gets_a_link(past: Trier, casework: Casework) -> None:
    assert 'href="/cases/' in past.pages.get(f"{past.path}/past").text
    with casework.context.database.begin() as db:
        db.exec_driver_sql("DELETE FROM post WHERE kind = 'administrator'")
    assert 'href="/cases/' not in past.pages.get(f"{past.path}/past").text


def test_without_finished_cases_the_page_says_so(casework: Casework) -> None:
    one = trier(casework)
    words = one.pages.get(f"{one.path}/past").words
    assert "Chưa có hồ sơ nào của thủ tục này kết thúc" in words


def test_the_page_reads_in_english(past: Trier) -> None:
    words = past.pages.get(f"{past.path}/past?lang=en").words
    assert "3 the same way" in words


def test_after_a_release_the_cases_of_the_version_before_are_run(
    past: Trier, casework: Casework
) -> None:
    files = dict(read_folder(TEST_PROCEDURES / SMALL))
    publish_procedure(casework.context, SMALL, {**files, "README.md": b"newer"})
    assert "3 đi như cũ" in past.pages.get(f"{past.path}/past").words
