"""Rules for the guide of a procedure, guide.toml."""

from engine.records.findings import Rule

SYNTAX = Rule(
    name="guide-syntax",
    vi="Tệp không đúng cú pháp TOML: {reason}.",
    en="The file is not written in TOML: {reason}.",
)
KEY_UNKNOWN = Rule(
    name="guide-key-unknown",
    vi="Không có mục “{key}”. Có phải “{nearest}”?",
    en="There is no key “{key}”. Did you mean “{nearest}”?",
)
VALUE = Rule(
    name="guide-value",
    vi="“{key}” phải là {wanted}.",
    en="“{key}” must be {wanted}.",
)
ENGLISH = Rule(
    name="guide-english",
    vi="“{key}” chưa có tiếng Anh.",
    en="“{key}” has no English text.",
    severe=False,
)
FORM = Rule(
    name="guide-form",
    vi="Không có biểu mẫu “{form}” trong forms/. Hãy vẽ biểu mẫu câu hỏi, hoặc sửa mục form.",
    en="There is no form “{form}” in forms/. Draw the form with the questions, or correct “form”.",
)
PERSONAL = Rule(
    name="guide-personal",
    vi="Câu hỏi “{name}” hỏi điều về một người hoặc tệp. Bảng hướng dẫn chỉ hỏi thuộc trường hợp "
    "nào: hãy dùng lựa chọn, số hoặc ngày.",
    en="The question “{name}” asks for a person or a file. A guide only asks which case it is: use "
    "choices, numbers or days.",
)
TWICE = Rule(
    name="guide-outcome-twice",
    vi="Hai trường hợp cùng mang tên “{name}”. Hãy đổi tên một trường hợp.",
    en="Two outcomes are called “{name}”. Give one of them another id.",
)
DEFAULT = Rule(
    name="guide-default",
    vi="Trường hợp cuối cùng còn điều kiện, nên có câu trả lời không dẫn đến đâu. Hãy thêm một "
    "trường hợp không có “when” ở cuối.",
    en="The last outcome has a condition, so some answers lead nowhere. Add one without “when” at "
    "the end.",
)
NEVER = Rule(
    name="guide-never",
    vi="Không câu trả lời nào dẫn đến trường hợp “{name}”. Hãy sửa “when”, đổi thứ tự, hoặc bỏ.",
    en="No answers lead to the outcome “{name}”. Correct its “when”, move it up, or drop it.",
)
EXPRESSION = Rule(name="guide-expression", vi="“{key}”: {reason}", en="“{key}”: {reason}")
NAME = Rule(
    name="guide-name",
    vi="“{key}” đọc “{name}”, nhưng bảng câu hỏi không hỏi điều đó.{hint}",
    en="“{key}” reads “{name}”, which the questions do not ask.{hint}",
)
FAILS = Rule(
    name="guide-fails",
    vi="“{key}” không tính được với một số câu trả lời: {reason}",
    en="“{key}” cannot be worked out for some answers: {reason}",
)
TERM = Rule(
    name="guide-term",
    vi="“{key}”: thời hạn “{text}” không đọc được. Hãy ghi như “3 ngày làm việc”.",
    en="“{key}”: the term “{text}” cannot be read. Write it like “3 working days”.",
)
PROCEDURE = Rule(
    name="guide-procedure",
    vi="“{key}”: không có thủ tục “{name}”.{hint}",
    en="“{key}”: there is no procedure “{name}”.{hint}",
)
ANSWER = Rule(
    name="guide-answer",
    vi="“{key}”: biểu mẫu nộp hồ sơ không có câu “{name}”.{hint}",
    en="“{key}”: the filing form has no field “{name}”.{hint}",
)
CHOICE = Rule(
    name="guide-choice",
    vi="“{name}” ở đây có lựa chọn “{value}”, mà biểu mẫu nộp hồ sơ thì không. Câu trả lời sẽ "
    "không được điền sẵn.",
    en="“{name}” has the choice “{value}” here and not in the filing form: the answer would not be "
    "filled in.",
)
DECISION = Rule(
    name="guide-decision",
    vi="“{key}”: không có bảng quyết định “{name}”.{hint}",
    en="“{key}”: there is no decision “{name}”.{hint}",
)
FEE_OPEN = Rule(
    name="guide-fee-open",
    vi="Bảng phí “{name}” cần biết “{missing}”, mà không câu hỏi nào cho biết; chỉ nêu được mức "
    "phí bằng lời của thẻ.",
    en="The fee table “{name}” needs “{missing}”, which no question gives; the fee can only be "
    "told in the words of the card.",
    severe=False,
)
