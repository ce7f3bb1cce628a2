"""What was ticked, as the request to complete lists it."""

import pytest

from engine.drafting.asked_for import asked_lines, asking_form
from engine.letters.reader import read_template
from engine.procedures.reader import read_folder, read_procedure
from engine.records.values import Json
from tests.make import PROCEDURES

KEY = "dang-ky-khai-sinh"


def test_answers_uploads_and_papers_are_named_each_as_what_to_do() -> None:
    procedure = read_procedure(KEY, read_folder(PROCEDURES / KEY))
    names: dict[str, Json] = {
        "muc_can_sua": ["tep_giay_sinh", "que_quan"],
        "giay_to_thieu": ["giay_to_3"],
    }
    assert asked_lines(procedure, asking_form(procedure, "kiem_tra"), names) == (
        "Khai lại: Trẻ được khai sinh: Quê quán",
        "Nộp lại: Giấy tờ: Tệp giấy tờ về việc sinh",
        "Giấy tờ thiếu hoặc chưa đúng: Văn bản ủy quyền",
    )


def test_without_a_tick_there_is_no_line() -> None:
    procedure = read_procedure(KEY, read_folder(PROCEDURES / KEY))
    asking = asking_form(procedure, "kiem_tra")
    assert asked_lines(procedure, asking, {"muc_can_sua": [], "quan_he": "me"}) == ()


@pytest.mark.parametrize(
    ("key", "element", "form"),
    [
        ("giay-phep-xay-dung", "tham_dinh", "tham-dinh"),
        ("giay-phep-xay-dung", "tham_dinh_lai", "tham-dinh-lai"),
        ("giay-phep-xay-dung", "bo_sung_lan_hai", "tham-dinh-lai"),
        ("dang-ky-ho-kinh-doanh", "thong_bao", "tham-dinh"),
        ("dang-ky-doanh-nghiep", "sua_doi", "tham-dinh"),
        ("dang-ky-doanh-nghiep", "bo_sung", "kiem-tra"),
        ("dang-ky-doanh-nghiep", "cap_giay", None),
    ],
)
def test_each_step_has_the_ticks_of_its_own_round(key: str, element: str, form: str | None) -> None:
    procedure = read_procedure(key, read_folder(PROCEDURES / key))
    asking = asking_form(procedure, element)
    assert (asking.form_id if asking else None) == form


@pytest.mark.parametrize(
    ("key", "letter"),
    [
        ("giay-phep-xay-dung", "yeu-cau-bo-sung"),
        ("giay-phep-xay-dung", "huong-dan-hoan-thien"),
        ("dang-ky-doanh-nghiep", "thong-bao-sua-doi"),
        ("dang-ky-ho-kinh-doanh", "thong-bao-sua-doi"),
    ],
)
def test_each_written_request_lists_what_was_ticked(key: str, letter: str) -> None:
    path = f"letters/{letter}.typ"
    source = read_folder(PROCEDURES / key)[path]
    shown = {one.name for one in read_template(source, path).shown}
    assert "asked.lines" in shown
