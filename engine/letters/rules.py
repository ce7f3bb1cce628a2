"""The rules about letters; docs/reference/rules.md explains each."""

from engine.records.findings import Rule

UNREADABLE = Rule(
    name="letter-unreadable",
    vi="Mẫu văn bản có ký tự không đọc được. Hãy lưu lại tệp bằng mã UTF-8.",
    en="The letter has characters that cannot be read. Save the file again as UTF-8.",
)
TOO_LONG = Rule(
    name="letter-too-long",
    vi="Mẫu văn bản dài quá 200.000 ký tự. Hãy rút ngắn.",
    en="The letter is longer than 200,000 characters. Shorten it.",
)
ACCESS = Rule(
    name="letter-access",
    vi="Mẫu văn bản dùng “{what}”. Mẫu không được đọc tệp, ảnh hay thư viện ngoài, chỉ thấy dữ "
    "liệu của hồ sơ. Hãy bỏ dòng này.",
    en="The letter uses “{what}”. A letter may read no file, picture or library from outside, it "
    "sees the case's own values only. Remove this line.",
)
NAMELESS = Rule(
    name="letter-name-quotes",
    vi='Sau {use} phải là tên trường trong dấu ngoặc kép, ví dụ {use}("ho_ten").',
    en='After {use} stands the name of a field in quotes, such as {use}("ho_ten").',
)
UNKNOWN = Rule(
    name="letter-field-unknown",
    vi="Không có trường “{name}”.{hint} Hãy chọn trong danh sách trường.",
    en="There is no field “{name}”.{hint} Choose one from the list of fields.",
)
KIND = Rule(
    name="letter-field-kind",
    vi="Trường “{name}” không viết được bằng {use}: {reason}. Hãy dùng field.",
    en="The field “{name}” cannot be written with {use}: {reason}. Use field.",
)
FAULT = Rule(
    name="letter-fault",
    vi="Chưa dựng được văn bản: {reason}.",
    en="The letter cannot be set: {reason}.",
)
STOPPED = Rule(
    name="letter-stopped",
    vi="Đã dừng dựng văn bản vì {reason}. Hãy bỏ vòng lặp hoặc phần quá lớn.",
    en="The letter was stopped: {reason}. Remove the loop, or what is too large in it.",
)
