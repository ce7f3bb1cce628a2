"""The rules about the folder and its card; docs/reference/rules.md explains each."""

from engine.records.findings import Rule

KEY = Rule(
    name="folder-key",
    vi="Tên thư mục “{key}” không dùng được. Chỉ dùng chữ thường không dấu, số và gạch nối.",
    en="The folder name “{key}” cannot be used. Use small letters a–z, digits and hyphens.",
)
FILE_MISSING = Rule(
    name="file-missing",
    vi="Thư mục thiếu tệp {name}. Hãy thêm tệp này.",
    en="The folder has no {name}. Add it.",
)
FILE_UNKNOWN = Rule(
    name="file-unknown",
    vi="Tệp này không được dùng. Xem các tệp của một thủ tục trong hướng dẫn.",
    en="This file is not used. See the manual for the files of a procedure.",
    severe=False,
)
FILE_PATH = Rule(
    name="file-path",
    vi="Đường dẫn tệp “{path}” không dùng được. Chỉ dùng đường dẫn bên trong thư mục.",
    en="The path “{path}” cannot be used. Use paths inside the folder.",
)
FILE_LINK = Rule(
    name="file-link",
    vi="Tệp này là liên kết ra ngoài thư mục. Hãy chép tệp vào thư mục.",
    en="This file is a link that leads out of the folder. Copy the file into it.",
)
FILE_LARGE = Rule(
    name="file-large",
    vi="Tệp lớn hơn 5 MB. Hãy giảm kích thước.",
    en="The file is larger than 5 MB. Make it smaller.",
)
FOLDER_LARGE = Rule(
    name="folder-large",
    vi="Thư mục có {count} tệp, {size} MB; nhiều nhất là 200 tệp, 20 MB.",
    en="The folder has {count} files, {size} MB; at most 200 files and 20 MB are allowed.",
)
CARD_SYNTAX = Rule(
    name="card-syntax",
    vi="Tệp không đúng cú pháp TOML: {reason}.",
    en="The file is not written in TOML: {reason}.",
)
CARD_KEY_MISSING = Rule(
    name="card-key-missing",
    vi="Thiếu mục “{key}” ({wanted}).",
    en="“{key}” is missing ({wanted}).",
)
CARD_VALUE = Rule(
    name="card-value",
    vi="“{key}” phải là {wanted}.",
    en="“{key}” must be {wanted}.",
)
CARD_KEY_UNKNOWN = Rule(
    name="card-key-unknown",
    vi="Không có mục “{key}”. Có phải “{nearest}”?",
    en="There is no key “{key}”. Did you mean “{nearest}”?",
)
CARD_ENGLISH = Rule(
    name="card-english",
    vi="“{key}” chưa có tiếng Anh.",
    en="“{key}” has no English text.",
    severe=False,
)
SCENARIO_MISSING = Rule(
    name="scenario-missing",
    vi="Thủ tục chưa có kịch bản thử nào trong scenarios/. Hãy thêm ít nhất một kịch bản cho mỗi "
    "cách kết thúc.",
    en="The procedure has no scenario in scenarios/. Add at least one for each way it can end.",
    severe=False,
)
CARD_OFFICE = Rule(
    name="card-office",
    vi="Không có loại cơ quan “{office}”. Các loại: {known}.",
    en="There is no kind of office “{office}”. The kinds are: {known}.",
)
CARD_CUTOFF = Rule(
    name="card-cutoff",
    vi="Giờ chốt trên thẻ là {card}, trên sơ đồ là {process}. Hãy sửa cho giống nhau.",
    en="The cut-off of the card is {card}, that of the diagram {process}. Make them the same.",
)
