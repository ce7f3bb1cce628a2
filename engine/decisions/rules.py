"""What is checked in a decision table; docs/reference/rules.md explains each."""

from typing import Final

from engine.records.findings import Rule

NOT_DMN: Final = Rule(
    name="decision-not-dmn",
    vi="Tệp không phải DMN. Hãy lưu lại bảng quyết định bằng trình soạn bảng.",
    en="The file is no DMN. Save the decision table again with the table editor.",
)
MISSING: Final = Rule(
    name="decision-missing",
    vi="Tệp không có quyết định nào. Hãy thêm một bảng quyết định.",
    en="The file has no decision. Add a decision table.",
)
KIND: Final = Rule(
    name="decision-kind",
    vi="Quyết định {id} không phải bảng quyết định. Hãy chuyển thành bảng.",
    en="The decision {id} is no decision table. Turn it into a table.",
)
SAME_ID: Final = Rule(
    name="decision-same-id",
    vi="Có hai quyết định cùng mã {id}. Hãy đổi mã của một quyết định.",
    en="Two decisions have the id {id}. Give one of them another.",
)
NEEDS: Final = Rule(
    name="decision-needs-decision",
    vi="Quyết định cần kết quả của {other}. Hãy gọi {other} bằng một tác vụ riêng trước đó và dùng "
    "tên kết quả của tác vụ ấy.",
    en="The decision needs the result of {other}. Ask {other} in a task of its own before, and use "
    "the name of that task's result.",
)
POLICY: Final = Rule(
    name="decision-policy",
    vi="Không có cách chọn luật {policy}. Các cách có: {known}.",
    en="There is no hit policy {policy}. There are: {known}.",
)
AGGREGATION: Final = Rule(
    name="decision-aggregation",
    vi="Chỉ COLLECT với đúng một cột kết quả mới tổng hợp được bằng {aggregation}.",
    en="Only COLLECT with exactly one output can be aggregated with {aggregation}.",
)
ORDER: Final = Rule(
    name="decision-order",
    vi="Cách {policy} cần danh sách giá trị kết quả, quan trọng nhất đứng đầu.",
    en="The hit policy {policy} needs a list of output values, the most important first.",
)
NO_OUTPUT: Final = Rule(
    name="decision-no-output",
    vi="Bảng không có cột kết quả. Hãy thêm một cột.",
    en="The table has no output. Add a column for it.",
)
OUTPUT_NAME: Final = Rule(
    name="decision-output-name",
    vi="Cột kết quả cần một tên riêng, chỉ gồm chữ, số và dấu gạch dưới, không phải {name!r}.",
    en="An output needs a name of its own, of letters, digits and underscores, not {name!r}.",
)
INPUT: Final = Rule(
    name="decision-input",
    vi="Cột điều kiện {label} chưa có biểu thức. Hãy ghi tên giá trị cần xét.",
    en="The input {label} has no expression. Write the name of the value to look at.",
)
CELL: Final = Rule(
    name="decision-cell",
    vi="Ô {text} không đọc được: {reason}.",
    en="The cell {text} cannot be read: {reason}.",
)
ROW: Final = Rule(
    name="decision-row",
    vi="Luật có {found} ô nhưng bảng có {wanted} cột. Hãy lưu lại bảng bằng trình soạn bảng.",
    en="The rule has {found} cells, the table {wanted} columns. Save it again in the editor.",
)
NO_RULES: Final = Rule(
    name="decision-no-rules",
    vi="Bảng chưa có luật nào nên sẽ không bao giờ có kết quả.",
    en="The table has no rules, so it will never give a result.",
    severe=False,
)
