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
EMPTY: Final = Rule(
    name="decision-empty",
    vi="Quyết định {id} chưa có nội dung. Hãy lập bảng quyết định hoặc viết biểu thức.",
    en="The decision {id} says nothing yet. Draw a decision table, or write an expression.",
)
KIND: Final = Rule(
    name="decision-kind",
    vi="Quyết định {id} là {kind}, không chạy được. Hãy chuyển thành bảng quyết định hoặc biểu "
    "thức.",
    en="The decision {id} is {kind}, which is not run here. Turn it into a decision table or a "
    "literal expression.",
)
NOT_RUN: Final = Rule(
    name="decision-not-run",
    vi="Tệp có {what} “{name}”, không chạy được: {advice}.",
    en="The file has a {what} “{name}”, which is not run here: {advice}.",
)
LANGUAGE: Final = Rule(
    name="decision-language",
    vi="Không đọc được ngôn ngữ {language}. Hãy viết bằng FEEL, hoặc ngôn ngữ biểu thức của Motcua "
    "và ghi motcua.",
    en="The language {language} is not read. Write in FEEL, or in Motcua's own expressions and say "
    "motcua.",
)
TOO_LARGE: Final = Rule(
    name="decision-too-large",
    vi="Có {count} {what}, nhiều hơn {limit}. Hãy chia thành nhiều tệp hoặc nhiều bảng.",
    en="There are {count} {what}, more than {limit}. Split them over several files or tables.",
)
SAME_ID: Final = Rule(
    name="decision-same-id",
    vi="Có hai quyết định cùng mã {id}. Hãy đổi mã của một quyết định.",
    en="Two decisions have the id {id}. Give one of them another.",
)
NEED_UNKNOWN: Final = Rule(
    name="decision-need-unknown",
    vi="Quyết định yêu cầu “{other}” nhưng tệp này không có. Hãy xoá mũi tên yêu cầu, hoặc thêm "
    "quyết định ấy vào tệp.",
    en="The decision requires “{other}”, which is not in this file. Remove the requirement, or add "
    "that decision to the file.",
)
NEED_NAME: Final = Rule(
    name="decision-need-name",
    vi="Quyết định khác cần kết quả của “{other}” nên biến của nó phải có tên riêng, chỉ gồm chữ, "
    "số và dấu gạch dưới, không phải {name!r}.",
    en="Another decision requires the result of “{other}”, so its variable needs a name of its "
    "own, of letters, digits and underscores, not {name!r}.",
)
CYCLE: Final = Rule(
    name="decision-cycle",
    vi="Các quyết định yêu cầu lẫn nhau thành vòng: {circle}. Hãy xoá một mũi tên yêu cầu.",
    en="Decisions require each other in a circle: {circle}. Remove one of the requirements.",
)
UNCLEAR: Final = Rule(
    name="decision-unclear",
    vi="Không rõ hỏi quyết định nào trong {table}: có {known}. Hãy ghi tên tệp, dấu # và mã quyết "
    "định.",
    en="It is unclear which decision of {table} is meant: there are {known}. Write the name of the "
    "file, # and the id of the decision.",
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
