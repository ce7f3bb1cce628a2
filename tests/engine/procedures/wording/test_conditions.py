import pytest

from engine.procedures.wording.conditions import condition_words, labels_of, value_of
from engine.records.forms import Choice, Field, Form, Section

FORM = Form(
    form_id="f",
    title_vi="Đơn",
    title_en="Application",
    sections=(
        Section(
            title_vi="",
            title_en="",
            fields=(
                Field(
                    key="ket_qua",
                    kind="radio",
                    label_vi="Hồ sơ",
                    label_en="Dossier",
                    choices=(
                        Choice(value="du", label_vi="đủ", label_en="complete"),
                        Choice(value="thieu", label_vi="thiếu", label_en="incomplete"),
                    ),
                ),
                Field(key="so_to", kind="number", label_vi="Số tờ", label_en="Sheets"),
                Field(key="gap", kind="checkbox", label_vi="Gấp", label_en="Urgent"),
            ),
        ),
    ),
)
LABELS = labels_of((FORM,))


@pytest.mark.parametrize(
    ("text", "vi", "en"),
    [
        ('ket_qua == "du"', "“Hồ sơ” là “đủ”", "“Dossier” is “complete”"),
        (
            'ket_qua in ["du", "thieu"]',
            "“Hồ sơ” là một trong “đủ”, “thiếu”",
            "“Dossier” is one of “complete”, “incomplete”",
        ),
        (
            "so_to > 3 and gap",
            "“Số tờ” lớn hơn 3 và “Gấp” đúng",
            "“Sheets” is more than 3 and “Urgent” holds",
        ),
        (
            'not gap or (so_to < -1 and ket_qua != "du")',
            "“Gấp” không đúng hoặc (“Số tờ” nhỏ hơn −1 và “Hồ sơ” không phải là “đủ”)",
            "“Urgent” does not hold or (“Sheets” is less than −1 and “Dossier” is not “complete”)",
        ),
        ("is_blank(ket_qua)", "“Hồ sơ” để trống", "“Dossier” is empty"),
        (
            "so_to * 2 >= len(ds)",
            "“Số tờ” × 2 từ số lượng “ds” trở lên",
            "“Sheets” × 2 is at least the number of “ds”",
        ),
        ("ket_qua != null", "“Hồ sơ” có nội dung", "“Dossier” is not empty"),
        (
            'dossier.channel == "post"',
            "cách nộp hồ sơ là “bưu chính”",
            "the way of filing is “by post”",
        ),
        ('"x" in ds', "“ds” có chọn “x”", "“ds” includes “x”"),
        ("1 if gap else 2", "1 if gap else 2", "1 if gap else 2"),
        ("so_to ==", "so_to ==", "so_to =="),
    ],
)
def test_a_condition_reads_in_the_words_of_the_forms(text: str, vi: str, en: str) -> None:
    found = condition_words(text, LABELS)
    assert (found.vi, found.en) == (vi, en)


def test_a_value_reads_as_what_the_form_calls_it() -> None:
    assert value_of("=so_to", LABELS).vi == "“Số tờ”"
