"""Call activities: what they call, in which version, and with which values."""

from engine.diagrams.texts import BPMN
from engine.diagrams.xml import Element
from engine.dialects.mappings import carry_inputs, carry_outputs
from engine.dialects.translate import is_expression
from engine.dialects.variables import hyphened
from engine.dialects.work import Setting, Work
from engine.errors import Words

_PLAIN = Words(
    vi="Thủ tục được gọi phải ghi sẵn, không tính từ biểu thức.",
    en="What is called must be written, not reckoned.",
)
_KEY = Words(
    vi="Thủ tục được gọi mang tên thư mục; hãy nhập cả sơ đồ đó vào thư mục này.",
    en="A procedure is called by the name of its folder; import that diagram into this folder too.",
)
_LATEST = Words(
    vi="Không ghi motcua:version thì bản đang có hiệu lực được gọi.",
    en="Without motcua:version the live version is called.",
)
_VERSION = Words(
    vi="Số phiên bản ở đây khác; hãy ghi motcua:version khi thủ tục kia đã được công bố.",
    en="Versions have other numbers here; write motcua:version once the other procedure is "
    "published.",
)
_ALL = Words(
    vi="Chỉ những tên ghi ở motcua:input và motcua:output được chuyển.",
    en="Only names in motcua:input and motcua:output are handed over.",
)
_VERSIONS = (
    "calledElementBinding",
    "calledElementVersion",
    "calledElementVersionTag",
    "sameDeployment",
)


def carry_call(work: Work, element: Element) -> None:
    """Write what a call activity calls and what it hands over."""
    found = work.setting(element, "calledElement")
    key = found.value if found is not None else element.get("calledElement", "").strip()
    if not key or (found is None and work.tool is None):
        return
    if is_expression(key, work.tongue) and work.tongue.language != "python":
        work.lost(element, found or f"calledElement=“{key}”", _PLAIN)
    else:
        _carry_key(work, element, key)
        work.carried(found)
    _note_versions(work, element)
    _note_all(work, element, found)
    carry_inputs(work, element, renames=True)
    carry_outputs(work, element, answer=None)


def _carry_key(work: Work, element: Element, key: str) -> None:
    root = work.source.root
    inside = {one.get("id") for one in root.iterchildren(f"{BPMN}*") if one.get("id")}
    name = key if key in inside else hyphened(key, "thu-tuc")
    if element.get("calledElement") != name:
        work.edits.put(element, "calledElement", name, is_ours=False)
    if key not in inside:
        work.look(element, key, f"calledElement={name}", _KEY)


def _note_versions(work: Work, element: Element) -> None:
    kind = work.setting(element, "calledElementType")
    if kind is not None and kind.value == "key":
        work.carried(kind)
    for name in _VERSIONS:
        found = work.setting(element, name)
        if found is None:
            continue
        if found.value in ("latest", "false", "deployment"):
            work.unneeded(element, found, _LATEST)
        else:
            work.lost(element, found, _VERSION)


def _note_all(work: Work, element: Element, found: Setting | None) -> None:
    """Camunda 8 and Flowable may hand over every variable (Camunda 8: so without a word)."""
    for name in ("propagateAllParentVariables", "propagateAllChildVariables"):
        if found is None or found.element is element:
            continue
        value = found.element.get(name)
        if value is not None and value != "false":
            work.lost(element, Setting(element=found.element, name=name, value=value), _ALL)
        elif value is not None:
            work.carried(Setting(element=found.element, name=name, value=value))
    inherit = work.setting(element, "inheritVariables")
    if inherit is not None and inherit.value == "true":
        work.lost(element, inherit, _ALL)
