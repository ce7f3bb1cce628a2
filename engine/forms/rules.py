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
    vi="Biểu mẫu chưa có tên. Hãy ghi “title”.",
    en="The form has no title. Write a “title”.",
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
    vi="Mục “{name}” không có lựa chọn nào. Hãy thêm “values” hoặc thuộc tính “source”.",
    en="The field “{name}” offers no choices. Add “values”, or the property “source”.",
)
CHOICE_TWICE = Rule(
    name="form-choice-twice",
    vi="Mục “{name}” có hai lựa chọn cùng giá trị “{choice}”. Hãy đổi một giá trị.",
    en="The field “{name}” has two choices of the value “{choice}”. Change one.",
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
