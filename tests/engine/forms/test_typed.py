import pytest

from tests.engine.forms.asking import COLOURS, check, field


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("1.234,5", 1234.5),
        ("1234,5", 1234.5),
        ("1.234", 1234),
        ("1.234.567", 1234567),
        ("1.5", 1.5),
        ("0.125", 0.125),
        ("12.50", 12.5),
        ("1,234,567.5", 1234567.5),
        ("1 234", 1234),
        ("-7", -7),
        (12, 12),
        (12.0, 12),
        ("007", 7),
    ],
)
def test_a_number_is_read_as_it_is_written_in_viet_nam(written: object, meant: float) -> None:
    answer = check(field("number"), written).answers["a"]

    assert (answer, type(answer)) == (meant, type(meant))


@pytest.mark.parametrize(
    "written", ["abc", "1e9", "1,2.3,4", "--1", "9" * 30, "nan", float("nan"), "½", "１２x"]
)
def test_what_is_no_number_is_told_so(written: object) -> None:
    fault = check(field("number", label_vi="Diện tích", label_en="Area"), written).faults[0]

    assert fault.vi == "Nhập diện tích bằng chữ số, ví dụ 12,5"
    assert fault.en == "Enter area in figures, for example 12.5"


@pytest.mark.parametrize("written", ["24/11/2026", "24-11-2026", "24.11.2026", "2026-11-24"])
def test_a_date_is_read_however_it_is_written(written: str) -> None:
    assert check(field("date"), written).answers["a"] == "2026-11-24"


@pytest.mark.parametrize("written", ["30/02/2026", "11/24/2026", "2026", "24/11/26", "0001-01-01"])
def test_a_day_that_does_not_exist_is_refused(written: str) -> None:
    fault = check(field("date", label_vi="Ngày sinh"), written).faults[0]

    assert fault.vi == "Nhập ngày sinh là một ngày có thật, ví dụ 24/11/2026"


@pytest.mark.parametrize(
    "written", ["0912345678", "0912 345 678", "+84 912345678", "(091) 234-5678", "84912345678"]
)
def test_a_telephone_number_is_kept_in_digits(written: str) -> None:
    assert check(field("phone"), written).answers["a"] == "0912345678"


@pytest.mark.parametrize("written", ["912345678", "09123", "0912345678x", "٠٩١٢٣٤٥٦٧٨"])
def test_a_wrong_telephone_number_shows_a_right_one(written: str) -> None:
    fault = check(field("phone", label_vi="Số điện thoại"), written).faults[0]

    assert fault.vi == "Nhập số điện thoại gồm 10 chữ số, ví dụ 0912345678"


def test_vietnamese_letters_are_kept_in_one_code_point() -> None:
    assert check(field("text"), "Nguye\u0302\u0303n").answers["a"] == "Nguyễn"


def test_line_breaks_of_browsers_become_plain_ones() -> None:
    assert check(field("textarea"), "a\r\nb ").answers["a"] == "a\nb"


def test_control_characters_are_refused() -> None:
    assert check(field("text"), "a\x00b").faults[0].key == "a"


@pytest.mark.parametrize(
    ("written", "meant"), [("on", True), (True, True), (None, False), ("", False)]
)
def test_a_checkbox_is_true_or_false(written: object, meant: bool) -> None:
    assert check(field("checkbox"), written).answers["a"] is meant


@pytest.mark.parametrize("written", [["red", "blue", "red"], ("red", "blue")])
def test_a_checklist_is_a_list_without_repeats(written: object) -> None:
    cleaned = check(field("checklist", choices=COLOURS), written)

    assert cleaned.answers["a"] == ["red", "blue"]


def test_an_answer_left_empty_is_null_so_that_it_can_be_taken_away() -> None:
    assert check(field("text"), "  ").answers == {"a": None}


def test_a_text_where_files_belong_counts_as_no_file() -> None:
    assert check(field("files", accept=("pdf",)), "../../etc/passwd").answers == {"a": []}
