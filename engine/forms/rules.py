"""The rules that reading a form checks; docs/reference/rules.md explains each."""

from engine.records.findings import Rule

SYNTAX = Rule(
    name="form-syntax",
    vi="Tệp biểu mẫu không đọc được: {reason}. Hãy lưu lại từ công cụ thiết kế biểu mẫu.",
    en="The form cannot be read: {reason}. Save it again from the form editor.",
)
EMPTY = Rule(
    name="form-empty",
    vi="Biểu mẫu không có mục nào để điền. Hãy thêm ít nhất một mục.",
    en="The form asks nothing. Add at least one field.",
)
TITLE = Rule(
    name="form-title",
    vi="Biểu mẫu chưa có tên. Hãy ghi tên biểu mẫu (title).",
    en="The form has no title. Write one (title).",
)
KIND = Rule(
    name="form-kind",
    vi="Mục “{name}” thuộc loại “{kind}” chưa dùng được. Các loại dùng được: {known}.",
    en="The field “{name}” is of kind “{kind}”, which cannot be used. These can: {known}.",
)
KEY = Rule(
    name="form-key",
    vi="Mã mục “{name}” không dùng được. Chỉ dùng chữ thường không dấu, chữ số và dấu gạch dưới, "
    "bắt đầu bằng chữ; tránh các từ {reserved}.",
    en="The key “{name}” cannot be used. Use small letters a–z, digits and underscores, beginning "
    "with a letter; avoid the words {reserved}.",
)
KEY_TWICE = Rule(
    name="form-key-twice",
    vi="Mã “{name}” dùng cho hai mục; câu trả lời sẽ đè lên nhau. Hãy đổi một mã.",
    en="Two fields have the key “{name}”; one answer would replace the other. Change one key.",
)
LABEL = Rule(
    name="form-label",
    vi="Mục “{name}” chưa có nhãn. Hãy ghi câu hỏi mà người dân đọc.",
    en="The field “{name}” has no label. Write the question people will read.",
)
ENGLISH = Rule(
    name="form-english",
    vi="“{name}” chưa có bản tiếng Anh ({where}).",
    en="“{name}” has no English text ({where}).",
    severe=False,
)
CHOICES = Rule(
    name="form-choices",
    vi="Mục “{name}” không có lựa chọn nào. Hãy thêm lựa chọn (values) hoặc chọn nguồn (source).",
    en="The field “{name}” offers no choices. Add some (values), or choose their source (source).",
)
CHOICE_TWICE = Rule(
    name="form-choice-twice",
    vi="Mục “{name}” có hai lựa chọn cùng giá trị “{choice}”. Hãy đổi một giá trị.",
    en="The field “{name}” has two choices of the value “{choice}”. Change one.",
)
LIST = Rule(
    name="form-list",
    vi="Mục “{name}” lấy lựa chọn từ “{source}”, ở đó không có gì. Hãy sửa tên biểu mẫu sau "
    "“fields:”, hoặc ghi giấy tờ vào thẻ thủ tục.",
    en="The field “{name}” takes its choices from “{source}”, where there are none. Correct the "
    "name of the form after “fields:”, or name papers on the card.",
)
PATTERN = Rule(
    name="form-pattern",
    vi="Mẫu kiểm tra của mục “{name}” không dùng được: {reason}.",
    en="The pattern of the field “{name}” cannot be used: {reason}.",
)
PATTERN_WORDS = Rule(
    name="form-pattern-words",
    vi="Mục “{name}” có mẫu kiểm tra nhưng chưa có câu hướng dẫn (patternVi, patternEn).",
    en="The field “{name}” has a pattern, and no sentence saying what to enter "
    "(patternVi, patternEn).",
    severe=False,
)
BOUNDS = Rule(
    name="form-bounds",
    vi="Mục “{name}”: giá trị nhỏ nhất {least} lớn hơn giá trị lớn nhất {most}.",
    en="The field “{name}” has a minimum of {least}, above its maximum of {most}.",
)
HIDE = Rule(
    name="form-hide",
    vi="Điều kiện ẩn của “{name}” không dùng được: {reason}",
    en="The condition that hides “{name}” does not work: {reason}",
)
VALUE = Rule(
    name="form-value",
    vi="“{name}”: “{setting}” phải là {wanted}.",
    en="“{name}”: “{setting}” must be {wanted}.",
)
ACCEPT = Rule(
    name="form-accept",
    vi="Mục “{name}” nhận loại tệp {found}, máy chủ không nhận. Các loại dùng được: {known}.",
    en="The field “{name}” accepts {found}, which the server does not take. These can be used: "
    "{known}.",
)
NESTED = Rule(
    name="form-nested",
    vi="Nhóm “{name}” nằm trong nhóm khác. Hãy đặt các nhóm cạnh nhau.",
    en="The group “{name}” lies inside another group. Put groups one after another.",
)
LARGE = Rule(
    name="form-large",
    vi="Biểu mẫu có {count} mục, nhiều hơn {most}. Hãy chia thành nhiều biểu mẫu.",
    en="The form has {count} fields, more than {most}. Divide it into several forms.",
)
DEEP = Rule(
    name="form-deep",
    vi="Biểu mẫu lồng nhau quá sâu. Hãy lưu lại từ công cụ thiết kế biểu mẫu.",
    en="The form is nested too deeply. Save it again from the form editor.",
)
LONG = Rule(
    name="form-long",
    vi="Mục “{name}” có một đoạn chữ dài {count} ký tự, quá {most}. Hãy viết ngắn lại.",
    en="The field “{name}” has a text of {count} letters, more than {most}. Shorten it.",
)
AMOUNT = Rule(
    name="form-amount",
    vi="Dòng phí “{name}” chưa có mức thu. Hãy ghi số tiền hoặc một biểu thức.",
    en="The fee “{name}” has no amount. Write a sum or an expression.",
)
FEE = Rule(
    name="form-fee",
    vi="Biểu thức của dòng phí “{name}” không dùng được: {reason}",
    en="An expression of the fee “{name}” does not work: {reason}",
)
REFERS = Rule(
    name="form-refers",
    vi="Mục “{name}” dựa vào mục “{refers}”, biểu mẫu không hỏi mục này. Hãy sửa mã hoặc bỏ trống.",
    en="The field “{name}” refers to “{refers}”, which the form does not ask. Correct the key, or "
    "leave it empty.",
)
PART = Rule(
    name="form-part",
    vi="Giấy tờ “{choice}” của mục “{name}” cần một mã ngắn: chữ thường không dấu, chữ số, gạch "
    "dưới.",
    en="The paper “{choice}” of “{name}” needs a short code: small letters a–z, digits, "
    "underscores.",
)
REASONS = Rule(
    name="form-reasons",
    vi="Mục “{name}” không đòi lý do cho lựa chọn nào. Hãy đánh dấu lựa chọn phải nêu lý do, như "
    "từ chối.",
    en="The field “{name}” asks a reason for none of its choices. Mark those that need one, such "
    "as a refusal.",
    severe=False,
)
