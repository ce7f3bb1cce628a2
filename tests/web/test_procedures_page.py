import pytest

from tests.make import publish
from tests.web.casework import Casework

KEY = "chung-thuc-ban-sao"


def test_procedures_stand_with_versions_and_open_cases(casework: Casework) -> None:
    casework.file()
    page = casework.browser("frank").get("/procedures")
    for words in ("Thủ tục thử hai người", "Phiên bản 1", "Đang áp dụng", "1 hồ sơ đang mở"):
        assert words in page.words


def test_a_version_shows_diagram_steps_forms_tables_and_files(casework: Casework) -> None:
    page = casework.browser("erin").get(f"/procedures/{KEY}/1")
    for words in (
        "Đối chiếu với bản chính",
        "Việc của người",
        "Bảng quyết định",
        "SHA-256",
        "process.bpmn",
        "NĐ 23/2015/NĐ-CP",
    ):
        assert words in page.words


def test_a_form_can_be_looked_at_and_not_filled_in(casework: Casework) -> None:
    page = casework.browser("alice").get(f"/procedures/{KEY}/1/forms/doi-chieu")
    assert [one for one in page.root.iter("fieldset") if one.get("disabled") is not None]
    assert "Chỉ để xem" in page.words


@pytest.mark.parametrize(
    "path", [f"/procedures/{KEY}/9", "/procedures/none/1", f"/procedures/{KEY}/1/forms/none"]
)
def test_what_is_not_published_is_not_found(casework: Casework, path: str) -> None:
    casework.browser("alice").get(path, status=404)


def test_the_diagram_comes_as_it_was_published(casework: Casework) -> None:
    answer = casework.browser("alice").client.get(f"/procedures/{KEY}/1/diagram")
    assert answer.mimetype == "application/xml"
    assert "chung_thuc_ban_sao" in answer.text


def test_the_pages_read_in_english_too(casework: Casework) -> None:
    page = casework.browser("alice").get(f"/procedures/{KEY}/1?lang=en")
    for words in ("Certification of copies from originals", "Compare the copy", "Decision tables"):
        assert words in page.words


def test_the_terms_of_steps_are_words_of_the_page(casework: Casework) -> None:
    publish(casework.context, "giay-phep-xay-dung")
    alice = casework.browser("alice")
    page = alice.get("/procedures/giay-phep-xay-dung/1")
    assert "7 ngày làm việc" in page.words
    assert "working" not in page.words
    assert "7 working days" in alice.get("/procedures/giay-phep-xay-dung/1?lang=en").words
