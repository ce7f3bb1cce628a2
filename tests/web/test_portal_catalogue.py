"""Finding a procedure and reading its card."""

import pytest

from tests.pages import Pages


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/services",
        "/services?q=sinh",
        "/services/dang-ky-khai-sinh",
        "/services/dang-ky-khai-sinh/file",
        "/tracking",
    ],
)
def test_the_page_is_whole_in_both_languages(dora: Pages, path: str, language: str) -> None:
    mark = "&" if "?" in path else "?"
    page = dora.get(f"{path}{mark}lang={language}")
    assert page.root.get("lang") == language


def test_the_start_page_shows_procedures_by_field(dora: Pages) -> None:
    words = dora.get("/").words
    assert words.index("Chứng thực bản sao") < words.index("Đăng ký khai sinh")


def test_a_search_without_diacritics_finds_the_procedure(dora: Pages) -> None:
    words = dora.get("/services?q=GIAY+khai+sinh").words
    assert "Có 1 thủ tục khớp" in words
    assert "Đăng ký khai sinh" in words


def test_a_search_that_finds_nothing_says_what_to_do(dora: Pages) -> None:
    assert "Hãy thử từ khác" in dora.get("/services?q=ly+hon").words


def test_what_is_searched_for_stands_on_the_page_as_text(dora: Pages) -> None:
    page = dora.get("/services?q=%3Cscript%3Ealert(1)%3C/script%3E")
    assert "<script>alert" not in page.text


@pytest.mark.parametrize(
    "words",
    [
        "Cha, mẹ, ông, bà",
        "Giấy chứng sinh",
        "1 bản chính",
        "Qua bưu chính",
        "Không thu lệ phí.",
        "Lãnh đạo Ủy ban nhân dân xã ký",
        "Giấy khai sinh (mã kết quả",
        "Đăng ký trong 60 ngày",
        "NĐ 301/2026/NĐ-CP",
        "hiệu lực từ 01/09/2026",
        "1.001193",
        "15:00",
        "Nộp hồ sơ trực tuyến",
    ],
)
def test_the_card_shows_all_that_the_law_wants_published(dora: Pages, words: str) -> None:
    assert words in dora.get("/services/dang-ky-khai-sinh").words


def test_an_unknown_procedure_is_not_found(dora: Pages) -> None:
    assert "khong-co" in dora.get("/services/khong-co", 404).words
    dora.get("/services/khong-co/file", 404)
