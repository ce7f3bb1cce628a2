"""The rules that reading a diagram checks: what the file says must be clear and complete.

docs/reference/rules.md explains each rule with a right and a wrong example.
"""

from engine.records.findings import Rule

NOT_BPMN = Rule(
    name="not-bpmn",
    vi="Tệp không phải sơ đồ BPMN 2.0: phần tử gốc là “{root}”. Hãy lưu tệp ở dạng BPMN 2.0 XML.",
    en="The file is no BPMN 2.0 diagram: its root is “{root}”. Save it as BPMN 2.0 XML.",
)
NO_PROCESS = Rule(
    name="no-process",
    vi="Sơ đồ không có quy trình nào để chạy. Hãy vẽ ít nhất sự kiện bắt đầu, một việc và sự kiện "
    "kết thúc.",
    en="The diagram has no process to run. Draw at least a start event, a task and an end event.",
)
POOL_NOT_RUN = Rule(
    name="pool-not-run",
    vi="Quy trình “{name}” chỉ để minh hoạ, sẽ không chạy.",
    en="The process “{name}” is for illustration and will not run.",
    severe=False,
)
ID_MISSING = Rule(
    name="id-missing",
    vi="Phần tử {tag} không có mã (id). Hãy đặt mã để nhật ký hồ sơ gọi được tên nó.",
    en="A {tag} has no id. Give it one, so that the log of a case can name it.",
)
ID_TWICE = Rule(
    name="id-twice",
    vi="Mã “{twice}” đã dùng ở dòng {first}. Hãy đổi mã của một trong hai phần tử.",
    en="The id “{twice}” is already used in line {first}. Change the id of one of the two.",
)
TOO_MANY = Rule(
    name="too-many-elements",
    vi="Sơ đồ có quá {limit} phần tử và mũi tên. Hãy chia thành nhiều thủ tục.",
    en="The diagram has more than {limit} elements and arrows. Divide it into several procedures.",
)
UNKNOWN_ELEMENT = Rule(
    name="element-unknown",
    vi="BPMN không có phần tử “{tag}” ở đây. Hãy vẽ lại bằng công cụ BPMN.",
    en="BPMN has no element “{tag}” here. Draw it again with a BPMN tool.",
)
FLOW_DANGLING = Rule(
    name="flow-dangling",
    vi="Mũi tên {flow} nối tới “{end}” nhưng không có phần tử mang mã đó. Hãy nối lại mũi tên.",
    en="The arrow {flow} is tied to “{end}”, and no element has that id. Connect the arrow again.",
)
FLOW_CROSSES = Rule(
    name="flow-crosses-scope",
    vi="Mũi tên {flow} đi xuyên qua biên của quy trình con. Hãy nối tới chính quy trình con, hoặc "
    "đặt cả hai đầu vào cùng một tầng.",
    en="The arrow {flow} crosses the border of a subprocess. Connect it to the subprocess itself, "
    "or put both ends on the same level.",
)
DEFAULT_UNKNOWN = Rule(
    name="default-unknown",
    vi="{what} chọn “{flow}” làm nhánh mặc định, nhưng mũi tên đó không đi ra từ đây.",
    en="{what} names “{flow}” as its default, and that arrow does not leave it. "
    "Choose one of its own arrows.",
)
BOUNDARY_LOOSE = Rule(
    name="boundary-loose",
    vi="{what} không gắn vào việc nào ở cùng tầng. Hãy kéo nó lên biên của một việc.",
    en="{what} is not attached to an activity on its level. Drag it onto the border of one.",
)
NOT_EXECUTABLE = Rule(
    name="not-executable",
    vi="{what}: {kind} chưa chạy được ở đây. {instead}",
    en="{what}: {kind} cannot be run here. {instead}",
)
REFERENCE_UNKNOWN = Rule(
    name="reference-unknown",
    vi="{what} nhắc tới “{reference}” nhưng tệp không khai báo mã này. Hãy chọn lại {kind}.",
    en="{what} refers to “{reference}”, which the file does not declare. Choose the {kind} again.",
)
WITHOUT_EFFECT = Rule(
    name="without-effect",
    vi="{what}: “{found}” không có tác dụng ở đây. {instead}",
    en="{what}: “{found}” has no effect here. {instead}",
    severe=False,
)
NO_SHAPE = Rule(
    name="shape-missing",
    vi="{what} không có hình trên sơ đồ nên không ai nhìn thấy. Hãy mở bằng công cụ vẽ rồi lưu.",
    en="{what} has no shape in the drawing, and is invisible. Open it in a drawing tool and save.",
    severe=False,
)
